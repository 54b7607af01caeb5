"""Words with which somebody says who they are or where they live: "My name is Ko Min Thu", "I live in house 12, Ward 3".

Nothing is cut: that may be what they want to tell. They are shown these words before others read them. Few false alarms matter more than every
last hint, since a warning that is often wrong is not read: "I am a nurse" and "my village was burned" are none.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.claims.burmese_self_named import burmese_self_named
from bot.claims.names import has_burmese
from bot.claims.saying import load_saying
from bot.claims.word_list import words

MOST_SHOWN: Final = 4
"""Such words; what follows is left out."""

_LONGEST: Final = 90
_HONOURED: Final = (
    r"(?:[Kk]o|[Uu]|[Mm]a|[Dd]aw|[Mm]aung|Mg|Saw|[Nn]aw|Nan|[Nn]ang|[Ss]ai|[Ss]alai|[Mm]ai|Khun|Mr|Mrs|Ms|Dr)"
)
_PART: Final = r"[A-Z][\w'-]{0,30}"
_NAME: Final = rf"(?:{_HONOURED}\.? \w[\w'-]{{1,30}}(?: {_PART}){{0,4}}|{_PART}(?: {_PART}){{0,4}})"
_SMALL: Final = r"(?:ko|u|ma|daw|saw|naw|nang|sai) \w{2,30}(?: (?!(?:and|from|but|who|in|at|the|was|is|of|my|we)\b)\w{2,30}){0,3}"
"""As people type it on a phone."""

_KIN: Final = (
    r"(?:brother|sister|father|mother|mum|mom|dad|son|daughter|wife|husband|uncle|aunt|cousin|nephew|niece|grandfather|grandmother"
    r"|grandson|granddaughter|friend|boyfriend|girlfriend|fianc[eé]e?|neighbou?r|boss)(?:-in-law)?"
)
_ANY: Final = r"(?:[^.;!?\n]|(?<=\b[Nn]o)\.|(?<=\bSt)\.)"
_END: Final = r"(?=[.,;:!?)\n\"”]| and | but | who | which | from | because |$)"
_OWN: Final = (
    r"(?:phone|mobile|cell|number|telegram|tg|facebook|fb|instagram|insta|tiktok|twitter|viber|whatsapp|signal|messenger|wechat|line|e-?mail"
    r"|account|profile|page|username|user name|handle|passport|nrc|id)"
)
_LINK: Final = r"(?:https?://|www\.)?[\w-]{1,40}(?:\.[\w-]{2,24}){1,3}/[\w.@?=/-]{2,80}"
_HANDLE: Final = r"@\w{3,40}"
_PLACE: Final = r"(?:in|at|on|near|behind|opposite|beside|next to|close to|across from|number|no\.?|#|house|block|room|flat)"

_SAID: Final = (
    # who
    rf"(?i:\bmy (?:full |real |own |true |first |last |family |nick ?)?name(?:(?:'s| is| was)(?![\w'])| =|:| -)) ?(?P<told>\w[\w'-]{{0,30}}(?: \w[\w'-]{{0,30}}){{0,4}}?){_END}",
    rf"(?i:\bmy name) (?P<bare>{_NAME})",
    rf"\b(?i:I am|I'm|Im|I m) (?P<am>{_NAME})",
    rf"\b(?i:I am|I'm|Im|I m) (?P<small>{_SMALL})",
    rf"\b(?i:I am|I'm) (?:an? |the )(?:[a-z]+ ){{1,3}}(?:named|called) (?P<described>{_NAME})",
    rf"(?m:^)(?i:(?:full )?name) ?[:=-] ?(?P<line>{_NAME})",
    rf"\bI, (?P<apposed>{_NAME}),",
    rf"\b(?i:this is|it is|it's) (?P<speaking>{_NAME})(?i: speaking| here\b| writing| calling| again\b)",
    rf"\b(?i:(?:call me|I am called|I'm called|people call me|they call me|I am known as|I go by)) (?P<called>{_NAME})",
    rf"\b(?i:my (?:\w+ )?{_KIN}(?:'s name)?(?:,| is| was| called| named| is called| is named)?) (?P<kin>{_NAME})",
    rf"\b(?i:my (?:\w+ )?{_OWN}(?: \w+)?(?: is| was|:| =| -|,)?) (?P<own>{_HANDLE}|{_LINK}|\w*\d[\w/-]{{3,30}}|{_NAME})",
    rf"\b(?i:(?:contact|message|write|write to|add|find|reach|follow|text|dm|call) me(?: \w+){{0,3}}:?) (?:{_HANDLE}|{_LINK})",
    # where
    r"\b(?i:(?:I|we)(?: am| are|'m|'re)?(?: still| now| also| currently| actually| only)? (?:live|living|reside|residing|stay|staying)"
    r"(?: now| alone| currently| here)?(?: with my \w+)?) (?P<lives>(?:(?i:in|at|near|behind|opposite|beside|next to|close to|across from)\b|(?i:on) (?=[A-Z0-9]))"
    + _ANY
    + r"{2,120})",
    rf"\b(?i:(?:my|our) (?:house|home|apartment|flat|hut|shop|farm)(?:'s| is)(?: located| situated)?)(?P<home> {_PLACE}(?!\w) ?{_ANY}{{1,120}})",
    rf"\b(?i:(?:my|our) (?:house|home|apartment|flat|hut|shop|farm))(?P<beside> {_PLACE}(?!\w) ?(?:(?:the|house|number|no\.?|ward) )?[A-Z0-9]{_ANY}{{1,120}})",
    rf"\b(?i:(?:my|our) (?:\w+ )?address(?:'s| is|:| =| -)?)(?P<address> {_ANY}{{3,120}})",
)
_PATTERNS: Final = tuple(re.compile(pattern) for pattern in _SAID)

_NO_NAME: Final = words(
    """i not never on in known to being be no withheld secret safe listed only nothing nobody none unknown for from at very so too a an the really just also well still
    sure sorry afraid scared sad ok okay fine good here there alive alone hiding writing reporting sending asking trying one part
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    muslim christian buddhist hindu catholic baptist jew jewish human american european asian african palestinian british german english spanish dutch swiss
    member cdm pdf nld nug lgbt lgbtq internally facebook telegram viber whatsapp tiktok important published used mentioned hidden kept private"""
)
_SIGN_OF_ACCOUNT: Final = re.compile(r"[@/\d]")
_PEOPLES: Final = re.compile(r".*(?:ese|ish|ian|nian)")
_NO_HOME: Final = re.compile(
    r" ?(?:in|at|on|near|next to) (?:constant |great |the middle of |a state of )?(?:fear|terror|hiding|exile|poverty|danger|peace|hope|hell|ruins?|ashes|flames|fire|risk|war|darkness|prison"
    r"|the (?:line|way|ground|same|past|open|jungle|forest|dark|road|night)|myanmar|burma|this|these|that|here|home|night|last|(?:my|our|a)\b(?![^,]*(?-i:[A-Z0-9])))\b",
    re.IGNORECASE,
)
_NO_ADDRESS: Final = re.compile(
    r" (?:is not|not|was not|must|should|will|may|to|in (?:the|your|this) (?:tip|story|report)|the issue|\[)",
    re.IGNORECASE,
)
_BEHIND_NAME: Final = re.compile(
    r"\s(?:resident|villager|native|local|people|township|city|region|state|supporter|member)s?\b"
)
_GOES_ON: Final = re.compile(
    r"[A-Z0-9#]|(?:house|home|no|number|ward|street|st|road|rd|lane|quarter|block|village|township|town|city|floor|room|near|behind|opposite|next)\b"
)
_STOPS: Final = re.compile(
    r" (?:and|but|so|because|when|where|while|who|which|since|then|until|after|before)\b"
)
_PROFILE: Final = re.compile(
    r"\b(?:facebook|fb|instagram|t|telegram|tiktok|twitter|x|linkedin|youtube|vk)\.(?:com|me|watch)/(?:in/|@)?([\w.-]{4,60})",
    re.IGNORECASE,
)


def self_named(text: str) -> tuple[str, ...]:
    """The words, as they stand in the text, in their order; empty where nobody names themselves."""
    plain = text.replace("’", "'").replace("\u00a0", " ")
    spans = [*_spans(plain)]
    spans += _own_profiles(plain, [plain[start:end] for start, end in spans])
    if has_burmese(plain):
        spans += burmese_self_named(plain)
    shown: list[str] = []
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            shown.append(_short(text[start:end]))
            last = end
    return tuple(dict.fromkeys(shown))[:MOST_SHOWN]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            end = _end(found)
            if end:
                yield found.start(), end


def _end(found: re.Match[str]) -> int:
    """Where it ends, 0 where it is none after all."""
    kind = found.lastgroup
    if kind is None:
        return found.end()
    told = found[kind]
    match kind:
        case "lives" | "home" | "beside":
            return 0 if _NO_HOME.match(told) else found.start(kind) + _length_of_place(told)
        case "address":
            return 0 if _NO_ADDRESS.match(told) else found.start(kind) + _length_of_place(told)
        case "own" if _SIGN_OF_ACCOUNT.search(told):
            return found.end()
        case _:
            behind = found.string[found.end() :]
            is_shouted = found.string.isupper()
            is_name = kind == "told" or _is_by_its_look(told, behind, is_shouted=is_shouted)
            return found.end() if is_name and _may_be_name(told) else 0


def _may_be_name(said: str) -> bool:
    first = said.split(maxsplit=1)[0].strip("'").lower()
    return first not in _NO_NAME and _PEOPLES.fullmatch(first) is None


def _is_by_its_look(name: str, behind: str, *, is_shouted: bool) -> bool:
    """Whether these capitals are those of a name, and not of a people, a role or an abbreviation."""
    first, _, rest = name.partition(" ")
    if re.fullmatch(_HONOURED, first) is not None and rest:
        return not _BEHIND_NAME.match(behind)
    saying = load_saying()
    is_people = first in saying.peoples | saying.nations | saying.foreign
    is_abbreviation = len(first) > 1 and first.isupper() and (is_shouted or not rest)
    is_role = saying.is_person(first) or is_abbreviation
    return not (is_people or is_role or _BEHIND_NAME.match(behind))


def _length_of_place(where: str) -> int:
    """Up to where the place goes on: "in house 12, Ward 3, Kani" and not ", and they came at night"."""
    first, *more = where.split(",")
    stop = _STOPS.search(first)
    if stop:
        return stop.start()
    length = len(first)
    for part in more:
        if len(part.split()) > 5 or not _GOES_ON.match(part.strip()):
            break
        stop = _STOPS.search(part)
        length += 1 + (stop.start() if stop else len(part))
        if stop:
            break
    return length


def _own_profiles(text: str, named: list[str]) -> Iterator[tuple[int, int]]:
    """Links to a profile that is called as they say they are: facebook.com/kominthu of Ko Min Thu."""
    told = [_letters(said) for said in named]
    for found in _PROFILE.finditer(text):
        account = _letters(found[1])
        if len(account) > 3 and any(account in said for said in told):
            yield found.span()


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.lower()))


def _short(said: str) -> str:
    said = " ".join(said.split()).rstrip(" ,.-:")
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
