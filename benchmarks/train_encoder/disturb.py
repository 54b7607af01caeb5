"""Texts as people forward them, and texts that say another thing: what the encoder must see through, and what it must not."""

import random
import re
import string
from collections.abc import Sequence

_WORD = re.compile(r"\w+(?:[-']\w+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
# fmt: off
_SMALL = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "in", "into", "is", "it", "its", "of", "on",
     "or", "over", "that", "the", "their", "to", "under", "was", "were", "which", "who", "will", "with"]
)
# fmt: on
_SLUG = (6, 12)


def forwarded(text: str, chance: random.Random) -> str:
    """The text with slips, without capitals, or with words lost; in two of three cases as it is."""
    match chance.randrange(9):
        case 0:
            return " ".join(_WORD.findall(text.lower()))
        case 1:
            return _mistyped(text, chance)
        case 2:
            words = text.split()
            kept = [word for word in words if chance.random() > 0.15]
            return " ".join(kept or words)
        case _:
            return text


def as_headline(text: str, chance: random.Random) -> str:
    """The telling words, as they stand in the address of an article."""
    words = [word for word in _WORD.findall(text.lower().replace(",", "")) if word not in _SMALL]
    longest = chance.randint(*_SLUG)
    start = chance.randint(0, max(0, len(words) - longest)) if chance.random() < 0.5 else 0
    return " ".join(word for word in words[start : start + longest] if chance.random() > 0.1)


def _mistyped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 40)):
        at = chance.randrange(max(1, len(letters) - 1))
        match chance.randrange(3):
            case 0:
                letters[at : at + 2] = letters[at : at + 2][::-1]
            case 1:
                letters[at : at + 1] = []
            case _:
                letters[at : at + 1] = [chance.choice(string.ascii_lowercase)]
    return "".join(letters)


def altered(text: str, asked: str, names: Sequence[str], chance: random.Random) -> str | None:
    """The record with a number or a name changed that the question asks about, None where there is none: a change of anything else would
    leave it right."""
    told = asked.lower()
    found = [match for match in (*_NUMBER.finditer(text), *_NAME.finditer(text)) if match[0].lower() in told]
    if not found:
        return None
    match = chance.choice(found)
    other = _other_number(match[0], chance) if match[0][0].isdigit() else chance.choice(names)
    if other.lower() == match[0].lower():
        return None
    return text[: match.start()] + other + text[match.end() :]


def names_in(texts: Sequence[str]) -> list[str]:
    return sorted({name for text in texts for name in _NAME.findall(text)})


def _other_number(number: str, chance: random.Random) -> str:
    digits = re.sub(r"\D", "", number)
    value = int(digits)
    if len(digits) == 4 and value in range(1900, 2100):
        return str(value + chance.choice((-3, -2, -1, 1, 2)))
    return str(
        chance.choice(
            [other for other in (value * 2 + 1, value * 3 + 2, value // 2, value + 7) if other != value]
        )
    )
