"""What somebody is said to admit. That they admit it is a claim of its own, beside what they admit."""

import re
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

_NEGATED = re.compile(r"\b(?:not|no|none|nobody|never|den(?:y|ies|ied)|did ?n['’]t)\b", re.IGNORECASE)
_ALL = frozenset({"people"})
_ATTACKS = frozenset({"airstrik", "shell"})


def against_denials(
    claim: Claim, found: Sequence[Ranked], ranked: Sequence[Ranked], vocabulary: Vocabulary
) -> list[Ranked]:
    """`found` with our record of their denial right behind the first, and what it denies among the differences of that where it is what they
    are said to admit; as it is where we have none."""
    best = found[0] if found else None
    if best is None or not _is_admission(claim) or _is_by_them(best.match):
        return list(found)
    denial = next((one for one in ranked if _is_of(one.match, best.match, Stance.DENIAL)), None)
    if denial is None or denial is best:
        return list(found)
    first, said, record = best, vocabulary.affirming.search(claim.text), denial.match.record
    if said and isinstance(record, Statement) and _is_denied(record.text, claim, said.end(), vocabulary):
        first = best.differing(Difference(Slot.NEGATION, said[0], record.text, Weight.REMARK))
    return [first, denial, *(one for one in found[1:] if one is not denial)][: max(len(found), 2)]


def unheld(speaker: Speaker | None, best: Match, ranked: Sequence[Ranked]) -> Iterator[Note]:
    """That a party admits it, unless our record is that it does, or that it denies it."""
    if speaker is None or not _admits(speaker) or _is_by_them(best) or _is_held(best, ranked):
        return
    if not any(one.slot is Slot.NEGATION and one.weight is Weight.REMARK for one in best.differences):
        yield note("not_checked.admission", name=speaker.name)


def as_held(speaker: Speaker | None, best: Match, ranked: Sequence[Ranked]) -> Speaker | None:
    """The speaker, who is told to admit it only where we have a record of that."""
    if speaker is None or not _admits(speaker) or _is_held(best, ranked):
        return speaker
    return replace(speaker, stance=Stance.REPORT)


def _admits(speaker: Speaker) -> bool:
    return speaker.is_party and speaker.stance is Stance.ADMISSION


def _is_held(best: Match, ranked: Sequence[Ranked]) -> bool:
    record = best.record
    is_best = isinstance(record, Statement) and record.stance is Stance.ADMISSION and _agrees(best)
    return is_best or any(_is_of(one.match, best, Stance.ADMISSION) for one in ranked)


def _is_denied(denial: str, claim: Claim, admitted: int, vocabulary: Vocabulary) -> bool:
    """Whether what the denial negates, to whom it was done included, is what stands behind the word of admitting. "No civilians were killed" does
    not deny that there was an attack, nor that men were killed."""
    negated = _NEGATED.search(denial)
    if negated is None or claim.negations:
        return False
    clause = denial[negated.start() :].split(",", maxsplit=1)[0]
    deeds = {*vocabulary.kinds, *vocabulary.killed}
    deed = next((stem for stem in vocabulary.words(clause) if stem in deeds), None)
    told = frozenset(vocabulary.words(claim.text[admitted:]))
    same = {deed, *_ATTACKS} if deed == "attack" else {deed}
    return not same.isdisjoint(told) and _whom(clause, vocabulary) <= _whom(claim.text[admitted:], vocabulary)


def _whom(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    kinds = (vocabulary.counted.get(word) for word in re.findall(r"\w+", text.lower()))
    return frozenset(kind for kind in kinds if kind) - _ALL


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
