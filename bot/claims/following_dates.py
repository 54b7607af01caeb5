"""Times that are said from another time in the text: the following day, three days later, on the 13th, two weeks after 3 May."""

import re
from collections.abc import Sequence
from datetime import date

from bot.claims.dates import Dated
from bot.claims.days import day_of, days_back, months_back, stretch, year_of
from bot.claims.interval import Interval

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>day|week|fortnight|month|year)s?"
_LATER = re.compile(
    rf"\b(?:just |only |some |about )?{_COUNT} {_UNIT} (?P<way>later|earlier|afterwards?|before(?=[.,;]|$))\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:the )?(?P<which>following|next|previous|same|preceding) (?P<unit>day|morning|night|evening|week|month|year)\b(?! of\b)|\b(?:the|a) day (?P<way>after(?=[.,;]|$)|later|earlier|before(?=[.,;]|$))",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\b{_COUNT} {_UNIT} (?P<way>after|before)\b[^.;,]{{0,40}}$", re.IGNORECASE)
_DAY_AFTER = re.compile(
    r"\bthe (?:day|night|morning) (?P<way>after|before) (?:the \w+ (?:of|on) )?$", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"\b(?:(?:on|by|of|from|until|till|since|to|between|before|after|and|dated) the|the night of the) (?P<day>[0-3]?[0-9])(?:st|nd|rd|th)\b"
    r"(?! (?:of|century|anniversary|brigade|day|battalion|division|floor|week|month|time|round|light|infantry|street|regiment|and|hour|year|column|mile|(?-i:[A-Z])))",
    re.IGNORECASE,
)


def find_following_dates(
    text: str, found: Sequence[Dated], anchor: date | None, published: date | None
) -> list[Dated]:
    """Times that hang on one said before: in the text itself, else `anchor`, the last day that was told."""
    following: list[Dated] = []
    for match in (*_LATER.finditer(text), *_NEXT.finditer(text)):
        start = _before(found, match.start()) or anchor
        when = _moved(match, start) if start else None
        following.append(Dated(match.start(), match.end(), when, is_relative=True))
    for dated in found:
        following += _from_named(text, dated)
    for match in _ORDINAL.finditer(text):
        day = _in_month(int(match["day"]), _before(found, match.start()) or anchor, published)
        if day:
            start_of = match.start("day") - len("the ")
            following.append(Dated(start_of, match.end(), Interval.of_day(day), is_relative=True))
    return following


def _before(found: Sequence[Dated], start: int) -> date | None:
    earlier = [one.when for one in found if one.end <= start and one.when and not one.is_as_of]
    return earlier[-1].last if earlier and (earlier[-1].last - earlier[-1].first).days < 8 else None


def _from_named(text: str, dated: Dated) -> list[Dated]:
    """ "Six days after the massacre of Christmas Eve" says two times; "the day after 3 May" only one."""
    if dated.when is None or dated.is_as_of:
        return []
    before = text[max(0, dated.start - 60) : dated.start]
    offset = dated.start - len(before)
    for pattern in (_AFTER, _DAY_AFTER):
        match = pattern.search(before)
        when = _moved(match, dated.when.last) if match else None
        if match and when:
            return [
                Dated(offset + match.start(), offset + match.end("way"), when, is_relative=dated.is_relative)
            ]
    return []


def _moved(match: re.Match[str], start: date) -> Interval | None:
    said = match.groupdict()
    unit = (said.get("unit") or "day").lower()
    which = (said.get("which") or "").lower()
    count = _number(said.get("count")) * (2 if unit == "fortnight" else 1)
    is_back = (said.get("way") or "").lower() in {"earlier", "before"} or which in {"previous", "preceding"}
    steps = 0 if which == "same" else count if is_back else -count
    if unit == "year":
        return year_of(start.year - steps) if 1 <= start.year - steps <= date.max.year else None
    if unit == "month":
        return months_back(start, steps)
    if unit in {"week", "fortnight"}:
        day = days_back(start, 7 * steps)
        first, last = (days_back(day, 3), days_back(day, -3)) if day else (None, None)
        return stretch(first, last) if first and last else None
    day = days_back(start, steps)
    return Interval.of_day(day) if day else None


def _number(word: str | None) -> int:
    word = (word or "one").lower()
    return _COUNTS[word] if word in _COUNTS else int(word)


def _in_month(day: int, anchor: date | None, published: date | None) -> date | None:
    """The day of the month that was spoken of, else the last such day before publication."""
    if anchor:
        return day_of(anchor.year, anchor.month, day)
    if published is None:
        return None
    for back in range(3):
        month = months_back(published, back)
        found = day_of(month.first.year, month.first.month, day) if month else None
        if found and found <= published:
            return found
    return None
