import re
from datetime import date

from bot.claims.burmese_dates import find_burmese_dates
from bot.claims.claim import Moment
from bot.claims.dates import Dated, find_dates
from bot.claims.days import latest_day, stretch
from bot.claims.following_dates import find_following_dates
from bot.claims.interval import Interval
from bot.claims.names import has_burmese
from bot.claims.relative_dates import find_relative_dates

COUP = date(2021, 2, 1)
"""What "the coup" means in texts on Myanmar that name no other one."""

_COUP = re.compile(
    r"\b(?:ever )?since (?:the )?(?:(?:february )?2021 |february 2021 |last )?(?:(?:military|army|junta)(?:'s)? )?(?:coup|takeover|power grab)"
    r"|\bsince (?:the )?(?:military|army|generals|junta|tatmadaw) (?:\w+ ){0,3}?(?:took over|took power|seized power|seized control|staged (?:a|its) coup)"
    r"|\b(?:post|since)-coup\b|အာဏာသိမ်းပြီး(?:ချိန်)?(?:မှ|ကတည်းက|နောက်ပိုင်း)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:to date|so far|to this day|up to now|until now|as of (?:today|now|this writing)|at the time of writing|thus far)\b|ယနေ့အထိ|ယခုအချိန်အထိ",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:as of|as at|as per|ever since|since|by|until|till|up until|up to|up till|through|ending(?: on)?|dated)"
    r"(?: the| at least| about| late| early)?\s$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^(?: ?(?:-|–|—) ?| (?:to|and|until|till|through) )$", re.IGNORECASE)
_RANGE_OPENS = re.compile(r"\b(?:between|from)\s$", re.IGNORECASE)
_DAYS_BY_NAME = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "new year's eve": (12, 31), "new year's day": (1, 1),
    "armed forces day": (3, 27), "martyrs' day": (7, 19), "union day": (2, 12), "independence day": (1, 4),
}  # fmt: skip
_NAMED_DAY = re.compile(
    rf"\b(?P<name>{'|'.join(_DAYS_BY_NAME)})(?:,? (?:in |of )?(?P<year>20[0-9]{{2}}))?\b", re.IGNORECASE
)
_APPOSED = re.compile(r"^(?:, ?| ?\(| )(?:the )?$")


def read_moments(text: str, published: date | None, anchor: date | None = None) -> tuple[Moment, ...]:
    """Every time that is said, in order, no two overlapping. `published` places the relative ones.

    `anchor` is the day that the text told last: "the following day" counts from there.
    """
    found = [
        *find_dates(text, published),
        *find_relative_dates(text, published),
        *_fixed(text, published),
        *_named_days(text, published),
    ]
    if has_burmese(text):
        found += find_burmese_dates(text, published)
    kept = _joined(text, _longest(found))
    following = find_following_dates(text, kept, anchor, published)
    if following:
        kept = _longest([*kept, *following])
    return tuple(_moment(text, dated) for dated in kept)


def _fixed(text: str, published: date | None) -> list[Dated]:
    coup = Interval.of_day(COUP)
    since = [Dated(match.start(), match.end(), coup, is_as_of=True) for match in _COUP.finditer(text)]
    day = Interval.of_day(published) if published else None
    now = [
        Dated(match.start(), match.end(), day, is_relative=True, is_as_of=True)
        for match in _NOW.finditer(text)
    ]
    return since + now


def _named_days(text: str, published: date | None) -> list[Dated]:
    """ "Christmas Eve 2021", "Armed Forces Day in 2021": days that texts name instead of dating them."""
    found = []
    for match in _NAMED_DAY.finditer(text):
        month, day = _DAYS_BY_NAME[match["name"].lower()]
        year = match["year"]
        when = date(int(year), month, day) if year else published and latest_day(month, day, published)
        if when:
            is_relative = not year
            found.append(Dated(match.start(), match.end(), Interval.of_day(when), is_relative=is_relative))
    return found


def _longest(found: list[Dated]) -> list[Dated]:
    kept: list[Dated] = []
    for dated in sorted(found, key=lambda dated: (dated.start, -dated.end)):
        if kept and dated.start < kept[-1].end:
            if dated.end - dated.start > kept[-1].end - kept[-1].start:
                kept[-1] = dated
            continue
        kept.append(dated)
    return kept


def _joined(text: str, found: list[Dated]) -> list[Dated]:
    joined: list[Dated] = []
    for dated in found:
        if joined:
            whole = _both(text, joined[-1], dated)
            if whole:
                joined[-1] = whole
                continue
        joined.append(dated)
    return joined


def _both(text: str, first: Dated, second: Dated) -> Dated | None:
    """One moment of two that belong together: a weekday beside its date, the two ends of a range."""
    between = text[first.end : second.start]
    if _APPOSED.match(between) and first.is_relative and "day" in text[first.start : first.end].lower():
        return Dated(first.start, second.end, second.when, is_relative=second.is_relative)
    if not _RANGE.match(between) or first.is_as_of or second.is_as_of:
        return None
    opened = bool(_RANGE_OPENS.search(text, max(0, first.start - 9), first.start))
    if not opened and between.strip().lower() in {"and", "until", "till", "through"}:
        return None
    if second.when is None:
        return Dated(first.start, second.end, None, is_relative=True) if first.when is None else None
    start = first.start
    if first.is_relative and not second.is_relative:
        # "3 March to 5 April 2023": the year is said once, at the end. What is found in the words alone counts from their beginning.
        again = find_dates(text[first.start : first.end], second.when.last)
        first = again[0] if again else first
    if first.when is None or first.when.first > second.when.last:
        return None
    when = stretch(first.when.first, second.when.last)
    return Dated(start, second.end, when, is_relative=second.is_relative)


def _moment(text: str, dated: Dated) -> Moment:
    bound = _BOUND.search(text, max(0, dated.start - 24), dated.start)
    start = bound.start() if bound else dated.start
    return Moment(
        text=text[start : dated.end],
        when=dated.when,
        is_relative=dated.is_relative,
        start=start,
        end=dated.end,
        is_as_of=dated.is_as_of or bound is not None,
    )
