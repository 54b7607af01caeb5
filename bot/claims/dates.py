"""Dates as they are written in English: with a day, a month or a year. A missing year is taken from the day of publication."""

import re
from dataclasses import dataclass
from datetime import date

from bot.claims.days import day_of, latest_day, latest_month, month_of, stretch, year_of
from bot.claims.interval import Interval


@dataclass(frozen=True, slots=True)
class Dated:
    """A stretch of text that says a time. `when` is None where it cannot be placed without a date of publication."""

    start: int
    end: int
    when: Interval | None
    is_relative: bool = False
    is_as_of: bool = False


_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}"
_TO = r"\s?(?:-|–|—|/|&|to|and|until|through|or)\s?"
_NOT_MORE = r"(?![0-9]|[.,][0-9]|\s?%)"
PART = r"(?:early|mid|late|(?:the )?(?:end|close|beginning|start|middle|first half|second half|first days|last days) (?:of|in))"
_PART_NAMES = {
    "early": "early", "mid": "mid", "late": "late", "end": "end", "close": "end", "beginning": "start", "start": "start",
    "middle": "mid", "first": "first", "second": "second", "last": "end",
}  # fmt: skip
_PEOPLE_FOLLOW = (
    r"(?! (?:people|civilians?|persons?|villagers|children|women|men|soldiers|troops|bodies|houses|homes|others|were|died|more|dead"
    r"|killed|injured|wounded|protesters|residents|members|police|percent))"
)
_ISO = re.compile(rf"\b({_YEAR})[-/.]([01]?[0-9])[-/.]([0-3]?[0-9])(?![0-9])(?:T[0-9:.]+Z?)?")
_NUMERIC = re.compile(
    r"(?<![0-9./-])([0-3]?[0-9])([./-])([0-3]?[0-9])\2((?:19|20)?[0-9]{2})(?![0-9]|[./-][0-9])"
)
_DAY_FIRST = re.compile(
    rf"(?<![0-9.,:$-])(?:(?P<d1>{_DAY}){_TO})?(?:the )?(?P<d>{_DAY})[ -]?(?:day )?(?:of )?(?P<m>{_MONTH})(?:,?[ -](?:of )?(?P<y>{_YEAR})\b{_NOT_MORE})?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<m>{_MONTH}) (?:the )?(?P<d>{_DAY})\b(?![:.,][0-9])(?:{_TO}(?P<d2>{_DAY})\b(?! ?{_MONTH})(?![:.,][0-9]))?{_PEOPLE_FOLLOW}"
    rf"(?:,? (?P<y>{_YEAR})\b{_NOT_MORE})?",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"\b(?:(?P<part>{PART})[ -](?:the )?)?(?:(?P<m1>{_MONTH}){_TO})?(?P<m>{_MONTH})(?:,? (?:of )?|-)(?P<y>{_YEAR})\b{_NOT_MORE}",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(
    rf"\b(?:(?P<part>{PART})[ -](?:the )?|(?P<lead>in|since|during|by|until|till|of|from|through|throughout|between|last|this|as of|on) )(?P<m>{_MONTH})(?! ?[0-9])",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    rf"\b(?:(?P<part>{PART})[ -]|(?P<lead>in|since|during|by|until|till|of|from|through|throughout|for|year|between|and|as of|before|after|to) |\()"
    rf"(?P<y1>{_YEAR})(?:{_TO}(?P<y2>{_YEAR}))?\b(?![0-9,]*[0-9]|-[a-z]|\s?%| (?:people|civilians|persons|villagers|soldiers|houses|homes|deaths))",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|ends?|begins?|starts?|due|expires?|planned|scheduled)\b[^.;]{0,40}$", re.IGNORECASE
)
_NAMED_EVENT = re.compile(
    r"['’]?s? (?:military |army |general )?(?:coup|takeover|elections?|uprising|constitution|putsch|law|protests)\b",
    re.IGNORECASE,
)


_WEEK_OF_MONTH = re.compile(
    rf"\b(?P<nth>first|second|third|last) week of (?P<m>{_MONTH})(?:,? (?P<y>{_YEAR})\b)?", re.IGNORECASE
)
_QUARTER = re.compile(
    rf"\b(?P<nth>first|second|third|fourth|last) quarter of (?P<y>{_YEAR})\b", re.IGNORECASE
)
_MONTHS = 12
_ORDER = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3}


def find_dates(text: str, published: date | None) -> list[Dated]:
    """Every written date. A month or year that names something ("the 2021 coup", "the 2008 constitution") is not one."""
    if not any(map(str.isdigit, text)) and not _BARE_MONTH.search(text) and not _WEEK_OF_MONTH.search(text):
        return []
    found = [
        *_numeric(text),
        *(_day_first(match, published) for match in _DAY_FIRST.finditer(text)),
        *(_month_first(match, published) for match in _MONTH_FIRST.finditer(text)),
        *(_month_year(match) for match in _MONTH_YEAR.finditer(text)),
        *(_bare_month(match, published) for match in _BARE_MONTH.finditer(text)),
        *(_bare_year(match) for match in _BARE_YEAR.finditer(text)),
        *(_week_of_month(match, published) for match in _WEEK_OF_MONTH.finditer(text)),
        *(_quarter(match) for match in _QUARTER.finditer(text)),
    ]
    return [dated for dated in found if dated]


def part_of(words: str | None) -> str:
    """The `part` of `month_of` that these words mean, empty for none."""
    for word in (words or "").lower().replace("-", " ").split():
        if word in _PART_NAMES:
            return _PART_NAMES[word]
    return ""


def _numeric(text: str) -> list[Dated | None]:
    found = [_on(match, day_of(int(match[1]), int(match[2]), int(match[3]))) for match in _ISO.finditer(text)]
    for match in _NUMERIC.finditer(text):
        year = _year(match[4])
        # Day first, as in most of the world; the other order only where it is the only one possible.
        day = day_of(year, int(match[3]), int(match[1])) or day_of(year, int(match[1]), int(match[3]))
        found.append(_on(match, day))
    return found


def other_way(text: str) -> date | None:
    """The day that a date in figures means where the month comes first, None where that is none or the same: 11 April 2023 of "4/11/2023", which is read as 4 November."""
    found = _NUMERIC.fullmatch(text)
    if found is None or found[2] != "/" or int(found[1]) == int(found[3]):
        return None
    return day_of(_year(found[4]), int(found[1]), int(found[3])) if int(found[3]) <= _MONTHS else None


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _on(match: re.Match[str], day: date | None) -> Dated | None:
    return Dated(match.start(), match.end(), Interval.of_day(day)) if day else None


def _day_first(match: re.Match[str], published: date | None) -> Dated | None:
    return _days(match, match["d1"], match["d"], published)


def _month_first(match: re.Match[str], published: date | None) -> Dated | None:
    if not _is_month(match["m"]):
        return None
    return _days(match, match["d"], match["d2"] or match["d"], published)


def _days(match: re.Match[str], first: str | None, last: str, published: date | None) -> Dated | None:
    month = _month_number(match["m"])
    end, begin = _number(last), _number(first or last)
    if match["y"]:
        days = [day_of(int(match["y"]), month, day) for day in (begin, end)]
    elif day_of(2000, month, end) is None:
        return None
    elif published is None:
        return Dated(match.start(), match.end(), None, is_relative=True)
    else:
        nearest = latest_day(month, end, published)
        days = [nearest and day_of(nearest.year, month, begin), nearest]
    if days[0] is None or days[1] is None:
        return None
    return Dated(match.start(), match.end(), stretch(days[0], days[1]), is_relative=not match["y"])


def _month_year(match: re.Match[str]) -> Dated | None:
    if _names_an_event(match):
        return None
    last = month_of(int(match["y"]), _month_number(match["m"]), part_of(match["part"]))
    if match["m1"]:
        first = month_of(int(match["y"]), _month_number(match["m1"]))
        last = stretch(first.first, last.last)
    return Dated(match.start(), match.end(), last)


def _bare_month(match: re.Match[str], published: date | None) -> Dated | None:
    if not _is_month(match["m"]):
        return None
    start = match.start() if match["part"] else match.start("m")
    if published and _AHEAD.search(match.string, max(0, match.start() - 60), match.start() + 1):
        month = _month_number(match["m"])
        year = published.year + (month < published.month)
        return Dated(start, match.end(), month_of(year, month, part_of(match["part"])), is_relative=True)
    if published is None:
        return Dated(start, match.end(), None, is_relative=True)
    when = latest_month(_month_number(match["m"]), published, part_of(match["part"]))
    return Dated(start, match.end(), when, is_relative=True)


def _bare_year(match: re.Match[str]) -> Dated | None:
    if _names_an_event(match):
        return None
    start = match.start() if match["part"] else match.start("y1")
    when = year_of(int(match["y1"]), part_of(match["part"]))
    if match["y2"]:
        when = stretch(when.first, year_of(int(match["y2"])).last)
    return Dated(start, match.end(), when)


def _week_of_month(match: re.Match[str], published: date | None) -> Dated | None:
    number = _month_number(match["m"])
    month = month_of(int(match["y"]), number) if match["y"] else published and latest_month(number, published)
    if not month:
        return Dated(match.start(), match.end(), None, is_relative=True)
    begin = month.last.day - 6 if match["nth"].lower() == "last" else 1 + 7 * _ORDER[match["nth"].lower()]
    first = month.first.replace(day=begin)
    return Dated(
        match.start(), match.end(), stretch(first, first.replace(day=begin + 6)), is_relative=not match["y"]
    )


def _quarter(match: re.Match[str]) -> Dated:
    year, begin = int(match["y"]), 1 + 3 * _ORDER[match["nth"].lower()]
    return Dated(
        match.start(), match.end(), stretch(month_of(year, begin).first, month_of(year, begin + 2).last)
    )


def _names_an_event(match: re.Match[str]) -> bool:
    return bool(_NAMED_EVENT.match(match.string, match.end()))


def _is_month(word: str) -> bool:
    # "may" and "march" are verbs unless they are written as names.
    return word[0].isupper() or word.rstrip(".") not in {"may", "march", "mar", "sep", "dec", "jan"}


def _month_number(word: str) -> int:
    return _MONTH_NAMES.index(word[:3].lower()) + 1


def _number(day: str) -> int:
    return int("".join(character for character in day if character.isdigit()))
