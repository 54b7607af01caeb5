"""Which of the bodies that a text names a description may mean: "the charity", "the Ta'ang group", "the militia"."""

import re
from collections.abc import Iterable, Sequence

from bot.claims.bodies import has_body_noun
from bot.claims.claim import NameKind
from bot.claims.mentions import find_names, with_bodies
from bot.claims.names import Name, Names
from bot.claims.noun_phrases import MEDIA, is_body
from bot.claims.people_named import PERSON_NAME, is_person
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker
from bot.claims.word_list import words

_FIGHTS = words("militia army force column brigade rebels militias")
_CIVIL = words(
    "charity agency outlet paper newspaper broadcaster website magazine monitor watchdog newsroom station site daily"
)
_TIE = re.compile(r" (?:of|for|in|from|on) (?:the )?")
_RULES = words("government council administration junta regime army")
_SPELT_OUT = {
    noun: noun
    for noun in words(
        "government council court union front commission committee network coalition mission association alliance movement embassy team department command university hospital parliament bank company church directorate authority"
    )
} | {"ministry": "government", "administration": "government", "junta": "junta", "regime": "regime"}
"""Nouns that stand in the name itself where they are said of a body."""

_GROUPS = words("group organisation organization charity movement alliance bloc")
_ORGANS = words(
    "command division battalion brigade regiment court ministry embassy office police department parliament university hospital"
)
_OUTLET = re.compile(
    r"\b(?:News|Times|Daily|Herald|Light|Mirror|Post|Tribune|Journal|Gazette|Chronicle|Press|Radio|Television|Broadcasting|Voice|Standard|Observer|Guardian|Alinn)\b"
)
_AGENCY = re.compile(
    r"(?:AFP|AP|BBC|CNN|NHK|EFE|DPA|dpa|ANI|PTI|DVB|RFA|VOA|Anadolu|Xinhua|Kyodo|Reuters|Bloomberg|Associated Press|Agence France-Presse|Nikkei|Al Jazeera)(?: \w+)?"
)
_PARTY = re.compile(r"\b(?:party|league|congress|front|union|movement|alliance)\b", re.IGNORECASE)
_ARMED = re.compile(
    r"\b(?:army|forces?|front|militia|battalion|brigade|guerrillas?|defence|defense)\b", re.IGNORECASE
)
_CIVIL_KIND = words("rights aid relief human monitoring medical women's humanitarian news research press")
_ARMED_KIND = words("armed rebel ethnic resistance insurgent separatist")
_SAID_OF_ANY = (
    _CIVIL_KIND
    | _ARMED_KIND
    | words(
        """advocacy campaign umbrella activist student women's youth exiled exile independent opposition parallel shadow civilian ruling international nonprofit
        non-profit nongovernmental guerrilla powerful same main biggest whole online weekly private refugee children's prisoners prisoners' watchdog conflict lobby
        state state-run government junta military revolutionary political pro-democracy anti-junta world global federal health charity democratic"""
    )
)
_ANOTHER = words("other rival second third new local opposing largest bigger smaller allied same-named")


def is_known_body(name: str, names: Names) -> bool:
    """Whether the library knows a body of that name, whatever the name looks like: "Frontier Myanmar"."""
    return any(
        bearer.is_body
        for one in names.find(name)
        if len(one.name) == len(name)
        for bearer in known_of(one.ids, names)
    )


def bodies_in(text: str, names: Names) -> list[Speaker]:
    """The bodies that a sentence names, each once, in order."""
    found: list[Speaker] = []
    mentions = with_bodies(text, find_names(text, names))
    looks = (
        *(
            Speaker(one[0], at=one.start())
            for one in PERSON_NAME.finditer(text)
            if has_body_noun(one[0]) or is_body(one[0].rsplit(maxsplit=1)[-1])
        ),
        *(Speaker(one[1], at=one.start(1)) for one in _PLAIN.finditer(text) if one[1] in load_saying().alone),
    )
    for body in (
        *(Speaker(one.name, one.ids, at=one.start) for one in mentions if one.kind is not NameKind.PLACE),
        *(
            one
            for one in looks
            if not any(name.start <= one.at + 4 and one.at < name.end for name in mentions)
        ),
    ):
        is_crowd = body.name.split()[-1] in _CROWDS
        if not is_crowd and (is_known_body(body.name, names) or not is_person(body)):
            found = with_body(found, body)
    return found


def with_body(bodies: Sequence[Speaker], body: Speaker) -> list[Speaker]:
    """The bodies with one more, if none of them is the same; what the library holds as an actor and as a source is one."""
    for at, other in enumerate(bodies):
        if (other.at == body.at and other.name == body.name) or is_same_body(other, body):
            ids = (*other.ids, *(one for one in body.ids if one not in other.ids))
            return [*bodies[:at], Speaker(other.name, ids, at=other.at), *bodies[at + 1 :]]
    return [*bodies, body]


def is_same_body(one: Speaker, other: Speaker) -> bool:
    return not set(one.ids).isdisjoint(other.ids) or one.name == other.name


def fits(description: str, body: Speaker, names: Names) -> bool:
    """Whether "the charity", "the Ta'ang group" may be said of a body."""
    head, *tail = _TIE.split(description, maxsplit=1)
    *kinds, noun = [word for word in head.split() if word.lower() not in {"the", "a", "an"}]
    known = known_of(body.ids, names)
    spellings = [body.name, *(spelling for one in known for spelling in (one.name, *one.aliases))]
    is_armed = any(one.is_party for one in known) if known else bool(_ARMED.search(body.name))
    is_ruling = any(spelling.lower() in load_saying().alone for spelling in spellings)
    is_tied = not tail or any(tail[0].lower() in spelling.lower() for spelling in spellings)
    if not is_tied or not _is_of_kind(kinds, spellings, is_armed=is_armed):
        return False
    noun = noun.lower()
    is_organ = body.name.rsplit(maxsplit=1)[-1].lower() in _ORGANS
    if noun in _GROUPS and (is_organ or is_outlet(body, names)):
        return False
    if noun in MEDIA and _OUTLET.search(body.name):
        return True  # a party's own paper, which the library holds for the party
    if known and any(one.is_outlet for one in known) != (noun in MEDIA):
        return noun == "agency" or any(noun in spelling.lower() for spelling in spellings)
    if is_ruling:
        return noun in _RULES
    if noun in _SPELT_OUT:
        return any(re.search(rf"\b(?:{noun}|{_SPELT_OUT[noun]})\b", one, re.IGNORECASE) for one in spellings)
    if noun == "party":
        return any(_PARTY.search(spelling) for spelling in spellings)
    return is_armed if noun in _FIGHTS else not (noun in _CIVIL and is_armed)


def _is_of_kind(kinds: Sequence[str], spellings: Iterable[str], *, is_armed: bool) -> bool:
    for kind in kinds:
        if (
            kind.lower() in _ANOTHER
            or (kind in _CIVIL_KIND and is_armed)
            or (kind in _ARMED_KIND and not is_armed)
        ):
            return False
        if kind.islower() and kind not in _SAID_OF_ANY and not any(kind in one.lower() for one in spellings):
            return False
        is_people = kind[0].isupper() and not kind.endswith("-based")
        if is_people and not any(kind in spelling for spelling in spellings):
            return False
    return True


def is_somebody(speaker: Speaker, names: Names) -> bool:
    """Whether it is a person, by its look and by what the library knows."""
    return is_person(speaker) and not (speaker.ids and is_known_body(speaker.name, names))


def is_outlet(speaker: Speaker, names: Names) -> bool:
    """Whether it is a medium or a news agency, which passes on what others say."""
    known = known_of(speaker.ids, names)
    if known:
        return any(one.is_outlet for one in known) and not any(one.is_party for one in known)
    last = speaker.name.rsplit(maxsplit=1)[-1].lower()
    return bool(_OUTLET.search(speaker.name) or _AGENCY.fullmatch(speaker.name)) or last in MEDIA


def known_of(ids: Iterable[str], names: Names) -> list[Name]:
    found = (names.get(kind, one) for one in ids for kind in (NameKind.ACTOR, NameKind.SOURCE))
    return [one for one in found if one]


_PLAIN = re.compile(r"\b[Tt]he ([a-z]+)\b(?! [a-z]+(?:ship|boat|man|officer|post|station)\b)")
_CROWDS = words("soldiers troops policemen officers rebels insurgents fighters")
