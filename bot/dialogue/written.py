"""What somebody writes who was asked to write something, and what has become of it when they took too long."""

from dataclasses import replace

from bot.claims.note import note
from bot.dialogue.desk.asking import write_form
from bot.dialogue.hints import hint
from bot.dialogue.parts import Parts
from bot.dialogue.surroundings import stroke
from bot.dialogue.tips.more import write_asked, write_more
from bot.dialogue.tips.step import step_of
from bot.dialogue.tips.write import answers_nothing, receive, remind, take_word
from bot.dialogue.writing import no_longer_writing, outdated, writing_of
from bot.speech.forms import Form
from bot.speech.heard import Command, From, Message, Pressed
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session, Writing


async def written(session: Session, heard: Message, *, parts: Parts) -> Outcome | None:
    """What a message comes to that is no text to be checked, None for one that is: sent for that on purpose, or by somebody who was asked nothing.

    One that was checked before and is changed now is still about that check.
    """
    if heard.about and heard.sender.is_private:
        return await write_more(session, heard, heard.about, parts=parts)
    writing = writing_of(session, heard.sender, now=parts.clock.now())
    if heard.is_edit and heard.handle and heard.handle in session.tipped and writing is None:
        return Outcome(session, (Told((note("talk.more.edited"),), Mood.REFUSED),))
    is_text = heard.is_alone and not heard.may_answer
    if writing is None or is_text:
        if is_text:
            return None
        return answers_nothing(session, heard, parts=parts) or hint(session, heard, parts=parts)
    if heard.is_edit and await parts.answers.given_to(heard.sender.address, heard.handle):
        return None
    return await _answered(session, heard, writing, parts=parts)


async def _answered(session: Session, heard: Message, writing: Writing, *, parts: Parts) -> Outcome | None:
    step = step_of(writing)
    if heard.is_alone:
        return take_word(session, heard, step, parts=parts) if step else None
    if step is not None:
        return await receive(session, heard, step, parts=parts)
    if writing.asked.form is Form.MORE:
        return await write_asked(session, heard, writing.asked.subject, parts=parts)
    return Outcome(session) if heard.is_edit else await write_form(session, heard, writing.asked, parts=parts)


def looked_after(outcome: Outcome, heard: Message | Command | Pressed, *, parts: Parts) -> Outcome:
    """The outcome, with a word on the tip that is still open, or on the one whose time is over."""
    sender, session = heard.sender, outcome.session
    late = outdated(session, sender, now=parts.clock.now())
    is_at_desk = late is not None and late.asked.form not in {Form.TIP, Form.MORE}
    if not (sender.is_private or is_at_desk) or outcome.again_in is not None:
        return outcome
    if late is not None:
        told = (_gone(late, sender), *outcome.replies)
        return replace(outcome, session=no_longer_writing(session, sender, late.asked), replies=told)
    is_asked = any(isinstance(reply, Told) and reply.asks for reply in outcome.replies)
    if is_asked or isinstance(heard, Pressed) or not outcome.replies:
        return outcome
    reminder = remind(session, sender, parts=parts)
    return replace(outcome, replies=(*outcome.replies, reminder)) if reminder else outcome


def begun(session: Session, sender: From, *, parts: Parts) -> Told | None:
    """The same word alone, for a page that is loaded again; None where there is none. What is gone stays to be said."""
    late = outdated(session, sender, now=parts.clock.now())
    return _gone(late, sender) if late is not None else remind(session, sender, parts=parts)


def _gone(late: Writing, sender: From) -> Told:
    match late.asked.form:
        case Form.TIP:
            return Told((note("talk.tip.gone", command=f"{stroke(sender.address.front)}tip"),))
        case Form.MORE:
            return Told((note("talk.more.gone"),))
        case _:
            return Told((note("desk.ask.gone"),))
