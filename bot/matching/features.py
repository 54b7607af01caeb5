"""The features of a claim and a record: each is a reason with its value, its weight and the words for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.claims.claim import Claim, Mention, Stance
from bot.claims.names import Names
from bot.claims.note import note
from bot.claims.quantity import Measure, Quantity
from bot.library.event import Event, EventKind
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.agents import harmed_of
from bot.matching.anchoring import anchoring, is_tied, moved, torn_in
from bot.matching.belonging import Owner, owners_in
from bot.matching.burmese_deeds import burmese_deeds
from bot.matching.calibrate import SHIPPED, Calibration
from bot.matching.compared import Accord, Compared
from bot.matching.deeds import Deeds, deeds_of
from bot.matching.going_on import counts_on
from bot.matching.likeness import Feature, worth_of_words
from bot.matching.match import Reason
from bot.matching.numbers import counts_meant
from bot.matching.parts import Part, parts_of
from bot.matching.periods import is_period, is_whole
from bot.matching.polarity import denied_subject
from bot.matching.profile import Profile, bare
from bot.matching.quoting import runs_of
from bot.matching.sides import counts_by_side, kind_told
from bot.matching.subject import misses_subject, record_cover, weigh_stems
from bot.matching.tolls import are_told_apart
from bot.matching.totals import claimed_day, gives_own_figure
from bot.matching.vocabulary import Vocabulary
from bot.matching.weights import Weights

_COVERED = 0.6
"""Share of a statement from which on a text at another place says the same of another place."""
_CALLED = 0.5
"""Share of what an event is called from which on a denial without place, day and number means it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every comparison needs besides the two that are compared."""

    names: Names
    vocabulary: Vocabulary
    weights: Weights
    published: date | None
    today: date
    calibration: Calibration = SHIPPED
    worth: Mapping[str, float] = field(default_factory=dict)  # of the claim's stems, as in `Found`


@dataclass(frozen=True, slots=True)
class Words:
    """What of a claim is the same for all its candidates, read once.

    `bare` is its bare text, `runs` what of it a long text may quote, `said` its words in small letters, `own` are its stems but for who says it, `weighed` what each counts, `worth` how much it tells in this library; `telling` are those that are
    no names, no figures and not in half of such texts, `kinds` what they speak of, `causes` those of a cause of death, `means` by what it was done, with the words for it; `denying` are the words that call it untrue;
    `counts` are its numbers with those whom they count, `told` is what all the dead are said to have been where it has none, `are_told_apart`: some of these are of a group that a record would name; `says_killed`: it speaks of killing; `digits` are the numbers that no reader made anything of, `parts` what a record may have nothing of, `owners` those whose people, staff or office it speaks of.
    """

    bare: str
    runs: frozenset[str]
    said: frozenset[str]
    own: frozenset[str]
    weighed: Mapping[str, float]
    telling: frozenset[str]
    kinds: frozenset[EventKind]
    causes: Mapping[str, str]
    means: Mapping[str, str]
    deeds: Deeds
    harmed: tuple[Mention, ...]
    worth: Mapping[str, float]
    counts: tuple[Quantity, ...]
    told: tuple[str, str]
    are_told_apart: bool
    denying: re.Match[str] | None
    says_killed: bool
    digits: tuple[str, ...]
    parts: tuple[Part, ...]
    owners: tuple[Owner, ...]


_DIGITS = re.compile(r"(?<![\w/.#@-])(?!\d+(?:st|nd|rd|th|am|pm)\b)\d[\w,.]*(?<![,.])(?![/:-])")


def words_of(claim: Claim, desk: Desk) -> Words:
    vocabulary = desk.vocabulary
    weighed = weigh_stems(claim, vocabulary, desk.weights.stems)
    speaker = vocabulary.words(claim.attribution.name) if claim.attribution else ()
    every = frozenset(vocabulary.words(claim.text))
    own = every.intersection(weighed).difference(speaker)
    named = {stem for mention in (*claim.places, *claim.actors) for stem in vocabulary.words(mention.name)}
    denying = vocabulary.denying.search(claim.text)
    by_side = counts_by_side(claim, desk.names, vocabulary)
    counts = counts_meant(claim, by_side, vocabulary, denied_until=denying.end() if denying else 0)
    return Words(
        bare=bare(claim.text),
        runs=runs_of(claim.text),
        said=frozenset(claim.text.lower().split()),
        own=own,
        weighed=weighed,
        telling=frozenset(stem for stem in own - vocabulary.weak - named if not stem.isdigit()),
        kinds=frozenset().union(*[vocabulary.kinds[stem] for stem in own if stem in vocabulary.kinds]),
        causes={stem: vocabulary.causes[stem] for stem in own if stem in vocabulary.causes},
        means={
            name: found[0] for name, words in vocabulary.means.items() if (found := words.search(claim.text))
        },
        deeds=_done(claim, vocabulary),
        harmed=harmed_of(claim),
        counts=counts,
        told=("", "") if counts else kind_told(claim, desk.names, vocabulary),
        are_told_apart=any(are_told_apart(one.unit, vocabulary) for one in counts),
        worth=worth_of_words(claim.text, vocabulary, desk.worth),
        denying=denying,
        says_killed=bool(vocabulary.killed & every),
        digits=unread_digits(claim),
        parts=parts_of(claim, vocabulary),
        owners=owners_in(claim.text, desk.names, vocabulary),
    )


def _done(claim: Claim, vocabulary: Vocabulary) -> Deeds:
    """Who does what to whom, without the one of whom it is denied."""
    deeds, denied = burmese_deeds(claim) or deeds_of(claim, vocabulary), denied_subject(claim)
    if denied is None:
        return deeds
    start, end = denied
    return replace(deeds, does=tuple(one for one in deeds.does if not start <= one.start < end))


def unread_digits(claim: Claim) -> tuple[str, ...]:
    """Numbers in figures that are neither a count nor part of a day or a name: they were said, and nothing is held against them."""
    read = [
        *((one.start, one.end) for one in claim.quantities),
        *((one.start, one.end) for one in claim.moments),
        *((one.start, one.end) for one in (*claim.places, *claim.actors)),
    ]
    return tuple(
        found.group()
        for found in _DIGITS.finditer(claim.text)
        if not any(start < found.end() and found.start() < end for start, end in read)
    )


def features(
    claim: Claim, words: Words, profile: Profile, compared: Mapping[str, Compared], desk: Desk
) -> Iterator[Feature]:
    weights = desk.weights.stems
    counts_cover = claim.is_denial or isinstance(profile.record, Statement)
    cover = record_cover(words.weighed, profile, desk.vocabulary, weights) if counts_cover else 0.0
    is_same_text = words.bare in profile.texts
    if is_same_text:
        yield Feature("same_text", 1.0)
    yield from _accords(claim, profile, compared, desk)
    if (
        not isinstance(profile.record, Series)
        and not is_tied(compared, desk.weights.numbers)
        and not (claim.is_denial and compared["place"].accord is Accord.AGREES)
        and misses_subject(words.telling, compared["kind"], profile)
    ):
        yield Feature("subject_missing", 1.0)
    match profile.record:
        case Event():
            yield from anchoring(compared, desk.weights.numbers)
            yield from _told(claim, cover, compared)
        case Statement(stance=stance):
            yield Feature("statement_uncovered", 0.0 if is_same_text else 1.0 - cover)
            torn = torn_in(compared)
            if cover >= _COVERED and torn == ["place"]:
                yield Feature("all_but_one", 1.0)
            yield from moved(compared, torn, desk.weights.numbers)
            yield from _statement(claim, stance, compared)
        case Series():
            yield from _total(claim, profile.record, profile.reach, compared["number"], desk)


def _accords(
    claim: Claim, profile: Profile, compared: Mapping[str, Compared], desk: Desk
) -> Iterator[Feature]:
    """How each respect came out."""
    is_denied = compared["negation"].accord is Accord.CONFLICTS
    is_own_figure = isinstance(profile.record, Series) and gives_own_figure(claim, profile.record)
    for slot, outcome in compared.items():
        is_of_another = slot == "counter" and outcome.accord is Accord.CONFLICTS
        if (slot == "number" and is_denied) or (is_own_figure and is_of_another):
            continue  # "nobody was killed" is the negation, not a count; our very number is ours, whoever is said to have counted
        if outcome.accord is Accord.SILENT:
            continue
        feature = f"{slot}_{'near_miss' if outcome.is_near_miss else outcome.accord}"
        if feature in desk.weights.score:
            yield Feature(feature, outcome.strength, outcome.shown)


def _told(claim: Claim, cover: float, compared: Mapping[str, Compared]) -> Iterator[Feature]:
    if counts_on(claim) and all(compared[slot].accord is Accord.AGREES for slot in ("place", "date")):
        yield Feature("told_on", 1.0)
    if not claim.is_denial:
        return
    if compared["place"].accord is Accord.AGREES:
        yield Feature("denial_here", 1.0)
    elif _is_blanket(claim) and cover >= _CALLED and compared["kind"].accord is Accord.AGREES:
        yield Feature("denial_of_it", 1.0)


def reason(feature: Feature, weight: float) -> Reason:
    said = note(f"reason.{feature.name}", shown=feature.shown, percent=f"{feature.value:.0%}")
    return Reason(feature.name, round(feature.value, 4), round(weight * feature.value, 4), said)


def _statement(claim: Claim, ours: Stance, compared: Mapping[str, Compared]) -> Iterator[Feature]:
    if compared["number"].accord is Accord.AGREES:
        yield Feature("statement_number", compared["number"].strength)
    elif compared["number"].accord is Accord.SILENT and any(
        one.measure is not Measure.OTHER for one in claim.quantities
    ):
        yield Feature("statement_countless", 1.0)
    if claim.is_denial:
        yield from _denial(claim, ours, compared)


def _denial(claim: Claim, ours: Stance, compared: Mapping[str, Compared]) -> Iterator[Feature]:
    if ours is not Stance.DENIAL:
        yield Feature("denial_unlike", 1.0)
        return
    yield Feature("denial_alike", 1.0)
    if compared["speaker"].accord is Accord.AGREES and _is_blanket(claim):
        yield Feature("denial_blanket", 1.0)


def _is_blanket(claim: Claim) -> bool:
    """Whether it names no place, day or number: "the army denies all accusations"."""
    return not (claim.places or claim.moments or claim.quantities)


def _total(
    claim: Claim, series: Series, reach: frozenset[str], number: Compared, desk: Desk
) -> Iterator[Feature]:
    speaks_of_total = any(moment.is_as_of for moment in claim.moments)
    if speaks_of_total:
        yield Feature("series_total", 1.0)
    if gives_own_figure(claim, series):
        yield Feature("series_figure", 1.0)
    counted = {quantity.measure for quantity in claim.quantities} - {Measure.OTHER}
    if counted and series.measure not in counted and number.accord is Accord.SILENT:
        yield Feature("series_measure", 1.0)
    local = [mention.name for mention in claim.places if not set(mention.ids) & reach]
    if series.until is None:
        local.extend(
            moment.text
            for moment in claim.moments
            if is_period(moment, claim.text) and not is_whole(moment, series, desk.weights.dates)
        )
    if local or (not speaks_of_total and claimed_day(claim) and claim.moments[0].is_relative):
        yield Feature("series_local", 1.0, ", ".join(local))
