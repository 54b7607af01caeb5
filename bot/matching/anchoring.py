"""What ties a text to one record of its kind, or tears it off."""

from collections.abc import Iterator, Mapping, Sequence

from bot.claims.claim import Claim
from bot.matching.compared import Accord, Compared
from bot.matching.likeness import Feature
from bot.matching.weights import Numbers

_ANCHORS = ("place", "date", "number", "speaker")

_AGREEMENTS = frozenset({"place_agrees", "date_agrees", "speaker_agrees"})
"""What tells one event from another of its kind: similar words alone never make a confirmation."""

_LOOSE = frozenset({"one_of_several", "place_wider", "may_be_new", "other_matter"})
"""What makes an agreeing place tie nothing."""

_HALF_AGREEMENTS = frozenset({"date_partly", "actor_agrees"})
"""The month and the actor together do as well."""


def is_anchored(found: Mapping[str, float], limits: Numbers) -> bool:
    """Whether more than similar words ties the claim to the record, by the features it has: a place or day, or a number that is not said of many."""
    return ties(found, limits) > 0


def ties(found: Mapping[str, float], limits: Numbers) -> int:
    """How many such things tie the two."""
    is_rare = found.get("number_agrees", 0.0) >= limits.rare
    is_loose = not _LOOSE.isdisjoint(found)
    return len(_AGREEMENTS & found.keys()) - is_loose + is_rare + (found.keys() >= _HALF_AGREEMENTS)


def anchoring(compared: Mapping[str, Compared], limits: Numbers) -> Iterator[Feature]:
    """For an event."""
    torn = torn_in(compared)
    conflicts = len(torn) - ("actor" in torn)
    # What conflicts costs by itself: a text that tells of our event at another place has to be shown, with the difference.
    if not conflicts and not any(_holds(compared[slot], limits) for slot in _ANCHORS):
        yield Feature("unanchored", 1.0)
    if conflicts > 1:
        yield Feature("more_conflicts", float(conflicts - 1))
    if (conflicts == 1 or torn == ["actor"]) and _are_two_clear(compared, limits):
        yield Feature("all_but_one", 1.0)
    yield from moved(compared, torn, limits)


def tolls_apart(claim: Claim, compared: Mapping[str, Compared]) -> Iterator[Feature]:
    """For the only event that we have of a place: as many died there as nobody counted, on no day. That is rather this event, told wrongly, than another one."""
    accords = {slot: outcome.accord for slot, outcome in compared.items()}
    others = {slot for slot, accord in accords.items() if accord is Accord.CONFLICTS}
    is_total = any(moment.is_as_of for moment in claim.moments)
    if (
        not is_total
        and accords["place"] is Accord.AGREES
        and accords["date"] is Accord.SILENT
        and others == {"number"}
    ):
        yield Feature("toll_apart", 1.0)


def moved(compared: Mapping[str, Compared], torn_in_all: Sequence[str], limits: Numbers) -> Iterator[Feature]:
    """`torn_in_all`: as `torn_in` tells. The same was done by the same to as many on the same day, elsewhere: hardly a word of the place is left to find it by."""
    if [slot for slot in torn_in_all if slot != "actor"] != ["place"]:
        return
    tied = {slot for slot in ("date", "number", "actor", "speaker") if compared[slot].accord is Accord.AGREES}
    is_same = tied >= {"number", "actor"} and tied & {"date", "speaker"}
    if is_same and compared["kind"].accord is not Accord.CONFLICTS:
        yield Feature("all_but_place", max(compared["number"].strength, limits.strong))


def torn_in(compared: Mapping[str, Compared]) -> list[str]:
    """The slots of place, day, number, speaker and actor in which the two conflict."""
    return [slot for slot in (*_ANCHORS, "actor") if compared[slot].accord is Accord.CONFLICTS]


def is_tied(compared: Mapping[str, Compared], limits: Numbers) -> bool:
    """Whether it is about the record even where they have only common words: by who says it, by a telling number, or by a count of the same harm
    at our place and time."""
    if compared["speaker"].accord is Accord.AGREES:
        return True
    number = compared["number"]
    if number.accord is Accord.AGREES and _holds(number, limits):
        return True
    return (
        compared["place"].accord is Accord.AGREES
        and number.accord in {Accord.AGREES, Accord.CONFLICTS}
        and compared["date"].accord in {Accord.AGREES, Accord.PARTLY}
    )


def _are_two_clear(compared: Mapping[str, Compared], limits: Numbers) -> bool:
    """Whether two of place, day and number agree so clearly that a text which differs in the third must be shown beside our event."""
    agreeing = (outcome for slot in _ANCHORS if (outcome := compared[slot]).accord is Accord.AGREES)
    return sum(outcome.strength >= limits.telling for outcome in agreeing) > 1


def _holds(outcome: Compared, limits: Numbers) -> bool:
    agrees = outcome.accord in {Accord.AGREES, Accord.PARTLY}
    return outcome.is_near_miss or (agrees and outcome.strength >= limits.strong)
