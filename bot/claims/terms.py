"""What of a text is searched for. The index and the matching both take it from here, so they can never differ."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain, pairwise

import Stemmer

from bot.claims.characters import level_characters
from bot.claims.word_list import words

GRAM = 4

_WORDS_KEPT = 16_384

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TAG = re.compile(r"[#@](\w+)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|_")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_HAS_INITIALS = re.compile(r"\.[a-z]\.")
_THOUSANDS = re.compile(r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")
_ACCENT = re.compile("[\u0300-\u036f]+")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
)
_MYANMAR = "\u1000-\u103f\u104e-\u109f\uaa60-\uaa7f\ua9e0-\ua9ef\ua9fa-\ua9fe"
_WORD = re.compile(
    rf"[0-9]+(?:\.[0-9]+)?(?:(?<=[0-9])(?:st|nd|rd|th)\b)?|[{_MYANMAR}]+|(?:(?![{_MYANMAR}])[^\W0-9_])+(?:'[a-z]+)?"
)
_ASCII_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:(?:st|nd|rd|th)\b)?|[a-z]+(?:'[a-z]+)?")
"""The same for the letters of English, in a fifth of the time."""
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
    return tuple(chain.from_iterable(map(_terms_of, _words(text))))


@lru_cache(maxsize=_WORDS_KEPT)
def _terms_of(word: str) -> tuple[str, ...]:
    """Kept, as the same words are read in thousands of records."""
    if word[0].isdigit():
        return (_ORDINAL.sub("", word),)
    if _is_myanmar(word[0]):
        return tuple(_syllable_pairs(word))
    bare = word.partition("'")[0]
    # One stemmer a call: they must not be shared between threads, and making one takes less than a microsecond.
    return () if bare in _STOP_WORDS else (Stemmer.Stemmer("english", 0).stemWord(bare),)


def grams(text: str) -> tuple[str, ...]:
    """All runs of four characters of the text's words, in order; the gap between two words counts as one, written `_`."""
    joined = "_".join(_words(text))
    if len(joined) <= GRAM:
        return (joined,) if joined else ()
    return tuple(joined[start : start + GRAM] for start in range(len(joined) - GRAM + 1))


def _words(text: str) -> list[str]:
    folded = _folded(text)
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def _folded(text: str) -> str:
    text = level_characters(text)
    if "://" in text or "www." in text:
        text = _LINK.sub(" ", text)
    if "#" in text or "@" in text:
        text = _TAG.sub(lambda tag: f" {_HUMP.sub(' ', tag[1])} ", text)
    text = text.casefold()
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFD", text)).translate(_UNDECOMPOSED)
    text = _THOUSANDS.sub("", text)
    # Looked for first where regular expressions are quick: most texts have none.
    return (
        _INITIALS.sub(lambda letters: letters[0].replace(".", ""), text)
        if _HAS_INITIALS.search(text)
        else text
    )


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
