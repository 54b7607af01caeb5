"""A JSON document, or JSON lines, as plain values; and looking into them without trusting their shape."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

LARGEST = 64 * 1024 * 1024
"""Bytes of a document: it has to be held as a whole, several times over."""

DEEPEST = 40
"""Levels that are looked into."""


_NO_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class NoDocument(Exception):
    """The sentence that says why these bytes cannot be read."""


def read_document(chunks: Iterable[bytes]) -> object:
    """What the bytes say: a value, or a list of the values of each line. Raises `NoDocument`."""
    pieces, length = [], 0
    for chunk in chunks:
        pieces.append(chunk)
        length += len(chunk)
        if length > LARGEST:
            raise NoDocument(
                f"This is larger than {LARGEST // 1024 // 1024} MB, more than is read at once. Import it in several files (docs/importing.md)."
            )
    content = b"".join(pieces).removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(content)
    except _NO_JSON as error:
        return _read_lines(content, error)


def _read_lines(content: bytes, error: Exception) -> object:
    try:
        lines = [msgspec.json.decode(line) for line in content.splitlines() if line.strip()]
    except _NO_JSON:
        raise NoDocument(f"This is no JSON: {error}.") from error
    if len(lines) < 2:
        raise NoDocument(f"This is no JSON: {error}.") from error
    return lines


def members(value: object) -> Mapping[str, object]:
    """The members of an object; none of anything else."""
    return value if isinstance(value, Mapping) else {}


def elements(value: object) -> Sequence[object]:
    """The elements of a list; anything else but nothing is one."""
    if isinstance(value, list):
        return value
    return () if value is None else (value,)


def text(value: object) -> str:
    """A text or a number as text; of an object its name, of a list its first."""
    match value:
        case bool() | None:
            return ""
        case str():
            return value
        case int() | float():
            return f"{value:.15g}"
        case [first, *_]:
            return text(first) if not isinstance(first, list) else ""
        case Mapping():
            name = value.get("name")
            return name if isinstance(name, str) else ""
        case _:
            return ""


def objects(value: object) -> Iterator[Mapping[str, object]]:
    """Every object in a document, outer ones before inner ones, in their order."""
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(one, Mapping):
            yield one
            waiting.extend((inner, depth + 1) for inner in reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend((inner, depth + 1) for inner in reversed(one))
