"""Claim and candidates to matches: each feature is compared, weighed and said; the sum is the log-odds of being the same thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.claims.claim import Claim
from bot.claims.note import Note, note
from bot.library.series import Series
from bot.matching.actors import compare_actors
from bot.matching.calibrate import SHIPPED, Calibration
from bot.matching.compared import Accord, Compared
from bot.matching.dates import compare_dates
from bot.matching.features import Desk, Feature, Words, contribution, features, reason, words_of
from bot.matching.match import Candidate, Difference, Match, Scores, Weight
from bot.matching.numbers import compare_numbers
from bot.matching.periods import compare_period
from bot.matching.places import compare_places
from bot.matching.polarity import compare_polarity, compare_wording
from bot.matching.profile import Profile
from bot.matching.speaker import compare_speaker
from bot.matching.subject import compare_kind
from bot.matching.totals import compare_total


@dataclass(frozen=True, slots=True)
class Ranked:
    """A match with what could not be compared about it."""

    match: Match
    unchecked: tuple[Note, ...]


def rank(
    claim: Claim, candidates: Sequence[Candidate], profiles: Mapping[str, Profile], desk: Desk
) -> tuple[Ranked, ...]:
    """The candidates that are likely enough to be spoken of, the best first. `profiles` holds the profile of every candidate by record id."""
    candidates = [one for one in candidates if not isinstance(one.record, Series) or one.record.points]
    if not candidates:
        return ()
    words = words_of(claim, desk)
    top = Scores(max(one.scores.words for one in candidates), max(one.scores.grams for one in candidates))
    ranked = [_rank_one(claim, words, one, top, profiles[one.record.id], desk) for one in candidates]
    return tuple(
        sorted(
            filter(None, ranked),
            key=lambda found: (-found.match.score, found.match.record.id),
        )
    )


def compare(claim: Claim, words: Words, profile: Profile, desk: Desk) -> dict[str, Compared]:
    """Every respect in which claim and record can agree or differ."""
    numbers, vocabulary = desk.weights.numbers, desk.vocabulary
    record = profile.record
    speaker = compare_speaker(claim, profile, desk.names)
    shared = {
        "place": compare_places(claim, profile, desk.names),
        "kind": compare_kind(words.own, profile, vocabulary),
        "actor": compare_actors(claim, words.deeds, words.harmed, profile, desk.names),
        "negation": compare_polarity(
            claim, words.denying, profile, vocabulary, is_same_speaker=speaker.accord is Accord.AGREES
        ),
        "wording": compare_wording(claim, words.own, profile, vocabulary),
    }
    if isinstance(record, Series):
        number = compare_total(claim, record, desk.published, desk.today, vocabulary, numbers)
        return {
            **shared,
            "number": number,
            "period": compare_period(claim, record, desk.weights.dates),
            "counter": speaker,
        }
    return {
        **shared,
        "number": compare_numbers(
            claim,
            profile,
            vocabulary,
            numbers,
            denied_until=words.denying.end() if words.denying else 0,
            says_killed=words.says_killed,
        ),
        "date": compare_dates(claim, profile, desk.published, desk.today, desk.weights.dates),
        "speaker": speaker,
    }


def probability(score: float, ceiling: float, calibration: Calibration = SHIPPED) -> float:
    """What is stated for the log-odds as shipped."""
    return min(ceiling, calibration.probability(score))


def _rank_one(
    claim: Claim, words: Words, candidate: Candidate, top: Scores, profile: Profile, desk: Desk
) -> Ranked | None:
    """None for a candidate that is too unlikely to be spoken of."""
    compared = compare(claim, words, profile, desk)
    found = (
        *features(claim, words, profile, compared, desk),
        Feature("words_rank", candidate.scores.words / top.words if top.words else 0.0),
        Feature("grams_rank", candidate.scores.grams / top.grams if top.grams else 0.0),
    )
    score = desk.weights.score["bias"] + sum(contribution(feature, desk) for feature in found)
    differences = _differences(compared)
    limits = desk.weights.thresholds_for(claim.language)
    conflicts = any(difference.weight is Weight.CONFLICT for difference in differences)
    ceiling = limits.ceiling_in_conflict if conflicts else limits.ceiling
    likely = probability(score, ceiling, desk.calibration)
    if likely < limits.possible:
        return None
    reasons = tuple(reason(feature, desk) for feature in found)
    match = Match(candidate.record, score, likely, reasons, differences)
    unread = (
        note("not_checked.number_unread", text=digits)
        for digits in words.digits
        if digits not in profile.vocabulary
    )
    return Ranked(match, (*(said for outcome in compared.values() for said in outcome.unchecked), *unread))


def _differences(compared: Mapping[str, Compared]) -> tuple[Difference, ...]:
    found = [difference for outcome in compared.values() for difference in outcome.differences]
    return tuple(sorted(dict.fromkeys(found), key=lambda difference: difference.weight is Weight.REMARK))
