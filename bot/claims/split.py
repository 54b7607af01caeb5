"""Sentences of a normalised text. Line breaks always end one; positions are those of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from syntok import segmenter
from syntok.tokenizer import Tokenizer

LONGEST = 1_000
"""Characters after which a stretch without any full stop is cut."""

_LINE = re.compile(r"[^\n]+")
_BURMESE_END = re.compile(r"။+\s*")
_PLAIN = re.compile(r"""[\w ,:'"’“”%-]*[.!?]?\s*""")
_LETTER = re.compile(r"\w")
_JOINT = re.compile(r";\s+|,? while (?=the |[A-Z]|at least |more than |[0-9])|,? whereas ")
_SLOT = re.compile(r"[0-9]|(?<=[a-z,] )[A-Z][a-z]|\b[A-Z]{2,}\b")
_TITLE_ENDS = re.compile(r"\b(?:Maj|Gen|Col|Lt|Brig|Capt|Sgt|Prof|Rev|Dr|Mr|Mrs|Ms)\.\s*$")
_BEFORE_NUMBER = re.compile(
    r"(?<=[a-z]{4})(?<!approx)(?<!Sept)(?<!dept)(?<!para)(?<!ca)\. (?=[0-9][0-9,.]* [a-z]+ [a-z])"
)
_NAME_ENDS = re.compile(
    r"(?:(?<=[a-z] )(?:[A-Z][a-z]+ )+(?:Mon|Sun|Sat|Jan|Mar|So|Mi|Min|Thu|U|O)|[A-Z][a-z]+(?:-[UO]|U))\. (?=[A-Z])"
)
_BEFORE_SMALL = re.compile(
    r"(?<=[a-z]{4})(?<!pprox)(?<!Sept)(?<!dept)(?<!para)(?<!Prof)(?<!Capt)(?<!Brig)(?<!Corp)(?<!incl)(?<!govt)\. (?=[a-z]+ [a-z]+ [a-z]+)"
)
_MISSED = (_BEFORE_NUMBER, _BEFORE_SMALL, _NAME_ENDS)
_SHORTEST_CLAUSE = 20


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: characters from `start` up to, not including, `end`. `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


def split_sentences(text: str) -> tuple[Span, ...]:
    """The text's sentences in order; a sentence of two clauses that each hold a number or a name ("…; …", "…, while …") becomes two.

    Stretches without any letter or number are left out, and so is the white space round each.
    """
    tokenizer = Tokenizer()
    return tuple(
        span
        for paragraph, line in enumerate(_LINE.finditer(text))
        for start, end in _sentences(line[0], tokenizer)
        for first, last in _clauses(line[0], start, end)
        if (span := _trimmed(text, line.start() + first, line.start() + last, paragraph))
    )


def is_quoted(text: str, start: int) -> bool:
    """Whether what starts there is inside a quotation, counting quotation marks from the start of its line."""
    return text.count('"', text.rfind("\n", 0, start) + 1, start) % 2 == 1


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Span | None:
    piece = text[start:end].rstrip(" ;,")
    if not _LETTER.search(piece):
        return None
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece), paragraph)


def _sentences(line: str, tokenizer: Tokenizer) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (*_ends(line, tokenizer), len(line)):
        while end - start > LONGEST:
            cut = line.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        if end > start:
            yield start, end
            start = end


def _ends(line: str, tokenizer: Tokenizer) -> Sequence[int]:
    """Of sentences; the end of the line may be left out."""
    if "။" in line:
        return [match.end() for match in _BURMESE_END.finditer(line)]
    if _PLAIN.fullmatch(line):  # as most claims are; to look closer takes a fifth of what reading them does
        return ()
    ends = [
        tokens[-1].offset + len(tokens[-1].value)
        for tokens in segmenter.split(tokenizer.tokenize(line))
        if tokens
    ]
    ends = [end for end in ends if not _TITLE_ENDS.search(line, max(end - 8, 0), end)]
    missed = (full.end() for pattern in _MISSED for full in pattern.finditer(line))
    return sorted({*ends, *missed})


def _clauses(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for joint in _JOINT.finditer(line, start, end):
        is_quoted = line.count('"', start, joint.start()) % 2 == 1
        if (
            not is_quoted
            and _says_something(line, begin, joint.start())
            and _says_something(line, joint.end(), end)
        ):
            yield begin, joint.start()
            begin = joint.end()
    yield begin, end


def _says_something(line: str, start: int, end: int) -> bool:
    return end - start >= _SHORTEST_CLAUSE and _SLOT.search(line, start, end) is not None
