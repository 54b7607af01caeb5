"""What an act makes of a case. Pure: the same rules for every front and every storage."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, assert_never

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
from bot.desk.blocking import block
from bot.desk.case import Case
from bot.desk.checks import hold_of, need_right
from bot.desk.circumstances import Circumstances
from bot.desk.deciding import decide, reopen, send_back, sign, undo
from bot.desk.decision import NAMES_RECORD
from bot.desk.holding import hand_over, release, take
from bot.desk.regrouping import ask_back, label, merge, split
from bot.people.role import Member, Right


def apply(case: Case, act: Act, by: Member, around: Circumstances) -> Case:
    """The case after it; at the same revision where it was so already, and then nothing has to be noted. Whoever has it has it longer with each act.

    Raises `Refusal` where it may not or cannot be done. Of a merge this is the case that ends, of a split the one that stays.
    """
    need_right(by, Right.DECIDE)
    after = _done(case, act, by, around)
    is_theirs = after.hold is not None and after.hold.member == by.id
    return replace(after, hold=hold_of(by, around)) if is_theirs and after is not case else after


def _done(case: Case, act: Act, by: Member, around: Circumstances) -> Case:  # noqa: C901, PLR0911, PLR0912 - one line for each act
    match act:
        case Take():
            return take(case, by, around)
        case Release():
            return release(case, by, around)
        case HandOver():
            return hand_over(case, act, by, around)
        case Decide():
            return decide(case, act, by, around)
        case Sign():
            return sign(case, by, around)
        case SendBack():
            return send_back(case, act, by, around)
        case Undo():
            return undo(case, by, around)
        case AskBack():
            return ask_back(case, act, by, around)
        case Merge():
            return merge(case, act, by, around)
        case Split():
            return split(case, act, by, around)
        case Label():
            return label(case, act, by, around)
        case Reopen():
            return reopen(case, act, by, around)
        case Block() | Unblock():
            return block(case, act, around)
        case _:
            assert_never(act)


def name_of(act: Act) -> str:
    """As it stands in the audit log."""
    return ACT_NAMES[type(act)]


def detail_of(act: Act) -> str:
    """What can be told of it to the desk."""
    match act:
        case Decide(decision):
            record = decision.record if decision.conclusion in NAMES_RECORD else ""
            came_to = f"{decision.conclusion.value} {decision.accord.value}".rstrip()
            return "\n".join(part for part in (came_to, record, decision.reason, decision.note) if part)
        case SendBack(reason) | Reopen(reason):
            return reason
        case HandOver():
            return act.name
        case AskBack():
            return act.question
        case Merge(into):
            return str(into)
        case Label():
            return act.label if act.is_set else f"-{act.label}"
        case Take() | Release() | Sign() | Undo() | Split() | Block() | Unblock():
            return ""
        case _:
            assert_never(act)


ACT_NAMES: Final[Mapping[type[Act], str]] = {
    Take: "take",
    Release: "release",
    HandOver: "hand_over",
    Decide: "decide",
    Sign: "sign",
    SendBack: "send_back",
    Undo: "undo",
    AskBack: "ask_back",
    Merge: "merge",
    Split: "split",
    Label: "label",
    Reopen: "reopen",
    Block: "block",
    Unblock: "unblock",
}
"""The one name of each: in the audit log, in addresses of pages and in keys of phrases."""
