"""How much of a text is looked at. One place, so that a text is known again by exactly what was read of it."""

ACCEPTED = 100_000
"""Characters of a text that are normalised, and that a normalised text may have: normal forms can make one character eighteen."""

READABLE = 50_000
"""Characters of a normalised text that are read; the rest is named as not read."""

SHORT = 700
"""Characters of a message that is about one thing: each of its sentences is understood from all the others."""


def is_short(text: str) -> bool:
    return len(text) <= SHORT


def length_if_cut(given: str, normalised: str) -> int:
    """The length of a text of which only the beginning is read, 0 for one that is read to its end."""
    return len(given) if len(given) > ACCEPTED or len(normalised) > READABLE else 0
