from collections.abc import Iterator

from bot.claims.note import Note, note
from bot.desk.code import read_code
from bot.desk.question import OpenQuestion, QuestionState
from bot.dialogue.buttons import receipt_buttons
from bot.dialogue.parts import Parts
from bot.dialogue.receipt import outcome
from bot.dialogue.rights import names_of
from bot.dialogue.surroundings import stroke
from bot.matching.shown import show_day
from bot.people.address import Front
from bot.speech.choices import ADDING, TAKING_BACK, Act, Button, Choice
from bot.speech.heard import From
from bot.speech.replies import Mood, Told

_MOST_LISTED = 10
_MOST_TOLD = 3
"""Of these, with their outcomes."""


async def status(sender: From, text: str, *, language: str, parts: Parts) -> Told:
    """How this person's questions and tips stand, or what stands under that receipt: whoever has it may know."""
    if not text.strip():
        return await _list(sender, language=language, parts=parts)
    code = read_code(text)
    if code is None:
        return Told((note("refused.bad_code"),), Mood.REFUSED)
    standing = await parts.desk.standing(code)
    if standing is None:
        return Told((note("refused.unknown_code", code=code),), Mood.REFUSED)
    own = await parts.desk.questions(names_of(sender)) if standing.decision else ()
    standing = next((one for one in own if one.code == standing.code), standing)
    said = (_line(standing), *_pictures(standing), *_asked_back(standing, sender))
    told = await outcome(standing, sender.audience, language=language, parts=parts)
    return Told((*said, *told), buttons=_answering(standing, sender))


async def _list(sender: From, *, language: str, parts: Parts) -> Told:
    elsewhere = _elsewhere(sender.address.front)
    questions = await parts.desk.questions(names_of(sender))
    if not questions:
        return Told((note("talk.status.none"), elsewhere))
    lines: list[Note] = []
    for number, question in enumerate(questions[:_MOST_LISTED]):
        lines.append(_line(question))
        if number < _MOST_TOLD:
            lines.extend(await outcome(question, sender.audience, language=language, parts=parts))
    if (left := len(questions) - _MOST_LISTED) > 0:
        lines.append(note("talk.status.more", count=str(left)))
    return Told((*lines, elsewhere))


def _elsewhere(front: Front) -> Note:
    if front is Front.WEB:
        return note("talk.status.elsewhere_page")
    return note("talk.status.elsewhere", command=f"{stroke(front)}status 7KQ2-M4TX-9AB4")


def _line(question: OpenQuestion) -> Note:
    asked = show_day(question.asked_at.date())
    state = question.state.value
    if question.asks and question.state is QuestionState.OPEN:
        state = "asked_back"
    kind = "tip" if question.is_tip else "question"
    return note(f"talk.status.{kind}.{state}", code=question.code, date=asked)


def _pictures(standing: OpenQuestion) -> Iterator[Note]:
    if standing.pictures:
        yield note("talk.status.pictures", count=str(standing.pictures))


def _asked_back(standing: OpenQuestion, sender: From) -> Iterator[Note]:
    if standing.asks and standing.state is QuestionState.OPEN:
        yield note("talk.status.asks", question=standing.asks)
        if sender.address.front is not Front.WEB:
            yield note("talk.status.answer", command=f"{stroke(sender.address.front)}add {standing.code}")


def _answering(standing: OpenQuestion, sender: From) -> tuple[tuple[Button, ...], ...]:
    if standing.state is not QuestionState.OPEN:
        return receipt_buttons(standing.code, sender, (TAKING_BACK,))
    if standing.asks:
        answer = ((Button(Choice(Act.TIP, standing.code, value=ADDING), note("choice.tip.add")),),)
        return (*answer, *receipt_buttons(standing.code, sender, (TAKING_BACK,)))
    return receipt_buttons(standing.code, sender, (ADDING, TAKING_BACK))
