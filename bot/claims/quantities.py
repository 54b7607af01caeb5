import re
from dataclasses import dataclass, replace

from bot.claims.bounds import Bounded, bounded
from bot.claims.burmese_quantities import read_burmese_quantities
from bot.claims.carried import carried
from bot.claims.claim import Moment
from bot.claims.countables import Sort, measure_of, sort_of
from bot.claims.counting import may_be, measure_at
from bot.claims.moments import read_moments
from bot.claims.names import has_burmese
from bot.claims.numerals import find_numerals
from bot.claims.quantity import Bound, Measure, Quantity
from bot.claims.tokens import Token, tokens_of
from bot.claims.tolls import is_told_dead, told_around
from bot.claims.units import unit_after
from bot.claims.zeros import read_zeros

_NOT_A_COUNT_BEFORE = re.compile(
    r"(?:\b(?:(?:up|down) from|compared (?:with|to)|operation|article|section|rule|no|nos|number|nr|chapter|clause|paragraph|law|resolution|flight|battalion|regiment|division|brigade|page"
    r"|room|ward|highway|route|act|order|notification|channel|fm|district|class|grade|age|aged|ages|level|phase|week|type|top|class|group|road|street"
    r"|version|part|unit|day|mile|id|point|strategy|lib|lid|column|camp|zone|line|platform|episode|season|form|committee|round|kilomet(?:er|re)|call|group of|row|row id|table|figure"
    r"|named|called|older than|younger than|turned|(?:s?he|who) (?:is|was)|covid|iphone|psalm|verse|the g|under-?)|#)\.?\s?-?$",
    re.IGNORECASE,
)
_NOT_A_COUNT_AFTER = re.compile(
    r"^(?:[-‐](?!\s)[A-Za-z]|\s?[-–]?\s?years?[- ]old|\s?(?:a|p)\.?\s?m\b|\s?(?:o'clock|hrs\b|hours gmt)|(?:st|nd|rd|th)\b|:[0-9]|°|[ -](?:quarters?|thirds?|fifths?|tenths?|halves|fold)\b|['’]s\b"
    r"|\s(?:of the (?:most|main|few|largest|biggest|best|worst|many)|another|by one)\b)",
    re.IGNORECASE,
)
_BESIDE_PERSONS = re.compile(r"\b(?:highway|route|road|street|column|group of) $", re.IGNORECASE)
_NUMBERING = re.compile(r"\bnumber(?:s|ed)? $")
"""As a verb it counts: "those killed number 5,982"."""
_PERSONS_BEHIND = re.compile(
    r" (?:people|civilians|villagers|men|women|children|soldiers|fighters|police(?:men)?|protesters|residents)\b"
)
"""Behind these a number is no name: "along the highway nine civilians were killed"."""
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}$")
_AGES = re.compile(r"(?:, [0-9]{1,2})* and [0-9]{1,2}\b(?=[,.)]|$)|(?=[,.)]|$)")
_PERSONS_AHEAD = re.compile(
    r"\b(?:women|men|brothers|sisters|sons|daughters|girls|boys|monks|students|children|both),? \(?(?:aged )?(?:[0-9]{1,2}, )*(?:[0-9]{1,2} and )?$"
)
_AGE = re.compile(r"[A-Z][\w'-]+,? \(?$|\w, $")
_OF = re.compile(
    r" of (?:the|them|his|her|their|its|these|those|our|my|us|whom|several|many|most)\b", re.IGNORECASE
)
_IN_PRISON = re.compile(
    r"^\W*(?:in (?:prison|jail)|imprisonment|hard labou?r|jail|behind bars|of hard)|^'? ?imprisonment",
    re.IGNORECASE,
)
_INCLUDED = re.compile(
    r"^(?: [-–—]|,|\))?\s*(?:\bincluding|\bamong (?:them|whom)|\bplus|\bwith|,|\band|\bor|\bas well as)(?: (?:the|their|his|another|also))?\s*$",
    re.IGNORECASE,
)
_PARTICULARLY_INCLUDED = re.compile(
    r"^,?\s*(?:\bincluding|\bamong (?:them|whom))(?: \w+)?\s*$", re.IGNORECASE
)
_OF_THEM = re.compile(r"^\s(?:\w+ )?of (?:them|whom|those|the (?:dead|killed|victims))\b", re.IGNORECASE)

_LEAST_NAME = 100


@dataclass(frozen=True, slots=True)
class _Found:
    quantity: Quantity
    cost: float


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Every number that counts something, in order, with its bounds. Years, dates, ages, numbers of articles and the like are none."""
    return quantities_beside(text, read_moments(text, None))


def quantities_beside(
    text: str, moments: tuple[Moment, ...], earlier: Measure | None = None
) -> tuple[Quantity, ...]:
    """As `read_quantities`, where the moments of the text have been read already; `earlier` is what the sentence before counted."""
    if has_burmese(text):
        return read_burmese_quantities(text, moments)
    ranges = _counting(text, moments)
    tokens = tokens_of(text, [(entry.number_start, entry.number_end) for entry in ranges])
    found: list[_Found] = []
    for place, token in enumerate(tokens):
        if token.numeral >= 0:
            quantity = _quantity(text, tokens, place, ranges[token.numeral], found)
            if quantity:
                found.append(quantity)
    counted = list(carried(text, [entry.quantity for entry in _shared(text, found)], earlier))
    counted = [one for one in counted if not _is_bare(one)]
    taken = {quantity.end for quantity in counted}
    zeros = [zero for zero in read_zeros(text) if zero.end not in taken]
    return tuple(sorted(counted + zeros, key=lambda quantity: quantity.start))


def _is_bare(quantity: Quantity) -> bool:
    """A small number in words that counts nothing we know says nothing: "the two of us"."""
    is_plain = quantity.bound is Bound.EXACT and not quantity.unit and quantity.value < 10
    return quantity.measure is Measure.OTHER and is_plain


def _counting(text: str, moments: tuple[Moment, ...]) -> list[Bounded]:
    """The numbers that may count something. A long one that is a name somewhere ("Operation 1027") is that name everywhere."""
    numerals = [one for one in find_numerals(text) if not _in_moment(one.start, one.end, moments)]
    entries = bounded(text, numerals)
    labels = [entry for entry in entries if _is_label(text, entry)]
    names = {entry.value for entry in labels if entry.value >= _LEAST_NAME}
    return [
        entry
        for entry in entries
        if entry not in labels
        and not (entry.value in names and "," not in text[entry.start : entry.number_end])
    ]


def _in_moment(start: int, end: int, moments: tuple[Moment, ...]) -> bool:
    return any(moment.start < end and start < moment.end for moment in moments)


def _is_label(text: str, entry: Bounded) -> bool:
    if _NOT_A_COUNT_AFTER.match(text[entry.number_end : entry.number_end + 30]):
        return True
    before = text[max(0, entry.number_start - 24) : entry.number_start]
    if _BESIDE_PERSONS.search(before) and _PERSONS_BEHIND.match(text, entry.number_end):
        return False
    if _NUMBERING.search(before) and "," in text[entry.number_start : entry.number_end]:
        return False
    return (
        entry.start == entry.number_start
        and not entry.numeral.currency
        and bool(_NOT_A_COUNT_BEFORE.search(before))
    )


def _quantity(
    text: str, tokens: list[Token], place: int, entry: Bounded, before: list[_Found]
) -> _Found | None:
    unit, behind = (
        ("", place + 1) if entry.numeral.currency else unit_after(tokens, place, is_one=entry.value == 1)
    )
    unit = entry.numeral.currency or unit
    sort = sort_of(unit)
    end = tokens[behind - 1].end if unit and not entry.numeral.currency else entry.number_end
    if sort is Sort.TIME:
        if not _IN_PRISON.match(text[end : end + 24]):
            return None
        measure, cost = Measure.AMOUNT, 0.0
    elif sort is Sort.AMOUNT:
        measure, cost = Measure.AMOUNT, 0.0
    else:
        measure, cost = measure_at(tokens, place, behind, unit)
        measure, cost = _of_the_whole(text, entry, before, measure, cost)
        if sort in {Sort.PERSON, Sort.UNKNOWN} and is_told_dead(text, entry.start, entry.number_end):
            measure, cost = Measure.KILLED, 0.0
        elif measure is Measure.OTHER and sort in {Sort.PERSON, Sort.UNKNOWN}:
            starts = dict.fromkeys(
                (entry.start, entry.number_start)
            )  # "the number of dead exceeded 170": the verb says a bound too
            told = (told_around(text, start, entry.number_end, end) for start in starts)
            measure = next(filter(None, told), measure)
        if not _is_countable(text, entry, unit, measure, cost):
            return None
    quantity = Quantity(
        entry.value,
        entry.low,
        entry.high,
        entry.bound,
        measure,
        _unit(unit),
        text[entry.start : end],
        entry.start,
        end,
    )
    return _Found(quantity, cost)


def _unit(unit: str) -> str:
    return (
        "" if measure_of(unit) and unit not in {"lives", "bodies"} and sort_of(unit) is Sort.UNKNOWN else unit
    )


def _of_the_whole(
    text: str, entry: Bounded, before: list[_Found], measure: Measure, cost: float
) -> tuple[Measure, float]:
    """A part ("including 5 children", "30 of them") shares the measure of its whole, unless another is said right beside it."""
    if before:
        is_part = _PARTICULARLY_INCLUDED.search(text, max(0, entry.start - 24), entry.start)
        if (is_part and cost > 1) or (
            cost > 3 and _OF_THEM.match(text[entry.number_end : entry.number_end + 30])
        ):
            return before[-1].quantity.measure, before[-1].cost
    return measure, cost


def _is_countable(text: str, entry: Bounded, unit: str, measure: Measure, cost: float) -> bool:
    written = text[entry.number_start : entry.number_end]
    if _YEAR.match(written) and entry.bound is Bound.EXACT:
        return bool(unit) and sort_of(unit) is not Sort.UNKNOWN
    if entry.value == 1 and entry.numeral.in_words:
        is_one_of = _OF.match(text, entry.number_end) or text.endswith("of ", 0, entry.start)
        return not is_one_of and (sort_of(unit) is not Sort.UNKNOWN or cost <= 1)
    if unit or entry.bound is not Bound.EXACT:
        return True
    if (
        entry.value < 110
        and _AGES.match(text, entry.number_end)
        and _PERSONS_AHEAD.search(text, 0, entry.start)
    ):
        return False
    if entry.value < 110 and _AGE.search(text, max(0, entry.start - 24), entry.start):
        return text[entry.number_end : entry.number_end + 1] not in {",", ")"}
    return measure is not Measure.OTHER or entry.value >= 10 or entry.numeral.in_words


def _shared(text: str, found: list[_Found]) -> list[_Found]:
    """Hands a measure along an enumeration: in "12 men and 3 children were killed" both were, in "took 180 posts and 20 towns" also."""
    pairs = [
        *((at, at + 1) for at in reversed(range(len(found) - 1))),
        *((at + 1, at) for at in range(len(found) - 1)),
    ]
    for lacking, having in pairs:
        here, giver = found[lacking].quantity, found[having].quantity
        first, second = sorted((here, giver), key=lambda quantity: quantity.start)
        if here.measure is not Measure.OTHER or giver.measure in {Measure.AMOUNT, Measure.OTHER}:
            continue
        if _INCLUDED.match(text[first.end : second.start][:40]) and may_be(
            giver.measure, sort_of(here.unit), here.unit
        ):
            found[lacking] = replace(found[lacking], quantity=replace(here, measure=giver.measure))
    return found
