"""How alike claim and record are as texts, beside the other candidates: what is said alike in words, in spelling and in meaning."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.claims.terms import stems
from bot.matching.match import Candidate, Scores
from bot.matching.profile import Profile
from bot.matching.vocabulary import Vocabulary

TELLING = 3.0
"""Inverse document frequency that a stem is given where the index says nothing of it."""

MEANING = "meaning"
"""The feature that only records have which were compared with the claim by their vectors."""


class Feature(NamedTuple):
    """A feature with its value before it is weighed; made for every candidate, so it is light."""

    name: str
    value: float
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Rivals:
    """What the candidates of one claim have in common: the best that each is measured by, and the place that each record takes in it."""

    top: Scores
    places: Mapping[str, tuple[int, int, int]]  # by record id: words, spelling, meaning, from 0


def rivals_of(candidates: Sequence[Candidate]) -> Rivals:
    scores = [one.scores for one in candidates]
    top = Scores(
        grams=max(one.grams for one in scores),
        near=max((one.near for one in scores if one.near is not None), default=None),
        near_around=max((one.near_around for one in scores if one.near_around is not None), default=None),
    )
    words, grams = [one.words for one in scores], [one.grams for one in scores]
    lists = (_places(words), _places(grams), _places([_or_nothing(one.near) for one in scores]))
    places = {one.record.id: (lists[0][at], lists[1][at], lists[2][at]) for at, one in enumerate(candidates)}
    return Rivals(top, places)


def likeness(
    own: frozenset[str], worth: Mapping[str, float], candidate: Candidate, profile: Profile, rivals: Rivals
) -> Iterator[Feature]:
    """The features of a claim with the stems `own`, each of which tells as much as `worth` says."""
    scores, top = candidate.scores, rivals.top
    yield Feature("grams_rank", scores.grams / top.grams if top.grams else 0.0)
    places = rivals.places[candidate.record.id]
    yield Feature("words_place", 1 / (1 + places[0]) if scores.words else 0.0)
    yield Feature("grams_place", 1 / (1 + places[1]) if scores.grams else 0.0)
    shared = sum([worth.get(stem, TELLING) for stem in own & profile.vocabulary])
    yield Feature("telling_shared", math.log1p(shared))
    yield Feature("figures_missing", _figures_missing(own, profile.vocabulary))
    yield Feature("record_length", math.log1p(profile.length))
    if scores.near is not None and top.near is not None:
        yield Feature("meaning_place", 1 / (1 + places[2]))
        around = scores.near if scores.near_around is None else scores.near_around
        most_around = top.near if top.near_around is None else top.near_around
        # A sentence of a short message is about what the message is about: both count alike.
        yield Feature(MEANING, (scores.near + around) / 2)
        yield Feature("meaning_behind", (top.near - scores.near + max(0.0, most_around - around)) / 2)


def worth_of_words(text: str, vocabulary: Vocabulary, worth: Mapping[str, float]) -> Mapping[str, float]:
    """The worth of stems for the ones that stand for their synonyms: that of the most common one."""
    found: dict[str, float] = {}
    for stem in stems(text):
        one = vocabulary.same.get(stem, stem)
        found[one] = min(found.get(one, math.inf), worth.get(stem, TELLING))
    return found


def _figures_missing(own: frozenset[str], vocabulary: frozenset[str]) -> float:
    """Share of the figures in the text that the record does not have, whatever they count. Adding one keeps a single figure from being everything."""
    said = [stem for stem in own if stem[0].isdigit()]
    return sum(stem not in vocabulary for stem in said) / (len(said) + 1)


def _places(values: Sequence[float]) -> list[int]:
    """The place of each value when the greatest comes first."""
    places = [0] * len(values)
    for place, at in enumerate(sorted(range(len(values)), key=lambda at: -values[at])):
        places[at] = place
    return places


def _or_nothing(value: float | None) -> float:
    return -1.0 if value is None else value
