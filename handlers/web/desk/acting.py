"""What a form on the page of a case asks to be done. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.desk.acts import (
    Act,
    AskBack,
    Block,
    Decide,
    HandOver,
    Label,
    Merge,
    Release,
    Reopen,
    SendBack,
    Sign,
    Split,
    Take,
    Unblock,
    Undo,
)
from bot.desk.decision import NAMES_RECORD, Accord, Conclusion, Decision
from bot.desk.rules import ACT_NAMES
from bot.people.role import Member
from bot.speech.forms import Form
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.desk.checklist import answered, write_note
from handlers.web.desk.fields import Fields

FORMS: Final = {
    ACT_NAMES[act]: form
    for act, form in {
        Decide: Form.DECIDE,
        AskBack: Form.ASK_BACK,
        SendBack: Form.SEND_BACK,
        Reopen: Form.REOPEN,
        Merge: Form.MERGE,
        HandOver: Form.HAND_OVER,
    }.items()
}
"""Acts that are asked for in writing, by the end of their address."""

ACTS: Final[Mapping[str, type[Act]]] = {name: act for act, name in ACT_NAMES.items()}
"""By the end of their address."""

Read = Callable[[Fields, Phrasebook], Act]


def read_act(name: str, fields: Fields, *, members: Sequence[Member], book: Phrasebook) -> Act:
    """`name` is one of `ACTS`, and the form was looked through for faults already."""
    act = ACTS[name]
    return _hand_over(fields, members) if act is HandOver else _READ[act](fields, book)


def _decide(fields: Fields, book: Phrasebook) -> Decide:
    conclusion = Conclusion(fields.first("conclusion"))
    return Decide(
        Decision(
            conclusion,
            reason=fields.first("reason"),
            record=fields.first("record"),
            note=write_note(fields.first("note"), answered(fields), book),
            accord=Accord(fields.first("accord") if conclusion in NAMES_RECORD else ""),
        )
    )


def _label(fields: Fields, _book: Phrasebook) -> Label:
    return Label(fields.first("set") or fields.first("unset"), is_set=bool(fields.first("set")))


def _hand_over(fields: Fields, members: Sequence[Member]) -> HandOver:
    chosen = fields.first("member")
    return HandOver(chosen, next((one.name for one in members if one.id == chosen), ""))


_READ: Mapping[type[Act], Read] = {
    Take: lambda _fields, _book: Take(),
    Release: lambda _fields, _book: Release(),
    Sign: lambda _fields, _book: Sign(),
    Undo: lambda _fields, _book: Undo(),
    Decide: _decide,
    AskBack: lambda fields, _book: AskBack(fields.first("key"), fields.first("question")),
    SendBack: lambda fields, _book: SendBack(fields.first("reason")),
    Reopen: lambda fields, _book: Reopen(fields.first("reason")),
    Merge: lambda fields, _book: Merge(fields.number("into") or 0),
    Split: lambda fields, _book: Split(fields.every("key")),
    Block: lambda fields, _book: Block(fields.first("key")),
    Unblock: lambda fields, _book: Unblock(fields.first("key")),
    Label: _label,
}
