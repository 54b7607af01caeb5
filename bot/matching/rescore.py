from collections.abc import Sequence

from bot.matching.likeness import MEANING
from bot.matching.weights import Weights


def score_again(features: Sequence[tuple[str, float]], weights: Weights) -> float | None:
    """The log-odds that these weights give to features that were kept; None where one of them is not known to them."""
    known = weights.score_for(has_meaning=any(name == MEANING for name, _ in features))
    if any(name not in known for name, _ in features):
        return None
    return known["bias"] + sum(known[name] * value for name, value in features)
