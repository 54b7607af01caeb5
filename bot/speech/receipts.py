"""What somebody means by a receipt in their own words: how it stands, something to add, or to take it back. A receipt is never a claim, and no
claim may be taken for one: among other words only what was surely meant for a receipt is read."""

import re

from bot.claims.redaction import redacted
from bot.desk.code import find_code, is_mixed, looks_like_code, read_code
from bot.speech.heard import Command, From, Verb
from bot.speech.slips import nearest

_OF_RECEIPTS = (Verb.STATUS, Verb.ADD, Verb.FORGET)
"""Commands that are meant without a stroke too where a receipt stands behind them."""

_ADDING = frozenset({"add"})
_ADDING_TO = _ADDING | frozenset(
    {"please", "pls", "more", "also", "to", "my", "this", "the", "tip", "receipt", "code"}
)
"""Beside "add" nothing else: who asks how to add, or whether it is safe, has not said that it is to be done."""

_TAKING_BACK = frozenset({"forget", "delete", "remove", "erase", "withdraw"})
_TAKE_BACK = frozenset({"take", "back"})
_TAKEN_BACK = frozenset({"forgotten", "deleted", "removed", "erased", "withdrawn", "taken"})
_WANTING = frozenset({"want", "like", "please", "pls"})
"""Who wants it deleted says so; "is it deleted?" only asks."""

_NAMES = frozenset({"receipt", "code", "status", "tip"})
"""Beside these a receipt was meant also with a slip of the pen in it."""

_SAY_NOTHING = _NAMES | frozenset(
    [
        "a",
        "about",
        "also",
        "any",
        "are",
        "at",
        "become",
        "can",
        "check",
        "could",
        "do",
        "does",
        "for",
        "has",
        "have",
        "hello",
        "here",
        "hi",
        "how",
        "how's",
        "i",
        "i'd",
        "is",
        "it",
        "its",
        "like",
        "look",
        "me",
        "more",
        "my",
        "news",
        "now",
        "number",
        "of",
        "on",
        "pls",
        "please",
        "question",
        "receipts",
        "see",
        "show",
        "stand",
        "standing",
        "stands",
        "tell",
        "thank",
        "thanks",
        "that",
        "the",
        "there",
        "these",
        "this",
        "tips",
        "to",
        "update",
        "up",
        "want",
        "was",
        "what",
        "what's",
        "whats",
        "where",
        "which",
        "with",
        "words",
        "would",
        "you",
        "your",
    ]
)
"""Words that say no more of a receipt than that it is one: "what has become of my receipt"."""

_HYPHENS = 2
"""In a receipt as it is given out."""

_ENDS = " \t\r\n.,:;!?=()\"'“”‘’–—-"
_WORD = re.compile(r"[^\s.,:;!?=()\"“”/]+")


def read_receipt(sender: From, text: str, *, handle: str = "") -> Command | None:
    """How the receipt in a text stands, unless a verb before it says more; the argument is the receipt and whatever else was said. None for a text
    without one. A slip of the pen is looked for only where nothing else is said."""
    alone = text.strip(_ENDS)
    if looks_like_code(alone):
        return Command(sender, Verb.STATUS, Verb.STATUS.value, alone, handle)
    if named := read_named_receipt(sender, text.strip().removeprefix("/"), handle=handle):
        return named
    found = find_code(text)
    if found is None:
        slip = _slip_in(text)
        return Command(sender, Verb.STATUS, Verb.STATUS.value, slip, handle) if slip else None
    before, around = _words(found.before), _words(f"{found.before} {found.behind}")
    if _is_to_be_taken_back(around):
        return Command(sender, Verb.FORGET, Verb.FORGET.value, found.typed, handle)
    verb = _verb_in(before)
    is_said_before = not before <= _ADDING | _TAKING_BACK | _TAKE_BACK | _SAY_NOTHING
    said = f"{found.before.strip(_ENDS)} " if is_said_before else ""
    return Command(sender, verb, verb.value, _with(found.typed, said + _behind(found.behind)), handle)


def read_named_receipt(sender: From, text: str, *, handle: str = "") -> Command | None:
    """`status 7KQ2-M4TX-9AB4`, `add 7KQ2-M4TX-9AB4 and what is added`. With a slip of the pen where nothing stands behind it, or where it is told to do
    something: what was to be added is no claim."""
    word, *behind = text.strip().split(maxsplit=1)[:2] or [""]
    argument, word = (behind or [""])[0], word.strip(_ENDS).lower()
    is_alone = looks_like_code(argument.strip(_ENDS))
    if word not in _OF_RECEIPTS:
        is_slip = is_alone and word.isalpha() and nearest(word, _OF_RECEIPTS)
        return Command(sender, None, word, argument, handle) if is_slip else None
    if is_alone:
        return Command(sender, Verb(word), word, argument.strip(_ENDS), handle)
    code, *more = argument.split(maxsplit=1) or [""]
    code = code.strip(_ENDS)
    is_meant = read_code(code) is not None if word == Verb.STATUS else looks_like_code(code)
    if code.count("-") < _HYPHENS or not (is_meant and is_mixed(code)):
        return None
    return Command(sender, Verb(word), word, _with(code, _behind(" ".join(more))), handle)


def says_more(text: str) -> bool:
    """Whether what stands beside a receipt says anything that would be lost if nobody looked at it."""
    return not _words(text) <= _SAY_NOTHING


def _verb_in(before: frozenset[str]) -> Verb:
    if before & _ADDING and before <= _ADDING_TO:
        return Verb.ADD
    return Verb.FORGET if _is_to_be_taken_back(before) else Verb.STATUS


def _is_to_be_taken_back(words: frozenset[str]) -> bool:
    """Whether nothing else is said: it is asked before anything is deleted."""
    is_said = bool(words & _TAKING_BACK) or words >= _TAKE_BACK
    is_wanted = not _TAKEN_BACK.isdisjoint(words) and not _WANTING.isdisjoint(words)
    rest = words - _TAKING_BACK - _TAKE_BACK - _TAKEN_BACK - _SAY_NOTHING
    return (is_said or is_wanted) and not rest


def _slip_in(text: str) -> str:
    words = _WORD.findall(text)
    others = [word for word in words if word.lower() not in _SAY_NOTHING]
    is_named = not _NAMES.isdisjoint(map(str.lower, words))
    return others[0] if is_named and len(others) == 1 and looks_like_code(others[0]) else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower().replace("’", "'") for word in _WORD.findall(text) if word.strip(_ENDS))


def _behind(text: str) -> str:
    return text.lstrip(_ENDS).rstrip()


def _with(code: str, said: str) -> str:
    """Nothing that leads to a person goes into the inbox, and a receipt is no telephone number."""
    return f"{code} {redacted(said)}".strip()
