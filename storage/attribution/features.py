"""What the model sees of a text beside its words, and of the sentence whose speaker is asked for. It is taught with the same."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.claims.guess import Asked, Ruling

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
Offsets = Sequence[tuple[int, int]]
"""Where the tokens stand in the text; the first and the last one stand nowhere (0, 0)."""

FLAGS = 7
"""Of a token: begins with a capital, all capitals, quoted, first of a sentence, first of a paragraph, begins a word, right before a colon."""

PLACES = 16
"""How many sentences before or behind the one that is asked for a token stands: 0 for within, 1 to 5 behind, 7 to 13 before, 15 for nowhere."""

_NOWHERE = 15
_BEHIND, _BEFORE = 5, 7
_QUOTED = re.compile(r'"[^"\n]*("?)')
_BREAK = re.compile(r"\n+")


class Targets(NamedTuple):
    """For each sentence (T) and token (L): its share of the sentence, where it stands (`PLACES`), whether the name that the rules have begins or ends there (T x L);
    and what the rules made of the sentence (T)."""

    spans: Floats
    places: Whole
    rulings: Whole
    begins: Floats
    ends: Floats


def flags(text: str, starts: Iterable[int], offsets: Offsets) -> Floats:
    """L x `FLAGS`. `starts` are where sentences begin."""
    found = np.zeros((len(offsets), FLAGS), np.float32)
    standing = [(at, begin, end) for at, (begin, end) in enumerate(offsets) if end > begin]
    begins = [begin for _, begin, _ in standing]
    firsts = _firsts(begins, starts)
    heads = _firsts(begins, [0, *(gap.end() for gap in _BREAK.finditer(text))])
    quoted = [(quote.start(), quote.end() - len(quote[1])) for quote in _QUOTED.finditer(text)]
    opened = [start for start, _ in quoted]
    for number, (at, begin, end) in enumerate(standing):
        word = text[begin:end]
        quote = bisect_right(opened, begin) - 1
        found[at] = (
            word[0].isupper(),
            word.isupper() and len(word) > 1,
            quote >= 0 and begin < quoted[quote][1],
            number in firsts,
            number in heads,
            begin == 0 or not text[begin - 1].isalnum(),
            ":" in text[end : end + 2],
        )
    return found


def _firsts(begins: Sequence[int], starts: Iterable[int]) -> set[int]:
    """Which tokens are the first ones at or behind each start."""
    return {bisect_right(begins, start - 1) for start in starts}


def targets(text: str, starts: Sequence[int], asked: Sequence[Asked], offsets: Offsets) -> Targets:
    """`starts` are where the sentences of the whole text begin, in order."""
    length = len(offsets)
    stands = np.array([end > begin for begin, end in offsets])
    begins = np.array([begin for begin, _ in offsets])
    sentences = np.array([max(0, bisect_right(starts, begin) - 1) for begin, _ in offsets])
    shape = (len(asked), length)
    spans, named, ended = (np.zeros(shape, np.float32) for _ in range(3))
    places = np.full(shape, _NOWHERE, np.int64)
    for row, one in enumerate(asked):
        inside = stands & (begins >= one.start) & (begins < one.end)
        if inside.any():
            spans[row, inside] = 1 / inside.sum()
        away = sentences - max(0, bisect_right(starts, one.start) - 1)
        away = np.where(away == 0, np.where(begins >= one.end, 1, -1), away)
        far = np.where(away > 0, np.minimum(away, _BEHIND), _BEHIND + 1 + np.minimum(-away, _BEFORE))
        places[row, stands] = np.where(inside, 0, far)[stands]
        if one.ruling is Ruling.NAMED:
            for first, last in occurrences(text, one.name, offsets):
                named[row, first] = ended[row, last] = 1
    rulings = np.array([one.ruling for one in asked], np.int64)
    return Targets(spans, places, rulings, named, ended)


def occurrences(text: str, name: str, offsets: Offsets) -> list[tuple[int, int]]:
    """First and last token of each place of a name in the text, in whatever letters."""
    found = []
    for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
        within = [
            at
            for at, (begin, end) in enumerate(offsets)
            if end > begin >= place.start() and end <= place.end()
        ]
        if within:
            found.append((within[0], within[-1]))
    return found
