"""Who is meant by the words beside a verb of saying: a name of the library, another name, somebody unnamed, a pronoun."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.bare_phrases import bare
from bot.claims.capitals import RUN, is_headline
from bot.claims.claim import Mention, NameKind
from bot.claims.noun_phrases import OFFICES, by_noun, is_body, is_crowd, is_spokesperson
from bot.claims.papers import (
    FORGED,
    GIVEN_NAME,
    OWN_PAPER,
    OWN_STAFF,
    PAPER_OF,
    PAPER_OF_BODY,
    PAPER_THAT,
    is_no_name,
)
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker, Who
from bot.claims.word_list import words

_PRONOUN = re.compile(r"^(?:he|she|they|it)(?:'d|'s|'ve)?$", re.IGNORECASE)
_OWNED = re.compile(r"^(?P<whose>its|his|her|their)(?: own)? (?P<what>.+)$", re.IGNORECASE)
_WHAT = re.compile(r"^(?:what|that|this|there|how|why)\b", re.IGNORECASE)
_ANYBODY = re.compile(
    r"^(?:all|both|every\w*|many|some|most|several|others?|neither|none|no[- ]one|nobody|one|two|three|four|five|six|dozens|hundreds|a (?:number|couple|few)|[0-9]+|at least|more than|people(?!')"
    r"|those|these|who(?:ever)?|anyone|no|i|we|you)\b",
    re.IGNORECASE,
)
_TIED = re.compile(r"\b(?:of|for|from|who|whom|which|in|at|near|with|that|on|by|under|inside|outside|against|to|whose|told|where|about|named|called|fleeing|living|working|(?<!-)based)\b")  # fmt: skip
_RELATED = re.compile(r",? \b(?:who|whose|whom|which)\b")
_ARTICLE = re.compile(r"^(?:the|a|an|another|one|its|his|her|their)\s+", re.IGNORECASE)
HAPPENING = re.compile(
    r"\b(?:were|was|is|are|am|be|been|being|had|has|have|killed|died|did|does|do|will|would|could|can|may|might|should|must|shall|cannot|don't|didn't|n't|than|not|what)\b|n't\b"
)
_PLAIN_WORDS = words(
    """the a an this that these those it he she they we i you there here what who why how when where if but and or so as in on
    at by for from to of many some most all no not one two three people soldiers troops children women men another several
    both however yes once only after before during since until while because although though with without under over"""
)
_LEADS_ON = words("with of by for to in on from than against including the a an and or between among about")
_NUMBERED = re.compile(r"(?<=[a-z]) [0-9]{1,4}(?![0-9])")
_OWN = words(
    "statement office report figures figure data count tally account page channel message letter post records list table map chart database survey study research bulletin newsletter review analysis documentation website analysts researchers investigators experts authors monitors"
)
_LONGEST = 90


def speaker_in(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Speaker | None:
    """The speaker that text[start:end] names, None when unsure."""
    start, end = bare(text, start, end, mentions)
    phrase = text[start:end]
    if not phrase or len(phrase) > _LONGEST or phrase.split()[-1].lower() in _LEADS_ON:
        return None
    if _PRONOUN.match(phrase):
        return Speaker(phrase, who=Who.PRONOUN, at=start)
    inside = [
        one
        for one in mentions
        if start < one.end <= end and one.kind is not NameKind.PLACE and not _is_compound(text, one)
    ]
    owned = _OWNED.match(phrase)
    if owned:
        return _owned(text, start + owned.start("what"), end, owned["whose"], inside)
    if _ANYBODY.match(phrase) or FORGED.search(phrase):
        return Speaker(phrase, who=Who.UNNAMED, at=start)
    if HAPPENING.search(_RELATED.split(phrase, maxsplit=1)[0]) or _WHAT.match(phrase):
        return None
    behind = _told_behind(text, start, end, inside, mentions)
    if behind:
        return behind
    places = [one for one in mentions if one.kind is NameKind.PLACE]
    numbered = _NUMBERED.search(text, start, end)
    stop = numbered.start() if numbered and numbered.end() == end else end
    found = _noun_phrase(text, start, stop, inside)
    if found and stop < end:  # "KNLA Brigade 5"
        found = replace(found, name=f"{found.name}{text[stop:end]}") if not found.is_person else None
    if found is None or not found.name.strip() or _is_place(found, places):
        return None
    is_none = is_no_name(found.name) or found.name.lower().rstrip(".") in load_saying().titles
    return None if found.who is Who.NAMED and not found.ids and is_none else found


def _told_behind(
    text: str, start: int, end: int, inside: Sequence[Mention], mentions: Sequence[Mention]
) -> Speaker | None:
    """Who stands in the phrase beside what is only described: "a woman called Ma Htwe", "a tally kept by Mizzima"."""
    called = GIVEN_NAME.search(text, start, end)
    if called:
        name, roles = called["name"], frozenset(text[start : called.start()].lower().split())
        return Speaker(name, _ids_of(name, inside), roles=roles, is_person=True, at=called.start("name"))
    own = OWN_PAPER.match(text, start, end)
    if own:
        return speaker_in(text, start, own.end("who") + (text[own.end("who")] == "s"), mentions)
    staff = OWN_STAFF.match(text, start, end)
    if staff and staff["noun"] in load_saying().voices:
        return speaker_in(text, start, staff.end("who"), mentions)
    paper = (
        PAPER_THAT.match(text, start, end)
        or PAPER_OF.match(text, start, end)
        or PAPER_OF_BODY.match(text, start, end)
    )
    return speaker_in(text, paper.start("who"), paper.end("who"), mentions) if paper else None


def _is_compound(text: str, mention: Mention) -> bool:
    """ "junta-run", "anti-junta": another thing than the junta."""
    return text[mention.end : mention.end + 1] == "-" or text[: mention.start].endswith(("anti-", "pro-"))


def _is_place(speaker: Speaker, places: Sequence[Mention]) -> bool:
    """A place says nothing, unless it stands for a government."""
    if speaker.who is not Who.NAMED or speaker.ids or speaker.is_person:
        return False
    end = speaker.at + len(speaker.name.removesuffix("'s").removesuffix("’s"))
    is_one = any(one.start <= speaker.at and end <= one.end for one in places)
    return is_one and speaker.name not in load_saying().capitals


def _owned(text: str, start: int, end: int, whose: str, inside: Sequence[Mention]) -> Speaker:
    """ "its spokesman Saw Thaw Htoo" is the person, "its spokesman" whoever "its" means, "her neighbour" nobody with a name."""
    saying = load_saying()
    tied = _TIED.search(text, start, end)
    run = RUN.search(text[start : tied.start() - 1 if tied else end])
    if run and run.start() > 0:
        roles = frozenset(text[start : start + run.start()].lower().split())
        return Speaker(run[0], _ids_of(run[0], inside), roles=roles, is_person=True, at=start + run.start())
    head = _TIED.split(text[start:end], maxsplit=1)[0].split()
    is_own = whose.lower() in {"its", "their"} or (bool(head) and head[-1].lower() in _OWN)
    is_voice = bool(head) and (
        is_spokesperson(head[-1]) or head[-1].lower() in _OWN or not saying.is_person(head[-1])
    )
    if head and is_own and is_voice and head[-1].lower() in saying.voices | _OWN:
        return Speaker(whose, who=Who.PRONOUN, at=start)
    is_one = bool(head) and saying.is_person(head[-1]) and head[-1][-1] != "s"
    return Speaker(text[start:end], who=Who.UNNAMED, roles=frozenset(head[-1:]), is_person=is_one, at=start)


_OFFICE_OF = re.compile(
    r"\b(?:[Ss]ecretary|[Mm]inister|[Cc]hief|[Hh]ead|[Dd]irector|[Cc]ommander|[Oo]ffice) of (?:the )?[A-Z]\w+ (?=[A-Z])"
)


def _noun_phrase(text: str, start: int, end: int, inside: Sequence[Mention]) -> Speaker | None:
    office = _OFFICE_OF.search(text[start:end])
    if office and not any(start + office.start() < one.start < start + office.end() for one in inside):
        start += (
            office.end()
        )  # "Secretary of State Antony Blinken", not "commander of the Karen National Union"
    phrase = text[start:end]
    article = _ARTICLE.match(phrase)
    begin = start + (article.end() if article else 0)
    cover = next((one for one in inside if one.start <= begin and one.end == end), None)
    if cover and is_spokesperson(cover.name.rsplit(maxsplit=1)[-1]):
        body, _, noun = cover.name.rpartition(" ")  # "military spokesman" may stand in the library itself
        return Speaker(body, cover.ids, roles=frozenset({noun}), at=cover.start)
    if cover and not is_crowd(cover.name):
        return Speaker(cover.name, cover.ids, at=cover.start)
    tied = _TIED.search(phrase, begin - start)
    while tied and any(one.start <= start + tied.start() < one.end for one in inside):
        tied = _TIED.search(phrase, tied.end())  # "Democratic Voice of Burma"
    stop = start + tied.start() if tied else end
    stop = begin + len(text[begin:stop].rstrip())
    if stop <= begin:
        return None
    run = RUN.search(text[begin:stop])
    is_plain = text[begin:stop].lower() in load_saying().alone  # "Police said" opens the sentence
    if run and not is_plain:
        own = min((one.start for one in inside if one.end == stop), default=stop)
        return _by_name(text, begin, max(begin, min(begin + run.start(), own)), stop, end, inside)
    return by_noun(text, start, begin, stop, end, inside)


def _by_name(
    text: str, begin: int, run: int, stop: int, end: int, inside: Sequence[Mention]
) -> Speaker | None:
    """A phrase whose noun is a name, perhaps behind a description ("KNU official Padoh Saw Wah")."""
    saying, name, before = load_saying(), text[run:stop], text[begin:run].split()
    is_people = name in saying.nations or (name.lower() in saying.foreign and not name.isupper())
    if is_people and not any(one.end == stop for one in inside):
        return None  # "the Chinese"
    roles = frozenset(word.lower().removesuffix("'s") for word in before if word[0].islower())
    own = next((one for one in inside if one.end == stop and one.start < stop), None)
    body = next((one for one in inside if one.end <= run or one.start >= stop), None)
    is_described = any(saying.is_person(word) or word in saying.voices for word in roles - {"local"})
    owner = name.rfind("'s ")
    if owner > 0 and not (own and own.start <= run) and not is_body(name.rsplit(maxsplit=1)[-1]):
        body = next((one for one in inside if one.start <= run < one.end), body)
        run += owner + 3
        name, is_described = text[run:stop], True
    while _is_role(name.split()[0]) and " " in name and not (own and own.start <= run):
        roles |= {name.split()[0].lower()}
        run += len(name.split()[0]) + 1
        name, is_described = text[run:stop], True
    first = name.split()[0]
    roles |= {word.lower() for word in name.split()[:-1] if word.lower() in saying.titles}
    is_person = is_described or first.lower() in saying.titles or first in saying.women | saying.men
    if own and own.start > run and " " in own.name and is_body(own.name.rsplit(maxsplit=1)[-1]):
        return Speaker(name, (), roles=roles, at=run)  # "Kachin Human Rights Watch" is another one
    if own and not is_described:
        if run < own.start and text[own.end : own.end + 3] != "'s ":
            return Speaker(name, own.ids, roles=roles, is_person=is_person, at=run)  # "the Myinmu PDF"
        return _known_name(text, own, run, end, roles, is_person=is_person)
    is_plain_body = " " in name and is_body(name.rsplit(maxsplit=1)[-1])
    if not is_person and not is_plain_body and is_headline(text):
        return None
    office = None if own else _office(text, name, run, stop, end, body)
    if office:
        return office
    if name.lower() in _PLAIN_WORDS or (saying.is_person(name) and " " not in name):
        return Speaker(name, who=Who.UNNAMED, at=run)
    ids = own.ids if own else body.ids if body else ()
    shown = _shown(text, begin, run, stop, end, None if own or not ids else body, is_person=is_person)
    is_at_start = not before and not text[:run].strip(" \"'-–—")
    is_short = is_at_start and _may_be_any_word(shown)
    return Speaker(shown, ids, roles=roles, is_person=is_person, is_short=is_short, at=run)


def _may_be_any_word(shown: str) -> bool:
    """One word with a capital, which at the start of a sentence need be no name."""
    is_capitals = shown.isupper() and len(shown) > 1
    return " " not in shown and not is_capitals and shown.removesuffix("'s") not in load_saying().capitals


def _shown(
    text: str, begin: int, run: int, stop: int, end: int, body: Mention | None, *, is_person: bool
) -> str:
    """The name as it is given: with the body that somebody speaks for, or with what belongs to it ("Doctors of the World")."""
    if body:
        return _with_body(text, begin, run, stop, body, text[begin:run].split())
    name = text[run:stop]
    may_go_on = " " not in name or is_body(name.rsplit(maxsplit=1)[-1])
    return text[run:end] if not is_person and may_go_on and _is_name_behind(text[stop:end]) else name


def _known_name(
    text: str, own: Mention, run: int, end: int, roles: frozenset[str], *, is_person: bool
) -> Speaker:
    """A name of the library; what stands behind it belongs to it in "PDF of Kyaikto"."""
    ahead = text[own.end : end]
    is_part = own.start <= run and not own.name.isupper()
    goes_on = ahead.startswith(" of ") and not is_part and _is_name_behind(ahead)
    shown = text[own.start : end] if goes_on else own.name
    return Speaker(shown, own.ids, roles=roles, is_person=is_person, at=own.start)


def _office(text: str, name: str, run: int, stop: int, end: int, body: Mention | None) -> Speaker | None:
    """ "The Ministry of Defence of the NUG" speaks for its body, "the Foreign Minister" is somebody whom the text may name."""
    if name.lower() in load_saying().voices:
        whole = text[run : _first_tie(text, stop, end)]
        if body:
            return Speaker(body.name, body.ids, at=body.start)
        return Speaker(whole, at=run, who=Who.UNNAMED if whole[1:].islower() else Who.NAMED)
    if all(word.lower() in OFFICES for word in name.split()) and not name.endswith("inistry"):
        return Speaker(name, who=Who.DESCRIBED, roles=frozenset(name.lower().split()), is_person=True, at=run)
    return None


def _is_role(word: str) -> bool:
    saying = load_saying()
    return saying.is_person(word) and word.lower() not in saying.titles


def _first_tie(text: str, start: int, end: int) -> int:
    """Where a name like "Ministry of Defence of the NUG" ends."""
    tie = _TIED.search(text, text.find(" ", start + 1, end) + 4, end)
    return tie.start() - 1 if tie else end


def _is_name_behind(ahead: str) -> bool:
    return bool(re.match(r" (?:of|for) (?:the )?[A-Z]", ahead)) and len(ahead.split()) <= 5


def _with_body(
    text: str, begin: int, run: int, stop: int, body: Mention | None, before: Sequence[str]
) -> str:
    """ "NUG minister Aung Myo Min": the person speaks for the body that we know, and the whole phrase says so."""
    whole = text[begin:stop]
    if before and before[-1].endswith("'s"):
        return text[run:stop]
    return whole if body and before and body.end <= run and len(whole) <= 60 else text[run:stop]


def _ids_of(name: str, inside: Sequence[Mention]) -> tuple[str, ...]:
    return next((one.ids for one in inside if one.name == name), ())
