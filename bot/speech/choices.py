"""What can be pressed under a reply, and how that travels through a platform: at most 64 bytes, as Telegram wants it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.claims.note import Note

LONGEST_ON_THE_WIRE = 64

ADDING = "add"
"""The `value` of a button that adds to a receipt, or answers what the desk wants to know; its `answer` is the receipt."""

LOOKING, TAKING_BACK = "look", "takeback"
"""The same of a button that tells how it stands, and of one that asks whether it is to be taken back."""

SKIPPING = ("none", "no thanks", "no thank you", "skip it", "skip this")
"""What is typed for leaving out a question of a tip, besides the word and the label of its button."""

_WIRE = re.compile(r"1:([a-z_]{1,12}):([A-Za-z0-9_-]{0,24}):([0-9]{1,6}):([0-9]{1,2}):([A-Za-z0-9_-]{0,8})")
"""The first number is the version of this form: buttons of older ones are answered as too old."""


class Act(StrEnum):
    WHY = "why"
    OPEN = "open"  # the whole finding on one claim of many
    THIS = "this"
    NOT_THIS = "not"
    NONE = "none"
    ASK = "ask"  # a moderator
    AGREE = "yes"  # to what was asked last
    CANCEL = "cancel"
    FORGET = "forget"
    QUIET = "quiet"
    LOUD = "loud"
    LANGUAGE = "language"  # `value` is its code
    TIP = "tip"  # `answer` is the id of the draft, `number` that of the question, `value` what is said to it
    CASE = "case"  # shows it; in this and the following `answer` is the number of a case
    TAKE = "take"
    RELEASE = "release"
    DECIDE = "decide"  # `value` is the conclusion, shortened (`bot/dialogue/desk/codes.py`)
    LINK = "link"  # to the record that stands at `match` on the card, whose id `value` is made of; 0: to one that is named in writing
    SIGN = "sign"
    UNDO = "undo"
    LABEL = "label"  # sets that at `match`, or takes it off again
    FORM = "form"  # opens the form whose code is `value`
    SPLIT = "split"  # takes out what is said like what `value` names, by the beginning of its key; empty: asks which
    BLOCK = "block"  # whoever brought what `value` names, as above
    UNBLOCK = "unblock"
    MORE = "more"  # what else can be done with a case
    SOURCE = "source"  # shows it, with the others' letters where `value` says so; `answer` is its code (`source_code`)
    QUEUE = "queue"  # a further page; `answer` continues it


@dataclass(frozen=True, slots=True)
class Choice:
    """`answer` is the id of the answer that it belongs to, or of a case, empty for none; `number` that of a claim in it, or the revision of the
    case that was shown, and `match` that of a record, both from 1, 0 where none is meant."""

    act: Act
    answer: str = ""
    number: int = 0
    match: int = 0
    value: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    choice: Choice
    label: Note


def write_choice(choice: Choice) -> str:
    """ASCII, at most `LONGEST_ON_THE_WIRE` bytes."""
    return f"1:{choice.act.value}:{choice.answer}:{choice.number}:{choice.match}:{choice.value}"


def read_choice(text: str) -> Choice | None:
    """None for what is no choice of ours, or one of another version."""
    found = _WIRE.fullmatch(text)
    if found is None:
        return None
    try:
        act = Act(found[1])
    except ValueError:
        return None
    return Choice(act, found[2], int(found[3]), int(found[4]), found[5])
