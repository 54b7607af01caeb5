"""Which claim of which answer somebody means, by a button or by a word typed about the last answer."""

from dataclasses import dataclass, replace

from bot.claims.note import Note, note
from bot.dialogue.buttons import rows, worth_opening
from bot.dialogue.rights import may_read
from bot.dialogue.surroundings import stroke
from bot.people.address import Front
from bot.ports import Answers
from bot.speech.choices import Act, Button, Choice
from bot.speech.given import Given
from bot.speech.heard import Command, From
from bot.speech.replies import Mood, Told
from bot.speech.session import Session
from bot.verdicts.finding import Finding

_LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants done. `choice.answer` is empty where they mean the last answer, `choice.number` 0 where they name no claim."""

    sender: From
    choice: Choice
    is_pressed: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """One claim of an answer that this person may read."""

    given: Given
    number: int

    @property
    def finding(self) -> Finding:
        return self.given.report.findings[self.number - 1]


def typed(command: Command, act: Act) -> Wish:
    """The wish of a command, about the claim whose number stands behind it."""
    text = command.argument.strip()
    number = int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0
    match = 1 if act in {Act.THIS, Act.NOT_THIS} else 0
    return Wish(command.sender, Choice(act, number=number, match=match))


async def find_subject(session: Session, wish: Wish, *, answers: Answers) -> Subject | Told:
    """The claim, or what to tell where there is none: the same for an answer that is gone and for one that is not theirs."""
    answer = wish.choice.answer or session.last
    given = await answers.given(answer) if answer else None
    if given is None or not may_read(wish.sender, given) or not given.report.findings:
        return _no_answer(wish)
    if given.is_superseded:
        return refuse(wish, note("refused.superseded_answer"))
    number = wish.choice.number or _only_claim(given)
    if number == 0:
        return _which(wish, given)
    if number > len(given.report.findings):
        return refuse(wish, note("refused.no_such_claim", count=str(len(given.report.findings))))
    return Subject(given, number)


def refuse(wish: Wish, *said: Note) -> Told:
    """A refusal, to the person alone where they only pressed something."""
    return Told(said, Mood.REFUSED, is_brief=wish.is_pressed)


def _no_answer(wish: Wish) -> Told:
    return refuse(wish, note("refused.answer_gone" if wish.choice.answer else "refused.no_answer"))


def _only_claim(given: Given) -> int:
    """The number of the one claim that can be meant, 0 where there are several."""
    worth = worth_opening(given.report) or range(1, len(given.report.findings) + 1)
    return worth[0] if len(worth) == 1 else 0


def _which(wish: Wish, given: Given) -> Told:
    word = wish.choice.act.value
    numbers = worth_opening(given.report) or tuple(range(1, len(given.report.findings) + 1))
    buttons = (
        Button(replace(wish.choice, answer=given.id, number=number), note("choice.open", number=str(number)))
        for number in numbers
    )
    front = wish.sender.address.front
    key = "talk.which_claim_typed" if front is Front.CONSOLE else "talk.which_claim"
    said = note(key, command=f"{stroke(front)}{word} {numbers[0]}")
    return Told((said,), buttons=rows(buttons))
