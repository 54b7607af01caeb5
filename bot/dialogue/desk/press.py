from dataclasses import replace

from bot.claims.note import note
from bot.desk.acts import Act as DeskAct
from bot.desk.acts import Decide, Label, Release, Sign, Take, Undo
from bot.desk.decision import Conclusion, Decision
from bot.dialogue.desk.asking import as_proposed, begin
from bot.dialogue.desk.card import show_time
from bot.dialogue.desk.card_buttons import more_buttons
from bot.dialogue.desk.codes import COPY, MARK, case_number
from bot.dialogue.desk.opening import open_form, opens_form
from bot.dialogue.desk.picking import picked, show_picking
from bot.dialogue.desk.rights import no_such_button, refusal, right_for, who_may
from bot.dialogue.desk.showing import show_case, show_queue
from bot.dialogue.parts import Parts
from bot.errors import Refusal
from bot.people.address import Front
from bot.people.role import Member
from bot.speech.choices import Act, Choice
from bot.speech.heard import Filled, Pressed
from bot.speech.outcome import Outcome
from bot.speech.replies import Reply, Told
from bot.speech.session import Session


async def press_desk(session: Session, heard: Pressed, choice: Choice, *, parts: Parts) -> Outcome:
    """Does what a button of the desk says, if whoever pressed it may."""
    member = await who_may(heard.sender, right_for(choice.act), parts=parts)
    if isinstance(member, Told):
        return Outcome(session, (member,))
    if choice.act is Act.QUEUE:
        page = show_queue(heard.sender, member, page=choice.number, only=choice.value, parts=parts)
        return Outcome(session, (await page,))
    if opens_form(choice):
        return await _asks(session, heard, choice, parts=parts)
    if (number := case_number(choice.answer)) is None:
        return Outcome(session, (no_such_button(),))
    match choice.act:
        case Act.CASE:
            reply = await show_case(number, language=session.language, parts=parts)
            return Outcome(session, (reply,))
        case Act.MORE:
            return Outcome(session, (await _more(number, parts=parts),))
        case (Act.SPLIT | Act.BLOCK) as act if not choice.value:
            return Outcome(session, (await show_picking(number, act, parts=parts),))
        case _:
            return Outcome(session, (await _act(session, heard, choice, member, parts=parts),))


async def _asks(session: Session, heard: Pressed, choice: Choice, *, parts: Parts) -> Outcome:
    form = await open_form(heard.sender, choice, parts=parts)
    if isinstance(form, Told):
        return Outcome(session, (form,))
    if (
        heard.sender.address.front is Front.SLACK
    ):  # a form was to open there, and nobody is heard in a channel
        return Outcome(session, (refusal("desk.press_again"),))
    asked = as_proposed(form.asked)
    filled = Filled(heard.sender, asked.form, asked.values, asked.subject, asked.seen, heard.handle)
    return await begin(session, filled, replace(form, asked=asked), parts=parts)


async def _act(session: Session, heard: Pressed, choice: Choice, member: Member, *, parts: Parts) -> Reply:
    """A word in passing, and the card as it is now where nobody else keeps it up to date."""
    act = await _meant(choice, parts)
    if act is None:
        return no_such_button()
    try:
        case = await parts.cases.act(int(choice.answer), act, member, seen=choice.number or None)
    except Refusal as refused:
        return refusal(refused.key, **refused.values)
    if choice.value == COPY:
        number, handle = int(choice.answer), heard.handle
        return await show_case(number, language=session.language, parts=parts, in_place_of=handle)
    now = parts.clock.now()
    until = case.hold.until if case.hold else case.due_at or now
    key = f"desk.done.{choice.act.value}"
    return Told((note(key, case=str(case.id), time=show_time(until, now)),), is_brief=True)


async def _meant(choice: Choice, parts: Parts) -> DeskAct | None:
    match choice.act:
        case Act.LABEL:
            return _label(choice, parts)
        case Act.SPLIT | Act.BLOCK | Act.UNBLOCK:
            file = await parts.cases.case(int(choice.answer))
            return picked(choice, file) if file else None
        case _:
            return _act_of(choice)


def _act_of(choice: Choice) -> DeskAct | None:
    match choice.act:
        case Act.TAKE:
            return Take()
        case Act.RELEASE:
            return Release()
        case Act.SIGN:
            return Sign()
        case Act.UNDO:
            return Undo()
        case Act.DECIDE:
            return Decide(Decision(Conclusion.SPAM, ""))
        case _:
            return None


def _label(choice: Choice, parts: Parts) -> DeskAct | None:
    labels = parts.facts.desk.labels
    if not 1 <= choice.match <= len(labels):
        return None
    return Label(labels[choice.match - 1], is_set=choice.value == MARK)


async def _more(case: int, *, parts: Parts) -> Told:
    file = await parts.cases.case(case)
    if file is None:
        return refusal("desk.no_such_case", case=str(case))
    rows = more_buttons(file, parts.facts.desk.labels)
    return Told((note("desk.more", case=str(case)),), buttons=rows)
