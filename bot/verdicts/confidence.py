"""How far an answer can be relied on: high, less one step for every named weakness."""

from collections.abc import Sequence
from datetime import date

from bot.claims.claim import Stance
from bot.claims.interval import Precision
from bot.claims.note import Note, note
from bot.library.event import Event, PlacePrecision
from bot.library.filing import Filing, Provenance, Status
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.match import Match
from bot.matching.shown import show_day
from bot.matching.weights import Weights
from bot.verdicts.finding import Confidence, Level, Speaker

_LEVELS = (Level.HIGH, Level.MODERATE, Level.LOW)


def confidence_in(
    match: Match,
    speaker: Speaker | None,
    today: date,
    weights: Weights,
    *,
    beyond_points: bool,
    enough: float,
) -> Confidence:
    """The level for the best match, with the reason of every step down; reasons for the level itself where there is none. One below `enough` is a
    step."""
    record = match.record
    steps: list[Note] = []
    if match.probability < enough:
        steps.append(note("because.likelihood"))
    steps.extend(_standing(record.filing, today))
    steps.extend(_content(record, weights, beyond_points=beyond_points))
    level = _LEVELS[min(len(steps), len(_LEVELS) - 1)]
    remarks = _remarks(record, speaker)
    return Confidence(level, (*steps, *remarks) or (note("because.solid"),))


def _standing(filing: Filing, today: date) -> Sequence[Note]:
    steps = []
    if filing.provenance is not Provenance.DESK:
        steps.append(note(f"because.provenance.{filing.provenance.value}"))
    if filing.is_provisional:
        steps.append(note("because.provisional"))
    if filing.review_due and filing.review_due < today:
        steps.append(_stale(filing.review_due, filing.reviewed_on, today))
    if filing.status is not Status.VERIFIED:
        steps.append(note(f"because.status.{filing.status.value}"))
    return steps


def _stale(due: date, reviewed_on: date | None, today: date) -> Note:
    """How long ago it was reviewed, in months, where that is known."""
    if reviewed_on is None:
        return note("because.stale_review", due=show_day(due))
    return note("because.old_review", count=str(months_since(reviewed_on, today)), due=show_day(due))


def months_since(day: date, today: date) -> int:
    """Whole ones."""
    months = (today.year - day.year) * 12 + today.month - day.month
    return max(0, months - (today.day < day.day))


def _content(record: Record, weights: Weights, *, beyond_points: bool) -> Sequence[Note]:
    match record:
        case Event():
            return _event_steps(record, weights)
        case Series():
            last = record.points[-1].as_of
            return [note("because.beyond_points", last=show_day(last))] if beyond_points else []
        case Statement():
            return [note("because.no_verdict")] if record.verdict is None else []


def _event_steps(event: Event, weights: Weights) -> list[Note]:
    steps = []
    publishers = {evidence.publisher for evidence in event.filing.evidence}
    if event.origins is not None and event.origins <= weights.confidence.few_origins:
        steps.append(note("because.single_origin"))
    elif event.origins is None and len(publishers) == 1:
        steps.append(note("because.single_publisher", publisher=next(iter(publishers))))
    if event.when.precision is not Precision.DAY:
        steps.append(note("because.approximate_date"))
    if event.where and event.where.precision not in {PlacePrecision.EXACT, PlacePrecision.NEAR}:
        steps.append(note("because.approximate_place"))
    return steps


def _remarks(record: Record, speaker: Speaker | None) -> tuple[Note, ...]:
    """Said beside the level, but no step: they weigh on the speaker's word, not on our record."""
    remarks = []
    if speaker and speaker.is_party:
        key = (
            "because.denial_weighs_nothing" if speaker.stance is Stance.DENIAL else "because.interested_party"
        )
        remarks.append(note(key, name=speaker.name))
    if isinstance(record, Statement) and record.stance is Stance.DENIAL:
        remarks.append(note("because.record_is_denial"))
    return tuple(remarks)
