"""Names of bodies that go on over "of", "for" and "and", told by their shape: "the Institute for Strategy and Policy"."""

import re
from collections.abc import Iterator

from bot.claims.capitals import NAME
from bot.claims.word_list import words

_HEADS = words(
    """institute committee office council network association foundation center centre commission commissioner ministry department union front league alliance organisation
    organization fund campaign mission mechanism federation society coalition movement agency bureau board programme program forum initiative project army force forces group watch
    house observatory tribunal court assembly congress party guild syndicate chamber secretariat authority administration embassy academy university college school church diocese
    conference partnership platform collective consortium confederation delegation directorate division brotherhood club circle clinic legion militia voice voices light
    rangers friends mothers daughters sons physicians doctors lawyers reporters journalists students scholars teachers parents artists engineers monks nurses medics workers citizens
    witnesses team service task data information rapporteur mouvement médecins"""
)
_FIRST = words(
    "institute council association society foundation commission committee network fund ministry department office centre center organisation organization agency bureau project service"
)
_OPENERS = words(
    "the in at on by but and a an when even for from to as after its his her their while with both neither so if since nor or not only yet according under over before during what"
)
_DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
)
_JOINED = re.compile(
    rf"(?P<joint> (?P<word>of|[Ff]or|on|[Aa]gainst|[Ww]ithout|and|to)(?: (?:the|all))? )(?={NAME})"
)
_GOES_ON = re.compile(
    rf"{NAME}(?: {NAME})*(?:(?: of| for| on)(?: the)? (?P<last>{NAME})(?: {NAME})*|,? and {NAME}(?![\w'’-])(?! {NAME}))*"
)
_HEADED = re.compile(rf"{NAME}(?: {NAME}){{0,4}}")
_VERBAL = re.compile(rf"(?<![\w'’-])(?:Save|Free|Stop|Protect|Break|End|Defend) the {NAME}(?: {NAME})*")
_LONGEST = 6


def has_body_noun(name: str) -> bool:
    """Whether one of its words says that it is a body's."""
    return any(word.lower() in _HEADS for word in name.split())


def body_names(text: str) -> Iterator[tuple[int, int]]:
    """Where such names stand, in order; a longer one may hold one that begins later."""
    for verbal in _VERBAL.finditer(text):
        yield verbal.start(), verbal.start() + len(verbal[0].rstrip("."))
    for joint in _JOINED.finditer(text):
        start = _start(text, joint.start())
        if start == joint.start():
            continue
        own = text[start : joint.start()].split()
        match joint["word"].lower():
            case "and":
                behind = _HEADED.match(text, joint.end())
                is_one = behind is not None and behind[0].split()[-1].lower() in _FIRST
                if behind and is_one and own[-1].lower() not in _HEADS:
                    yield start, behind.end()
            case "for" | "against" | "without" if len(own) == 1 or own[-1].lower() in _HEADS:
                yield start, _end(text, joint.end())
            case "of" | "on" | "to" if own[-1].lower() in _HEADS:
                first = NAME_AT.match(text, joint.end())
                if first and first[0].lower() not in _DAYS:
                    yield start, _end(text, joint.end())


NAME_AT = re.compile(NAME)


def _start(text: str, end: int) -> int:
    """Where the capitals that end there begin."""
    start = end
    for _ in range(_LONGEST):
        before = (
            text.rfind(" ", 0, start - 1) + 1 if start == end else text.rfind(" ", 0, max(start - 1, 0)) + 1
        )
        word = text[before:start].strip()
        if not NAME_AT.fullmatch(word) or word.lower() in _OPENERS:
            break
        start = before
    return start


def _end(text: str, start: int) -> int:
    """Where a name ends of which the last part begins there: "… Strategy and Policy"."""
    match = _GOES_ON.match(text, start)
    if match is None:
        return start
    if match[0].endswith(".") and not match[0][-2:-1].isupper():
        return match.end() - 1
    if match["last"] and match["last"].lower() in _DAYS:
        return match.start("last") - len(" on ")
    return match.end()
