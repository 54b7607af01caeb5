"""When alike words are enough to call a record almost certain."""

from collections.abc import Mapping

from bot.library.event import Event
from bot.library.series import Series
from bot.matching.anchoring import is_anchored
from bot.matching.features import Words
from bot.matching.likeness import ALONE, TELLING
from bot.matching.profile import Profile
from bot.matching.weights import Thresholds, Weights

_LEADS = {"words_ahead": 1.0, "grams_ahead": 1.0, "meaning_ahead": 2.0}
"""What each list's lead counts: cosines lie closer together than the others."""

_ROUNDING = 1e-6


def may_be_certain(
    words: Words, profile: Profile, found: Mapping[str, float], weights: Weights, limits: Thresholds
) -> bool:
    """Whether nothing that was said speaks for another record of the same story. Place, day or a rare number tie the claim to this one; else an
    event has to hold nearly all that the claim tells, and a statement has to stand out among what is said alike."""
    if isinstance(profile.record, Series) or is_anchored(found, weights.numbers):
        return True
    if isinstance(profile.record, Event):
        return _left_over(words, profile) <= limits.left_over
    is_same_text = "same_text" in found and found.get("grams_ahead", 0.0) >= ALONE - _ROUNDING
    return is_same_text or _lead(found) >= limits.clear_lead


def _left_over(words: Words, profile: Profile) -> float:
    """The share of what the claim tells that the record does not."""
    worth = {stem: words.worth.get(stem, TELLING) for stem in words.own}
    left = sum(told for stem, told in worth.items() if stem not in profile.vocabulary)
    return left / sum(worth.values()) if left else 0.0


def _lead(found: Mapping[str, float]) -> float:
    """By how much it leads the next one, in the mean of all lists that it was looked up in."""
    looked_up = [name for name in _LEADS if name in found]
    return sum(_LEADS[name] * found[name] for name in looked_up) / max(1, len(looked_up))
