from dataclasses import replace

from bot.claims.fingerprint import fingerprint
from bot.claims.note import note
from bot.claims.submission import Submission
from bot.dialogue.attachments import named, refuse_what_is_not_taken, reworded
from bot.dialogue.buttons import answer_buttons
from bot.dialogue.links import opened
from bot.dialogue.parts import Parts
from bot.dialogue.rights import has_asked, is_same_person, may_read
from bot.dialogue.surroundings import stroke
from bot.dialogue.unavailable import not_made
from bot.errors import Refusal
from bot.speech.given import Given
from bot.speech.heard import Command, Message
from bot.speech.outcome import Keep, Outcome
from bot.speech.replies import Answered, Mood, Reply, Superseded, Told, Working
from bot.speech.session import Session
from bot.speech.turns import Tell
from bot.verdicts.finding import Report

__all__ = ["check", "check_again", "check_edit", "not_made", "refused"]


async def check(session: Session, heard: Message, tell: Tell, *, parts: Parts) -> Outcome:
    """Checks a text: a sign of life at once, one after each claim, then the report or why there is none. Raises `Unavailable`."""
    session = _moved_on(session, heard)
    try:
        heard, report = await _report(heard, tell, parts=parts)
    except Refusal as refusal:
        return Outcome(session, (refused(refusal),))
    return _answer(session, heard, report, parts=parts)


async def check_edit(session: Session, heard: Message, tell: Tell, *, parts: Parts) -> Outcome:
    """Checks a text anew that was changed since it was answered. The old answer is marked where it stands: it is to another text now."""
    old = await parts.answers.given_to(heard.sender.address, heard.handle) if heard.handle else None
    if old is None:
        return await check(session, heard, tell, parts=parts) if heard.sender.is_private else Outcome(session)
    if not has_asked(heard.sender, old) or _is_same(old.submission, heard.submission):
        return Outcome(session)
    session = _moved_on(session, heard)
    marked: tuple[Reply, ...] = (Superseded(old.id),) if old.report.findings else ()
    try:
        heard, report = await _report(heard, tell, parts=parts)
    except Refusal as refusal:
        return _emptied(session, heard, old, (*marked, refused(refusal)), parts=parts)
    outcome = _answer(session, heard, report, parts=parts)
    return replace(outcome, replies=(*marked, *outcome.replies))


async def check_again(session: Session, command: Command, tell: Tell, *, parts: Parts) -> Outcome:
    """Checks the last text once more, or says how a text is sent."""
    given = await parts.answers.given(session.last) if session.last else None
    if given is None or given.is_superseded or not may_read(command.sender, given):
        said = note("refused.check_what", command=f"{stroke(command.sender.address.front)}check")
        return Outcome(session, (Told((said,), Mood.REFUSED),))
    again = Message(command.sender, given.submission, command.handle, is_alone=True)
    return await check(session, again, tell, parts=parts)


def refused(refusal: Refusal) -> Told:
    return Told((note(refusal.key, **refusal.values),), Mood.REFUSED)


async def _report(heard: Message, tell: Tell, *, parts: Parts) -> tuple[Message, Report]:
    """What was checked, with what was read behind its link, and the report on it."""
    await tell(Working())

    async def tell_progress(done: int, total: int) -> None:
        await tell(Working(done, total))

    refuse_what_is_not_taken(heard.submission)
    readers = parts.facts.reads_links_for
    link = await opened(heard.submission, heard.sender.audience, parts.links, readers=readers)
    try:
        report = await parts.checking.check(link.submission, heard.sender.audience, progress=tell_progress)
    except Refusal as refusal:
        raise reworded(link.reworded(refusal)) from None
    return replace(heard, submission=link.submission), link.told(named(report))


def _answer(session: Session, heard: Message, report: Report, *, parts: Parts) -> Outcome:
    given = Given(parts.make_id(), heard.sender, heard.submission, report, heard.handle)
    buttons = answer_buttons(report, given.id, language=session.language)
    answered = Answered(report, given.id, buttons)
    return Outcome(replace(session, last=given.id), (answered,), (Keep(given),))


def _emptied(
    session: Session, heard: Message, old: Given, replies: tuple[Reply, ...], *, parts: Parts
) -> Outcome:
    """The text was changed into something that is refused. That is kept as an answer without findings, so that the old one no longer counts and
    the next change is seen for what it is."""
    nothing = Given(
        parts.make_id(), heard.sender, heard.submission, replace(old.report, findings=()), heard.handle
    )
    last = "" if session.last == old.id else session.last
    return Outcome(replace(session, last=last), replies, (Keep(nothing),))


def _is_same(old: Submission, new: Submission) -> bool:
    old = replace(old, article=new.article)  # what is behind a link is no change of the text
    return fingerprint(old) == fingerprint(new) and old.published == new.published


def _moved_on(session: Session, heard: Message) -> Session:
    """Whoever sends the next text has left a question open: a later "yes" is not for it."""
    pending = session.pending
    if pending and is_same_person(heard.sender, pending.person):
        return replace(session, pending=None)
    return session
