"""Claim and candidates to matches: each feature is compared, weighed and said; the sum is the log-odds of being the same thing."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.claims.claim import Claim
from bot.claims.names import Names
from bot.claims.note import Note, note
from bot.claims.terms import stems
from bot.library.series import Series
from bot.matching.actors import compare_actors, compare_speaker
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.dates import compare_dates
from bot.matching.match import Candidate, Difference, Match, Reason, Weight
from bot.matching.numbers import compare_numbers
from bot.matching.places import compare_places
from bot.matching.polarity import compare_polarity, compare_wording
from bot.matching.profile import Profile
from bot.matching.subject import claim_cover, compare_kind, misses_subject, record_cover, weigh_stems
from bot.matching.totals import claimed_day, compare_total
from bot.matching.vocabulary import Vocabulary
from bot.matching.weights import Weights


@dataclass(frozen=True, slots=True)
class Desk:
    """What every comparison needs besides the two that are compared."""

    names: Names
    vocabulary: Vocabulary
    weights: Weights
    published: date | None
    today: date


@dataclass(frozen=True, slots=True)
class Ranked:
    """A match with what could not be compared about it."""

    match: Match
    unchecked: tuple[Note, ...]


def rank(
    claim: Claim, candidates: Sequence[Candidate], profiles: Mapping[str, Profile], desk: Desk
) -> tuple[Ranked, ...]:
    """All candidates, the likeliest first. `profiles` holds the profile of every candidate by record id."""
    if not candidates:
        return ()
    own = frozenset(stems(claim.text))
    weighed = weigh_stems(claim, desk.vocabulary, desk.weights.stems)
    top = Candidate(
        candidates[0].record, max(one.words for one in candidates), max(one.grams for one in candidates)
    )
    ranked = [_rank_one(claim, own, weighed, one, top, profiles[one.record.id], desk) for one in candidates]
    return tuple(sorted(ranked, key=lambda found: (-found.match.score, found.match.record.id)))


def _rank_one(
    claim: Claim,
    own: frozenset[str],
    weighed: dict[str, float],
    candidate: Candidate,
    top: Candidate,
    profile: Profile,
    desk: Desk,
) -> Ranked:
    compared = compare(claim, own, profile, desk)
    named = frozenset(stem for mention in (*claim.places, *claim.actors) for stem in stems(mention.name))
    reasons = [
        _reason(desk, "claim_cover", claim_cover(own, weighed, profile, desk.weights.stems)),
        _reason(desk, "record_cover", record_cover(weighed, profile, desk.vocabulary, desk.weights.stems)),
        _reason(desk, "words_rank", candidate.words / top.words if top.words else 0.0),
        _reason(desk, "grams_rank", candidate.grams / top.grams if top.grams else 0.0),
    ]
    for slot, outcome in compared.items():
        feature = f"{slot}_{outcome.accord.value}"
        if outcome.accord is not Accord.SILENT and feature in desk.weights.score:
            reasons.append(_reason(desk, feature, 1.0, outcome.shown))
    if misses_subject(own, compared["kind"], profile, desk.vocabulary, named):
        reasons.append(_reason(desk, "subject_missing", 1.0))
    if isinstance(profile.record, Series):
        reasons.extend(_series_reasons(claim, profile, desk))
    score = desk.weights.score["bias"] + sum(reason.contribution for reason in reasons)
    match = Match(
        candidate.record,
        score,
        probability(score, desk.weights.thresholds.ceiling),
        tuple(reasons),
        _differences(compared),
    )
    return Ranked(match, tuple(said for outcome in compared.values() for said in outcome.unchecked))


def compare(claim: Claim, own: frozenset[str], profile: Profile, desk: Desk) -> dict[str, Compared]:
    """Every respect in which claim and record can agree or differ."""
    numbers, vocabulary = desk.weights.numbers, desk.vocabulary
    if isinstance(profile.record, Series):
        total = compare_total(claim, profile.record, desk.published, desk.today, vocabulary, numbers)
        number, dates = total.compared, SILENT
    else:
        number = compare_numbers(claim, profile, vocabulary, numbers)
        dates = compare_dates(claim, profile, desk.published, desk.weights.dates)
    return {
        "place": compare_places(claim, profile, desk.names),
        "date": dates,
        "number": number,
        "kind": compare_kind(own, profile, vocabulary),
        "actor": compare_actors(claim, profile, desk.names, vocabulary),
        "speaker": compare_speaker(claim, profile, desk.names),
        "negation": compare_polarity(claim, profile, vocabulary),
        "wording": compare_wording(claim, profile, vocabulary),
    }


def probability(score: float, ceiling: float) -> float:
    return min(ceiling, 1.0 / (1.0 + math.exp(-score)))


def _series_reasons(claim: Claim, profile: Profile, desk: Desk) -> list[Reason]:
    reasons = []
    speaks_of_total = any(moment.is_as_of for moment in claim.moments)
    if speaks_of_total:
        reasons.append(_reason(desk, "series_total", 1.0))
    local = [mention.name for mention in claim.places if not set(mention.ids) & profile.reach]
    if local or (not speaks_of_total and claimed_day(claim) and claim.moments[0].is_relative):
        reasons.append(_reason(desk, "series_local", 1.0, ", ".join(local)))
    return reasons


def _reason(desk: Desk, feature: str, value: float, shown: str = "") -> Reason:
    contribution = desk.weights.score.get(feature, 0.0) * value
    return Reason(
        feature,
        round(value, 4),
        round(contribution, 4),
        note(f"reason.{feature}", shown=shown, percent=f"{value:.0%}"),
    )


def _differences(compared: Mapping[str, Compared]) -> tuple[Difference, ...]:
    found = [difference for outcome in compared.values() for difference in outcome.differences]
    return tuple(sorted(dict.fromkeys(found), key=lambda difference: difference.weight is Weight.REMARK))
