"""Picking one of those who brought something to a case: to take it out, or to block whoever brought it. Told by what was said, never by whom."""

from collections.abc import Sequence
from typing import Literal

from bot.claims.note import Note, note
from bot.desk.acts import Act as DeskAct
from bot.desk.acts import Block, Split, Unblock
from bot.desk.case import Brought, CaseFile
from bot.dialogue.desk.nearest import said_in
from bot.dialogue.desk.rights import refusal
from bot.dialogue.parts import Parts
from bot.speech.choices import Act, Button, Choice
from bot.speech.excerpt import excerpt
from bot.speech.replies import Told
from bot.verdicts.phrasebook import load_phrasebook

Picking = Literal[Act.SPLIT, Act.BLOCK, Act.UNBLOCK]

_MOST = 12
_LONGEST_SAID = 160
_KEY = 8
"""Signs of a matter's key in a button: enough for those of one case."""


async def show_picking(case: int, act: Picking, *, parts: Parts) -> Told:
    """What there is to pick, as buttons."""
    file = await parts.cases.case(case)
    if file is None:
        return refusal("desk.no_such_case", case=str(case))
    numbered = [*enumerate(file.matters, start=1)]
    offered = (
        _one_of_each(numbered) if act is Act.SPLIT else [one for one in numbered if one[1].may_be_blocked]
    )
    if act is Act.SPLIT and len(offered) < 2:
        return refusal("desk.pick.alike", case=str(case))
    if not offered:
        return refusal("desk.nobody_to_block" if file.matters else "desk.empty", case=str(case))
    some = offered[:_MOST]
    head = note(f"desk.pick.{'split' if act is Act.SPLIT else 'block'}", case=str(case))
    lines = tuple(_line(number, one, parts) for number, one in some)
    rest = (note("desk.pick.rest", count=str(len(offered) - _MOST)),) if len(offered) > _MOST else ()
    buttons = tuple((_button(file, act, number, one),) for number, one in some)
    return Told((head, *lines, *rest), buttons=buttons)


def picked(choice: Choice, file: CaseFile) -> DeskAct | None:
    """None where what was picked is not in the case any more."""
    meant = next((one for one in file.matters if one.key[:_KEY] == choice.value), None)
    if meant is None:
        return None
    match choice.act:
        case Act.SPLIT:
            same = (one.key for one in file.matters if _text(one) == _text(meant))
            return Split(tuple(same))
        case Act.BLOCK:
            return Block(meant.key)
        case Act.UNBLOCK:
            return Unblock(meant.key)
        case _:
            return None


def _one_of_each(numbered: Sequence[tuple[int, Brought]]) -> list[tuple[int, Brought]]:
    """Who said the same in the same words is taken out together."""
    first: dict[str, tuple[int, Brought]] = {}
    for number, one in numbered:
        first.setdefault(_text(one), (number, one))
    return [*first.values()]


def _line(number: int, one: Brought, parts: Parts) -> Note:
    if not parts.facts.desk.with_text:
        return note("desk.pick.bare", number=str(number))
    return note("desk.pick.line", number=str(number), text=excerpt(_text(one), _LONGEST_SAID))


def _button(file: CaseFile, act: Picking, number: int, one: Brought) -> Button:
    does = Act.UNBLOCK if act is Act.BLOCK and one.is_blocked else act
    choice = Choice(does, str(file.case.id), file.case.revision, value=one.key[:_KEY])
    return Button(choice, note(f"desk.button.{does.value}_one", number=str(number)))


def _text(one: Brought) -> str:
    return said_in(one.matter, load_phrasebook("en")).text
