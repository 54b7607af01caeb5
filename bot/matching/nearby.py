"""What we have of a place where something is said to have happened of which we have nothing."""

from collections.abc import Callable, Sequence

from bot.claims.claim import Claim, Kind
from bot.library.event import Event
from bot.library.record import Record
from bot.matching.compared import Accord
from bot.matching.counted import HARM
from bot.matching.dates import compare_dates
from bot.matching.features import Desk
from bot.matching.match import Candidate
from bot.matching.places import compare_places
from bot.matching.profile import Profile

_MOST = 2
"""Of a city with more of them none is worth naming."""


def nearby(
    claim: Claim, candidates: Sequence[Candidate], profile: Callable[[Record], Profile], desk: Desk
) -> tuple[Event, ...]:
    """The events among the candidates at the very place that the claim tells of, on no other day, the likeliest first; none where there are many, or where the claim tells of no such thing."""
    if not claim.places or claim.kind is not Kind.FACT or not _tells_of_harm(claim, desk):
        return ()
    found = [
        one.record
        for one in candidates
        if isinstance(one.record, Event) and _is_there(claim, profile(one.record), desk)
    ]
    return tuple(found) if len(found) <= _MOST else ()


def _tells_of_harm(claim: Claim, desk: Desk) -> bool:
    vocabulary = desk.vocabulary
    is_counted = any(one.measure in HARM for one in claim.quantities)
    return is_counted or not vocabulary.kinds.keys().isdisjoint(vocabulary.words(claim.text))


def _is_there(claim: Claim, profile: Profile, desk: Desk) -> bool:
    if not profile.places or compare_places(claim, profile, desk.names).accord is not Accord.AGREES:
        return False
    days = compare_dates(claim, profile, desk.published, desk.today, desk.weights.dates)
    return days.accord is not Accord.CONFLICTS
