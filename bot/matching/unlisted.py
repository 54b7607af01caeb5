"""Places that a text names and the library does not have."""

import re
from difflib import SequenceMatcher

from bot.claims.claim import Claim, Mention
from bot.claims.names import fold

_BEFORE = r"(?:in|at|near|outside|around|(?:village|town|hamlet|tract) of)"
_SOMEWHERE = re.compile(rf"\b{_BEFORE}\s+(?:the\s+)?((?:[A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+){{0,3}})")
_NO_PLACE = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?|Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?|Christmas|Easter"
    r"|Operation|Telegram|Facebook|Twitter|X|Burmese|English)\b"
)
_HELD_BY = re.compile(r"(?:,| \(|,? in| of)\s+(?:the\s+)?$")
_LANDMARKS = ("at ", "near ", "outside ", "around ")
"""What comes behind these may be a school or a hill."""
_WORD = re.compile(r"\w+")


def unlisted_places(claim: Claim) -> list[str]:
    """Names after "in" or "near" that the library does not know: the claim is about somewhere, and it is not our place."""
    return [found.group(1) for found in _found(claim)]


def held_by(claim: Claim, holder: Mention) -> str | None:
    """The unlisted place that is said to lie in another one: "Kin Gyi, Pauk township"."""
    for found in _found(claim):
        is_of_its_own = not found.group().startswith(_LANDMARKS)
        if (
            is_of_its_own
            and found.end(1) < holder.start
            and _HELD_BY.fullmatch(claim.text, found.end(1), holder.start)
        ):
            return found.group(1)
    return None


def _found(claim: Claim) -> list[re.Match[str]]:
    known = [*claim.places, *claim.actors]
    return [
        found
        for found in _SOMEWHERE.finditer(claim.text)
        if not _NO_PLACE.match(found.group(1))
        and not any(mention.start < found.end(1) and found.start(1) < mention.end for mention in known)
    ]


def is_spelling_of(name: str, other: str, *, likeness: float) -> bool:
    """Whether one can be another spelling of the other; `likeness` from 0 to 1."""
    first, second = ("".join(_WORD.findall(fold(one))) for one in (name, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= likeness
