"""How long after an event a text about it is told. Most is told within weeks, nothing before: a leaning, not a proof."""

import math
from collections.abc import Iterator
from datetime import date

from bot.claims.interval import Interval
from bot.matching.likeness import Feature
from bot.matching.weights import Dates


def freshness(published: date, when: Interval, limits: Dates) -> float:
    """From 1 for what happened in the last weeks to 0 for what lies long back, or had not happened yet."""
    if (when.first - published).days > limits.day:
        return 0.0
    days = max(0, (published - when.last).days)
    return 1 / (1 + math.exp(min(50.0, (days - limits.told_long) / limits.told_blur)))


def told_after(published: date | None, when: Interval, freshest: float, limits: Dates) -> Iterator[Feature]:
    """Nothing for a text whose day is not known. `freshest` is the freshness of the freshest candidate: a text with a wrong date fits none of
    them, and then none of them fits worse than the others."""
    if published is None:
        return
    fresh = freshness(published, when, limits)
    yield Feature("told_within_weeks", fresh)
    yield Feature("told_staler", freshest - fresh)
