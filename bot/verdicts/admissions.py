"""What somebody is said to admit. That they admit it is a claim of its own, beside what they admit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.claims.claim import Claim, Stance
from bot.claims.note import Note, note
from bot.library.event import Event
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.match import Difference, Match, Slot, Weight
from bot.matching.order import Ranked
from bot.matching.vocabulary import Vocabulary
from bot.verdicts.finding import Speaker


def against_denials(
    claim: Claim, found: Sequence[Ranked], ranked: Sequence[Ranked], vocabulary: Vocabulary
) -> list[Ranked]:
    """`found` with our record of their denial right behind the first, and what it denies among the differences of that; as it is where we have none."""
    best = found[0] if found else None
    if best is None or not _is_admission(claim) or _is_by_them(best.match):
        return list(found)
    denial = next((one for one in ranked if _is_of(one.match, best.match, Stance.DENIAL)), None)
    if denial is None or denial is best:
        return list(found)
    said = vocabulary.affirming.search(claim.text)
    record = denial.match.record
    ours = record.text if isinstance(record, Statement) else ""
    difference = Difference(Slot.NEGATION, said[0] if said else Stance.ADMISSION.value, ours, Weight.REMARK)
    first = replace(best, match=replace(best.match, differences=(*best.match.differences, difference)))
    return [first, denial, *(one for one in found[1:] if one is not denial)][: max(len(found), 2)]


def unheld(speaker: Speaker | None, best: Match, ranked: Sequence[Ranked]) -> Iterator[Note]:
    """That a party admits it, unless our record is that it does."""
    if speaker is None or not speaker.is_party or speaker.stance is not Stance.ADMISSION or _is_by_them(best):
        return
    if not any(_is_of(one.match, best, Stance.ADMISSION) for one in ranked):
        yield note("not_checked.admission", name=speaker.name)


def _is_admission(claim: Claim) -> bool:
    return claim.attribution is not None and claim.attribution.stance is Stance.ADMISSION


def _is_by_them(match: Match) -> bool:
    """Whether it is a record of what they said about it, whatever that was."""
    record = match.record
    is_theirs = isinstance(record, Statement) and record.stance in {Stance.ADMISSION, Stance.DENIAL}
    return is_theirs and _agrees(match)


def _is_of(match: Match, best: Match, stance: Stance) -> bool:
    """Whether it is a record of theirs with that stance on what the best match is about."""
    record = match.record
    if not isinstance(record, Statement) or record.stance is not stance or not _agrees(match):
        return False
    match best.record:
        case Event(id=event):
            return event in record.about
        case Statement(about=about):
            return not set(about).isdisjoint(record.about)
        case Series():
            return False


def _agrees(match: Match) -> bool:
    """Whether the speaker is the same, or our record names none."""
    said_by = match.record.said_by if isinstance(match.record, Statement) else ""
    return not said_by or any(reason.feature == "speaker_agrees" for reason in match.reasons)
