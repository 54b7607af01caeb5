import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[0-9]+|[,;:.!?()%–—]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a number (`numeral` is its index, else -1)."""

    word: str
    start: int
    end: int
    numeral: int = -1


def tokens_of(text: str, numerals: Sequence[tuple[int, int]]) -> list[Token]:
    """Words, marks and numbers of the text in order; the numbers at the places given."""
    tokens: list[Token] = []
    upcoming = 0
    for match in _TOKEN.finditer(text):
        while upcoming < len(numerals) and match.start() >= numerals[upcoming][1]:
            upcoming += 1
        if upcoming < len(numerals) and match.start() >= numerals[upcoming][0]:
            start, end = numerals[upcoming]
            if not tokens or tokens[-1].numeral != upcoming:
                tokens.append(Token("#", start, end, upcoming))
        else:
            tokens.append(Token(match[0].lower(), match.start(), match.end()))
    return tokens
