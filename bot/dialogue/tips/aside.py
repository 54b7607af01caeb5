"""What somebody says in the middle of a tip that is no part of it. Nothing is thrown away by it, and what is sent again is kept."""

from dataclasses import replace

from bot.claims.note import Note, note
from bot.desk.tip import YES_OR_NO, TipField
from bot.dialogue.parts import Parts
from bot.dialogue.tips.read_aside import Topic, is_doubtful, says_delete, topics_of, wants_out
from bot.dialogue.tips.screens import agreeing, told_about
from bot.dialogue.tips.stand import at, dropped, stay
from bot.dialogue.tips.step import Screen, Step, next_step
from bot.speech.excerpt import excerpt
from bot.speech.heard import From
from bot.speech.outcome import Outcome
from bot.speech.session import Session

_LONGEST_QUOTE = 300


def aside(
    session: Session, sender: From, step: Step, text: str, *left: Note, is_first: bool, parts: Parts
) -> Outcome | None:
    """None for what is an answer: a question about the tip is answered, whoever wants out is asked whether, and what is in doubt is asked back
    once. `is_first`: it stood behind the command that begins a tip. `left` is said first."""
    topics = topics_of(text)
    if is_first:  # the screen of consent, which comes now, answers that
        is_none = bool(topics) or wants_out(text)
        return at(session, sender, step, *left, parts=parts) if is_none else None
    if step.name == Screen.LEAVE and says_delete(text):
        return dropped(session, sender, step)
    if wants_out(text):
        return at(session, sender, replace(step, name=Screen.LEAVE), *left, parts=parts)
    if step.name == Screen.LEAVE:
        step = next_step(step.id, step.draft)
    if topics:
        return _answer(session, sender, step, topics, *left, parts=parts)
    return _ask_back(session, sender, step, text, *left, parts=parts)


def _answer(
    session: Session, sender: From, step: Step, topics: tuple[Topic, ...], *left: Note, parts: Parts
) -> Outcome:
    told = told_about(topics, sender, parts.facts)
    again = _asked_again(step, sender)
    return stay(session, sender, step, *left, note("talk.tip.no_part"), *told, *again, parts=parts)


def _asked_again(step: Step, sender: From) -> tuple[Note, ...]:
    """What is open here besides a question of the tip, which is asked again by itself."""
    match step.name:
        case Screen.CONSENT:
            return (agreeing(sender),)
        case Screen.REVIEW:
            return (note("talk.tip.pick"),)
        case Screen.CHANGE:
            return (note("talk.tip.which"),)
        case _:
            return ()


def _ask_back(
    session: Session, sender: From, step: Step, text: str, *left: Note, parts: Parts
) -> Outcome | None:
    takes_words = step.field not in YES_OR_NO if step.field else step.name == Screen.CONSENT
    if not takes_words or step.draft.doubted == step.name or not is_doubtful(step.field, text):
        return None
    step = replace(step, draft=replace(step.draft, doubted=step.name))
    asked = note("talk.tip.once_more", text=excerpt(text, _LONGEST_QUOTE))
    skip = () if step.field in {None, TipField.WHAT} else (note("talk.tip.or_skip"),)
    return stay(session, sender, step, *left, asked, *skip, *_asked_again(step, sender), parts=parts)
