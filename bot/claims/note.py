from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be said: the key of a phrase and the values that go into it, sorted by name."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def note(key: str, **values: str) -> Note:
    return Note(key, tuple(sorted(values.items())))
