"""What the long text of a statement repeats of a claim word for word: whoever judges what was said quotes it, and quotes it early."""

import re
from collections.abc import Collection

QUOTED = "quoted"
"""The feature that says so."""

RUN = 5
"""Words in a row that two texts hardly share by chance."""

BEGINNING = 2_000
"""Characters of a long text that are looked at."""

_WORD = re.compile(r"\w+")


def runs_of(text: str) -> frozenset[str]:
    """All `RUN` words in a row; none of a shorter text."""
    words = _words(text)
    return frozenset(_row(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def told_in(text: str) -> str:
    """The beginning of a long text, to look for runs in."""
    return _row(_words(text[:BEGINNING])) if text else ""


def share_quoted(runs: Collection[str], told: str) -> float:
    """The share (0 to 1) of a claim's runs that a long text has."""
    return sum(run in told for run in runs) / len(runs) if runs and told else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _row(words: list[str]) -> str:
    return f" {' '.join(words)} "
