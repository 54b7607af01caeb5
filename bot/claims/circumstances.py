"""Sentences that only say when or where the one before them happened: "It was on 10 March." Read alone they claim nothing, so they are read with it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.split import Span
from bot.claims.word_list import words

_POINTS_BACK = re.compile(
    r"(?:(?:and )?(?:all )?(?:this|that|it)|the (?:killings?|attacks?|raids?|clash(?:es)?|fighting|fights?|battles?|massacre|murders?|shelling|air ?strikes?|strikes?|bombing|bombardment"
    r"|incident|shooting|arson|burning|deaths?|ambush|blast|explosion|executions?|arrests?))(?: all)?"
    r" (?:was|were|is|happened|took place|occurred|came|had happened|had taken place)(?= )",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_OF_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b(?:19|20)\d\d\b")
_CIRCUMSTANCE = words(
    """in on at near of and the to from between outside around about during by just early late mid north south east west northern southern eastern western
    village villages township townships tract district town city ward state region area division camp road highway
    morning evening night afternoon noon midnight dawn dusk day days week weeks weekend month months year years
    beginning start middle end half quarter first second third last next same this that later earlier before after ago yesterday today
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    jan feb mar apr jun jul aug sep sept oct nov dec christmas eve easter thingyan one two three four five six seven eight nine ten local time am pm a an st nd rd th"""
)
_LONGEST = 18
"""Words beyond which a sentence says more."""


def with_circumstances(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences of a text, each together with the one behind it that only says when or where it was."""
    joined: list[Span] = []
    for at, span in enumerate(spans):
        before = joined[-1] if joined else None
        is_last = at + 1 == len(spans) or spans[at + 1].paragraph != span.paragraph
        if before and before.paragraph == span.paragraph and _only_tells_when(text, span, is_last=is_last):
            joined[-1] = replace(before, end=span.end)
        else:
            joined.append(span)
    return joined


def _only_tells_when(text: str, span: Span, *, is_last: bool) -> bool:
    """Without a verb it may as well head what follows, unless nothing follows."""
    said = text[span.start : span.end]
    points_back = _POINTS_BACK.match(said)
    if points_back is None and not (is_last and _NUMBER_OF_DAY.search(said)):
        return False
    rest = said[points_back.end() :] if points_back else said
    told = _WORD.findall(rest)
    return len(told) <= _LONGEST and all(word[0].isupper() or word in _CIRCUMSTANCE for word in told)
