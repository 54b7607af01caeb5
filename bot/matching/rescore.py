from collections.abc import Sequence

from bot.matching.weights import Weights


def score_again(features: Sequence[tuple[str, float]], weights: Weights) -> float | None:
    """The log-odds that these weights give to features that were kept; None where one of them is not known to them."""
    if any(name not in weights.score for name, _ in features):
        return None
    return weights.score["bias"] + sum(weights.score[name] * value for name, value in features)
