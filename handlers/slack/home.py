"""The bot's own page in Slack: how to ask, what this person asked the moderators, what they chose."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from bot.claims.note import Note, note
from bot.desk.question import OpenQuestion, QuestionState
from bot.matching.shown import show_day
from bot.people.audience import Audience
from bot.people.person import Person
from bot.speech.choices import Act, Button, Choice
from bot.speech.heard import From
from bot.speech.replies import Told
from bot.verdicts.phrasebook import LANGUAGES, Phrasebook
from handlers.slack.paragraphs import Block, Form, Paragraph, Span, lay_out
from handlers.slack.render import button_rows, sentences

MOST_QUESTIONS = 20
_WAYS = ("how_direct", "how_shortcut", "how_command", "how_mention")


@dataclass(frozen=True, slots=True)
class HomeContent:
    """What is this person's own on the page. `questions` are those of every state, newest first; `queue` is the beginning of what waits for the
    desk, None for whoever does not work there."""

    person: Person
    questions: tuple[OpenQuestion, ...] = ()
    queue: Told | None = None


Home = Callable[[From], Awaitable[HomeContent]]
"""A live reading of what belongs to this person. Raises `Unavailable`."""


def render_home(content: HomeContent | None, phrasebook: Phrasebook, *, audience: Audience) -> Block:
    """The page; with None for what could not be read now, which is said. `audience` is brought back by a press, as below an answer."""
    name = audience.value
    paragraphs = [*_how(phrasebook), *_questions(content, phrasebook)]
    blocks = [*lay_out(paragraphs, name=f"{name}-home")[0].blocks]
    if content is not None and content.queue is not None:
        waiting = lay_out(_queue(content.queue, phrasebook), name=f"{name}-queue")[0]
        blocks = [
            *waiting.blocks,
            *button_rows(content.queue.buttons, phrasebook, name=f"{name}-cases"),
            *blocks,
        ]
    if content is not None:
        blocks += lay_out(_settings(phrasebook), name=f"{name}-settings")[0].blocks
        blocks += button_rows(_buttons(phrasebook), phrasebook, name=f"{name}-row")
    return {"type": "home", "blocks": blocks}


def _how(phrasebook: Phrasebook) -> Iterator[Paragraph]:
    yield _heading(phrasebook.text("slack.home.title"))
    yield _heading(phrasebook.text("slack.home.how"))
    for way in _WAYS:
        yield Paragraph((Span(phrasebook.text(f"slack.home.{way}")),), Form.POINT)
    for said in ("not_false", "secrets"):
        yield Paragraph((Span(phrasebook.text(f"slack.home.{said}")),), is_apart=True)


def _questions(content: HomeContent | None, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    if content is None:
        yield _heading(phrasebook.text("slack.home.unavailable"))
        return
    yield _heading(phrasebook.text("slack.home.questions"))
    if not content.questions:
        yield Paragraph((Span(phrasebook.text("slack.home.no_questions")),))
    for question in content.questions[:MOST_QUESTIONS]:
        yield Paragraph((Span(phrasebook.say(_stands(question))),), Form.POINT)
    if len(content.questions) > MOST_QUESTIONS:
        yield Paragraph((Span(phrasebook.text("slack.home.more_questions")),))


def _stands(question: OpenQuestion) -> Note:
    kind = "tip" if question.is_tip else "question"
    state = "open" if question.state is QuestionState.OPEN else "closed"
    return note(f"talk.status.{kind}.{state}", code=question.code, date=show_day(question.asked_at.date()))


def _queue(queue: Told, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    yield _heading(phrasebook.text("slack.home.queue"))
    for sentence in sentences(queue, phrasebook):
        yield Paragraph((Span(sentence),), is_apart=True)


def _settings(phrasebook: Phrasebook) -> Iterator[Paragraph]:
    yield _heading(phrasebook.text("slack.home.settings"))
    yield Paragraph((Span(phrasebook.text(f"talk.settings.language.{phrasebook.language}")),))


def _buttons(phrasebook: Phrasebook) -> tuple[tuple[Button, ...], ...]:
    languages = tuple(
        Button(Choice(Act.LANGUAGE, value=code), note(f"choice.language.{code}"))
        for code in LANGUAGES
        if code != phrasebook.language
    )
    forget = (Button(Choice(Act.FORGET), note("slack.home.forget")),)
    return (languages, forget) if languages else (forget,)


def _heading(text: str) -> Paragraph:
    return Paragraph((Span(text, is_bold=True),), is_apart=True)
