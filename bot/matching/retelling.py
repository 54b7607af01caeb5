"""How long after an event a text about it is told. Most is told soon, nothing before: a leaning, not a proof."""

import math
from collections.abc import Iterator
from datetime import date

from bot.claims.interval import Interval
from bot.matching.likeness import Feature
from bot.matching.weights import Dates


def told_after(published: date | None, when: Interval, limits: Dates) -> Iterator[Feature]:
    """Nothing for a text whose day is not known. All that lie long back are alike, so a wrong date changes no order among them."""
    if published is None:
        return
    days = (published - when.last).days
    if (when.first - published).days > limits.day:
        yield Feature("told_before", 1.0)
    elif days < 0:
        yield Feature("told_within_months", 1.0)
    else:
        yield Feature("told_within_days", math.exp(-days / limits.told))
        yield Feature("told_within_months", 1 / (1 + math.exp((days - limits.told_long) / limits.told_blur)))
