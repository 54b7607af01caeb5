"""Which language a text is in, as far as we must know to say whether we can check it."""

import re
from functools import cache

from myanmartools import ZawgyiDetector

from bot.claims.latin import latin_language
from bot.claims.names import has_burmese

ZAWGYI_FROM = 0.95
"""Probability from which a text counts as Zawgyi (Unicode texts measured below 0.05, Zawgyi ones above this)."""

ZAWGYI = "my-Qaag"
"""Burmese that is written in Zawgyi and could not be converted. No library covers it."""

_LOOKED_AT = 2_000
_LINK = re.compile(r"(?:https?://|www\.|@|#)\S+")
_BURMESE = re.compile("[\u1000-\u1059\uaa60-\uaa7f\ua9e0-\ua9fe\u1060-\u109f]")
_NOT_BURMESE = re.compile("[\u1028\u1033-\u1035\u105a-\u109d\uaa60-\uaa7f\ua9e0-\ua9fe]")
_SHAN = re.compile("[\u1075-\u1081\u1083-\u108d]")
_KAREN = re.compile("[\u1060-\u1064]")
_MON = re.compile("[\u105a-\u105d]")
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("th", "\u0e01-\u0e5b"),
    ("lo", "\u0e81-\u0edf"),
    ("km", "\u1780-\u17dd"),
    ("ja", "\u3041-\u30ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("ru", "\u0400-\u052f"),
    ("ar", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09fe"),
    ("ta", "\u0b80-\u0bff"),
    ("si", "\u0d80-\u0dff"),
    ("bo", "\u0f00-\u0fff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
)


def has_words(text: str) -> bool:
    """True if there is at least one letter of any script."""
    return any(map(str.isalpha, text))


def detect_language(text: str, *, unsure: str = "en") -> str:
    """ISO code of the language; `und` for a Latin or other script that we cannot place, `und-Mymr` for an unsure Myanmar one.

    Text in Latin letters is English unless the marks of other languages clearly outnumber the English ones; without any mark of any
    language it is `unsure`.
    """
    sample = _LINK.sub(" ", text[:_LOOKED_AT])
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return "und"
    myanmar = len(_BURMESE.findall(sample))
    if myanmar * 3 >= letters:
        return _myanmar_language(sample, myanmar)
    foreign = _script_language(sample, letters)
    return foreign or latin_language(sample, unsure)


def is_zawgyi(text: str) -> float | None:
    """Probability that Burmese text is in the Zawgyi encoding; None where there is no Burmese text."""
    if not has_burmese(text):
        return None
    probability = _detector().get_zawgyi_probability(text[:_LOOKED_AT])
    # The detector answers minus infinity for text without a Burmese letter.
    return float(probability) if probability >= 0 else None


@cache
def _detector() -> ZawgyiDetector:
    return ZawgyiDetector()


def _myanmar_language(sample: str, myanmar: int) -> str:
    other = len(_NOT_BURMESE.findall(sample))
    if other * 20 < myanmar:
        return "my"
    counts = {
        "shn": len(_SHAN.findall(sample)),
        "ksw": len(_KAREN.findall(sample)),
        "mnw": len(_MON.findall(sample)),
    }
    language, most = max(counts.items(), key=lambda item: item[1])
    return language if most * 10 >= myanmar and most * 2 > sum(counts.values()) else "und-Mymr"


@cache
def _script_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((language, re.compile(f"[{characters}]")) for language, characters in _SCRIPTS)


def _script_language(sample: str, letters: int) -> str:
    if sample.isascii():
        return ""
    counts = {language: len(pattern.findall(sample)) for language, pattern in _script_patterns()}
    if counts["ja"]:
        counts["ja"] += counts.pop("zh")
    language, most = max(counts.items(), key=lambda item: item[1])
    if most * 2 >= letters:
        return language
    latin = len(re.findall("[a-zA-Z\xc0-\u024f\u1e00-\u1eff]", sample))
    return "" if latin * 2 >= letters else "und"
