"""Which language a text is in, as far as we must know to say whether we can check it."""

import re
from collections import Counter
from functools import cache

from myanmartools import ZawgyiDetector

from bot.claims.names import has_burmese

ZAWGYI_FROM = 0.95
"""Probability from which a text counts as Zawgyi (Unicode texts measured below 0.05, Zawgyi ones above this)."""

_LOOKED_AT = 2_000
_WORD = re.compile(r"[^\W\d_]+")
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
_FUNCTION_WORDS = {
    "en": "the of and to in is was were that for on with by at from has have been are it as they their who which this not after said",
    "es": "el la los las de del que y en un una por con para se su al como más fue está han sus entre según este esta",
    "fr": "le la les des du de et en un une dans est que qui pour par sur avec ont été au aux ce cette selon plus ses",
    "de": "der die das und in den von zu mit ist im für auf ein eine nicht sich dem des wurde wurden nach bei auch aus",
    "pt": "o a os as de do da dos das que e em um uma por com para se no na foi mais ao como são pelo segundo",
    "it": "il lo la gli le di del della che e in un una per con si è sono dal nel nella stato alla dei delle",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er werden werd door bij naar ook uit",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak oleh telah akan adalah ke sebagai orang setelah para",
    "tl": "ang ng mga sa na ay at si ni para ito kay nang hindi kung mula noong",
    "vi": "và của là trong được người cho không các một đã có với này những tại khi từ theo",
    "tr": "ve bir bu için ile de da olarak olan daha çok sonra kadar tarafından göre",
    "pl": "w i na z się nie do że o jest przez po od dla są jak ich oraz",
}


def has_words(text: str) -> bool:
    """True if there is at least one letter of any script."""
    return any(map(str.isalpha, text))


def detect_language(text: str, *, unsure: str = "en") -> str:
    """ISO code of the language; `und` for a Latin or other script that we cannot place, `und-Mymr` for an unsure Myanmar one.

    Text in Latin letters is English unless another language's function words clearly outnumber the English ones; without any function
    word at all it is `unsure`.
    """
    sample = _LINK.sub(" ", text[:_LOOKED_AT])
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return "und"
    myanmar = len(_BURMESE.findall(sample))
    if myanmar * 3 >= letters:
        return _myanmar_language(sample, myanmar)
    foreign = _script_language(sample, letters)
    return foreign or _latin_language(sample, unsure)


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


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _FUNCTION_WORDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


def _latin_language(sample: str, unsure: str) -> str:
    by_word = _languages_by_word()
    words = _WORD.findall(sample.lower())
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(by_word.get(word, ()))
    english = counts.pop("en", 0)
    if not counts:
        return "en" if english else unsure
    language, most = counts.most_common(1)[0]
    return language if most >= 2 and most >= 2 * english + 1 and most * 8 >= len(words) else "en"
