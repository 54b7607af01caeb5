"""Counts in Burmese, after digits have become ASCII: the counted noun, the number, a classifier, then what happened."""

import re

from bot.claims.claim import Moment
from bot.claims.quantity import Bound, Measure, Quantity

_SCALES = {"ရာ": 100, "ထောင်": 1_000, "သောင်း": 10_000, "သိန်း": 100_000, "သန်း": 1_000_000}
_NOUNS = {
    "အရပ်သား": "civilians", "ပြည်သူ": "people", "ကလေး": "children", "စစ်သား": "soldiers", "အမျိုးသမီး": "women", "ရွာသား": "villagers", "ဆန္ဒပြသူ": "protesters",
    "ကျောင်းသား": "students", "ရဲ": "police", "သတင်းထောက်": "journalists", "ဒုက္ခသည်": "refugees", "အကျဉ်းသား": "prisoners", "မိသားစု": "families",
    "လူနာ": "patients", "ဘုန်းကြီး": "monks", "အသက်": "people",
    "နေအိမ်": "houses", "အိမ်": "houses", "လူ": "people",
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?P<before>အနည်းဆုံး|အများဆုံး)?\s?(?P<noun>{'|'.join(_NOUNS)})?\s?(?P<n>[0-9][0-9,]*(?:\.[0-9]+)?)(?![0-9])(?:\s?(?:ဦး\s?)?(?:မှ|-|–)\s?(?P<to>[0-9][0-9,]*))?\s?(?P<scale>{'|'.join(_SCALES)})?\s?"
    r"(?P<classifier>ဦး|ယောက်|လုံး|ရွာ|ခု|မြို့|ကြိမ်|ရာခိုင်နှုန်း|တန်)?\s?(?P<after>ထက်မနည်း|ထက်မက|ကျော်|ခန့်|လောက်|နီးပါး|အထက်|အောက်)?"
)
_UNITS = {
    "ဦး": "people",
    "ယောက်": "people",
    "လုံး": "houses",
    "ရွာ": "villages",
    "မြို့": "towns",
    "ရာခိုင်နှုန်း": "percent",
    "တန်": "tons",
}
_MEASURES: tuple[tuple[str, Measure], ...] = (
    ("သေဆုံး", Measure.KILLED), ("သေကြေ", Measure.KILLED), ("အသတ်ခံ", Measure.KILLED), ("သတ်ဖြတ်", Measure.KILLED), ("ကျဆုံး", Measure.KILLED),
    ("အသက်ဆုံးရှုံး", Measure.KILLED), ("သေ", Measure.KILLED), ("ဒဏ်ရာရ", Measure.INJURED), ("ထိခိုက်", Measure.INJURED), ("ဖမ်းဆီး", Measure.ARRESTED),
    ("ထိန်းသိမ်း", Measure.DETAINED), ("အကျဉ်း", Measure.DETAINED), ("နေရပ်စွန့်", Measure.DISPLACED), ("ထွက်ပြေး", Measure.DISPLACED),
    ("ပျောက်ဆုံး", Measure.MISSING), ("မီးရှို့", Measure.DESTROYED), ("မီးလောင်", Measure.DESTROYED), ("ပျက်စီး", Measure.DESTROYED), ("သိမ်းပိုက်", Measure.TAKEN),
)  # fmt: skip
_REACH = 60
_DATE_FOLLOWS = re.compile(r"\s?(?:ရက်|ခုနှစ်|နှစ်|လပိုင်း|နာရီ|မိနစ်|ပုဒ်မ|တပ်မ)")
_LABEL_BEFORE = re.compile(r"(?:ပုဒ်မ|အမှတ်|တပ်မ|ခလရ|ခမရ|စစ်ဆင်ရေး|အသက်)\s?\(?$")
_NO_DEAD = re.compile("(?:သေဆုံးသူ|သေဆုံးမှု|ထိခိုက်မှု|သေဆုံး)\\s?မရှိ")


def read_burmese_quantities(text: str, moments: tuple[Moment, ...]) -> tuple[Quantity, ...]:
    """As `read_quantities`; a number that is part of a date, a law or a name is none."""
    found: list[Quantity] = []
    for match in _NUMBER.finditer(text):
        start, end = match.span("n")
        if any(moment.start < end and start < moment.end for moment in moments):
            continue
        if _DATE_FOLLOWS.match(text, end) or _LABEL_BEFORE.search(text, max(0, start - 12), start):
            continue
        found.append(_quantity(text, match))
    found += [
        Quantity(0, 0, 0, Bound.EXACT, Measure.KILLED, "", match[0], match.start(), match.end())
        for match in _NO_DEAD.finditer(text)
    ]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    value = float(match["n"].replace(",", "").rstrip(".") or 0) * _SCALES.get(match["scale"] or "", 1)
    bound, low, high = _bounds(match, value)
    unit = _NOUNS.get(match["noun"] or "") or _UNITS.get(match["classifier"] or "", "")
    measure = (
        Measure.AMOUNT if unit in {"percent", "tons"} else _measure(text[match.end() : match.end() + _REACH])
    )
    start = match.start("before") if match["before"] else match.start("n")
    said = text[start : match.end()].rstrip()
    return Quantity(value, low, high, bound, measure, unit, said, start, start + len(said))


def _bounds(match: re.Match[str], value: float) -> tuple[Bound, float | None, float | None]:
    before, after = match["before"], match["after"]
    if match["to"]:
        high = float(match["to"].replace(",", ""))
        return (Bound.BETWEEN, value, high) if high > value else (Bound.EXACT, value, value)
    if before == "အနည်းဆုံး" or after == "ထက်မနည်း":
        return Bound.AT_LEAST, value, None
    if before == "အများဆုံး":
        return Bound.AT_MOST, None, value
    if after in {"ကျော်", "အထက်", "ထက်မက"}:
        return Bound.MORE_THAN, value + 1, None
    if after == "အောက်":
        return Bound.LESS_THAN, None, value - 1
    if after == "နီးပါး":
        return Bound.NEARLY, min(value * 0.9, value - 1), value
    if after in {"ခန့်", "လောက်"}:
        return Bound.ABOUT, value - max(value * 0.1, 1), value + max(value * 0.1, 1)
    return Bound.EXACT, value, value


def _measure(following: str) -> Measure:
    places = [(following.find(word), measure) for word, measure in _MEASURES if word in following]
    return min(places, key=lambda place: place[0])[1] if places else Measure.OTHER
