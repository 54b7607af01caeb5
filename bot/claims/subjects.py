"""The body that a sentence is about, which a pronoun in it or behind it means."""

import re
from collections.abc import Sequence

from bot.claims.bodies import has_body_noun
from bot.claims.capitals import NAME
from bot.claims.claim import Mention, NameKind
from bot.claims.described import bodies_in, is_same_body
from bot.claims.doubts import VERB
from bot.claims.mentions import find_names, with_bodies
from bot.claims.names import Names
from bot.claims.people_named import is_person
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker
from bot.claims.speakers import speaker_in

SUBJECT_ENDS = 80
"""Characters within which a sentence says whom it is about."""

_LEAD = re.compile(
    r"^It (?:was|is) |^(?:In|On|Over|During|After|Since|At|By|For|From|Last|This|Until|Throughout) [^,\"]{2,50}, "
    r"|^(?:After|Following|During|With|Despite) [a-z][a-z -]{2,50}? (?=the [A-Z])"
    r"|^(?:On|Last|Early on|Late on) [\w ]{3,20}? (?=the [A-Z]|the (?:junta|army|military|regime)\b)"
)
_BODY_FIRST = re.compile(rf"(?:[Tt]he )?(?P<name>(?!The\b){NAME}(?: {NAME})+|[A-Z]{{3,7}}) [a-z]")
_ALONE_FIRST = re.compile(r"(?:[Tt]he |[Aa] )?(?P<name>[A-Za-z]+) [a-z]")
_PART = re.compile(r" (?:column|unit|force|team|group|squad|battalion|brigade|statement)s?\b")
_OF = re.compile(r" of (?:the |an? )?$")
_THING = re.compile(
    r"(?:['’]s?)? (?:[a-z]+ )?(?:outpost|post|station|base|camp|convoy|position|office|barracks|prison|headquarters|truck|vehicle|ship|boat|vessel|jet|plane|aircraft|helicopter|drone|patrol|bus|car|building|court|territory|area|hospital|school)s?\b"
)


def subject_of(text: str, names: Names) -> Speaker | None:
    """ "The Kokang army took the hills, it announced": who the sentence itself is about."""
    mentions = [one for one in with_bodies(text, find_names(text, names)) if one.kind is not NameKind.PLACE]
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    first = next((one for one in mentions if begin <= one.start <= begin + 4), None)
    return _known(text, begin, first, mentions) if first else _unknown(text, begin)


def _known(text: str, begin: int, first: Mention, mentions: Sequence[Mention]) -> Speaker | None:
    opener = text[begin : first.start].strip().lower()
    is_body = opener in {"", "the"} or (opener in {"a", "an"} and _PART.match(text, first.end))
    if not is_body or _THING.match(text, first.end):
        return None
    return speaker_in(text, begin, first.end, mentions)


def _unknown(text: str, begin: int) -> Speaker | None:
    own = _BODY_FIRST.match(text, begin)
    if own:
        name = own["name"]
        if name.isupper() or (has_body_noun(name) and not is_person(Speaker(name))):
            return Speaker(name, at=own.start("name"))
    alone = _ALONE_FIRST.match(text, begin)
    if alone and alone["name"].lower() in load_saying().alone and VERB.match(text, alone.end("name") + 1):
        return Speaker(alone["name"], at=alone.start("name"))
    return None


def is_only_body(topic: Speaker, text: str, names: Names) -> bool:
    """Whether no other body acts where the sentence says whom it is about; "an outpost of the army" is only a thing."""
    return all(
        is_same_body(one, topic)
        for one in bodies_in(text, names)
        if one.at < SUBJECT_ENDS
        and not (_OF.search(text, 0, one.at) or _THING.match(text, one.at + len(one.name)))
    )
