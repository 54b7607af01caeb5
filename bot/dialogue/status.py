from collections.abc import Iterator, Sequence

from bot.claims.note import Note, note
from bot.desk.code import read_code
from bot.desk.question import OpenQuestion, QuestionState
from bot.dialogue.desk.outcome import find_shown, outcome_notes
from bot.dialogue.parts import Parts
from bot.dialogue.rights import names_of
from bot.dialogue.surroundings import stroke
from bot.library.filing import Status
from bot.library.record import Record, title_of
from bot.library.statement import Statement
from bot.matching.shown import show_day
from bot.speech.choices import ADDING, Act, Button, Choice
from bot.speech.heard import From
from bot.speech.replies import Mood, Told

_MOST_LISTED = 10


async def status(sender: From, text: str, *, parts: Parts) -> Told:
    """How this person's questions and tips stand, or what stands under that receipt: whoever has it may know."""
    if not text.strip():
        return _list(await parts.desk.questions(names_of(sender)), sender)
    code = read_code(text)
    if code is None:
        return Told((note("refused.bad_code"),), Mood.REFUSED)
    standing = await parts.desk.standing(code)
    if standing is None:
        return Told((note("refused.unknown_code", code=code),), Mood.REFUSED)
    said = (_line(standing), *_asked_back(standing, sender), *await _outcome(standing, sender, parts=parts))
    return Told(said, buttons=_answering(standing))


def _list(questions: Sequence[OpenQuestion], sender: From) -> Told:
    elsewhere = note("talk.status.elsewhere", command=f"{stroke(sender.address.front)}status 7KQ2-M4TX-9AB4")
    if not questions:
        return Told((note("talk.status.none"), elsewhere))
    lines = [_line(question) for question in questions[:_MOST_LISTED]]
    if left := len(questions) - len(lines):
        lines.append(note("talk.status.more", count=str(left)))
    return Told((*lines, elsewhere))


def _line(question: OpenQuestion) -> Note:
    asked = show_day(question.asked_at.date())
    state = question.state.value
    if question.asks and question.state is QuestionState.OPEN:
        state = "asked_back"
    return note(f"talk.status.{state}", code=question.code, date=asked)


def _asked_back(standing: OpenQuestion, sender: From) -> Iterator[Note]:
    if standing.asks and standing.state is QuestionState.OPEN:
        yield note("talk.status.asks", question=standing.asks)
        yield note("talk.status.answer", command=f"{stroke(sender.address.front)}add {standing.code}")


def _answering(standing: OpenQuestion) -> tuple[tuple[Button, ...], ...]:
    if not standing.asks or standing.state is not QuestionState.OPEN:
        return ()
    return ((Button(Choice(Act.TIP, standing.code, value=ADDING), note("choice.tip.add")),),)


async def _outcome(standing: OpenQuestion, sender: From, *, parts: Parts) -> tuple[Note, ...]:
    """What the desk came to, and why; of the record, only what this audience may see."""
    decision = standing.decision
    if decision is None:
        return ()
    shown = await find_shown(decision, sender.audience, library=parts.library)
    said = outcome_notes(decision, shown)
    return (*said, *_record(shown)) if shown else said


def _record(record: Record) -> Iterator[Note]:
    """With what we think of it: a title alone would read as a confirmation."""
    yield note("talk.outcome.record", title=title_of(record))
    if isinstance(record, Statement) and record.verdict is not None:
        yield note(f"talk.outcome.verdict.{record.verdict.value}")
        if record.reason:
            yield note("talk.outcome.because", reason=record.reason)
    if record.filing.status is not Status.VERIFIED:
        yield note(f"have.status.{record.filing.status.value}")
    if record.filing.link:
        yield note("talk.outcome.link", link=record.filing.link)
