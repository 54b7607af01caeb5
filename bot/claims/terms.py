"""What of a text is searched for. The index and the matching both take it from here, so they can never differ."""

import re
import unicodedata
from itertools import pairwise

import Stemmer

from bot.claims.characters import level_characters
from bot.claims.word_list import words

GRAM = 4

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TAG = re.compile(r"[#@](\w+)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|_")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_ACCENT = re.compile("[\u0300-\u036f]+")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
)
_MYANMAR = "\u1000-\u103f\u104e-\u109f\uaa60-\uaa7f\ua9e0-\ua9ef\ua9fa-\ua9fe"
_WORD = re.compile(
    rf"[0-9]+(?:\.[0-9]+)?(?:(?<=[0-9])(?:st|nd|rd|th)\b)?|[{_MYANMAR}]+|(?:(?![{_MYANMAR}])[^\W0-9_])+(?:'[a-z]+)?"
)
_SYLLABLE = re.compile("(?<!\u1039)(?=[\u1000-\u102a\u103f\u104e](?![\u103a\u1039]))")
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)$")
_STOP_WORDS = words(
    """a about above after again all also although am among an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here hers him his how i
    if in into is it its itself just may me might more most must my no nor not now of off on once only or other our out over own said
    same say says she should so some such than that the their them then there these they this those through to too under until up
    upon us very via was we were what when where which while who whom why will with would yet you your"""
)


def stems(text: str) -> tuple[str, ...]:
    """The text's words as stems, in order, without stop words; numbers plain ("4468"), Burmese as pairs of syllables."""
    english: list[str] = []
    found: list[str] = []
    for word in _words(text):
        first = word[0]
        if first.isdigit():
            found.append(_ORDINAL.sub("", word))
        elif _is_myanmar(first):
            found.extend(_syllable_pairs(word))
        else:
            bare = word.partition("'")[0]
            if bare not in _STOP_WORDS:
                found.append("")
                english.append(bare)
    # One stemmer a call: they must not be shared between threads, and making one takes less than a microsecond.
    stemmed = iter(Stemmer.Stemmer("english", 0).stemWords(english))
    return tuple(term or next(stemmed) for term in found)


def grams(text: str) -> tuple[str, ...]:
    """All runs of four characters of the text's words, in order; the gap between two words counts as one, written `_`."""
    joined = "_".join(_words(text))
    if len(joined) <= GRAM:
        return (joined,) if joined else ()
    return tuple(joined[start : start + GRAM] for start in range(len(joined) - GRAM + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    text = level_characters(text)
    if "://" in text or "www." in text:
        text = _LINK.sub(" ", text)
    if "#" in text or "@" in text:
        text = _TAG.sub(lambda tag: f" {_HUMP.sub(' ', tag[1])} ", text)
    text = text.casefold()
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text)).translate(_UNDECOMPOSED)
    return _INITIALS.sub(lambda letters: letters[0].replace(".", ""), _THOUSANDS.sub("", text))


def _syllable_pairs(run: str) -> list[str]:
    syllables = [syllable for syllable in _SYLLABLE.split(run) if syllable]
    if len(syllables) < 2:
        return syllables
    return [first + second for first, second in pairwise(syllables)]


def _is_myanmar(character: str) -> bool:
    return (
        "\u1000" <= character <= "\u109f"
        or "\ua9e0" <= character <= "\ua9fe"
        or "\uaa60" <= character <= "\uaa7f"
    )
