"""A tip in the making: one question after the other, back and forth, until it is handed in or thrown away."""

from dataclasses import replace
from typing import assert_never

from bot.claims.note import Note, note
from bot.claims.redaction import redact
from bot.claims.submission import Submission
from bot.desk.tip import LONGEST, YES_OR_NO, Draft, TipField
from bot.dialogue.parts import Parts
from bot.dialogue.rights import is_same_person
from bot.dialogue.start import safer, what_can_be_done
from bot.dialogue.surroundings import stroke
from bot.dialogue.tips.aside import aside
from bot.dialogue.tips.hand_in import hand_in, handed_in_again
from bot.dialogue.tips.pictures import PickedUp, pick_up
from bot.dialogue.tips.rest import is_rest, joined
from bot.dialogue.tips.screens import nudge
from bot.dialogue.tips.stand import at, dropped, kept_at, stay
from bot.dialogue.tips.step import Screen, Step, Word, changed, next_step, previous, step_of
from bot.dialogue.tips.typed import is_no, is_yes, plain, question_in, says_nothing, word_in
from bot.dialogue.tips.waiting import asked_besides, both_open, go_on, is_in_doubt
from bot.dialogue.tips.words import words_of
from bot.dialogue.writing import open_tip, writing_of
from bot.people.address import Front
from bot.speech.choices import Choice
from bot.speech.excerpt import excerpt
from bot.speech.heard import Command, From, Message, Pressed, Verb
from bot.speech.outcome import Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import Session

_MOST_HANDLES = 20
_PLAIN = {Word.YES, Word.NO, Word.SEND}
"""What a plain yes or no presses in a terminal, where every word is typed."""
_LONGEST_QUOTE = 300


def begin(session: Session, sender: From, text: str, *, parts: Parts) -> Outcome:
    """Says what happens with a tip and asks whether they agree; goes on with the one that was begun. `text` stood behind the command."""
    facts, mark = parts.facts, stroke(sender.address.front)
    if not sender.is_private:
        return _refused(session, note("refused.tip_in_group", command=f"{mark}tip"))
    if not facts.takes_tips:
        return _refused(session, note("refused.tips_off"), safer(facts))
    session = replace(session, pending=None)
    if (step := _step(session, sender, parts=parts)) is not None:
        if text.strip():
            return take(session, Message(sender, Submission(text)), step, parts=parts)
        return at(session, sender, step, note("talk.tip.resumed"), parts=parts)
    first = next_step(parts.make_id(), Draft())
    if not text.strip():
        return at(session, sender, first, parts=parts)
    return take(session, Message(sender, Submission(text)), first, parts=parts, is_first=True)


async def begin_with(session: Session, command: Command, *, parts: Parts) -> Outcome:
    """As `begin`, with what came along with the command."""
    sender = command.sender
    begun = begin(session, sender, command.argument, parts=parts)
    step = _step(begun.session, sender, parts=parts)
    if step is None or not command.attached:
        return begun
    picked = await pick_up(command.attached, step.draft, sender, parts=parts)
    kept = kept_at(begun.session, sender, replace(step, draft=picked.draft), parts=parts)
    return replace(begun, session=kept, replies=(Told(_said(picked)), *begun.replies), deeds=picked.deeds)


async def receive(session: Session, message: Message, step: Step, *, parts: Parts) -> Outcome:
    """What somebody sends while a tip of theirs is open, with what came along."""
    if parts.taking is None or not message.attached or message.is_edit:
        return take(session, message, step, parts=parts)
    picked = await pick_up(message.attached, step.draft, message.sender, parts=parts)
    outcome = take(session, message, replace(step, draft=picked.draft), parts=parts, left=_said(picked))
    return replace(outcome, deeds=(*picked.deeds, *outcome.deeds))


def take(
    session: Session,
    message: Message,
    step: Step,
    *,
    parts: Parts,
    is_first: bool = False,
    left: tuple[Note, ...] | None = None,
) -> Outcome:
    """What somebody writes while a tip of theirs is open. `is_first`: with the command that begins it. `left` is what is said of what came along,
    None where nobody looked at that."""
    sender = message.sender
    if message.is_edit:
        return stay(session, sender, step, note("talk.tip.edited"), parts=parts)
    if message.handle:
        session = replace(session, tipped=(*session.tipped, message.handle)[-_MOST_HANDLES:])
    submission = redact(message.submission)
    text = words_of(submission)
    may_be_word = message.is_own and not is_first
    if left is None:
        left = (note("talk.tip.not_taken"),) if submission.attachments else ()
    if may_be_word and is_in_doubt(session, sender, text):
        return _held_back(session, sender, step, *left, parts=parts)
    if may_be_word and (word := word_in(step, text, language=session.language)) is not None:
        return do(session, sender, step, word, parts=parts)
    if not text:
        stand = at if step.name == Screen.REVIEW and message.attached else stay
        return stand(session, sender, step, *left, parts=parts)
    return _placed(session, message, step, text, *left, is_first=is_first, parts=parts)


def _placed(
    session: Session, message: Message, step: Step, text: str, *left: Note, is_first: bool, parts: Parts
) -> Outcome:
    """Where a text belongs: to the answer before, to none, or to what is asked now."""
    sender = message.sender
    if is_rest(session, sender, step.draft, now=parts.clock.now()):
        return _go_on(session, sender, step, *left, parts=parts, text=text)
    if message.is_own and (
        set_apart := aside(session, sender, step, text, *left, is_first=is_first, parts=parts)
    ):
        return set_apart
    if step.name == Screen.LEAVE:
        step = next_step(step.id, step.draft)
    match step.name:
        case Screen.CONSENT:
            return _before_consent(session, sender, step, *left, text=text, is_first=is_first, parts=parts)
        case Screen.CHANGE:
            return _picked(session, sender, step, text if message.is_own else "", *left, parts=parts)
        case Screen.REVIEW:
            return stay(session, sender, step, *left, note("talk.tip.pick"), parts=parts)
        case _:
            return _answered(session, sender, step, text, *left, parts=parts)


def take_word(session: Session, message: Message, step: Step, *, parts: Parts) -> Outcome | None:
    """What is offered at this step, or the number of an answer to change, where it is typed behind a command; None for a text."""
    text, language = words_of(message.submission), session.language
    is_number = step.name == Screen.CHANGE and question_in(text, language=language) > 0
    is_word = word_in(step, text, language=language) is not None
    if not message.is_own or not (is_word or is_number or is_in_doubt(session, message.sender, text)):
        return None
    return take(session, message, step, parts=parts)


def _held_back(session: Session, sender: From, step: Step, *left: Note, parts: Parts) -> Outcome:
    """A word that may be meant for something else. What was shown for the tip stays above: a second "Yes" here could be pressed for either."""
    told = nudge(step, *left, *both_open(session, sender), go_on(sender.address.front))
    return Outcome(kept_at(session, sender, step, parts=parts), (replace(told, buttons=()),))


def _said(picked: PickedUp) -> tuple[Note, ...]:
    if not picked.deeds:
        return picked.said
    return note("talk.picture.added", count=str(len(picked.draft.pictures))), *picked.said


def press(session: Session, heard: Pressed, choice: Choice, *, parts: Parts) -> Outcome:
    """A button under one of the questions: it does what it says as long as that question is open."""
    sender = heard.sender
    step = _step(session, sender, parts=parts, draft_id=choice.answer)
    if step is None or not choice.answer:
        again = handed_in_again(session, choice.answer, sender)
        said = again or Told((note("refused.tip_gone"),), Mood.REFUSED, is_brief=True)
        return Outcome(session, (said,))
    if choice.value == Word.CHANGE and choice.number and step.draft.agreed:
        target = changed(step, choice.number)
        return at(session, sender, target or step, parts=parts)
    offered = (Word.DROP, *(word for row in step.offers() for word in row))
    word = next((word for word in offered if word == choice.value), None)
    if word is None or (choice.number != step.number and word is not Word.DROP):
        return Outcome(session, (Told((note("refused.tip_other_step"),), Mood.REFUSED, is_brief=True),))
    if sender.address.front is Front.CONSOLE and word in _PLAIN and asked_besides(session, sender):
        return _held_back(session, sender, step, parts=parts)
    return do(session, sender, step, word, parts=parts)


def said_to_tip(session: Session, command: Command, *, parts: Parts) -> Outcome | None:
    """What a command comes to that answers an open question, None for any other. What was asked last is meant by a yes."""
    sender, pending = command.sender, session.pending
    writing = writing_of(session, sender, now=parts.clock.now())
    step = step_of(writing) if writing else None
    if step is None or command.argument or (pending and is_same_person(sender, pending.person)):
        return None
    match command.verb:
        case Verb.CANCEL:
            return do(session, sender, step, Word.DROP, parts=parts)
        case Verb.YES if step.name == Screen.REVIEW:
            return do(session, sender, step, Word.SEND, parts=parts)
        case Verb.WHY | Verb.THIS | Verb.NOT_THIS | Verb.NONE | Verb.ASK if _may_be_meant_as_text(
            sender, step
        ):
            return take(session, Message(sender, Submission(command.word)), step, parts=parts)
        case None | Verb.YES if word := word_in(step, command.word, language=session.language):
            return do(session, sender, step, word, parts=parts)
        case _:
            return None


def _may_be_meant_as_text(sender: From, step: Step) -> bool:
    """Where commands are understood without a stroke, "none" is an answer to what was asked."""
    return sender.address.front is Front.SLACK and step.field is not None and step.field not in YES_OR_NO


def do(session: Session, sender: From, step: Step, word: Word, *, parts: Parts) -> Outcome:
    """Does what one of the words that are offered says."""
    match word:
        case Word.DROP:
            return dropped(session, sender, step)
        case Word.SEND:
            return hand_in(session, sender, step, parts=parts)
        case Word.BACK:
            return at(session, sender, previous(step), parts=parts)
        case Word.CHANGE:
            return at(session, sender, replace(step, name=Screen.CHANGE), parts=parts)
        case Word.WITHOUT:
            bare = replace(step.draft, pictures=())
            return _next(session, sender, step.id, bare, parts=parts)
        case Word.KEEP:
            return _next(session, sender, step.id, step.draft, parts=parts)
        case Word.STAY:
            return _next(session, sender, step.id, step.draft, parts=parts)
        case Word.YES | Word.NO | Word.SKIP:
            return _next(session, sender, step.id, _with(step, word), *_begun_early(step), parts=parts)
        case _:
            assert_never(word)


def _with(step: Step, word: Word) -> Draft:
    if step.field is None:
        return replace(step.draft, agreed=True)
    return step.draft.with_answer(step.field, "" if word is Word.SKIP else word.value)


def _begun_early(step: Step) -> tuple[Note, ...]:
    """What was written before there was consent, for whoever did not mean it as their answer."""
    early = step.draft.answer(TipField.WHAT)
    if step.name != Screen.CONSENT or not early:
        return ()
    return note("talk.tip.begun_early", text=excerpt(early, _LONGEST_QUOTE)), note(
        "talk.tip.begun_early_change"
    )


def answers_nothing(session: Session, message: Message, *, parts: Parts) -> Outcome | None:
    """What somebody is told who answers a question while none is open, or types a word that is offered beside one of a tip: it is no claim."""
    sender, submission, pending = message.sender, message.submission, session.pending
    said = plain(submission.text)
    is_bare = message.is_own and not (submission.links or submission.attachments)
    if not (is_bare and sender.is_private):
        return None
    was_asked = pending is not None and is_same_person(sender, pending.person)
    is_agreed, is_refused = (
        said == word or (was_asked and means(submission.text))
        for word, means in ((Word.YES, is_yes), (Word.NO, is_no))
    )
    if is_agreed or is_refused:
        key = "refused.nothing_pending" if is_agreed else "talk.cancelled.nothing"
        return Outcome(session, (Told((note(key), *what_can_be_done(sender, parts.facts))),))
    if said not in set(Word) or not parts.facts.takes_tips:
        return None
    command = f"{stroke(sender.address.front)}tip"
    return Outcome(session, (Told((note("talk.tip.none_open", word=said, command=command),)),))


def remind(session: Session, sender: From, *, parts: Parts) -> Told | None:
    """That a tip is still open, None where none is."""
    step = _step(session, sender, parts=parts)
    if step is None:
        return None
    if step.name == Screen.LEAVE:  # where a yes is for throwing it away
        return nudge(step, note("talk.tip.still_open"), note("talk.tip.leave"))
    unread = () if step.draft.agreed else (note("talk.tip.still_to_agree"),)
    return nudge(step, note("talk.tip.still_open"), *unread)


def _before_consent(
    session: Session, sender: From, step: Step, *said: Note, text: str, is_first: bool, parts: Parts
) -> Outcome:
    """Nothing is lost of what comes too early, and nobody sees it before there is consent."""
    if says_nothing(text):
        if is_first:
            return at(session, sender, step, *said, parts=parts)
        return stay(session, sender, step, *said, note("talk.tip.yes_or_drop"), parts=parts)
    early = joined(step.draft.answer(TipField.WHAT) or "", text)
    if len(early) > LONGEST[TipField.WHAT]:
        said = (*said, _too_long(early, TipField.WHAT))
    else:
        step = replace(step, draft=step.draft.with_answer(TipField.WHAT, early))
    if is_first:
        return at(session, sender, step, *said, parts=parts)
    return stay(session, sender, step, *said, note("talk.tip.agree_first"), parts=parts)


def _go_on(session: Session, sender: From, step: Step, *said: Note, text: str, parts: Parts) -> Outcome:
    """The further part of an answer that an app has cut."""
    field, so_far = step.draft.given[-1]
    whole = joined(so_far, text)
    if len(whole) > LONGEST[field]:
        return stay(session, sender, step, *said, _too_long(whole, field), parts=parts)
    draft = step.draft.with_answer(field, whole)
    return at(session, sender, replace(step, draft=draft), *said, parts=parts)


def _picked(session: Session, sender: From, step: Step, text: str, *said: Note, parts: Parts) -> Outcome:
    """The answer that is to be changed, by its number or its words."""
    target = changed(step, question_in(text, language=session.language))
    if target is None:
        which = note("talk.tip.pick_number", count=str(len(TipField)))
        return stay(session, sender, step, *said, which, parts=parts)
    return at(session, sender, target, *said, parts=parts)


def _answered(session: Session, sender: From, step: Step, text: str, *said: Note, parts: Parts) -> Outcome:
    field = step.field
    assert field is not None
    if field in YES_OR_NO:
        return stay(session, sender, step, *said, note("talk.tip.yes_or_no"), parts=parts)
    if len(text) > LONGEST[field]:
        return stay(session, sender, step, *said, _too_long(text, field), parts=parts)
    return _next(session, sender, step.id, step.draft.with_answer(field, text), *said, parts=parts)


def _next(
    session: Session, sender: From, draft_id: str, draft: Draft, *before: Note, parts: Parts
) -> Outcome:
    return at(session, sender, next_step(draft_id, draft), *before, parts=parts)


def _step(session: Session, sender: From, *, parts: Parts, draft_id: str = "") -> Step | None:
    writing = open_tip(session, sender, now=parts.clock.now(), draft_id=draft_id)
    return step_of(writing) if writing else None


def _too_long(text: str, field: TipField) -> Note:
    return note("talk.tip.too_long", length=str(len(text)), limit=str(LONGEST[field]))


def _refused(session: Session, *said: Note) -> Outcome:
    return Outcome(session, (Told(said, Mood.REFUSED),))
