"""A form where there is none to show: one question after the other, each answered by the person's next message there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.claims.note import Note, note
from bot.dialogue.fill import fill
from bot.dialogue.parts import Parts
from bot.dialogue.surroundings import stroke
from bot.dialogue.writing import asked_to_write, no_longer_writing
from bot.errors import Refusal
from bot.speech.excerpt import excerpt
from bot.speech.form_fields import Field, fault_in, field_of, form_fields
from bot.speech.forms import ABOUT_CASES, Asked, Form
from bot.speech.heard import Filled, From, Message
from bot.speech.open_form import OpenForm
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session
from bot.verdicts.phrasebook import load_phrasebook

PATIENCE = timedelta(minutes=15)

_LEFT_OUT = "-"
_LONGEST_SHOWN = 300
_KEPT = "="
_PROPOSED = frozenset({Form.RATE, Form.RECORD})
"""Forms in which some fields are filled in already, for whoever fills them in to keep or to change."""

_ASKED_WHOLE = frozenset({Form.RECORD})
"""Forms of which also those fields are asked that may be left empty."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, what can be chosen, who is meant where others read along, and what is said before the first question."""

    field: Field
    listed: tuple[str, ...]
    name: str
    said: tuple[Note, ...] = ()


def as_proposed(asked: Asked) -> Asked:
    """The form as it is asked for one by one: what stands in it is asked for too where it may be changed."""
    return replace(asked, values=(), proposed=asked.values) if asked.form in _PROPOSED else asked


async def begin(session: Session, heard: Filled, form: OpenForm, *, parts: Parts) -> Outcome:
    """Asks for the first thing that is missing of what `heard` names already, or does what it says where nothing is."""
    proposed = form.asked.proposed
    field = _next_field(heard.form, dict(heard.values), dict(proposed))
    if field is None:
        return await fill(session, heard, parts=parts)
    offered = form.offers(field.name)
    listed_values = tuple(each.value for each in offered)
    asked = Asked(heard.form, heard.subject, field.name, heard.seen, heard.values, listed_values, proposed)
    listed = tuple(each.text for each in offered)
    sender = heard.sender
    name = "" if sender.is_private else (await parts.members.member(sender)).name
    said = form.intro if not form.asked.field else ()
    return _ask(session, sender, asked, _Question(field, listed, name, said), parts=parts)


async def write_form(session: Session, message: Message, asked: Asked, *, parts: Parts) -> Outcome:
    """Takes what was written for what was asked, and goes on with the next thing or does what the form says."""
    sender, field = message.sender, field_of(asked.form, asked.field)
    if field is None:
        return Outcome(no_longer_writing(session, sender, asked))
    given = dict(asked.values)
    given[field.name] = _value(field, message.submission.text.strip(), asked)
    if (fault := _fault(field, given, asked)) is not None:
        said = (note(fault.key, **fault.values), note(field.label), _how(sender))
        return Outcome(session, (Told(said, Mood.REFUSED, asks=asked),))
    filled = Filled(sender, asked.form, tuple(given.items()), asked.subject, asked.seen, message.handle)
    return await begin(no_longer_writing(session, sender, asked), filled, OpenForm(asked), parts=parts)


def _ask(session: Session, sender: From, asked: Asked, question: _Question, *, parts: Parts) -> Outcome:
    begun = asked_to_write(session, sender, asked, now=parts.clock.now(), until=parts.clock.now() + PATIENCE)
    said = tuple(_told(question, asked, sender, language=session.language))
    return Outcome(begun, (Told(said, asks=asked),))


def _next_field(form: Form, given: dict[str, str], proposed: dict[str, str]) -> Field | None:
    for field in form_fields(form):
        wanted = field.is_required(given) or form in _ASKED_WHOLE or field.name in proposed
        if wanted and field.is_asked(given) and field.name not in given:
            return field
    return None


def _told(question: _Question, asked: Asked, sender: From, *, language: str) -> Iterator[Note]:
    field = question.field
    yield from question.said
    if asked.subject and asked.form in ABOUT_CASES:
        key = "desk.ask.about_for" if question.name else "desk.ask.about"
        yield note(key, case=asked.subject, name=question.name)
    yield note(field.label)
    yield note(field.hint)
    book = load_phrasebook(language)
    for number, text in enumerate(
        (*map(book.text, (each.label for each in field.options)), *question.listed), start=1
    ):
        yield note("desk.ask.choice", number=str(number), text=text)
    if so_far := dict(asked.proposed).get(field.name, ""):
        label = next((option.label for option in field.options if option.value == so_far), "")
        shown = book.text(label) if label else excerpt(so_far, _LONGEST_SHOWN)
        yield note("desk.ask.proposed", text=shown, sign=_KEPT)
    if not field.is_required(dict(asked.values)):
        yield note("desk.ask.left_out", sign=_LEFT_OUT)
    yield _how(sender)


def _how(sender: From) -> Note:
    key = "desk.ask.how" if sender.is_private else "desk.ask.how_for_all"
    return note(key, cancel=f"{stroke(sender.address.front)}cancel")


def _value(field: Field, text: str, asked: Asked) -> str:
    """What was meant by a number of a list, or by the sign that something is left out or kept as it is."""
    if text == _KEPT and (so_far := dict(asked.proposed).get(field.name)):
        return so_far
    if text == _LEFT_OUT and not field.is_required(dict(asked.values)):
        return ""
    values = [option.value for option in field.options] or [*asked.offered]
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= len(values):
        return values[int(text) - 1]
    return text


def _fault(field: Field, given: dict[str, str], asked: Asked) -> Refusal | None:
    if (fault := fault_in(field, given)) is not None:
        return fault
    is_unknown = bool(asked.offered) and given[field.name] not in asked.offered
    return Refusal("form.fault.given") if is_unknown else None
