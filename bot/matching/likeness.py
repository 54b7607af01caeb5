"""How alike claim and record are as texts, beside the other candidates: what is said alike in words, in spelling and in meaning."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.claims.terms import stems
from bot.library.record import Record, linked_by
from bot.matching.match import Candidate, Scores
from bot.matching.profile import Profile
from bot.matching.vocabulary import Vocabulary

TELLING = 3.0
"""Inverse document frequency that a stem is given where the index says nothing of it."""

MEANING = "meaning"
"""The feature that only records have which were compared with the claim by their vectors."""


FEW = 10
"""Records in a list below which being far ahead in it says little, or not being in it: in a small library something always is, and where few have
long texts most of what is meant has none."""

ALONE = 0.2
"""By how much a record leads at most in such a list, or without any rival: of those in long lists most right ones lead by more, most wrong ones
by less."""


class Feature(NamedTuple):
    """A feature with its value before it is weighed; made for every candidate, so it is light."""

    name: str
    value: float
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The records that one list has among the candidates: their places from 0, the score of the first, and by what share of it the first leads its best rival.

    So does, by what it has, each that is about the same thing as the first.
    """

    places: Mapping[str, int]
    best: float
    leads: Mapping[str, float]

    def place(self, record: str) -> float:
        """From 1 for the first to 0 for what the list does not have."""
        return 1 / (1 + self.places[record]) if record in self.places else 0.0


@dataclass(frozen=True, slots=True)
class Rivals:
    """What the candidates of one claim have in common: how they stand in each list, and the nearest to the claim and to what is around it; `apart` has
    these two for an event without what was only said of it."""

    words: Standing
    grams: Standing
    body: Standing
    meaning: Standing
    near: float
    around: float
    apart: Mapping[str, tuple[float, float]]

    def nearest(self, record: str) -> tuple[float, float]:
        """How near the claim, and what is around it, the nearest rival of that record is, or the record itself."""
        return self.apart.get(record, (self.near, self.around))


def rivals_of(candidates: Sequence[Candidate]) -> Rivals:
    records, scores = [one.record for one in candidates], [one.scores for one in candidates]
    return Rivals(
        words=_standing(records, [one.words for one in scores]),
        grams=_standing(records, [one.grams for one in scores]),
        body=_standing(records, [one.body for one in scores]),
        meaning=_standing(records, [_meaning(one) for one in scores]),
        near=_nearest(scores),
        around=_nearest_around(scores),
        apart=_apart(candidates),
    )


def _apart(candidates: Sequence[Candidate]) -> dict[str, tuple[float, float]]:
    linked = {other for one in candidates for other in linked_by(one.record)}
    found = {}
    for event in linked.intersection(one.record.id for one in candidates):
        rivals = [one.scores for one in candidates if event not in linked_by(one.record)]
        found[event] = (_nearest(rivals), _nearest_around(rivals))
    return found


def _nearest(scores: Iterable[Scores]) -> float:
    return max((one.near for one in scores if one.near is not None), default=0.0)


def _nearest_around(scores: Iterable[Scores]) -> float:
    return max((_around(one) for one in scores), default=0.0)


def standing(candidate: Candidate, rivals: Rivals) -> list[Feature]:
    """How a candidate stands in each list: all that can be told of it before its record is read."""
    scores, record = candidate.scores, candidate.record.id
    words, grams, body = rivals.words, rivals.grams, rivals.body
    found = [
        Feature("grams_rank", scores.grams / grams.best if grams.best else 0.0),
        Feature("words_place", words.place(record)),
        Feature("words_ahead", words.leads.get(record, 0.0)),
        Feature("grams_place", grams.place(record)),
        Feature("grams_ahead", grams.leads.get(record, 0.0)),
    ]
    if len(body.places) >= FEW:
        found.append(Feature("body_behind", 1.0 - body.place(record)))
    found.append(Feature("body_ahead", body.leads.get(record, 0.0)))
    if scores.near is not None:
        near, around = rivals.nearest(record)
        behind = near - scores.near + max(0.0, around - _around(scores))
        found.append(Feature(MEANING, _meaning(scores)))
        found.append(Feature("meaning_behind", behind / 2))
        found.append(Feature("meaning_ahead", rivals.meaning.leads.get(record, 0.0) * rivals.meaning.best))
    return found


def shared(own: frozenset[str], worth: Mapping[str, float], profile: Profile) -> Feature:
    """The words that a record shares with a claim of the stems `own`, each of which tells as much as `worth` says."""
    return Feature(
        "telling_shared", math.log1p(sum([worth.get(stem, TELLING) for stem in own & profile.vocabulary]))
    )


def _around(scores: Scores) -> float:
    if scores.near_around is not None:
        return scores.near_around
    return scores.near or 0.0


def _meaning(scores: Scores) -> float:
    """A sentence of a short message is about what the message is about: both count alike."""
    return ((scores.near or 0.0) + _around(scores)) / 2


def _standing(records: Sequence[Record], scores: Sequence[float]) -> Standing:
    """What the list does not have, and what is about the same thing as its first, is no rival in it."""
    listed = sorted((at for at, score in enumerate(scores) if score > 0), key=lambda at: -scores[at])
    if not listed:
        return Standing({}, 0.0, {})
    places = {records[at].id: place for place, at in enumerate(listed)}
    best, things = scores[listed[0]], _about(records[listed[0]])
    rivals = (scores[at] for at in listed if things.isdisjoint(_about(records[at])))
    unseen = best * (1.0 - ALONE)
    second = next(rivals, unseen)
    if len(listed) < FEW:
        second = max(second, unseen)
    of_first = (at for at in listed if scores[at] > second and not things.isdisjoint(_about(records[at])))
    return Standing(places, best, {records[at].id: (scores[at] - second) / best for at in of_first})


def _about(record: Record) -> frozenset[str]:
    return frozenset((record.id, *linked_by(record)))


def worth_of_words(text: str, vocabulary: Vocabulary, worth: Mapping[str, float]) -> Mapping[str, float]:
    """The worth of stems for the ones that stand for their synonyms: that of the most common one."""
    found: dict[str, float] = {}
    for stem in stems(text):
        one = vocabulary.same.get(stem, stem)
        found[one] = min(found.get(one, math.inf), worth.get(stem, TELLING))
    return found
