from collections.abc import Sequence

from bot.claims.note import Note, note
from bot.desk.code import read_code
from bot.desk.question import OpenQuestion
from bot.dialogue.rights import names_of
from bot.matching.shown import show_day
from bot.moderation import Receipts
from bot.speech.heard import From
from bot.speech.replies import Mood, Told

_MOST_LISTED = 10


async def status(sender: From, text: str, *, desk: Receipts) -> Told:
    """How this person's questions to the moderators stand, or the one of that code. A code of somebody else's is answered like one that
    was never given."""
    if not text.strip():
        return _list(await desk.questions(names_of(sender)))
    code = read_code(text)
    if code is None:
        return Told((note("refused.bad_code"),), Mood.REFUSED)
    questions = await desk.questions(names_of(sender))
    found = [_line(question) for question in questions if question.code == code]
    return Told(tuple(found)) if found else Told((note("refused.unknown_code", code=code),), Mood.REFUSED)


def _list(questions: Sequence[OpenQuestion]) -> Told:
    if not questions:
        return Told((note("talk.status.none"),))
    lines = [_line(question) for question in questions[:_MOST_LISTED]]
    if left := len(questions) - len(lines):
        lines.append(note("talk.status.more", count=str(left)))
    return Told(tuple(lines))


def _line(question: OpenQuestion) -> Note:
    asked = show_day(question.asked_at.date())
    return note(f"talk.status.{question.state.value}", code=question.code, date=asked)
