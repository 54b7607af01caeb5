from bot.claims.note import note
from bot.dialogue.buttons import claim_buttons, may_be_meant
from bot.dialogue.subject import Wish, find_subject
from bot.ports import Answers
from bot.speech.outcome import Outcome
from bot.speech.replies import Part, Shown, Told
from bot.speech.session import Session
from bot.verdicts.finding import Relation

_WITHOUT = {
    Relation.NOT_CHECKABLE: "talk.why.not_checkable",
    Relation.UNSUPPORTED_LANGUAGE: "talk.why.unsupported_language",
}
"""What to say where there is no match to give reasons for; of anything else, that nothing was found."""


async def why(session: Session, wish: Wish, *, answers: Answers) -> Outcome:
    """The reasons for what was matched, or that there was no match to give any for."""
    subject = await find_subject(session, wish, answers=answers)
    if isinstance(subject, Told):
        return Outcome(session, (subject,))
    if not may_be_meant(subject.finding):
        said = note(_WITHOUT.get(subject.finding.relation, "talk.why.nothing"))
        return Outcome(session, (Told((said,), is_brief=wish.is_pressed),))
    given = subject.given
    return Outcome(session, (Shown(given.report, subject.number, Part.REASONS, given.id),))


async def open_claim(session: Session, wish: Wish, *, answers: Answers) -> Outcome:
    """Everything on one claim of many."""
    subject = await find_subject(session, wish, answers=answers)
    if isinstance(subject, Told):
        return Outcome(session, (subject,))
    given = subject.given
    buttons = claim_buttons(subject.finding, given.id, subject.number)
    return Outcome(session, (Shown(given.report, subject.number, Part.WHOLE, given.id, buttons),))
