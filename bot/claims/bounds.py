"""How a number is meant: the words round it, and what values they allow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.claims.numerals import Numeral
from bot.claims.quantity import Bound


@dataclass(frozen=True, slots=True)
class Bounded:
    """A number with its bound words. `start` is where these begin, `number_start` to `number_end` the number (or range) itself."""

    numeral: Numeral
    bound: Bound
    value: float
    low: float | None
    high: float | None
    start: int
    number_start: int
    number_end: int


_BEFORE: tuple[tuple[Bound, str], ...] = (
    (Bound.AT_MOST, r"up to|at (?:the )?(?:very )?most|at the outside|no (?:more|higher|greater|larger|bigger) than|as many as|as much as|(?:an? )?max(?:imum|\.)(?: of)?|≤"),
    (Bound.AT_LEAST, r"at (?:the )?(?:very )?least|at (?:an? )?minimum(?: of)?|no fewer than|no less than|no lower than|(?:an? )?minimum of|atleast|≥"),
    (Bound.LESS_THAN, r"fewer than|less than|lower than|below|under|just under(?= )|not even|not quite|well short of|<"),
    (Bound.MORE_THAN, r"(?:far |many |much |well |just |slightly |a little )?(?:more than|over|above|upwards? of|in excess of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|(?:greater|higher|larger) than|topped|topping|tops|(?<=\bnot )top|(?<=n['’]t )top|pass(?:ed|es)|>)"),
    (Bound.NEARLY, r"nearly|almost|close to|approaching|just short of|near"),
    (Bound.ABOUT, r"about|around|some|roughly|approximately|approx\.?|an estimated|estimated(?: at)?|circa|~|reportedly about|as estimated|maybe|perhaps|possibly|probably"),
)  # fmt: skip
_BOUND_WORDS = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<{bound.name}>{words})' for bound, words in _BEFORE)})"
    r"(?: (?:another|an additional|a further|the|a total of|about|around|some|roughly))?\s?$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|hardly|scarcely|nowhere|without|\w+n['’]t)(?: (?:yet|ever|anywhere|even|actually|been|be|much|many|reportedly))* $",
    re.IGNORECASE,
)
"""Right before the words of a bound it turns them round: "did not exceed 50", "weren't more than 50"."""
_TURNED = {
    Bound.MORE_THAN: Bound.AT_MOST,
    Bound.LESS_THAN: Bound.AT_LEAST,
    Bound.NEARLY: Bound.LESS_THAN,
}
_ABOUT_THE = re.compile(r"(?:about|around|over|under|above|not even) the\s?$", re.IGNORECASE)
"""Of those three, not some three."""
_TOLL = re.compile(
    r"\b(?:toll|number|count|total|figure|tally)\b[^.;:]{0,70}$",
    re.IGNORECASE,
)
"""What passes a number, and passes nothing else."""
_TOO_FAR = 40
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (Bound.AT_LEAST, re.compile(r"^(?:\+|-plus\b| or more\b| and more\b| plus\b(?= ))", re.IGNORECASE)),
    (Bound.AT_MOST, re.compile(r"^ or (?:fewer|less)\b", re.IGNORECASE)),
    (Bound.ABOUT, re.compile(r"^(?: or so\b|-odd\b| odd\b)", re.IGNORECASE)),
)
_CLOSED = r"(?=\W*$|[.,;:!?)–—]| (?:were|was|are|is|had|have|has|died|dead|killed|hurt|injured|lost|perished|in|on|at|near|when|by|after|during|since)\b)"
_BEHIND_NOUN: tuple[tuple[Bound, re.Pattern[str]], ...] = tuple(
    (
        bound,
        re.compile(
            rf"(?: (?!and\b|or\b|but\b|at\b|while\b)[a-z]+){{0,4}} ({words}){_CLOSED}"
            rf"|(?: (?!and\b|or\b|but\b|while\b)[a-z]+){{5,9}} ({words})(?=\W*$)",
            re.IGNORECASE,
        ),
    )
    for bound, words in (
        (
            Bound.AT_MOST,
            r"or (?:fewer|less)|at (?:the )?(?:very )?most|at the outside|at (?:an? )?maximum|maximum|tops",
        ),
        (Bound.AT_LEAST, r"or more|at (?:the )?(?:very )?least|at (?:an? )?minimum"),
    )
)
"""Behind what is counted: "50 people at most", "50 villagers or fewer"."""
_TO = re.compile(r"^(?:\s?[-–—]\s?| to | or )$")
_SCALE = re.compile(r"(?<=[0-9])[ -]?(hundred|thousand|million|billion|k|m)$", re.IGNORECASE)
_AND = re.compile(r"^ and $")
_FROM = re.compile(r"\b(?:from|of)\s$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_GREW = re.compile(
    r"\b(?:r(?:ose|isen|ising|ises?)|grew|grown|jumped|climbed|increased?|fell|fallen|dropped|raised|revised|went|gone|up|down|soared|doubled)\b.{0,30}$",
    re.IGNORECASE,
)


def bounded(text: str, numerals: Sequence[Numeral]) -> list[Bounded]:
    """The numbers with what is said about them; the two ends of a range become one. Of "from 100 to 120" after "rose" only 120 is meant."""
    found: list[Bounded] = []
    at = 0
    while at < len(numerals):
        first = numerals[at]
        second = numerals[at + 1] if at + 1 < len(numerals) else None
        entry, used = _range(text, first, second) if second else (None, 1)
        at += used
        if entry or used > 1:
            if entry:
                found.append(entry)
            continue
        found.append(_single(text, first))
    return found


def words_behind(text: str, end: int) -> str:
    """The words of a bound behind what is counted, from `end` on: "at most" of "50 people at most"."""
    matches = (pattern.match(text, end) for _, pattern in _BEHIND_NOUN)
    return next((one[1] or one[2] for one in matches if one), "")


def _range(text: str, first: Numeral, second: Numeral) -> tuple[Bounded | None, int]:
    """The range and how many numerals it takes; two without a range for a score ("3-1")."""
    between = text[first.end : second.start]
    opening = _BETWEEN.search(text, max(0, first.start - 10), first.start)
    if (opening and _AND.match(between)) or _TO.match(between):
        start = opening.start() if opening else first.start
        source = _FROM.search(text, max(0, first.start - 6), first.start)
        if source and _GREW.search(text, max(0, source.start() - 40), source.start()):
            return _single(text, second), 2
        low = first.low * _shared_scale(text, first, second)
        if low < second.high:
            return Bounded(second, Bound.BETWEEN, low, low, second.high, start, first.start, second.end), 2
        if between.strip() in {"-", "–"}:
            return None, 2
    return None, 1


def _shared_scale(text: str, first: Numeral, second: Numeral) -> float:
    """ "between 2 and 3 million": the scale word behind the second number belongs to the first as well."""
    words = _SCALE.search(text[second.start : second.end])
    if not words or not text[first.start : first.end].replace(".", "").isdigit():
        return 1
    return {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "hundred": 1e2}[
        words[1].lower()
    ]


def _single(text: str, numeral: Numeral) -> Bounded:
    words = _BOUND_WORDS.search(text, max(0, numeral.start - _TOO_FAR), numeral.start)
    start, end, bound = numeral.start, numeral.end, numeral.bound
    if words and words[0].lower().startswith("pass") and not _TOLL.search(text, 0, words.start()):
        words = None
    if words and not _ABOUT_THE.match(words[0]):
        start, bound = words.start(), Bound[words.lastgroup or "EXACT"]
        is_turnable = bound in _TURNED and not words[0].lower().startswith("just")
        turning = _NOT.search(text, max(0, start - _TOO_FAR), start) if is_turnable else None
        if turning:
            start, bound = turning.start(), _TURNED[bound]
    else:
        for after, pattern in _AFTER:
            match = pattern.match(text[numeral.end : numeral.end + 12])
            if match:
                bound, end = after, numeral.end + match.end()
        if bound is Bound.EXACT:
            behind = (one for one, pattern in _BEHIND_NOUN if pattern.match(text, numeral.end))
            bound = next(behind, bound)
    low, high = _allowed(bound, numeral)
    if numeral.bound is Bound.ORDER and bound in {Bound.ABOUT, Bound.NEARLY}:
        bound, (low, high) = Bound.ORDER, (numeral.low, numeral.high)
    return Bounded(numeral, bound, numeral.low, low, high, start, numeral.start, end)


def _allowed(bound: Bound, numeral: Numeral) -> tuple[float | None, float | None]:
    low, high = numeral.low, numeral.high
    step = 1 if low == int(low) else 0
    match bound:
        case Bound.AT_LEAST:
            return low, None
        case Bound.MORE_THAN:
            return low + step, None
        case Bound.AT_MOST:
            return None, high
        case Bound.LESS_THAN:
            return None, high - step
        case Bound.NEARLY:
            return min(low * 0.9, low - step), high
        case Bound.ABOUT:
            margin = max(low * 0.1, step)
            return low - margin, high + margin
        case Bound.EXACT | Bound.BETWEEN | Bound.ORDER:
            return low, high
