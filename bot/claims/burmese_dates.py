"""Dates in Burmese, after digits have become ASCII: year, then month, then day."""

import re
from datetime import date

from bot.claims.dates import Dated
from bot.claims.days import day_of, days_back, latest_day, latest_month, month_of, months_back, year_of
from bot.claims.interval import Interval

_MONTHS = {
    "ဇန်နဝါရီ": 1, "ဇန္နဝါရီ": 1, "ဖေဖော်ဝါရီ": 2, "ဖေဖေါ်ဝါရီ": 2, "မတ်": 3, "ဧပြီ": 4, "ဧၿပီ": 4, "မေ": 5, "ဇွန်": 6, "ဇူလိုင်": 7,
    "ဩဂုတ်": 8, "သြဂုတ်": 8, "စက်တင်ဘာ": 9, "အောက်တိုဘာ": 10, "နိုဝင်ဘာ": 11, "ဒီဇင်ဘာ": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)[0-9]{2}"
_SINCE = r"(?P<since>\s?(?:နေ့)?\s?(?:ကတည်းက|က\s?တည်းက|မှစ၍|မှစပြီး|မှ\s?ယနေ့))?"
_DATE = re.compile(
    rf"(?:(?P<y>{_YEAR})\s?(?:ခုနှစ်|ခု|နှစ်)?[၊,]?\s?)?(?P<m>{_MONTH})(?P<la>\s?လ(?![\u102b-\u103e]))?(?:\s?(?P<d>[0-3]?[0-9])(?![0-9])\s?(?P<day>ရက်(?:နေ့)?)?)?"
    rf"(?:[၊,]\s?(?P<y2>{_YEAR})(?![0-9]))?{_SINCE}"
)
_BARE_YEAR = re.compile(rf"(?<![0-9])({_YEAR})\s?(?:ခုနှစ်|ပြည့်နှစ်|ခု)(?!\s?[၊,]?\s?(?:{_MONTH})){_SINCE}")
_NEAR = re.compile(
    r"(?P<today>ယနေ့|ဒီနေ့|ဒီကနေ့)|(?P<yesterday>မနေ့က|ယမန်နေ့)|(?P<month>ပြီးခဲ့(?:သည့်|တဲ့)လ)|(?P<year>ပြီးခဲ့(?:သည့်|တဲ့)နှစ်|မနှစ်က)"
)


def find_burmese_dates(text: str, published: date | None) -> list[Dated]:
    """Written dates and the commonest words for a day near the publication."""
    found = [_date(match, published) for match in _DATE.finditer(text)]
    found += [
        Dated(match.start(), match.end(), year_of(int(match[1])), is_as_of=bool(match["since"]))
        for match in _BARE_YEAR.finditer(text)
    ]
    found += [
        Dated(match.start(), match.end(), _near(match, published) if published else None, is_relative=True)
        for match in _NEAR.finditer(text)
    ]
    return [dated for dated in found if dated]


def _date(match: re.Match[str], published: date | None) -> Dated | None:
    month, year = _MONTHS[match["m"]], match["y"] or match["y2"]
    if not year and not match["d"] and not match["la"]:
        return None  # "မေ" and "မတ်" are also parts of other words
    is_as_of = bool(match["since"])
    if match["d"]:
        if day_of(2000, month, int(match["d"])) is None:
            return None
        when = _on(year, month, int(match["d"]), published)
    elif year:
        when = month_of(int(year), month)
    else:
        when = latest_month(month, published) if published else None
    return Dated(match.start(), match.end(), when, is_relative=not year, is_as_of=is_as_of)


def _on(year: str | None, month: int, day: int, published: date | None) -> Interval | None:
    if year:
        found = day_of(int(year), month, day)
    else:
        found = latest_day(month, day, published) if published else None
    return Interval.of_day(found) if found else None


def _near(match: re.Match[str], published: date) -> Interval | None:
    if match["month"]:
        return months_back(published, 1)
    if match["year"]:
        return year_of(published.year - 1) if published.year > 1 else None
    day = days_back(published, 1 if match["yesterday"] else 0)
    return Interval.of_day(day) if day else None
