"""Where and when an article was written, as its opening says: this is no claim, but it places "on Tuesday"."""

import re
from dataclasses import dataclass
from datetime import date

from bot.claims.moments import read_moments

_DATELINE = re.compile(
    r"^[A-Z][A-Za-z.' /]{1,40}(?:, [A-Z][A-Za-z.' ]{1,30}){0,2},? ?(?:\(?[^()\n–—-]{3,30}\)? ?)?(?:\([A-Z][\w .'/]{1,30}\)|\[[^\]\n]{2,30}\])? ?(?:--?|–|—) "
)
_STAMP_WORD = re.compile(
    r"\b(?:published|updated|posted|last|modified|on|at|date|dated|from|by|gmt|utc|mmt|am|pm|edt|est|day|[a-z]{3,6}day)\b|[^\W\d_]\.?m\.?\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_PLACE_ENDS = re.compile(r"[,(\[-]")
_LONGEST_STAMP = 80
_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Dateline:
    """How many characters of the line it takes, and the day that it gives, None where it gives no full date."""

    length: int
    day: date | None


def read_dateline(line: str) -> Dateline | None:
    """The dateline that opens the line ("YANGON, 12 April 2023 (AFP) - …"), or the line itself where it is nothing but a date."""
    stamp = _stamp(line)
    if stamp:
        return stamp
    match = _DATELINE.match(line[:160])
    if not match or line.isupper():
        return None
    head, rest = match[0], line[match.end() :]
    is_shouted = _PLACE_ENDS.split(head, maxsplit=1)[0].strip().isupper()
    has_agency = "(" in head or "[" in head
    # "Pazigyi, 11 April 2023 – 170 killed" is a headline: a dateline stands before a text that says its own time.
    stands_apart = bool(read_moments(head, None) and read_moments(rest[:_LOOKED_AT], None))
    if not (is_shouted or has_agency or stands_apart):
        return None
    return Dateline(match.end(), _day(head))


def _stamp(line: str) -> Dateline | None:
    if len(line) > _LONGEST_STAMP:
        return None
    moments = read_moments(line, None)
    if not moments:
        return None
    rest = line
    for moment in reversed(moments):
        rest = rest[: moment.start] + " " + rest[moment.end :]
    return None if _LETTER.search(_STAMP_WORD.sub(" ", rest)) else Dateline(len(line), _day(line))


def _day(text: str) -> date | None:
    days = [moment.when for moment in read_moments(text, None) if moment.when]
    return days[0].first if days and days[0].first == days[0].last else None
