from bot.claims.claim import Claim, Mention
from bot.claims.quantity import Measure

_HARMED = frozenset(
    {Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ARRESTED, Measure.DIED_IN_CUSTODY}
)


def harmed_of(claim: Claim) -> tuple[Mention, ...]:
    """Actors whose own people are the ones counted as harmed: "thirteen AA men were killed"."""
    return tuple(
        mention
        for quantity in claim.quantities
        if quantity.measure in _HARMED
        for mention in claim.actors
        if quantity.start <= mention.start and mention.end <= quantity.end
    )
