"""Whose people, staff, office, side or channels a text speaks of: an owner neither does it nor suffers it, and with another one it is another matter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.claims.claim import NameKind
from bot.claims.names import Names, fold
from bot.claims.saying import load_saying
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot
from bot.matching.sides import is_state
from bot.matching.vocabulary import Vocabulary, words_of_name

_NAME = r"\d*[A-Z][\w&.-]*\w(?: (?:(?:of|for|&|without) )?(?:the )?[A-Z][\w&.-]*\w){0,5}"
_NOT = r"(?!(?:in|at|on|near|by|to|of|for|from|with|and|or|but|was|were|is|are|had|has|have|who|which|that|when|after|before|while|where|as)\b)"
_PLAIN = rf"{_NOT}(?!\w*ed\b|sa)[a-z-]+"
_BETWEEN = rf"(?: {_NOT}[a-z][a-z-]*){{0,4}}"
_OF = r"(?: (?:members?|workers?|building|premises|staff|channels?))?(?: (?:of|from|for|with|at|belonging to|(?:who )?work(?:ing|ed) (?:for|with|at)|employed by))"
_RAIDED = "(?:raid|raided|raids|search|searched|storm|stormed|storms|ransacked)"
_RAID_ON = re.compile(rf"{_RAIDED}\b")
"""Before a name that may be a village's."""
_LOST = r"(?:has |have |had )?(?:lost|loses|mourns|mourned|is missing) \w+(?: \w+)?"
_NAMED = "(?:named|listed|identified|exposed|doxed|doxxed|denounced|published|posted)"
_PUBLISHED = "(?:published|publish|posted|post|listed|list)"
_NAMES = r"(?:(?:the|their|his|her|whose) )?(?:\w+ )?(?:names?|details|addresses)"
_PEOPLE = r"(?:them|him|her|people|residents|\d+)"
_NAMING = rf"(?:(?:had|have|has) )?(?:\w+ly )?(?:(?:name|named|identify|identified|expose|exposed|doxed|doxxed|denounce|denounced)\b(?! by\b)|{_PUBLISHED} {_NAMES}\b)"
"""That channels name somebody; what they only hold, or tell of, is no matter of theirs."""
_PASSED_ON = re.compile(r"\b(?:according to|lists?)\b[^,;.]{0,80}$", re.IGNORECASE)
_NO_BODY = re.compile(r"(?:(?:I?NGOs?|UN|U\.N\.?|CSOs?)(?: |$))+")
"""Short for any body of its kind."""
_LIST = r"(?:,? and|,| &)(?: [Tt]he)? "
_LISTED_BEFORE = re.compile(rf"(?P<who>(?<!\w){_NAME}){_LIST}$")
_LISTED_BEHIND = re.compile(rf"(?:['’]s?)?{_LIST}(?P<who>{_NAME})")
_LONGEST_LIST = 60
"""Characters in front in which another name of a list may stand."""
_NOT_WHERE = re.compile(
    r"(?:\bfrom|\b(?:said|says|according to)(?: (?!killed)\w+){0,3} (?:on|in|at|of)|\b(?:living|lived|based) (?:on|in))(?: the)? $",
    re.IGNORECASE,
)
"""In front of a side from which somebody comes, or who speaks there."""
_OF_BORDER = re.compile(r"(?: of the (?:\w+ )?(?:border|frontier|river|line))? ")
_SHORTEST = 6
"""Letters of a name by which a longer one is known."""
_WORD = re.compile(r"[\w.'’]*\w")
_STANCE = r"\b(?:[Pp]ro|[Aa]nti)-\w+"
_PRO = re.compile(r"(?P<stance>pro|anti)-(?P<whom>\w+)", re.IGNORECASE)
_OPENERS = re.compile(
    r"(?:(?:The|A|An|Its|Their|His|Her|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Both|Several|Some|Many|All|No|At|In|On|When|After)(?: |$))+"
)
_BODIES = ("staff", "premises")
_LISTED = (*_BODIES, "people")
_SMALL = frozenset({"of", "for", "the", "and", "without"})
_FOR_US, _AGAINST = "of the state", "against the state"


@dataclass(frozen=True, slots=True)
class Owner:
    """`of` is the group of nouns, `name` as it stands in the text; two owners with a key in common may be one."""

    of: str
    name: str
    keys: frozenset[str]


def owners_in(text: str, names: Names, vocabulary: Vocabulary) -> tuple[Owner, ...]:
    """Of groups that a record may have in common with it."""
    groups = _told_by(vocabulary)
    told = {group for word in _WORD.findall(text.lower()) if word in groups for group in groups[word]}
    if not told:
        return ()
    found = [
        owner
        for group, pattern in _patterns(vocabulary)
        if group in told
        for said in pattern.finditer(text)
        for owner in _owners(group, said, names, vocabulary)
    ]
    return tuple(dict.fromkeys(found))


def nations_in(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The keys of all nations that it names: the same for "France" and "French"."""
    nations = _nations(vocabulary)
    found = (re.sub("['’]s$", "", word) for word in _WORD.findall(text))
    return frozenset().union(*[nations[word] for word in found if word in nations])


def compare_owners(
    theirs: tuple[Owner, ...], ours: tuple[Owner, ...], known: frozenset[str], vocabulary: Vocabulary
) -> Compared:
    """Another owner than in the record; `known` are the stems of all that the record has, by which somebody else may stand in it too."""
    for group in dict.fromkeys(one.of for one in theirs):
        said, held = ([one for one in owners if one.of == group] for owners in (theirs, ours))
        if not held or any(_is_one(one, other) for one in said for other in held):
            continue
        stranger = next(
            (
                one
                for one in said
                if one.of not in _BODIES or not words_of_name(one.name, vocabulary) <= known
            ),
            None,
        )
        if stranger:
            slot = Slot.PLACE if group == "side" else Slot.ACTOR
            return Compared(Accord.CONFLICTS, (Difference(slot, stranger.name, held[0].name),), stranger.name)
    return SILENT


def _is_one(one: Owner, other: Owner) -> bool:
    if not one.keys.isdisjoint(other.keys):
        return True
    return one.of in _BODIES and (_is_short_for(one.name, other.name) or _is_short_for(other.name, one.name))


def _is_short_for(one: str, other: str) -> bool:
    """ "Myanmar Now" for "MyanmarNow News Agency", "STC" for "Save the Children"."""
    words = fold(other).split()
    letters = {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)}
    short = fold(one).replace(" ", "")
    return (one.isupper() and short in letters) or (len(short) >= _SHORTEST and short in "".join(words))


def _owners(group: str, said: re.Match[str], names: Names, vocabulary: Vocabulary) -> Iterator[Owner]:
    """With all others of a list: "the Myanmar Now and Irrawaddy offices"."""
    text, start, end = said.string, *said.span("who")
    if group == "channels" and _PASSED_ON.search(text, 0, start):
        return
    if group == "side" and _is_of_speaker(said):
        return
    owner = _owner(group, said["who"], said, names, vocabulary)
    if owner is None:
        return
    yield owner
    while group in _LISTED and (found := _LISTED_BEFORE.search(text, max(0, start - _LONGEST_LIST), start)):
        start = found.start()
        if listed := _owner(group, found["who"], found, names, vocabulary):
            yield listed
    while group in _LISTED and (found := _LISTED_BEHIND.match(text, end)):
        end = found.end()
        if listed := _owner(group, found["who"], found, names, vocabulary):
            yield listed


def _is_of_speaker(said: re.Match[str]) -> bool:
    """ "Residents on the Indian side of the border said …", "men from the Indian side": it happens elsewhere."""
    behind = _OF_BORDER.match(said.string, said.end())
    is_saying = behind is not None and load_saying().verb.match(said.string, behind.end()) is not None
    return is_saying or _NOT_WHERE.search(said.string, 0, said.start("who")) is not None


def _owner(group: str, who: str, said: re.Match[str], names: Names, vocabulary: Vocabulary) -> Owner | None:
    opener = _OPENERS.match(who)
    name = who[opener.end() :] if opener else who
    nations = _nations(vocabulary)
    match group:
        case "people" | "side":
            nation = next((word for word in name.split() if word in nations), None)
            return Owner(group, nation, nations[nation]) if nation else None
        case _ if not name or name in nations or _NO_BODY.fullmatch(name):
            return None
        case "channels" | "militia":
            return _of_side(group, name, names)
        case _:
            is_opening = said.start("who") == 0 and not opener and name[1:].islower()
            may_be_plain = is_opening and said.string[said.end("who") : said.end("who") + 1] not in {"'", "’"}
            is_raid_on = _RAID_ON.match(said.group()) is not None
            return _of_body(group, name, names, may_be_plain=may_be_plain or is_raid_on)


def _of_side(group: str, said: str, names: Names) -> Owner | None:
    """Channels and militias are told by the side that they take."""
    stance = _PRO.search(said)
    whom = stance["whom"] if stance else said.removeprefix("the ")
    who = names.bearers(NameKind.ACTOR, whom) or names.bearers(NameKind.ACTOR, whom.split()[0])
    if not who:
        return None
    is_for = any(is_state(actor, names) for actor in who)
    if stance and stance["stance"].lower() == "anti":
        is_for = not is_for
    return Owner(group, said, frozenset({_FOR_US if is_for else _AGAINST}))


def _of_body(group: str, said: str, names: Names, *, may_be_plain: bool) -> Owner | None:
    """The longest name of the library that the capitals end with, else all of them; no place, no word that only begins the sentence, and no village that was raided."""
    words = said.split()
    for at in range(len(words)):
        name = " ".join(words[at:])
        bearers = [
            *[(NameKind.SOURCE, one) for one in names.bearers(NameKind.SOURCE, name)],
            *[(NameKind.ACTOR, one) for one in names.bearers(NameKind.ACTOR, name)],
        ]
        if bearers:
            reach = {up for kind, one in bearers for up in names.lineage(kind, one)}
            return Owner(group, name, frozenset(reach))
    if may_be_plain or names.bearers(NameKind.PLACE, said):
        return None
    return Owner(group, said, frozenset({fold(said)}))


@cache
def _nations(vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """Keys by every word for a nation or a people; a citizen of the country may be of any of its peoples."""
    nations = {word: frozenset({words}) for words in vocabulary.nations for word in words.split()}
    for word in vocabulary.peoples - nations.keys():
        nations[word] = frozenset({word})
    every = frozenset({"Myanmar"}).union(*[nations[word] for word in vocabulary.peoples])
    return {**nations, **dict.fromkeys(vocabulary.citizens, every)}


@cache
def _told_by(vocabulary: Vocabulary) -> Mapping[str, Sequence[str]]:
    """Groups by words in small letters; one of these stands in every text in which a pattern of the group can find something. Most texts have none."""
    more = {
        "people": [word.lower() for word in _nations(vocabulary)],
        "channels": _NAMED[3:-1].split("|"),
        "premises": _RAIDED[3:-1].split("|"),
    }
    found = defaultdict[str, list[str]](list)
    for group, nouns in vocabulary.owned.items():
        for word in nouns.union(more.get(group, [])):
            found[word].append(group)
    return found


@cache
def _patterns(vocabulary: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each with the group of nouns that it is about; `who` is the owner."""
    nouns = {group: "|".join(sorted(found)) for group, found in vocabulary.owned.items()}
    people, side, channels = nouns["people"], nouns["side"], nouns["channels"]
    nations = _nations(vocabulary)
    several = "|".join(word for word in sorted(nations) if word.endswith("s") and word[:-1] in nations)
    alone = "|".join(word for word in sorted(nations) if word.endswith(("ese", "ish", "ench", "iss")))
    forces = "|".join(sorted(vocabulary.forces))
    own = "(?:['’]s)?(?: Telegram| Facebook| social media)?"
    body = rf"(?P<who>(?<!\w){_NAME})"
    stanced = rf"(?P<who>{_STANCE}|\b(?:the )?(?:[A-Z][\w-]*|resistance|rebels?|military|army|junta)(?: fighters| forces| troops)?)"
    found = [
        ("people", rf"{body}(?: (?!(?:{forces})\b)[a-z-]+)? (?:{people})\b"),
        ("people", rf"\b(?i:{people}) (?:of|from)(?: the)? {body}"),
        ("people", rf"\b(?P<who>(?:{several})\b|(?:{alone})(?= (?:was|were|are|who|died|dead)\b))"),
        ("side", rf"{body}(?:['’]s)? (?:{side})\b"),
        ("side", rf"\bside of(?: the)? {body}"),
        ("channels", rf"{stanced}{own} (?:{channels}) {_NAMING}"),
        (
            "channels",
            rf"\b(?:{channels}) (?:of|run by|close to|loyal to) {stanced}(?: on \w+)? {_NAMING}",
        ),
        (
            "channels",
            rf"\b(?:[Aa]fter|once|when|because) {stanced}(?: had| have| has)? (?:{_NAMED} {_PEOPLE}|{_PUBLISHED} {_NAMES})\b",
        ),
        ("channels", rf"\b{_NAMED} (?:\w+ ){{0,3}}by {stanced}{own} (?:{channels})\b"),
        ("militia", rf"(?P<who>{_STANCE}) (?:{nouns['militia']})\b"),
        ("premises", rf"{body} (?:(?:was|were|got|(?:has|have|had) been) (?:\w+ly )?){_RAIDED}\b"),
        ("premises", rf"\b{_RAIDED}(?: on| of)?(?: the| an?)?{_BETWEEN} {body}"),
        ("staff", rf"{body} {_LOST} (?:{nouns['staff']})\b"),
    ]
    for group in _BODIES:
        found += [
            (group, rf"{body}(?:['’]s?(?: [\w-]+){{0,2}}|(?: {_PLAIN})?) (?:{nouns[group]})\b"),
            (group, rf"\b(?i:{nouns[group]}){_OF}(?: the| an?| its)?{_BETWEEN} {body}"),
            (group, rf"\b(?:{nouns[group]}), (?:the )?{body}(?=,)"),
        ]
    return tuple((group, re.compile(pattern)) for group, pattern in found)
