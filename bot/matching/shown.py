"""Numbers and days as people read them; neutral between languages, for differences and figures."""

import re
from datetime import date

from bot.claims.claim import NameKind
from bot.claims.interval import Interval, Precision
from bot.claims.names import Name, Names
from bot.claims.quantity import Bound, Measure

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ONE = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "families": "family", "bodies": "body", "policemen": "policeman",
    "babies": "baby", "monasteries": "monastery", "churches": "church", "cities": "city",
}  # fmt: skip
_PLURAL = re.compile(r"(?<=ss)es$|(?<=[sc]h)es$|(?<=bus)es$|(?<=x)es$|(?<=[^su])s$")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def show_number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def show_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_interval(when: Interval) -> str:
    """`11 Apr 2023`, `9–15 Aug 2023`, `Oct 2023`, `2023`."""
    first, last = when.first, when.last
    if first == last:
        return show_day(first)
    if when.precision is Precision.YEAR and first.year == last.year:
        return str(first.year)
    if when.precision is Precision.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{show_day(last)}"
    return f"{show_day(first)} – {show_day(last)}"


def show_range(best: float, low: float | None, high: float | None) -> str:
    """`171`, or `7,666 (7,194–27,878)` where the estimates differ."""
    low, high = best if low is None else low, best if high is None else high
    if low == high == best:
        return show_number(best)
    return f"{show_number(best)} ({show_number(low)}–{show_number(high)})"


def show_unit(number: str, unit: str) -> str:
    """`171 people`, `1 person`, `1 soldier or police`."""
    if number == "1":
        unit = " or ".join(map(_singular, unit.split(" and ")))
    return f"{number} {unit}".strip()


def _singular(unit: str) -> str:
    noun, of, matter = unit.partition(" of ")
    *kind, head = noun.split() or [""]
    return " ".join((*kind, _ONE.get(head, _PLURAL.sub("", head)))) + of + matter


def show_count(number: str, measure: Measure, unit: str) -> str:
    """`171 people killed`, `45 bodies`."""
    is_said = measure in {Measure.OTHER, Measure.AMOUNT} or (measure is Measure.KILLED and unit == "bodies")
    return " ".join((show_unit(number, unit), *(() if is_said else (measure.value.replace("_", " "),))))


def show_bound(bound: Bound, text: str, value: float) -> str:
    return text.strip() if bound is not Bound.EXACT else show_number(value)


def find_name(name_id: str, names: Names) -> Name | None:
    """The bearer of an id that may be a source's or an actor's."""
    return names.get(NameKind.SOURCE, name_id) or names.get(NameKind.ACTOR, name_id)


def show_name(name_id: str, names: Names) -> str:
    found = find_name(name_id, names)
    return found.name if found else name_id
