from bot.claims.note import note
from bot.dialogue.buttons import may_be_meant
from bot.dialogue.rights import may_act
from bot.dialogue.subject import Subject, Wish, find_subject, refuse
from bot.matching.match import Match
from bot.people.audience import Audience
from bot.ports import Answers
from bot.speech.outcome import Judge, Outcome
from bot.speech.replies import Told
from bot.speech.session import Session
from bot.verdicts.judgement import Judged, Judgement


async def judge(session: Session, wish: Wish, judgement: Judgement, *, answers: Answers) -> Outcome:
    """Keeps what somebody says of a match, without a word of what they sent: it is what thresholds are tried against later."""
    subject = await find_subject(session, wish, answers=answers)
    if isinstance(subject, Told):
        return Outcome(session, (subject,))
    if not may_act(wish.sender, subject.given):
        return Outcome(session, (refuse(wish, note("refused.not_yours")),))
    matches = _judged_matches(subject, wish, judgement)
    if not matches:
        return Outcome(session, (refuse(wish, note("refused.nothing_to_judge")),))
    judged = tuple(_judged(subject, match, judgement, wish.sender.audience) for match in matches)
    said = Told((note(f"talk.judged.{judgement.value}"),), is_brief=True)
    return Outcome(session, (said,), (Judge(judged),))


def _judged_matches(subject: Subject, wish: Wish, judgement: Judgement) -> tuple[Match, ...]:
    meant = may_be_meant(subject.finding)
    if judgement is Judgement.NONE:
        return meant
    at = max(1, wish.choice.match) - 1
    return meant[at : at + 1]


def _judged(subject: Subject, match: Match, judgement: Judgement, judged_by: Audience) -> Judged:
    report, finding = subject.given.report, subject.finding
    return Judged(
        answer=subject.given.id,
        number=subject.number,
        record=match.record.id,
        judgement=judgement,
        features=tuple((reason.feature, reason.value) for reason in match.reasons),
        score=match.score,
        probability=match.probability,
        language=finding.claim.language,
        relation=finding.relation.value,
        weights_version=report.weights_version,
        library_version=report.library_version,
        judged_by=judged_by,
    )
