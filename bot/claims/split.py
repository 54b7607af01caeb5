"""Sentences of a normalised text. Line breaks always end one; positions are those of the text."""

import re
from dataclasses import dataclass

from syntok import segmenter
from syntok.tokenizer import Tokenizer

_LINE = re.compile(r"[^\n]+")
_BURMESE_END = re.compile(r"။+\s*")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: characters from `start` up to, not including, `end`. `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


def split_sentences(text: str) -> tuple[Span, ...]:
    """The text's sentences in order. Stretches without any letter or number are left out."""
    tokenizer = Tokenizer()
    spans: list[Span] = []
    for paragraph, line in enumerate(_LINE.finditer(text)):
        for start, end in _sentences(line[0], tokenizer):
            piece = line[0][start:end]
            if _LETTER.search(piece):
                indent = len(piece) - len(piece.lstrip())
                tail = len(piece) - len(piece.rstrip())
                spans.append(Span(line.start() + start + indent, line.start() + end - tail, paragraph))
    return tuple(spans)


def _sentences(line: str, tokenizer: Tokenizer) -> list[tuple[int, int]]:
    if "။" in line:
        ends = [match.end() for match in _BURMESE_END.finditer(line)]
    else:
        ends = [
            tokens[-1].offset + len(tokens[-1].value)
            for tokens in segmenter.split(tokenizer.tokenize(line))
            if tokens
        ]
    if not ends or ends[-1] < len(line):
        ends.append(len(line))
    return list(zip([0, *ends[:-1]], ends, strict=True))
