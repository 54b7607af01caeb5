"""The newsroom's own thresholds in place of the shipped ones."""

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace

from bot.matching.weights import Thresholds, Weights


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen; None leaves what was there."""

    possible: float | None = None
    strong: float | None = None

    def over(self, thresholds: Thresholds) -> Thresholds:
        return replace(
            thresholds,
            possible=thresholds.possible if self.possible is None else self.possible,
            strong=thresholds.strong if self.strong is None else self.strong,
        )

    def before(self, other: "Chosen") -> "Chosen":
        """What stands here, else what stands there."""
        return Chosen(
            other.possible if self.possible is None else self.possible,
            other.strong if self.strong is None else self.strong,
        )


def choose(weights: Weights, general: Chosen, languages: Mapping[str, Chosen]) -> Weights:
    """The weights with these thresholds: what is chosen for a language goes before what is chosen for all, and both before what is shipped."""
    own = {
        language: languages.get(language, Chosen()).before(general).over(weights.thresholds_for(language))
        for language in sorted({*weights.languages, *languages})
    }
    return replace(weights, thresholds=general.over(weights.thresholds), languages=own)


def are_usable(thresholds: Thresholds) -> bool:
    """Whether they are in order, and a match can come to be called strong at all."""
    return 0 < thresholds.possible < thresholds.strong <= thresholds.ceiling < 1


def order_of(thresholds: Thresholds) -> str:
    """What `are_usable` asks for, with their numbers."""
    return (
        f"0 < possible ({thresholds.possible:g}) < strong ({thresholds.strong:g}) <= {thresholds.ceiling:g}"
    )


def name_thresholds(weights: Weights) -> str:
    """Another name for every other set of thresholds; 12 hex digits."""
    parts = [weights.thresholds, *(part for item in sorted(weights.languages.items()) for part in item)]
    said = repr([part if isinstance(part, str) else astuple(part) for part in parts])
    return hashlib.sha256(said.encode()).hexdigest()[:12]
