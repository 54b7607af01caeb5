"""Which candidates are worth holding against the claim in every respect, which costs ten times as much as seeing how alike they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from bot.claims.claim import Claim, Context
from bot.claims.interval import Interval
from bot.library.record import linked_by
from bot.library.series import Series
from bot.matching.features import Words
from bot.matching.going_on import counts_on
from bot.matching.likeness import Feature, rivals_of, standing
from bot.matching.match import Candidate
from bot.matching.profile import Profile
from bot.matching.weights import Weights

_One = TypeVar("_One", "Stood", "Alike")

COMPARED = 8
"""Candidates that are compared in every respect. Of a hundred best matches not one is another where all are."""

_NEAR_DAYS = 1


PREPARED = 16
"""Candidates whose records are prepared, by how they stand in the lists: preparing one that is new takes as long as comparing it."""


class Stood(NamedTuple):
    """A candidate, how it stands in each list, and the weights of that."""

    candidate: Candidate
    features: Sequence[Feature]
    weights: Mapping[str, float]


class Alike(NamedTuple):
    """A candidate and how alike it is."""

    candidate: Candidate
    profile: Profile
    features: tuple[Feature, ...]
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a claim says, as it stands in records too."""

    places: frozenset[str]
    actors: frozenset[str]
    days: tuple[Interval, ...]
    numbers: frozenset[float]


def best_standing(candidates: Sequence[Candidate], weights: Weights, *, most: int = PREPARED) -> list[Stood]:
    """The ones that stand best, in the order in which they came, and the events that these are about."""
    rivals = rivals_of(candidates)
    near, alone = weights.score_for(has_meaning=True), weights.score_for(has_meaning=False)
    every = [
        Stood(one, standing(one, rivals), alone if one.scores.near is None else near) for one in candidates
    ]
    return _best(every, [one.weights["bias"] + _sum(one) for one in every], most)


def most_promising(
    claim: Claim, words: Words, every: Sequence[Alike], *, most: int = COMPARED
) -> list[Alike]:
    """The ones that are likeliest to be meant, in the order in which they came, and the events that these are about."""
    around = claim.context if counts_on(claim) else Context()  # it has its place and day from there
    said = _Said(
        frozenset(place for mention in (*claim.places, *around.places) for place in mention.ids),
        frozenset(actor for mention in claim.actors for actor in mention.ids),
        tuple(one.when for one in (*claim.moments, *around.moments) if one.when and not one.is_as_of),
        frozenset(quantity.value for quantity in claim.quantities),
    )
    return _best(every, [_promise(said, words, one) for one in every], most)


def _promise(said: _Said, words: Words, one: Alike) -> float:
    """About what its score will be: the slots are looked at, not compared."""
    profile, weights = one.profile, one.weights
    slots = [
        "same_text" if words.bare in profile.texts else "",
        _place(said, profile),
        _day(said, profile),
        "actor_agrees" if not said.actors.isdisjoint(profile.actors) else "",
        "number_agrees" if any(figure.best in said.numbers for figure in profile.figures) else "",
    ]
    return _sum(one) + sum([weights.get(slot, 0.0) for slot in slots])


def _sum(one: Stood | Alike) -> float:
    return sum([one.weights.get(name, 0.0) * value for name, value, _ in one.features])


def _best(every: Sequence[_One], scores: Sequence[float], most: int) -> list[_One]:
    records = [one.candidate.record for one in every]
    chosen = set(sorted(range(len(every)), key=lambda at: -scores[at])[:most])
    about = {other for at in chosen for other in linked_by(records[at])}
    return [one for at, one in enumerate(every) if at in chosen or records[at].id in about]


def _place(said: _Said, profile: Profile) -> str:
    if not said.places.isdisjoint(profile.places):
        return "place_agrees"
    if not said.places.isdisjoint(profile.reach):
        return "place_partly"
    is_elsewhere = said.places and profile.places and not isinstance(profile.record, Series)
    return "place_conflicts" if is_elsewhere else ""


def _day(said: _Said, profile: Profile) -> str:
    when = profile.when
    if when is None or not said.days:
        return ""
    return "date_agrees" if any(when.days_apart(day) <= _NEAR_DAYS for day in said.days) else "date_conflicts"
