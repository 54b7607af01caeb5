"""When alike words are enough to call a record almost certain."""

from collections.abc import Mapping

from bot.library.event import Event
from bot.library.record import Record
from bot.library.series import Series
from bot.matching.anchoring import ties
from bot.matching.likeness import ALONE
from bot.matching.weights import Numbers, Thresholds

_LEADS = {"words_ahead": 1.0, "grams_ahead": 1.0, "meaning_ahead": 2.0}
"""What each list's lead counts: cosines lie closer together than the others."""

_ROUNDING = 1e-6


def may_be_certain(record: Record, found: Mapping[str, float], numbers: Numbers, limits: Thresholds) -> bool:
    """Whether nothing speaks for another record of the same story.

    No event is certain by words alone, since stories go on. Two of place, day, speaker and a rare number tie a claim to it; one of them may be told of what came
    after it ("dies after the attack of 29 September"), so then the event has to lead the next one as well. A statement is tied by one, or has to stand
    out among what is said alike.
    """
    if isinstance(record, Series):
        return True
    leads = _lead(found) >= limits.clear_lead
    tied = ties(found, numbers)
    if isinstance(record, Event):
        return tied > 1 or (tied == 1 and leads)
    is_same_text = "same_text" in found and found.get("grams_ahead", 0.0) >= ALONE - _ROUNDING
    return leads or is_same_text or tied > 0


def _lead(found: Mapping[str, float]) -> float:
    """By how much it leads the next one, in the mean of all lists that it was looked up in."""
    looked_up = [name for name in _LEADS if name in found]
    return sum(_LEADS[name] * found[name] for name in looked_up) / max(1, len(looked_up))
