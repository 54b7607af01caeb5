"""Measures on questions of a training split that were kept back, among the records that were hard to tell apart before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.measures.ranking import average_precision
from benchmarks.train_encoder.encode import Floats
from benchmarks.train_encoder.mine import Mined, held_out
from benchmarks.train_encoder.sets import Question, Set

DEPTH = 5
MOST = 200
"""Questions of a fold: more take long."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Questions, and the records that are offered to all of them."""

    given: Set
    questions: Sequence[Question]
    offered: Sequence[str]

    def measure(self, vectors: Callable[[Sequence[str]], Floats]) -> str:
        records = [self.given.entries[record] for record in self.offered]
        asked = vectors([question.text for question in self.questions])
        whole = asked @ vectors([entry.whole for entry in records]).T
        text = asked @ vectors([entry.text for entry in records]).T
        forms = {"whole": whole, "text": text, "nearest": np.maximum(whole, text)}
        figures = " ".join(f"{name} {self._score(scores):.4f}" for name, scores in forms.items())
        return f"{self.given.name} {figures}"

    def _score(self, scores: Floats) -> float:
        best = np.argsort(-scores, axis=1)[:, :DEPTH]
        return float(
            np.mean(
                [
                    average_precision([self.offered[at] for at in row], question.right, depth=DEPTH)
                    for row, question in zip(best, self.questions, strict=True)
                ]
            )
        )


def trials(sets: Sequence[Set], mined: Mapping[str, Mined], fold: int) -> list[Trial]:
    return [_trial(given, mined[given.name], fold) for given in sets]


def _trial(given: Set, mined: Mined, fold: int) -> Trial:
    questions = held_out(given, fold, MOST)
    offered = dict.fromkeys(record for question in questions for record in mined.near[question.id])
    return Trial(given, questions, list(offered))
