"""Who works on a case."""

from dataclasses import replace

from bot.desk.acts import HandOver
from bot.desk.case import Case, Hold
from bot.desk.checks import hold_of, need_undecided, raised
from bot.desk.circumstances import Circumstances
from bot.errors import Refusal
from bot.people.role import Member, Right


def take(case: Case, by: Member, around: Circumstances) -> Case:
    """Whoever holds it already holds it longer."""
    need_undecided(case, by, around.now)
    is_held = case.holder(around.now) is not None
    held = replace(case, hold=hold_of(by, around))
    return held if is_held else raised(held)


def release(case: Case, by: Member, around: Circumstances) -> Case:
    need_undecided(case, by, around.now)
    if case.holder(around.now) is None:
        return case
    return raised(replace(case, hold=None))


def hand_over(case: Case, act: HandOver, by: Member, around: Circumstances) -> Case:
    """To somebody who may decide it; nobody has to hold it for that."""
    need_undecided(case, by, around.now)
    to = around.to
    if to is None or not to.may(Right.DECIDE):
        raise Refusal("desk.no_such_member", name=act.name)
    if to.id == by.id:
        return take(case, by, around)
    return raised(replace(case, hold=Hold(to.id, to.name, around.now + around.rules.holds)))
