"""Foreign JSON, asked for one field at a time. Whatever is missing or of another kind reads as empty: nothing here raises."""

from collections.abc import Mapping

Payload = Mapping[str, object]

_EMPTY: Payload = {}


def part(payload: Payload, *path: str) -> Payload:
    """The object at that path, an empty one where there is none."""
    found: object = payload
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else _EMPTY


def parts(payload: Payload, *path: str) -> tuple[Payload, ...]:
    """The objects in the list at that path."""
    found = part(payload, *path[:-1]).get(path[-1])
    return tuple(one for one in found if isinstance(one, Mapping)) if isinstance(found, list) else ()


def text_in(payload: Payload, *path: str) -> str:
    """The text at that path. Halves of characters, which JSON can carry and nothing else, are replaced."""
    found = part(payload, *path[:-1]).get(path[-1])
    if not isinstance(found, str):
        return ""
    return found if found.isascii() else found.encode("utf-8", "replace").decode("utf-8")
