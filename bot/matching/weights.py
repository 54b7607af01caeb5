import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import msgspec

FILES = ("weights.toml", "learned.toml")
"""What was set by hand, and what was fitted."""

BY_HAND = "by_hand"
"""Beside the fitted weights: how much of itself each weight counts that was set by hand."""


@dataclass(frozen=True, slots=True)
class Candidates:
    asked: int
    weighed: int
    shown: int


@dataclass(frozen=True, slots=True)
class StemWeights:
    weak: float
    context: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    possible: float
    strong: float
    tied: float
    uncovered: float
    event_first: float
    even: float
    ceiling: float
    ceiling_of_words: float
    ceiling_of_several: float
    clear_lead: float
    ceiling_in_conflict: float


@dataclass(frozen=True, slots=True)
class Numbers:
    strong: float
    telling: float
    rare: float
    common_digits: float
    chance: float
    round_digits: int
    rounding: float
    about: float
    half: float
    whole_group: int
    far: float
    stale_figure: int
    series_growth: float


@dataclass(frozen=True, slots=True)
class Dates:
    day: int
    few_days: int
    week: int
    month: int
    year: int
    beginning: int
    reported: int
    fresh: int
    stale_retelling: int
    told_long: float
    told_blur: float


@dataclass(frozen=True, slots=True)
class ConfidenceLimits:
    few_origins: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The numbers of `weights.toml`; what each means stands there.

    `languages` are the thresholds of those that have their own. `rescores` are earlier versions with the very same features, so that what people
    said of their matches can be scored anew.
    """

    version: str
    candidates: Candidates
    score: dict[str, float]
    alike: dict[str, float]
    alike_alone: dict[str, float]
    stems: StemWeights
    thresholds: Thresholds
    numbers: Numbers
    dates: Dates
    confidence: ConfidenceLimits
    languages: dict[str, Thresholds] = field(default_factory=dict)
    rescores: tuple[str, ...] = ()

    def score_for(self, *, has_meaning: bool) -> Mapping[str, float]:
        """What each feature adds to the log-odds; `has_meaning`: claim and record were compared by their vectors too."""
        alike = self.alike if has_meaning else self.alike_alone
        by_hand = alike.get(BY_HAND, 1.0)
        return {**{name: by_hand * weight for name, weight in self.score.items()}, **alike}

    def thresholds_for(self, language: str) -> Thresholds:
        return self.languages.get(language, self.thresholds)


@cache
def load_weights() -> Weights:
    return read_weights(*map(_shipped, FILES))


def weights_with(learned: str) -> Weights:
    """The shipped weights with other fitted ones: the text of another `learned.toml`."""
    return read_weights(_shipped(FILES[0]), learned)


def read_weights(by_hand: str, learned: str) -> Weights:
    return msgspec.convert({**tomllib.loads(by_hand), **tomllib.loads(learned)}, Weights)


def _shipped(name: str) -> str:
    return (resources.files("bot.matching") / name).read_text(encoding="utf-8")
