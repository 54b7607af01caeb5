"""What stands beside a receipt. Nothing of it is added unasked, and nothing is lost without a word."""

from dataclasses import replace
from datetime import datetime
from zlib import crc32

from bot.claims.note import Note, note
from bot.claims.redaction import redacted
from bot.desk.code import split_code
from bot.dialogue.ask import yes_or_no
from bot.dialogue.parts import Parts
from bot.dialogue.status import status
from bot.dialogue.surroundings import stroke, yes_or_no_asked
from bot.dialogue.tips.more import too_long, why_not
from bot.dialogue.tips.pictures import take_along
from bot.dialogue.tips.waiting import asked_besides
from bot.dialogue.writing import in_an_hour, writing_of
from bot.people.address import Front
from bot.speech.attached import Attachment
from bot.speech.choices import ADDING, Act, Choice
from bot.speech.heard import Command, From
from bot.speech.outcome import Outcome
from bot.speech.receipts import says_more
from bot.speech.replies import Told
from bot.speech.session import Pending, Session

_NUMBERS = 1_000_000
"""As many as can travel in a button."""


async def look_up(session: Session, command: Command, *, parts: Parts) -> Outcome:
    """How it stands. Where words or pictures came with the receipt, also whether they are to be added to it."""
    sender = command.sender
    code, said = split_code(command.argument)
    told = await status(sender, code or command.argument, language=session.language, parts=parts)
    text = redacted(said).strip() if says_more(said) else ""
    if not code or not (text or command.attached):
        return Outcome(session, (told,))
    standing = await parts.desk.standing(code)
    if standing is None:
        return Outcome(session, (replace(told, notes=(*told.notes, note("talk.beside.nowhere"))),))
    waiting = _waiting(session, sender, code, now=parts.clock.now())
    whole = "\n".join(each for each in (waiting.text if waiting else "", text) if each)
    if (refused := why_not(standing, code) or too_long(whole)) is not None:
        return Outcome(session, (told, refused))
    if not text and not (parts.taking and any(one.reference for one in command.attached)):
        taken = await take_along(
            command.attached, sender, room=0, full=note("talk.tip.not_taken"), parts=parts
        )
        return Outcome(session, (told, Told((*taken.said, note("talk.more.dropped")))))
    if writing_of(session, sender, now=parts.clock.now()) is not None:  # a yes would be for that
        how = note("talk.tip.receipt.add", command=f"{stroke(sender.address.front)}add {code}")
        return Outcome(session, (told, Told((note("talk.beside.left_out"), how))))
    attached = (*waiting.attached, *command.attached) if waiting else command.attached
    choice = Choice(Act.TIP, code, _number(whole, attached), value=ADDING)
    until = in_an_hour(parts.clock.now())
    pending = Pending(choice, sender.person, until, text=whole, attached=attached)
    joined = (note("talk.beside.joined"),) if waiting else ()
    asked = Told((*joined, *_asked(code, sender)), buttons=(yes_or_no(choice),))
    return Outcome(replace(session, pending=pending), (told, asked))


def _waiting(session: Session, sender: From, code: str, *, now: datetime) -> Pending | None:
    """What waits already to be added there."""
    pending = asked_besides(session, sender)
    if pending is None or not pending.holds_words or pending.choice.answer != code:
        return None
    return pending if pending.until is not None and pending.until > now else None


def _number(text: str, attached: tuple[Attachment, ...]) -> int:
    """Of what a button was shown with: one of an older question adds nothing that it did not ask about."""
    return crc32(repr((text, attached)).encode()) % _NUMBERS


def _asked(code: str, sender: From) -> tuple[Note, ...]:
    front = sender.address.front
    forget = (
        ()
        if front is Front.WEB
        else (note("talk.tip.receipt.forget", command=f"{stroke(front)}forget {code}"),)
    )
    return *forget, note("talk.beside.ask", code=code), yes_or_no_asked("talk.beside.agree", front)
