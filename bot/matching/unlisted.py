"""Places that a text names and the library does not have."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from bot.claims.claim import Claim, Mention
from bot.claims.names import fold
from bot.matching.holders import says_within

_BEFORE = r"(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|(?:village|town|hamlet|tract|monastery|church|school|camp|part|area|outskirts|hills?) of)"
_NAME = r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3}"
_SOMEWHERE = re.compile(
    rf"\b{_BEFORE}\s+(?:the\s+)?({_NAME})|\b(?!(?:The|In|At|On|From|Near|A|This|That)\b)({_NAME})\s+(?:village|hamlet|township|district)\b"
)
_NO_PLACE = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?|Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?|Christmas|Easter"
    r"|Operation|Telegram|Facebook|Twitter|X|Burmese|English)\b"
)
_LANDMARKS = ("at ", "near ", "outside ", "around ")
"""What comes behind these may be a school or a hill."""
_WORD = re.compile(r"\w+")


def unlisted_places(claim: Claim) -> list[str]:
    """Names after "in" or "near" that the library does not know: the claim is about somewhere, and it is not our place."""
    return [_name(found) for found in _found(claim)]


def sites(claim: Claim) -> list[str]:
    """Of these the ones where something is said to be, not those that it is only said to be near."""
    return [_name(found) for found in _found(claim) if not found.group().lower().startswith(_LANDMARKS)]


def held_by(claim: Claim, holder: Mention) -> str | None:
    """The unlisted place that is said to lie in another one: "Kin Gyi, Pauk township"."""
    for found in _found(claim):
        is_of_its_own = not found.group().lower().startswith(_LANDMARKS)
        end = found.end(found.lastindex or 0)
        if is_of_its_own and end < holder.start and says_within(claim.text[end : holder.start]):
            return _name(found)
    return None


def _name(found: re.Match[str]) -> str:
    return found.group(found.lastindex or 0)


@lru_cache(maxsize=64)
def _somewhere(text: str) -> tuple[re.Match[str], ...]:
    """Kept, as every candidate asks for the same claim."""
    return tuple(_SOMEWHERE.finditer(text))


def _found(claim: Claim) -> list[re.Match[str]]:
    known = [*claim.places, *claim.actors]
    return [
        found
        for found in _somewhere(claim.text)
        if not _NO_PLACE.match(_name(found))
        and not any(
            mention.start < found.end(found.lastindex or 0)
            and found.start(found.lastindex or 0) < mention.end
            for mention in known
        )
    ]


def is_spelling_of(name: str, other: str, *, likeness: float) -> bool:
    """Whether one can be another spelling of the other; `likeness` from 0 to 1."""
    first, second = ("".join(_WORD.findall(fold(one))) for one in (name, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= likeness
