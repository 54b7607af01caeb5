from bot.verdicts.finding import Likelihood

_UPPER = (
    (0.05, Likelihood.ALMOST_NO_CHANCE),
    (0.20, Likelihood.VERY_UNLIKELY),
    (0.45, Likelihood.UNLIKELY),
    (0.55, Likelihood.ROUGHLY_EVEN_CHANCE),
    (0.80, Likelihood.LIKELY),
    (0.95, Likelihood.VERY_LIKELY),
)


def likelihood_of(probability: float) -> Likelihood:
    """ICD 203's band for a probability from 0 to 1; a value on a border belongs to the lower band."""
    return next((band for upper, band in _UPPER if probability <= upper), Likelihood.ALMOST_CERTAIN)
