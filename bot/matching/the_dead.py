"""Who those who are counted are said to have been: "the 29 people killed in the camp were KIA fighters"."""

import re

from bot.claims.claim import Claim

_OTHERS = r"(?!(?:and|or|but|where|while|when|who|whom|whose|which|that|as|with|many|most|some|among|after|before|because|were|are|is|was|had|has|said|says)\b)"
_AT = r"(?:in|at|of|near|on|during|outside|around|from|inside|by)"
_DIED = r"(?:killed|shot|dead|died|murdered|massacred|slain|burned)"
_WERE = re.compile(
    rf"(?:(?:,? (?:who (?:were |had been |have been )?|were |had been |have been )?{_DIED}(?: when(?: {_OTHERS}[\w'’-]+){{1,12}}?)?)"
    r"|,? (?:that|whom|who)(?: [\w'’-]+){1,4}? (?:killed|shot|bombed|murdered|massacred))?"
    rf"(?:,? {_AT}(?: (?!{_AT}\b){_OTHERS}[\w'’-]+){{1,8}}?"
    r"|, (?:[A-Z]|20\d\d\b)[\w'’-]*(?: (?:[A-Z][\w'’-]*|township|region|state|district|division|village|tract))*){0,5}"
    r"(?:,? who|,? and (?P<they>they|these|all of them)|,)? (?:were|are|had been|have been|turned out to (?:be|have been)|proved to (?:be|have been))"
    r"(?: (?:all|both|mostly|mainly|in fact|actually|really|indeed|only|simply|not \w+ but))*"
    rf" (?!{_DIED}\b)"
    r"(?P<who>(?:(?:[A-Z][\w'’-]*|of|the|armed|enemy|resistance|rebel|local|innocent|unarmed|army|junta|government|ethnic|young|members|men) ){0,6}(?:[A-Z][\w'’-]*|[a-z]+))\b"
)
_THE_DEAD = re.compile(
    r"(?<!\bof )\b(?:the|those|all|everyone|everybody|whoever)(?: (?:of|the|those|who|were|was|people|persons|men|had been)){0,5} (?:dead|killed|died|victims|casualties|fatalities)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r",? (?:but|while|though|although|yet) (?:[^,.;]{1,40}? (?:says?|said|insists?|insisted|claims?|claimed|maintains?|told)\b|(?:they|most|many|all)\b[^,.;]{0,20}(?:civilians|villagers|residents|refugees)\b)",
    re.IGNORECASE,
)
"""Behind it: somebody says otherwise."""


def said_to_have_been(claim: Claim, start: int, denying: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the words stand for what those were who are counted right before `start`, or else for what all the dead were; None where nothing is said of it, or it is denied or answered."""
    found = _of_these(claim, start)
    if found is None and (dead := _THE_DEAD.search(claim.text, start)):
        start, found = dead.start(), _of_these(claim, dead.end())
    if found is None or claim.is_denial or _ANSWERED.match(claim.text, found[1]):
        return None
    is_denied = denying.search(claim.text) or any(one.start < start for one in claim.negations)
    return None if is_denied else found


def _of_these(claim: Claim, start: int) -> tuple[int, int] | None:
    found = _WERE.match(claim.text, start)
    if found is None:
        return None
    others = claim.text[start : found.start("who")]
    if found["they"] and (" by " in others or any(one.start < found.start("who") for one in claim.actors)):
        return None  # whoever did it, maybe
    return found.span("who")
