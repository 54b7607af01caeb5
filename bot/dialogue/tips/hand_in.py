from dataclasses import replace

from bot.claims.note import note
from bot.claims.redaction import redacted
from bot.desk.tip import LONGEST, NO, YES, YES_OR_NO, Draft, TipField
from bot.dialogue.buttons import receipt_buttons
from bot.dialogue.parts import Parts
from bot.dialogue.start import safer
from bot.dialogue.surroundings import stroke
from bot.dialogue.tips.named import marks, words_that_name
from bot.dialogue.tips.pictures import PickedUp, pick_up
from bot.dialogue.tips.screens import receipt, screen, way_back_hours, ways_on
from bot.dialogue.tips.step import Step, next_step
from bot.dialogue.writing import asked_to_write, in_an_hour, no_longer_writing
from bot.errors import Refusal
from bot.speech.forms import AS_IT_IS
from bot.speech.heard import Filled, From
from bot.speech.outcome import HandIn, Outcome
from bot.speech.replies import Mood, Told
from bot.speech.session import HandedIn, Session

AGREED = "agreed"
"""The field of a form that says that the screen of consent was read and agreed to."""

_MOST_KNOWN = 8


def hand_in(session: Session, sender: From, step: Step, *, parts: Parts) -> Outcome:
    """What was agreed to: the tip goes to the moderators, the receipt to whoever wrote it, in one transaction."""
    assert step.draft.agreed, "nothing is handed in without consent"
    tip = step.draft.tip(parts.make_code())
    handed_in = (*session.handed_in, HandedIn(step.id, tip.code))[-_MOST_KNOWN:]
    left = no_longer_writing(session, sender, step.asked)
    done = replace(left, handed_in=handed_in, pending=None)
    told = receipt(tip, sender, parts.facts)
    lasts_hours = way_back_hours(tip, sender, parts.facts)
    return Outcome(done, (told,), (HandIn(tip, sender, lasts_hours, marks(step.draft, parts.facts)),))


def handed_in_again(session: Session, draft: str, sender: From) -> Told | None:
    """The receipt once more, for whoever sends the same tip twice; None for any other."""
    code = next((each.code for each in session.handed_in if draft and each.draft == draft), "")
    if not code:
        return None
    return Told(
        (note("talk.tip.again", code=code), *ways_on(code, sender)), buttons=receipt_buttons(code, sender)
    )


async def fill_tip(session: Session, heard: Filled, *, parts: Parts) -> Outcome:
    """A whole tip in a form. Without the tick of consent it becomes a draft, and consent is asked for; what seems to name its sender is shown
    to them before it is handed in."""
    sender = heard.sender
    refusal = _refusal(heard, parts=parts)
    if refusal is not None:
        return Outcome(session, (refusal,))
    if (again := handed_in_again(session, heard.subject, sender)) is not None:
        return Outcome(session, (again,))
    try:
        draft = _draft(heard)
    except Refusal as refused:
        return Outcome(session, (Told((note(refused.key, **refused.values),), Mood.REFUSED),))
    picked = await pick_up(heard.attached, draft, sender, parts=parts, given=heard.cleaned)
    step = next_step(heard.subject or parts.make_id(), picked.draft)
    is_to_be_seen = heard.value(AS_IT_IS) != YES and bool(words_that_name(draft))
    if draft.agreed and not is_to_be_seen:
        return _with_pictures(hand_in(session, sender, step, parts=parts), picked)
    now = parts.clock.now()
    kept = asked_to_write(session, sender, step.asked, now=now, until=in_an_hour(now), draft=picked.draft)
    before = (note("talk.tip.not_yet"),) if draft.agreed else ()
    return _with_pictures(Outcome(kept, (screen(step, sender, parts.facts, before=before),)), picked)


def _with_pictures(outcome: Outcome, picked: PickedUp) -> Outcome:
    """The pictures are written first, and what does not go along is said first."""
    said = (Told(picked.said),) if picked.said else ()
    return replace(outcome, replies=(*said, *outcome.replies), deeds=(*picked.deeds, *outcome.deeds))


def _draft(heard: Filled) -> Draft:
    """Raises `Refusal`."""
    draft = Draft(agreed=heard.value(AGREED) == YES)
    for field in TipField:
        text = redacted(heard.value(field.value)).strip()
        if field in YES_OR_NO:
            text = YES if text == YES else NO
        elif len(text) > LONGEST[field]:
            raise Refusal("talk.tip.too_long", length=str(len(text)), limit=str(LONGEST[field]))
        draft = draft.with_answer(field, text)
    if not draft.answer(TipField.WHAT):
        raise Refusal("refused.tip_needs_what")
    return draft


def _refusal(heard: Filled, *, parts: Parts) -> Told | None:
    if not heard.sender.is_private:
        command = f"{stroke(heard.sender.address.front)}tip"
        return Told((note("refused.tip_in_group", command=command),), Mood.REFUSED)
    if not parts.facts.takes_tips:
        return Told((note("refused.tips_off"), safer(parts.facts)), Mood.REFUSED)
    return None
