"""Claim and candidates to matches: each feature is compared, weighed and said; the sum is the log-odds of being the same thing."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from bot.claims.claim import Claim
from bot.claims.note import Note, note
from bot.library.event import Event
from bot.library.record import Record
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.actors import compare_actors
from bot.matching.anchoring import tolls_apart
from bot.matching.belonging import compare_owners
from bot.matching.calibrate import SHIPPED, Calibration
from bot.matching.certainty import may_be_certain
from bot.matching.compared import Accord, Compared
from bot.matching.dates import compare_dates
from bot.matching.features import Desk, Words, features, reason, words_of
from bot.matching.likeness import Feature, shared
from bot.matching.match import Candidate, Difference, Match, Weight
from bot.matching.numbers import compare_numbers
from bot.matching.order import Ranked, in_order
from bot.matching.parts import is_unheld
from bot.matching.periods import compare_period
from bot.matching.places import compare_places
from bot.matching.polarity import compare_polarity, compare_wording
from bot.matching.profile import Profile
from bot.matching.promise import COMPARED, PREPARED, Alike, Stood, best_standing, most_promising
from bot.matching.quoting import QUOTED, share_quoted
from bot.matching.retelling import freshness, told_after
from bot.matching.singling import ONE_OF_SEVERAL, There, events_there, singling
from bot.matching.speaker import compare_speaker
from bot.matching.subject import compare_kind
from bot.matching.totals import compare_total

_OF_ELSE = frozenset({"series_measure", "series_local", "period_conflicts"})
"""Found of a total that counts something else, or elsewhere, or in another time."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A claim and what is the same for all its candidates."""

    claim: Claim
    words: Words
    freshest: float
    desk: Desk
    only_here: str  # id of the only event at a place that the claim names, "" where there are several or none
    there: Callable[[], Sequence[There]]  # the events of its kind at the narrowest place that it names
    places: dict[Hashable, Compared] = field(default_factory=dict)  # as compared with each place so far
    figures: dict[Hashable, Compared] = field(default_factory=dict)  # and with the figures of each event


def rank(
    claim: Claim,
    candidates: Sequence[Candidate],
    profile: Callable[[Record], Profile],
    desk: Desk,
    *,
    most: tuple[int, int] = (PREPARED, COMPARED),
) -> tuple[Ranked, ...]:
    """The candidates that are likely enough to be spoken of, the best first. `profile` prepares the record of a candidate; `most` is how many are
    prepared and compared."""
    candidates = [one for one in candidates if not isinstance(one.record, Series) or one.record.points]
    if not candidates:
        return ()
    stood = best_standing(candidates, desk.weights, most=most[0])
    seen = [profile(one.candidate.record) for one in stood]
    words = words_of(claim, desk)
    sought = _Sought(
        claim,
        words,
        _freshest(candidates, seen, desk),
        desk,
        _only_here(claim, seen),
        cache(lambda: events_there(claim, words, seen, partial(_place, sought), desk)),
    )
    alike = [_see(sought, one, profile) for one, profile in zip(stood, seen, strict=True)]
    judged = [_judge(sought, one) for one in most_promising(claim, sought.words, alike, most=most[1])]
    limits = desk.weights.thresholds_for(claim.language)
    ranked = in_order([one for one in judged if one], limits)
    likely = tuple(one for one in ranked if one.match.probability >= limits.possible)
    if not likely or not isinstance(best := likely[0].match.record, Series):
        return likely
    # What others count of the same is shown beside it, however unlikely it is that theirs is meant.
    counts = [one for one in ranked if one not in likely and _counts_the_same(one.match.record, best)]
    return (*likely, *counts)


def _counts_the_same(record: Record, best: Series) -> bool:
    return isinstance(record, Series) and record.measure is best.measure


def compare(
    claim: Claim,
    words: Words,
    profile: Profile,
    desk: Desk,
    *,
    place: Compared | None = None,
    number: Compared | None = None,
) -> dict[str, Compared]:
    """Every respect in which claim and record can agree or differ; `place` and `number` where these are known."""
    numbers, vocabulary = desk.weights.numbers, desk.vocabulary
    record = profile.record
    speaker = compare_speaker(claim, profile, desk.names)
    shared = {
        "place": place or compare_places(claim, profile, desk.names),
        "kind": compare_kind(words.kinds, profile, vocabulary),
        "actor": compare_actors(claim, words.deeds, words.harmed, profile, desk.names),
        "negation": compare_polarity(
            claim, words.denying, profile, vocabulary, is_same_speaker=speaker.accord is Accord.AGREES
        ),
        "wording": compare_wording(words.said, words.causes, words.means, profile, vocabulary),
        "owner": compare_owners(words.owners, profile.owners, profile.vocabulary, vocabulary),
    }
    if isinstance(record, Series):
        return {
            **shared,
            "number": compare_total(claim, record, desk.published, desk.today, vocabulary, numbers),
            "period": compare_period(claim, record, desk.weights.dates),
            "counter": speaker,
        }
    return {
        **shared,
        "number": number or _compare_numbers(claim, words, profile, desk),
        "date": compare_dates(claim, profile, desk.published, desk.today, desk.weights.dates),
        "speaker": speaker,
    }


def _compare_numbers(claim: Claim, words: Words, profile: Profile, desk: Desk) -> Compared:
    return compare_numbers(
        claim,
        profile,
        desk.vocabulary,
        desk.weights.numbers,
        counts=words.counts,
        told=words.told,
        says_killed=words.says_killed,
    )


def probability(score: float, ceiling: float, calibration: Calibration = SHIPPED) -> float:
    """What is stated for the log-odds as shipped."""
    return min(ceiling, calibration.probability(score))


def _see(sought: _Sought, stood: Stood, profile: Profile) -> Alike:
    """How alike the two are as texts, and how well the day of the claim's text fits the record."""
    words, desk = sought.words, sought.desk
    told = (
        told_after(desk.published, profile.when, sought.freshest, desk.weights.dates) if profile.when else ()
    )
    quoted = share_quoted(words.runs, profile.told)
    found = (
        *stood.features,
        shared(words.own, words.worth, profile),
        *((Feature(QUOTED, quoted),) if quoted else ()),
        *told,
    )
    return Alike(stood.candidate, profile, found, stood.weights)


def _judge(sought: _Sought, one: Alike) -> Ranked | None:
    """None for a candidate that is too unlikely to be spoken of, unless it is a count of what the claim may count."""
    words, desk, profile, weights = sought.words, sought.desk, one.profile, one.weights
    place, number = _place(sought, profile), _number(sought, profile)
    compared = compare(sought.claim, words, profile, desk, place=place, number=number)
    is_only = profile.record.id == sought.only_here
    found = (
        *one.features,
        *features(sought.claim, words, profile, compared, desk),
        *(tolls_apart(sought.claim, compared) if is_only else ()),
        *singling(sought.claim, words, profile, compared, sought.there, desk),
    )
    score = weights["bias"] + sum([weights.get(name, 0.0) * value for name, value, _ in found])
    limits = desk.weights.thresholds_for(sought.claim.language)
    is_count = isinstance(profile.record, Series) and _OF_ELSE.isdisjoint(each.name for each in found)
    if probability(score, limits.ceiling, desk.calibration) < limits.possible and not is_count:
        return None
    differences = _differences(compared)
    conflicts = any(difference.weight is Weight.CONFLICT for difference in differences)
    likely = probability(score, limits.ceiling_in_conflict if conflicts else limits.ceiling, desk.calibration)
    features_found = {name: value for name, value, _ in found}
    # Others quote it too who judge something near it: by that alone nothing is almost certain.
    unquoted = score - weights.get(QUOTED, 0.0) * features_found.get(QUOTED, 0.0)
    if likely > limits.ceiling_of_words and not (
        probability(unquoted, limits.ceiling, desk.calibration) > limits.ceiling_of_words
        and may_be_certain(profile.record, features_found, desk.weights.numbers, limits)
    ):
        likely = limits.ceiling_of_words
    if ONE_OF_SEVERAL in features_found:
        likely = min(likely, limits.ceiling_of_several)
    if likely < limits.possible and not is_count:
        return None
    reasons = tuple(reason(each, weights.get(each.name, 0.0)) for each in found)
    match = Match(one.candidate.record, score, likely, reasons, differences)
    which = (note("not_checked.which_there"),) if ONE_OF_SEVERAL in features_found else ()
    return Ranked(match, (*_unchecked(words, profile, compared), *which))


def _only_here(claim: Claim, seen: Sequence[Profile]) -> str:
    named = {place for mention in claim.places for place in mention.ids}
    here = [
        one.record.id
        for one in seen
        if isinstance(one.record, Event) and not named.isdisjoint(one.places[:1])
    ]
    if len(here) != 1:
        return ""
    # Where nobody speaks about the event, it stands in nobody's shadow, and is found or not by itself.
    is_spoken_of = any(
        isinstance(one.record, Statement) and here[0] in one.record.about and one.figures for one in seen
    )
    return here[0] if is_spoken_of else ""


def _place(sought: _Sought, profile: Profile) -> Compared:
    """Many candidates are of one place, and are compared with it once."""
    record = profile.record
    if not profile.places:  # compared by what stands in the record
        return compare_places(sought.claim, profile, sought.desk.names)
    key = (type(record), profile.places, record.where if isinstance(record, Event) else None)
    found = sought.places.get(key)
    if found is None:
        found = sought.places[key] = compare_places(sought.claim, profile, sought.desk.names)
    return found


def _number(sought: _Sought, profile: Profile) -> Compared | None:
    """Many events have the same few dead, and are compared with them once, unless the words of each take part."""
    words, desk = sought.words, sought.desk
    if not isinstance(profile.record, Event) or words.are_told_apart:
        return None
    found = sought.figures.get(profile.figures)
    if found is None:
        found = sought.figures[profile.figures] = _compare_numbers(sought.claim, words, profile, desk)
    return found


def _unchecked(words: Words, profile: Profile, compared: Mapping[str, Compared]) -> Iterator[Note]:
    for outcome in compared.values():
        yield from outcome.unchecked
    for digits in words.digits:
        if digits not in profile.vocabulary:
            yield note("not_checked.number_unread", text=digits)
    for part in words.parts:
        if is_unheld(part, profile, compared["number"]):
            yield note("not_checked.part", text=part.text)


def _freshest(candidates: Sequence[Candidate], profiles: Sequence[Profile], desk: Desk) -> float:
    published, limits = desk.published, desk.weights.dates
    if published is None:
        return 0.0
    happened = [one.record.when for one in candidates if isinstance(one.record, Event)]
    days = (*happened, *(one.when for one in profiles))
    return max((freshness(published, when, limits) for when in days if when), default=0.0)


def _differences(compared: Mapping[str, Compared]) -> tuple[Difference, ...]:
    found = [difference for outcome in compared.values() for difference in outcome.differences]
    return tuple(sorted(dict.fromkeys(found), key=lambda difference: difference.weight is Weight.REMARK))
