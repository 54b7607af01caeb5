"""What a form on the page of a case asks to be done. Pure."""

from collections.abc import Sequence

from bot.desk.acts import (
    Act,
    AskBack,
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
    Undo,
)
from bot.desk.decision import Conclusion, Decision
from bot.people.role import Member
from bot.speech.forms import Form
from bot.verdicts.phrasebook import Phrasebook
from handlers.web.desk.checklist import answered, write_note
from handlers.web.desk.fields import Fields

FORMS = {
    form.value: form
    for form in (Form.DECIDE, Form.ASK_BACK, Form.SEND_BACK, Form.REOPEN, Form.MERGE, Form.HAND_OVER)
}
"""Acts that are asked for in writing, by the end of their address."""

_PLAIN: dict[str, Act] = {"take": Take(), "release": Release(), "sign": Sign(), "undo": Undo()}

ACTS = frozenset({*FORMS, *_PLAIN, "split", "label"})


def read_act(name: str, fields: Fields, *, members: Sequence[Member], book: Phrasebook) -> Act:  # noqa: PLR0911 - one for each act
    """`name` is one of `ACTS`, and the form was looked through for faults already."""
    match name:
        case "decide":
            return Decide(_decision(fields, book))
        case "ask_back":
            return AskBack(fields.first("key"), fields.first("question"))
        case "send_back":
            return SendBack(fields.first("reason"))
        case "reopen":
            return Reopen(fields.first("reason"))
        case "merge":
            return Merge(fields.number("into") or 0)
        case "split":
            return Split(fields.every("key"))
        case "label":
            return Label(fields.first("set") or fields.first("unset"), is_set=bool(fields.first("set")))
        case "hand_over":
            chosen = fields.first("member")
            return HandOver(chosen, next((one.name for one in members if one.id == chosen), ""))
        case _:
            return _PLAIN[name]


def _decision(fields: Fields, book: Phrasebook) -> Decision:
    return Decision(
        Conclusion(fields.first("conclusion")),
        reason=fields.first("reason"),
        record=fields.first("record"),
        note=write_note(fields.first("note"), answered(fields), book),
    )
