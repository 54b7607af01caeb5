"""A phrase whose noun is no name: "a spokesman for the junta", "police", "the group", "residents of Pazigyi"."""

import re
from collections.abc import Sequence

from bot.claims.capitals import CAPITALS, NAME, RUN
from bot.claims.claim import Mention
from bot.claims.papers import is_another_government
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker, Who
from bot.claims.word_list import words

_SPEAK_FOR_A_BODY = words("minister ministry spokesman spokeswoman spokesperson")
_BODIES = words(
    "agency office mission department army force forces commission committee council bureau team delegation"
)
OFFICES = words(
    "minister ministry commissioner president chairman secretary chief premier ambassador high foreign prime defence defense general envoy special"
)
_BODY_ENDS = words(
    """international union front watch right news ranger unit corp council alliance league state nation foundation institute center
    centre media witness house wing time post fund affair service network voice federation congress university"""
)
_NO_VOICE = words("soldier fighter troop officer policeman guard commander militant")
_FIGHTING = ("troops", "soldiers", "fighters", "forces", "units", "columns", "guerrillas", "gunmen")
_CARRIERS = words("channel channels page account newspaper paper website media outlet group station")
_OWN_DESK = re.compile(
    r"(?:['’]s|(?:['’]s?)?(?: (?:own|local|regional|district|township|central|main|head|press|information|media|news|liaison|political|public|relations))+) [a-z]+"
)
_OF_BODY = re.compile(rf"(?P<body>{NAME}(?: {NAME})*) [a-z]+$")
_OF_STATE = re.compile(
    r"[Ss]tate(?:-(?:run|owned|controlled))? (?:media|press|papers?|newspapers?|dail(?:y|ies)|television|tv|TV|radio|broadcasters?|mouthpiece)"
)
_OF_TOWN = re.compile(
    r"(?:[a-z'’-]+ ){1,3}(?:association|group|committee|union|council|network|organi[sz]ation|federation|force|administration) of [A-Z][\w-]+(?: [A-Z][\w-]+)?"
)
_TELLS = re.compile(r"\b[a-z]+ed\b|\b(?:people|men|women|families|villagers|elders)\b")
_OF_SOMEBODY = re.compile(
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)*['’]s? (?:spokes\w+|office|ministry|team|staff|account|page|lawyers)"
)
_AUTHORS = words("authors researchers")
_OFFICE_OF_STATE = re.compile(
    r"(?:the )?(?!(?:the|local|same|new|other|relevant|whole|said|township|district|village) )[a-z-]+(?: [a-z-]+)? (?:ministry|department|commission|authority|directorate|embassy|consulate|parliament)"
)
_GENERIC = words(
    "group organisation organization alliance bloc movement militia charity agency body outfit company"
)
MEDIA = words("outlet paper newspaper broadcaster website magazine newsroom station site daily channel")


def is_of_state(phrase: str) -> bool:
    """ "The state paper", which is as good as a name where it has none."""
    return bool(_OF_STATE.fullmatch(phrase) or _OFFICE_OF_STATE.fullmatch(phrase))


def is_spokesperson(noun: str) -> bool:
    return noun.lower().startswith("spokes")


def is_crowd(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    return load_saying().is_person(last) and last[-1] == "s" and name[1:].islower()


def is_body(noun: str) -> bool:
    """Whether a name that ends so is one of a body: "… Rights Group"."""
    noun = noun.lower()
    saying = load_saying()
    ends = {noun, noun.rstrip("s")}
    return noun in saying.voices | saying.described | saying.alone or bool(ends & _BODY_ENDS)


def by_noun(
    text: str, start: int, begin: int, stop: int, end: int, inside: Sequence[Mention]
) -> Speaker | None:
    """A phrase whose noun is no name: "a spokesman for the junta", "police", "the group", "residents of Pazigyi"."""
    saying = load_saying()
    head = text[begin:stop]
    noun = head.rsplit(maxsplit=1)[-1].lower()
    if inside and head.endswith(_FIGHTING):
        return Speaker(text[start:end], who=Who.UNNAMED, at=start)
    within = next((one for one in inside if one.end == stop), None)
    if within and not is_crowd(within.name) and noun not in _NO_VOICE:
        if within.start > begin + 4 and text[begin].isupper():
            return Speaker(head, (), at=begin)  # "Karenni army": another one than the army
        return Speaker(within.name, within.ids, at=within.start)
    if noun in saying.voices or noun in _SPEAK_FOR_A_BODY:
        body = _body_of(text, start, begin, stop, end, inside)
        if body:
            return body
    if noun in saying.alone:
        if is_another_government(head):
            return Speaker(text[start:end], who=Who.DESCRIBED, roles=frozenset({noun}), at=start)
        return Speaker(head, at=begin)
    return _without_name(text, start, begin, stop, end)


def _body_of(
    text: str, start: int, begin: int, stop: int, end: int, inside: Sequence[Mention]
) -> Speaker | None:
    """The body for which the noun speaks: "SAC spokesman", "the NUG's defence ministry", "a statement of the KNU"."""
    head = text[begin:stop]
    noun = head.rsplit(maxsplit=1)[-1].lower()
    is_one_of_many = text[start:begin].strip().lower() in {"a", "an", "one", "another"}
    if inside and is_one_of_many and noun in _CARRIERS and inside[0].end < stop:
        return Speaker(text[start:end], who=Who.UNNAMED, at=start)  # "a junta channel" only takes its side
    if inside:
        return _of_known_body(text, begin, stop, inside[0], noun)
    behind = re.match(r" (?:of|for|from|by) (?:the )?(?P<name>[A-Z].*)$", text[stop:end])
    if behind and is_spokesperson(noun):
        return Speaker(behind["name"], roles=frozenset({noun}), at=stop + behind.start("name"))
    named = _OF_BODY.match(head) if is_spokesperson(noun) else None
    if named and (named["body"].isupper() or (" " in named["body"] and is_body(named["body"].split()[-1]))):
        return Speaker(named["body"], roles=frozenset({noun}), at=begin)
    if is_one_of_many:
        return Speaker(text[start:end], who=Who.UNNAMED, roles=frozenset({noun}), at=start)
    if _OF_SOMEBODY.fullmatch(head) or _TELLS.search(head):
        return Speaker(text[start:end], who=Who.UNNAMED, roles=frozenset({noun}), at=start)
    if " " in head and any(word[0].isupper() for word in head.split()):
        return None if _is_of_a_people(head) else Speaker(head, at=begin)
    return Speaker(text[start:end], who=Who.UNNAMED, at=start) if behind else None


def _of_known_body(text: str, begin: int, stop: int, body: Mention, noun: str) -> Speaker:
    is_inside = begin <= body.start and body.end < stop
    if is_spokesperson(noun) and load_saying().is_burmese_name(body.name):
        return Speaker(text[begin:stop], who=Who.UNNAMED, roles=frozenset({noun}), is_person=True, at=begin)
    is_own_person = load_saying().is_person(noun) and not is_spokesperson(noun)
    if is_own_person and is_inside and noun not in OFFICES:
        return Speaker(text[body.start : stop], body.ids, at=body.start)
    is_another = noun in _BODIES and body.end < stop and text[body.end : stop].strip() != noun
    if is_another and not _OWN_DESK.fullmatch(text, body.end, stop):
        # "The UN refugee agency" is another body than the UN.
        return Speaker(text[begin:stop], body.ids if text.startswith("'s", body.end) else (), at=begin)
    roles = frozenset({noun}) if is_spokesperson(noun) else frozenset()
    return Speaker(body.name, body.ids, roles=roles, at=body.start)


def _is_of_a_people(head: str) -> bool:
    """ "Chinese agency", "Ta'ang group": a description and no name."""
    saying = load_saying()
    first, noun = head.split(maxsplit=1)[0].lower(), head.rsplit(maxsplit=1)[-1].lower()
    return noun in _GENERIC and first in saying.foreign | saying.peoples


def _without_name(text: str, start: int, begin: int, stop: int, end: int) -> Speaker | None:
    saying = load_saying()
    phrase, head = text[start:end], text[begin:stop]
    noun = head.rsplit(maxsplit=1)[-1].lower()
    is_definite = text[start:begin].strip().lower() == "the"
    if is_definite and _OF_TOWN.fullmatch(text, begin, end):
        return Speaker(text[begin:end], at=begin)
    if is_definite and noun in _AUTHORS:
        return Speaker("its", who=Who.PRONOUN, at=start)
    if _OF_STATE.fullmatch(head):
        return Speaker(
            head, who=Who.DESCRIBED if is_definite else Who.NAMED, roles=frozenset({noun}), at=begin
        )
    if saying.is_person(noun):
        is_one = noun[-1:] != "s"
        who = Who.DESCRIBED if is_definite and is_one else Who.UNNAMED
        return Speaker(phrase, who=who, roles=frozenset({noun}), is_person=is_one, at=start)
    own = RUN.search(head[: -len(noun)].rstrip()) if noun in MEDIA else None
    if own and own[0].split()[0].lower() not in saying.foreign | saying.peoples:
        return Speaker(own[0], at=begin + own.start())  # "the state-run Myanma Alinn daily"
    is_one_of_many = text[start:begin].strip().lower() in {"a", "an", "another", "one"}
    is_generic = is_definite and _is_of_a_people(head)
    if (
        noun in saying.described
        and not is_generic
        and not is_one_of_many
        and " " in head
        and head[0].isupper()
        and not _TELLS.search(head)
        and (is_definite or CAPITALS.search(head.rsplit(" ", 1)[0]))
    ):
        return Speaker(head, at=begin)
    if noun in saying.described or noun in saying.voices:
        who = Who.DESCRIBED if is_definite else Who.UNNAMED
        return Speaker(phrase, who=who, roles=frozenset({noun}), at=start)
    return Speaker(phrase, who=Who.UNNAMED, at=start) if noun in saying.crowds else None
