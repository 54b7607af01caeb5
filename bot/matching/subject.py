"""How far claim and record speak of the same thing in words: the kind of event, and the share of stems that they have in common."""

from collections.abc import Mapping

from bot.claims.claim import Claim
from bot.claims.terms import stems
from bot.library.event import Event, EventKind
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.profile import Profile
from bot.matching.vocabulary import Vocabulary
from bot.matching.weights import StemWeights

_SAME_KIND = Compared(Accord.AGREES)
_NEAR_KIND = Compared(Accord.PARTLY)
_OTHER_KIND = Compared(Accord.CONFLICTS)


def compare_kind(said: frozenset[EventKind], profile: Profile, vocabulary: Vocabulary) -> Compared:
    """`said` are the kinds that the claim's words speak of."""
    if not said or not isinstance(profile.record, Event):
        return SILENT
    kind = profile.record.kind
    if kind in said:
        return _SAME_KIND
    return _OTHER_KIND if said.isdisjoint(vocabulary.near[kind]) else _NEAR_KIND


def weigh_stems(claim: Claim, vocabulary: Vocabulary, weights: StemWeights) -> dict[str, float]:
    """The claim's stems with what each counts; those that only its context has count less.

    Days and counts are left out: they are compared as what they are, and must not count twice.
    """
    weighed = (
        dict.fromkeys(vocabulary.words(claim.context.text), weights.context) if claim.context.text else {}
    )
    weighed.update(dict.fromkeys(vocabulary.words(claim.text), 1.0))
    compared = {
        stem for moment in claim.moments if not moment.is_as_of for stem in vocabulary.words(moment.text)
    }
    compared.update(stem for quantity in claim.quantities for stem in stems(quantity.text) if stem.isdigit())
    return {
        stem: weight * (weights.weak if stem in vocabulary.weak else 1.0)
        for stem, weight in weighed.items()
        if stem not in compared
    }


def misses_subject(telling: frozenset[str], kind: Compared, profile: Profile) -> bool:
    """Whether claim and record have no more in common than names, figures and words that half of such texts have: `telling` are the others."""
    is_of_kind = kind.accord in {Accord.AGREES, Accord.PARTLY}
    return not is_of_kind and telling.isdisjoint(profile.vocabulary)


def record_cover(
    weighed: Mapping[str, float], profile: Profile, vocabulary: Vocabulary, weights: StemWeights
) -> float:
    """Share (0 to 1) of the record's title, or of the phrasing that comes closest, that the claim and its context cover."""
    best = 0.0
    for wording in profile.wordings:
        worth = {stem: weights.weak if stem in vocabulary.weak else 1.0 for stem in wording}
        total = sum(worth.values())
        covered = sum(min(worth[stem], weighed[stem]) for stem in wording if stem in weighed)
        best = max(best, covered / total if total else 0.0)
    return best
