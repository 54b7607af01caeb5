"""What somebody is shown who is writing a tip. Short, and safe to read on a phone that is in other hands."""

from collections.abc import Iterator
from typing import assert_never

from bot.claims.note import Note, note
from bot.desk.picture import MOST_PICTURES
from bot.desk.tip import NO, YES, YES_OR_NO, Tip, TipField
from bot.dialogue.buttons import receipt_buttons
from bot.dialogue.parts import Facts
from bot.dialogue.start import safer
from bot.dialogue.surroundings import answers_later, kept_hours, lasting, stroke, yes_or_no_asked
from bot.dialogue.tips.named import warning
from bot.dialogue.tips.read_aside import Topic
from bot.dialogue.tips.step import Screen, Step
from bot.people.address import Front
from bot.speech.choices import Button, Choice
from bot.speech.heard import From
from bot.speech.replies import Told

_DAY = 24


def screen(step: Step, sender: From, facts: Facts, *, before: tuple[Note, ...] = ()) -> Told:
    """What this step asks, with what can be pressed. `before` is said first."""
    match step.name:
        case Screen.CONSENT:
            said = (*consent(sender, facts), *_agreeing(sender))
        case Screen.REVIEW:
            said = _review(step, sender, facts)
        case Screen.CHANGE:
            said = (note("talk.tip.which"),)
        case Screen.LEAVE:
            said = (note("talk.tip.leave"),)
        case _:
            said = _question(step, sender, facts)
    return Told((*before, *said), buttons=_buttons(step), asks=step.asked)


def nudge(step: Step, *said: Note) -> Told:
    """The question again, in short, behind what is to be said."""
    asked = () if step.field is None else (note(f"form.tip.{step.field.value}"),)
    return Told((*said, *asked), buttons=_buttons(step), asks=step.asked)


def told_about(topics: tuple[Topic, ...], sender: From, facts: Facts) -> tuple[Note, ...]:
    """What whoever asks about their tip is told, in the words of the screen of consent."""
    said = (one for topic in topics for one in _about(topic, sender, facts))
    privacy = note("talk.tip.about.more", privacy=f"{stroke(sender.address.front)}privacy")
    return *dict.fromkeys(said), privacy


def _about(topic: Topic, sender: From, facts: Facts) -> tuple[Note, ...]:
    front = sender.address.front
    match topic:
        case Topic.NAME:
            return _readers(facts), note("talk.tip.consent.never_of_words"), note("talk.tip.about.published")
        case Topic.READERS:
            return _readers(facts), note(f"talk.seen.{front.value}")
        case Topic.BACK:
            command = f"{stroke(front)}forget"
            return note("talk.tip.about.back", cancel=f"{stroke(front)}cancel", forget=command), *kept(
                sender, facts
            )
        case Topic.PUBLISHED:
            return (note("talk.tip.about.published"),)
        case Topic.PICTURES:
            said = tuple(_pictures(front, facts))[1:]
            return said or (note("talk.tip.about.no_pictures"),)
        case Topic.KEPT:
            return (*kept(sender, facts), note("talk.tip.consent.draft", cancel=f"{stroke(front)}cancel"))
        case Topic.HOW:
            return (note("talk.tip.about.how", count=str(len(TipField)), cancel=f"{stroke(front)}cancel"),)
        case _:
            assert_never(topic)


def agreeing(sender: From) -> Note:
    return yes_or_no_asked("talk.tip.consent.agree", sender.address.front)


def _readers(facts: Facts) -> Note:
    if facts.newsroom:
        return note("talk.tip.consent.who_named", newsroom=facts.newsroom)
    return note("talk.tip.consent.who")


def consent(sender: From, facts: Facts) -> tuple[Note, ...]:
    """Everything that is to be known before a word is handed over."""
    front = sender.address.front
    return (
        note("talk.tip.consent.what"),
        _readers(facts),
        *kept(sender, facts),
        *_pictures(front, facts),
        note(f"talk.seen.{front.value}"),
        note(_seized(front)),
        safer(facts),
    )


def _seized(front: Front) -> str:
    match front:
        case Front.TELEGRAM | Front.SLACK:
            return "talk.tip.consent.seized"
        case Front.WEB:
            return "talk.tip.consent.seized_page"
        case Front.CONSOLE:
            return "talk.tip.consent.seized_terminal"
        case _:
            assert_never(front)


def _pictures(front: Front, facts: Facts) -> Iterator[Note]:
    """What is never kept, and whether pictures go along from here."""
    if facts.pictures is None or front is Front.CONSOLE:
        yield note("talk.tip.consent.never")
        return
    yield note("talk.tip.consent.never_of_words")
    yield note(f"talk.tip.consent.pictures.{front.value}", count=str(MOST_PICTURES))
    yield note("talk.tip.consent.pictures.kept")


def _agreeing(sender: From) -> tuple[Note, ...]:
    mark = stroke(sender.address.front)
    return note("talk.tip.consent.draft", cancel=f"{mark}cancel"), agreeing(sender)


def kept(sender: From, facts: Facts) -> tuple[Note, ...]:
    """How long the words and the way back are kept."""
    words = note("talk.tip.consent.kept", count=str(facts.case_days))
    if not answers_later(sender.address.front):
        return words, note("talk.tip.consent.no_way_back")
    return words, lasting("talk.tip.consent.way_back", kept_hours(sender, facts))


def receipt(tip: Tip, sender: From, facts: Facts) -> Told:
    """That it is handed in, and how to go on with it."""
    front = sender.address.front
    checksum = " ".join(tip.checksum[at : at + 8] for at in range(0, len(tip.checksum), 8))
    return Told(
        (
            note("talk.tip.receipt.done", code=tip.code),
            note("talk.tip.receipt.checksum", checksum=checksum),
            *((note("talk.tip.receipt.pictures", count=str(len(tip.pictures))),) if tip.pictures else ()),
            lasting("talk.tip.receipt.promise", facts.answer_hours),
            *_outcome_comes(tip, sender, facts),
            *ways_on(tip.code, sender),
            note("talk.tip.receipt.tidy" if answers_later(front) else "talk.tip.receipt.tidy_page"),
        ),
        buttons=receipt_buttons(tip.code, sender),
    )


def ways_on(code: str, sender: From) -> tuple[Note, ...]:
    """How to ask for it, to add to it, to take it back."""
    if sender.address.front is Front.WEB:
        return (note("talk.tip.receipt.page"),)
    mark = stroke(sender.address.front)
    return (
        note("talk.tip.receipt.status", command=f"{mark}status {code}"),
        note("talk.tip.receipt.add", command=f"{mark}add {code}"),
        note("talk.tip.receipt.forget", command=f"{mark}forget {code}"),
    )


def way_back_hours(tip: Tip, sender: From, facts: Facts) -> int | None:
    """How long whoever handed it in can be reached by their own choice, None for as long as after any answer."""
    if not tip.may_ask_back or not answers_later(sender.address.front):
        return None
    return max(facts.ask_back_days * _DAY, kept_hours(sender, facts))


def _outcome_comes(tip: Tip, sender: From, facts: Facts) -> Iterator[Note]:
    if not answers_later(sender.address.front):
        yield note("talk.tip.receipt.look_it_up")
    else:
        hours = way_back_hours(tip, sender, facts) or kept_hours(sender, facts)
        yield lasting("talk.tip.receipt.comes", hours)


def _question(step: Step, sender: From, facts: Facts) -> tuple[Note, ...]:
    field = step.field
    assert field is not None, "every other step has a screen of its own"
    asked = note("talk.tip.question", number=str(step.number), count=str(len(TipField)))
    said = (asked, note(f"form.tip.{field.value}"), *_hint(field, sender, facts))
    if (text := step.draft.answer(field)) is not None:
        said = (*said, note("talk.tip.so_far"), *_shown(field, text))
    return said


def _hint(field: TipField, sender: From, facts: Facts) -> Iterator[Note]:
    match field:
        case TipField.ASK_BACK if answers_later(sender.address.front):
            yield note("talk.tip.ask_back", count=str(facts.ask_back_days))
        case TipField.ASK_BACK:
            yield note("talk.tip.ask_back_receipt")
        case TipField.EVIDENCE if facts.pictures is not None and answers_later(sender.address.front):
            yield note("talk.tip.evidence_or_pictures", count=str(MOST_PICTURES))
        case TipField.WHAT | TipField.WHERE | TipField.WHEN | TipField.HOW | TipField.EVIDENCE:
            yield note(f"form.tip.{field.value}_hint")
        case TipField.PUBLISH:
            yield note("form.tip.publish_hint")
        case _:
            assert_never(field)


def _review(step: Step, sender: From, facts: Facts) -> tuple[Note, ...]:
    given = [said for field in TipField for said in _shown(field, step.draft.answer(field) or "")]
    if facts.pictures is not None:
        given.append(_shown_pictures(len(step.draft.pictures)))
    if sender.address.front is Front.CONSOLE:
        last = note("talk.tip.review.last_typed")
    else:
        last = note("talk.tip.review.last", no=f"{stroke(sender.address.front)}cancel")
    return note("talk.tip.review.first"), *given, *warning(step.draft), last


def _shown_pictures(count: int) -> Note:
    return note("talk.tip.shown.pictures", count=str(count)) if count else note("talk.tip.left_out.pictures")


def _shown(field: TipField, text: str) -> Iterator[Note]:
    """The answer, as it is handed in."""
    if field in YES_OR_NO:
        yield note(f"talk.tip.shown.{field.value}.{YES if text == YES else NO}")
    elif text:
        yield note(f"talk.tip.shown.{field.value}", text=text)
    else:
        yield note(f"talk.tip.left_out.{field.value}")


def _buttons(step: Step) -> tuple[tuple[Button, ...], ...]:
    offered = tuple(
        tuple(Button(step.choice(word), note(f"choice.tip.{word.value}")) for word in row)
        for row in step.offers()
    )
    if step.name != Screen.CHANGE:
        return offered
    return (*((_changing(choice),) for choice in step.changing()), *offered)


def _changing(choice: Choice) -> Button:
    field = tuple(TipField)[choice.number - 1]
    return Button(choice, note(f"form.tip.{field.value}"))
