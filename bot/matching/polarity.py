"""Whether claim and record say the same thing or its opposite."""

import re

from bot.claims.claim import Claim, Negation, Stance
from bot.library.statement import Statement
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile
from bot.matching.vocabulary import Vocabulary

_REACH = 45
"""Characters behind a negation that it can turn round."""

_CLAUSE_ENDS = re.compile(
    r"[,;:]|\b(?:before|after|when|while|because|although|despite|until|unless|as|that|who|which|and|but)\b",
    re.IGNORECASE,
)


def compare_polarity(claim: Claim, profile: Profile, vocabulary: Vocabulary) -> Compared:
    """A denial that is reported as one ("the army denied that …") is the speaker's stance and no contradiction of its own."""
    if claim.attribution and claim.attribution.stance is Stance.DENIAL:
        return SILENT
    theirs = denied(claim, profile, vocabulary)
    ours = None
    if isinstance(profile.record, Statement) and profile.read:
        ours = denied(profile.read, profile, vocabulary)
    if (theirs is None) == (ours is None):
        return SILENT
    difference = Difference(Slot.NEGATION, theirs or "–", ours or "–")
    return Compared(Accord.CONFLICTS, (difference,), theirs or ours or "")


def denied(claim: Claim, profile: Profile, vocabulary: Vocabulary) -> str | None:
    """The words by which the matter of the record is denied, None if it is not."""
    lowered = claim.text.lower()
    outright = next((phrase for phrase in vocabulary.denying if phrase in lowered), None)
    turning = [negation for negation in claim.negations if _turns(negation, claim, profile, vocabulary)]
    if turning:
        return _around(claim.text, turning[0])
    if outright is None:
        return None
    at = lowered.index(outright)
    return claim.text[at : at + len(outright)]


def compare_wording(claim: Claim, profile: Profile, vocabulary: Vocabulary) -> Compared:
    """Terms that rewriting swaps: "charged" where the record says "accused"."""
    if profile.read is None:
        return SILENT
    theirs, ours = set(claim.text.lower().split()), set(profile.read.text.lower().split())
    for one, other in vocabulary.drift:
        for said, kept in ((one, other), (other, one)):
            if said in theirs - ours and kept in ours - theirs:
                return Compared(Accord.PARTLY, (Difference(Slot.WORDING, said, kept, Weight.REMARK),), said)
    return SILENT


def _turns(negation: Negation, claim: Claim, profile: Profile, vocabulary: Vocabulary) -> bool:
    """Whether the negated words are what the record is about, not something beside it."""
    behind = _CLAUSE_ENDS.split(claim.text[negation.end : negation.end + _REACH], maxsplit=1)[0]
    core = profile.wordings[0] | set(vocabulary.kinds)
    if any(figure.best and vocabulary.counted.get(figure.unit) == "civilians" for figure in profile.figures):
        core |= set(vocabulary.words("civilians"))
    return bool(core.intersection(vocabulary.words(behind)))


def _around(text: str, negation: Negation) -> str:
    return " ".join(text[negation.start :].split()[:4])
