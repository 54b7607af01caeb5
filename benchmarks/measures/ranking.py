"""How well the right records are ranked. All take the ranked ids of one query, best first, and the ids that are right."""

from collections.abc import Collection, Sequence


def average_precision(ranked: Sequence[str], relevant: Collection[str], *, depth: int) -> float:
    """Mean of the precision at each right record among the first `depth`, over all that could stand there."""
    if not relevant:
        raise ValueError("nothing is relevant")
    found, total = 0, 0.0
    for place, record in enumerate(ranked[:depth], start=1):
        if record in relevant:
            found += 1
            total += found / place
    return total / min(depth, len(relevant))


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """One over the place of the first right record, 0 where there is none."""
    places = (place for place, record in enumerate(ranked, start=1) if record in relevant)
    return 1.0 / next(places, float("inf"))


def success(ranked: Sequence[str], relevant: Collection[str], *, depth: int) -> float:
    """1 where a right record is among the first `depth`. At depth 1 this is the precision at 1."""
    return float(any(record in relevant for record in ranked[:depth]))


def recall(offered: Collection[str], relevant: Collection[str]) -> float:
    """The share of the right records that were offered at all."""
    if not relevant:
        raise ValueError("nothing is relevant")
    return sum(record in offered for record in relevant) / len(relevant)
