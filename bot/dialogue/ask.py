"""Asking a moderator: nothing is handed over before the person has seen what it is, and agreed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.claims.claim import Attribution, Claim, Context
from bot.claims.note import Note, note
from bot.desk.question import OpenQuestion, Question
from bot.dialogue.buttons import is_askable, receipt_buttons
from bot.dialogue.parts import Facts, Parts
from bot.dialogue.rights import may_act, names_of
from bot.dialogue.subject import Subject, Wish, find_subject, refuse
from bot.dialogue.surroundings import answers_later, kept_hours, lasting, stroke, yes_or_no_asked
from bot.dialogue.writing import in_an_hour
from bot.matching.shown import show_day
from bot.people.address import Front
from bot.speech.choices import Act, Button, Choice
from bot.speech.excerpt import excerpt
from bot.speech.heard import From
from bot.speech.outcome import Ask, Outcome
from bot.speech.replies import Told
from bot.speech.session import Pending, Session

_LONGEST_QUOTE = 300

LABELS = {Act.ASK: "choice.hand_over", Act.FORGET: "choice.forget", Act.TIP: "choice.add"}
"""Of the button that agrees."""


async def ask(session: Session, wish: Wish, *, parts: Parts) -> Outcome:
    """Shows what would be handed over and asks for consent; tells the receipt again where it was handed over before."""
    subject = await _askable(session, wish, parts=parts)
    if isinstance(subject, Told):
        return Outcome(session, (subject,))
    if code := await _asked_before(wish.sender, subject, parts=parts):
        return Outcome(session, (_receipt("talk.asked.again", code, wish.sender, parts.facts),))
    choice = Choice(Act.ASK, subject.given.id, subject.number)
    pending = Pending(choice, wish.sender.person, in_an_hour(parts.clock.now()))
    asked = replace(session, pending=pending)
    said = tuple(_consent(subject, wish.sender, parts.facts))
    return Outcome(asked, (Told(said, buttons=(yes_or_no(choice),)),))


async def hand_over(session: Session, wish: Wish, *, parts: Parts) -> Outcome:
    """What was agreed to: the question goes to the moderators, the receipt to whoever asked. `wish` is about the claim that was shown."""
    subject = await _askable(session, wish, parts=parts)
    if isinstance(subject, Told):
        return Outcome(session, (subject,))
    if code := await _asked_before(wish.sender, subject, parts=parts):
        return Outcome(session, (_receipt("talk.asked.again", code, wish.sender, parts.facts),))
    submission = subject.given.submission
    question = Question(
        parts.make_code(),
        _alone(subject.finding.claim),
        subject.given.id,
        subject.number,
        submission.origin,
        subject.finding.published,
        submission.page,
    )
    receipt = _receipt("talk.asked.receipt", question.code, wish.sender, parts.facts)
    return Outcome(session, (receipt,), (Ask(question, wish.sender),))


async def receipt_again(wish: Wish, *, parts: Parts) -> Told | None:
    """The receipt of a question that this person asked before, None where there is none."""
    questions = await parts.desk.questions(names_of(wish.sender))
    code = _code(questions, wish.choice.answer, wish.choice.number)
    return _receipt("talk.asked.again", code, wish.sender, parts.facts) if code else None


def yes_or_no(choice: Choice) -> tuple[Button, ...]:
    """Buttons that agree to this choice and to no other."""
    value = choice.act.value
    return (
        Button(replace(choice, act=Act.AGREE, value=value), note(LABELS[choice.act])),
        Button(replace(choice, act=Act.CANCEL, value=value), note("choice.no")),
    )


async def _askable(session: Session, wish: Wish, *, parts: Parts) -> Subject | Told:
    subject = await find_subject(session, wish, answers=parts.answers)
    if isinstance(subject, Told):
        return subject
    if not may_act(wish.sender, subject.given):
        return refuse(wish, note("refused.not_yours"))
    if not is_askable(subject.finding):
        return refuse(wish, note("refused.not_askable"))
    return subject


async def _asked_before(sender: From, subject: Subject, *, parts: Parts) -> str:
    return _code(await parts.desk.questions(names_of(sender)), subject.given.id, subject.number)


def _code(questions: Sequence[OpenQuestion], answer: str, number: int) -> str:
    return next((asked.code for asked in questions if (asked.answer, asked.number) == (answer, number)), "")


def _consent(subject: Subject, sender: From, facts: Facts) -> Iterator[Note]:
    finding, submission = subject.finding, subject.given.submission
    yield note("talk.ask.claim", claim=excerpt(finding.claim.text, _LONGEST_QUOTE))
    if origin := submission.page.url if submission.page else submission.forwarded_from:
        yield note("talk.ask.origin", origin=origin)
    if finding.published:
        yield note("talk.ask.published", date=show_day(finding.published))
    yield note("talk.ask.not_you")
    yield note("talk.ask.who_named", newsroom=facts.newsroom) if facts.newsroom else note("talk.ask.who")
    yield note("talk.ask.kept", count=str(facts.case_days), command=f"{stroke(sender.address.front)}forget")
    yield _answer_comes(sender, facts)
    yield yes_or_no_asked("talk.ask.agree", sender.address.front)


def _answer_comes(sender: From, facts: Facts) -> Note:
    if not answers_later(sender.address.front):
        return note("talk.ask.look_it_up")
    where = "talk.ask.here" if sender.is_private else "talk.ask.here_for_all"
    return lasting(where, kept_hours(sender, facts))


def _receipt(key: str, code: str, sender: From, facts: Facts) -> Told:
    said = note(key, code=code), lasting("talk.asked.promise", facts.answer_hours)
    if sender.address.front is not Front.WEB:
        look = f"{stroke(sender.address.front)}status {code}"
        return Told((*said, note("talk.asked.look", command=look)))
    # A browser is known for as long as its cookie lasts.
    keep = lasting("talk.asked.keep", facts.page_hours)
    return Told((*said, note("talk.asked.look_page"), keep), buttons=receipt_buttons(code, sender))


def _alone(claim: Claim) -> Claim:
    """The claim without what the sentences around it say: only its own words were shown and agreed to."""
    return replace(claim, context=Context(), attribution=_named_here(claim))


def _named_here(claim: Claim) -> Attribution | None:
    speaker = claim.attribution
    return speaker if speaker and speaker.name in claim.text else None
