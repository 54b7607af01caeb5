"""Numbers as they are written, in digits or English words, before anybody asks what they count."""

import re
from dataclasses import dataclass

from bot.claims.quantity import Bound


@dataclass(frozen=True, slots=True)
class Numeral:
    """A written number. `bound` is EXACT, ABOUT ("a dozen") or ORDER ("hundreds", with `low` and `high`)."""

    start: int
    end: int
    low: float
    high: float
    bound: Bound = Bound.EXACT
    in_words: bool = False
    currency: str = ""


_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES = {
    "hundred": 100, "thousand": 1_000, "k": 1_000, "lakh": 100_000, "lakhs": 100_000, "million": 1_000_000, "mn": 1_000_000, "m": 1_000_000,
    "crore": 10_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000,
}  # fmt: skip
_ORDERS: dict[str, tuple[int, int]] = {
    "dozens": (24, 99), "scores": (40, 99), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999), "millions": (2_000_000, 9_999_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999), "tens of millions": (20_000_000, 99_999_999),
    "hundreds of millions": (200_000_000, 999_999_999),
}  # fmt: skip
_SOME = {
    "several": (3, 9),
    "a few": (2, 5),
    "few": (2, 5),
    "many": (3, 9),
    "a couple of": (2, 2),
    "a couple": (2, 2),
}
_CURRENCIES = {
    "$": "dollars",
    "us$": "dollars",
    "usd": "dollars",
    "€": "euros",
    "£": "pounds",
    "¥": "yuan",
    "mmk": "kyats",
}

_WORDS = "|".join([*_ONES, *_TENS])
_DIGITS = re.compile(
    r"(?<![\w.,:/+#°])(?<![A-Za-z]-)(?P<sign>(?:us)?[$€£¥]\s?|usd\s|mmk\s)?"
    r"(?P<n>[1-9][0-9]{0,2}(?:,[0-9]{2,3})*,[0-9]{3}(?![0-9])|[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9,]|\.[0-9])|[0-9]+)(?P<f>\.[0-9]+)?"
    r"(?![0-9°]|:[0-9]|/[0-9])(?:[ -]?(?P<scale>hundred|thousand|lakhs?|million|crore|billion|mn|bn)\b|(?P<letter>[km])\b)?(?![A-Za-z_])",
    re.IGNORECASE,
)
_SPELT = re.compile(
    rf"(?<![\w-])(?:(?:{_WORDS})|an?(?= (?:hundred|thousand|million)\b))(?:(?:[- ]|,? and )(?:{_WORDS}|hundred|thousand|million|billion)\b)*(?![\w])",
    re.IGNORECASE,
)
_DOZEN = re.compile(
    rf"(?<![\w-])(?P<n>half a|an?|{_WORDS}|[0-9]{{1,2}}|several|a few) (?P<what>dozen|score)(?: of)?\b",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?<![\w-])an? pair of\b", re.IGNORECASE)
_ORDER = re.compile(
    r"(?<![\w-])(?P<order>(?:tens|hundreds) of (?:thousands|millions)|dozens|scores|hundreds|thousands|millions|tens(?= of\b))(?: upon \w+)?\b(?!-)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?<![\w-])(?P<n>several|a few|few|many|a couple of|a couple) (?P<scale>hundred|thousand|million)\b",
    re.IGNORECASE,
)


def find_numerals(text: str) -> list[Numeral]:
    """All numbers in order, none overlapping; of two that do the longer one counts."""
    found = [numeral for match in _DIGITS.finditer(text) if (numeral := _digits(match))]
    found += [_several(match) for match in _SEVERAL.finditer(text)]
    found += [Numeral(match.start(), match.end(), 2, 2) for match in _PAIR.finditer(text)]
    found += [_order(match) for match in _ORDER.finditer(text)]
    found += [_dozen(match) for match in _DOZEN.finditer(text)]
    found += [numeral for match in _SPELT.finditer(text) if (numeral := _spelt(match))]
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda numeral: (numeral.start, -numeral.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept


def _digits(match: re.Match[str]) -> Numeral | None:
    digits, fraction = match["n"].replace(",", "").replace(" ", ""), match["f"] or ""
    scale = (match["scale"] or match["letter"] or "").lower()
    is_code = len(digits) > 1 and digits[0] == "0"
    is_phone = len(digits) >= 8 and digits == match["n"]
    if is_code or is_phone or len(fraction) > 4 or len(digits) > 13:
        return None
    if len(fraction) == 4 and len(digits) <= 3 and not scale and not match["sign"] and digits != "0":
        value = float(digits + fraction[1:])  # "4.468" with the point for thousands
    else:
        value = float(digits + fraction) * _SCALES.get(scale, 1)
    currency = _CURRENCIES.get((match["sign"] or "").strip().lower(), "")
    return Numeral(match.start(), match.end(), value, value, currency=currency)


def _several(match: re.Match[str]) -> Numeral:
    low, high = _SOME[match["n"].lower()]
    scale = _SCALES[match["scale"].lower()]
    return Numeral(match.start(), match.end(), low * scale, high * scale + scale - 1, Bound.ORDER)


def _order(match: re.Match[str]) -> Numeral:
    low, high = _ORDERS[match["order"].lower()]
    return Numeral(match.start(), match.end(), low, high, Bound.ORDER)


def _dozen(match: re.Match[str]) -> Numeral:
    size = 12 if match["what"].lower() == "dozen" else 20
    word = match["n"].lower()
    if word in _SOME:
        low, high = _SOME[word]
        return Numeral(match.start(), match.end(), low * size, high * size, Bound.ORDER)
    if word == "half a":
        count = 0.5
    elif word.isdigit():
        count = float(word)
    else:
        count = float(_ONES.get(word) or _TENS.get(word) or 1)
    # "Half a dozen" is counted, "a dozen" is a guess.
    bound = Bound.EXACT if word == "half a" else Bound.ABOUT
    return Numeral(match.start(), match.end(), count * size, count * size, bound, in_words=True)


def _spelt(match: re.Match[str]) -> Numeral | None:
    written = [(word.end(), word[0].lower()) for word in re.finditer(r"[a-zA-Z]+", match[0])]
    total, part, end, last = 0, 0, 0, 1_000_000_000
    for stop, word in written:
        if word in {"a", "an"}:
            part = 1
        elif word == "and":
            if not total and part < 100:
                break
            continue
        elif (
            word in _ONES and part % 10 == 0 and (part % 100 == 0 or (_ONES[word] < 10 and part % 100 >= 20))
        ):
            part += _ONES[word]
        elif word in _TENS and part % 100 == 0:
            part += _TENS[word]
        elif word == "hundred" and 0 < part < 100:
            part *= 100
        elif word in _SCALES and word != "hundred" and 0 < part < 1_000 and _SCALES[word] < last:
            last = _SCALES[word]
            total, part = total + part * last, 0
        else:
            break
        end = stop
    value = float(total + part)
    if not value or not end:
        return None
    is_rough = written[0][1] in {"a", "an"}
    return Numeral(
        match.start(),
        match.start() + end,
        value,
        value,
        Bound.ABOUT if is_rough else Bound.EXACT,
        in_words=not is_rough and value < 20,
    )
