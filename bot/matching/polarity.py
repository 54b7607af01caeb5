"""Whether claim and record say the same thing or its opposite."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.claims.burmese_negation import ALL
from bot.claims.claim import Claim, Kind, Negation, Stance
from bot.claims.quantity import Measure
from bot.library.event import Event
from bot.library.record import Record, title_of
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.counted import ARMED, CIVILIANS, LOCALS, counted
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile
from bot.matching.vocabulary import Vocabulary

_REACH = 45
"""Characters behind a negation that it can turn round."""

_IS_DENIED = re.compile(
    r" (?:that )?(?:no|none|nobody|nothing|it (?:did|was|had|has) not|it never|they (?:did|were|had) not)\b",
    re.IGNORECASE,
)
"""Right behind "admits" and "confirms": that it was not so."""

_SURVIVAL = re.compile(
    r"surviv|escap|unhurt|unharmed|unscathed|uninjured|alive|safe|rescued|saved|spared|walked|lived|got away",
    re.IGNORECASE,
)
_DIED = re.compile(
    r"\b(?:killed|kills|died|dead|slain|murdered|massacred|executed|perished|lost their lives)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:said|reported|reportedly|claimed|alleged|allegedly|believed|rumou?red|supposed|supposedly|thought)(?: to (?:have been|be|have))?(?: \w+)? (?:killed|died|dead|slain|murdered|massacred|executed)\b",
    re.IGNORECASE,
)
"""That they died is only what is said of them."""
_CAME_BACK = re.compile(
    r"\s*(?:come|came|returned?|make it|made it|survived?|live|lived|wake|woke|get out|got out)\b",
    re.IGNORECASE,
)
_HARMED_IT = re.compile(r"\s*(?:\w+ly )?(\w+) (?:it|them|him|her)\b")
_OF_WHOM = re.compile(r"(?: one| a single)?(?: of the)?(?: \w+){1,2}")
_IT_WAS = re.compile(r"\bit (?:was|is|were)(?: ?not|n['’]t)$|\bit was$", re.IGNORECASE)
_CLEFT = re.compile(
    r" (?!(?:the |a )?(?:first|only|last|until|till|just|long|clear|known|so|enough|because|for)\b)[^,.;:]{1,60}? (?:that|who|which)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"[,;] (?:but|it was)\b|\bbut\b", re.IGNORECASE)
_NONE_OF = re.compile(
    r"(?: one| a single)?(?: of (?:the|them|those|these))?(?: [\w,-]+){0,3}? (?:who|that|killed|slain|shot|arrested|detained|injured|executed|burned|burnt|taken|held)\b"
    r"(?:[^,.;]|,(?= ?\d))*? (?=(?:was|were|is|are|had|has|have)\b)",
    re.IGNORECASE,
)
"""Words that only tell of whom something is not so."""
_CLAUSE_ENDS = re.compile(
    r"[,;:]|\b(?:before|after|when|while|because|although|despite|until|unless|as|that|who|which|and|but)\b",
    re.IGNORECASE,
)


def compare_polarity(
    claim: Claim,
    denying: re.Match[str] | None,
    profile: Profile,
    vocabulary: Vocabulary,
    *,
    is_same_speaker: bool,
) -> Compared:
    """A denial that is reported as one ("the army denied that …") is the speaker's stance and no contradiction of its own."""
    record = profile.record
    if claim.kind is Kind.SUPPOSED or claim.left_open:
        return SILENT  # "if the army had not bombed it" has it that it did; whoever "has not admitted" it denies nothing by that
    if isinstance(record, Statement):
        turned = _compare_stance(claim, denying, record, vocabulary)
        if turned is not None:
            return turned
    if claim.is_denial and not _may_be_theirs(record, is_same_speaker=is_same_speaker):
        return SILENT
    if is_same_speaker and isinstance(record, Statement) and record.stance is Stance.DENIAL:
        return SILENT  # what a party says instead, with or without a "not"
    if profile.figures and not any(figure.best for figure in profile.figures):
        return SILENT  # our record has it that nobody was harmed: "nobody" agrees with it
    theirs = denied(claim, denying, profile, vocabulary)
    ours = None
    if isinstance(record, Statement) and profile.read:
        ours = denied(profile.read, vocabulary.denying.search(profile.read.text), profile, vocabulary)
    if (theirs is None) == (ours is None) or (claim.is_denial and ours is not None):
        return SILENT
    return _turned(theirs or "–", ours or "–")


def _may_be_theirs(record: Record, *, is_same_speaker: bool) -> bool:
    """Whether whoever denies it is the one who said it: "residents say it was not the army who burned it"."""
    is_said = isinstance(record, Statement) and record.stance is Stance.REPORT
    return is_said and (is_same_speaker or (isinstance(record, Statement) and not record.said_by))


def _compare_stance(
    claim: Claim, denying: re.Match[str] | None, record: Statement, vocabulary: Vocabulary
) -> Compared | None:
    """Somebody who is said to admit what our record has them deny, or to deny what it has them admit; None where neither is so."""
    stance = claim.attribution.stance if claim.attribution else Stance.REPORT
    affirms = vocabulary.affirming.search(claim.text)
    if record.stance is Stance.ADMISSION and stance is Stance.DENIAL:
        return _turned(_denial_in(claim), record.stance.value)
    if record.stance is not Stance.DENIAL or not affirms or _is_negated(claim, affirms, denying):
        return None
    return _turned(affirms.group(), record.stance.value)


def _is_negated(claim: Claim, affirms: re.Match[str], denying: re.Match[str] | None) -> bool:
    """Whether what is affirmed is that it was not so, or the affirming itself is denied."""
    return denying is not None or any(
        negation.end <= affirms.start() or _IS_DENIED.match(claim.text, affirms.end())
        for negation in claim.negations
    )


def _denial_in(claim: Claim) -> str:
    return _around(claim.text, claim.negations[0]) if claim.negations else Stance.DENIAL.value


def _turned(theirs: str, ours: str) -> Compared:
    shown = ours if theirs == "–" else theirs
    return Compared(Accord.CONFLICTS, (Difference(Slot.NEGATION, theirs, ours),), shown)


def denied(
    claim: Claim, outright: re.Match[str] | None, profile: Profile, vocabulary: Vocabulary
) -> str | None:
    """The words by which the matter of the record is denied, None if it is not."""
    spared = _spared(claim.text, vocabulary)
    is_denied = outright is not None and not _is_of_others(claim, outright)
    is_spared = any(figure.best for figure in profile.figures)
    if spared and _are_uncounted(spared.group(), profile, vocabulary):
        is_spared = False
    if spared and is_spared and not _is_taken_back(outright, spared.start()):
        return spared.group()
    turning = [negation for negation in claim.negations if _turns(negation, claim, profile, vocabulary)]
    if turning and _is_taken_back(outright, turning[-1].start):
        return None  # "it is not true that nobody was killed"
    if turning:
        return _around(claim.text, turning[0])
    return outright.group().strip() if outright and is_denied else None


@lru_cache(maxsize=64)
def _spared(text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """Kept, as every candidate asks for the same claim."""
    return vocabulary.spared.search(text)


def compare_wording(
    said: frozenset[str],
    causes: Mapping[str, str],
    means: Mapping[str, str],
    profile: Profile,
    vocabulary: Vocabulary,
) -> Compared:
    """A cause of death that is no attack, another means of attack, the opposite of what was said, and terms that rewriting swaps ("charged" for "accused").

    `said` are the claim's words in small letters, `causes` the stems of causes among them, `means` by what it was done.
    """
    cause = next((word for stem, word in causes.items() if stem not in profile.vocabulary), None)
    if cause and not isinstance(profile.record, Statement):
        difference = Difference(Slot.WORDING, cause, title_of(profile.record))
        return Compared(Accord.CONFLICTS, (difference,), cause)
    if isinstance(profile.record, Series):
        return SILENT
    ours = frozenset(title_of(profile.record).lower().split())
    opposite = _swapped(vocabulary.opposites, said, ours)
    if opposite:
        return Compared(Accord.CONFLICTS, (Difference(Slot.NEGATION, *opposite),), opposite[0])
    drifted = _swapped(vocabulary.drift, said, ours) if profile.read else None
    if drifted:
        return Compared(Accord.PARTLY, (Difference(Slot.WORDING, *drifted, Weight.REMARK),), drifted[0])
    other = _by_other_means(means, profile, vocabulary)
    if other:
        difference = Difference(Slot.WORDING, other, title_of(profile.record), Weight.REMARK)
        return Compared(Accord.PARTLY, (difference,), other)
    return SILENT


def _by_other_means(means: Mapping[str, str], profile: Profile, vocabulary: Vocabulary) -> str:
    """ "Shelled", where planes came: people take one for the other, and whoever reads it should know. Empty where that is not so."""
    record = profile.record
    if not isinstance(record, Event) or record.kind not in vocabulary.means or record.kind in means:
        return ""
    told = " ".join((record.title, record.summary, *record.phrasings)).lower()
    return next((said for said in means.values() if said.lower() not in told), "")


def _swapped(
    pairs: Iterable[tuple[str, str]], theirs: frozenset[str], ours: frozenset[str]
) -> tuple[str, str] | None:
    """Of the first pair with one word in theirs alone and the other in ours alone: their word and ours."""
    said, kept = theirs - ours, ours - theirs
    for one, other in pairs:
        if one in said and other in kept:
            return one, other
        if other in said and one in kept:
            return other, one
    return None


def _is_taken_back(outright: re.Match[str] | None, start: int) -> bool:
    """ "It is not true that nobody was killed", but not "all survived, nobody was killed"."""
    return outright is not None and outright.end() <= start and not _survives(outright)


def _survives(outright: re.Match[str]) -> bool:
    return _SURVIVAL.search(outright.group()) is not None


def _is_of_others(claim: Claim, outright: re.Match[str]) -> bool:
    """ "Twelve were killed, the others escaped unharmed": some lived beside those who died."""
    rest = f"{claim.text[: outright.start()]} {claim.text[outright.end() :]}"
    return _survives(outright) and _DIED.search(_HEARSAY.sub("", rest)) is not None and not claim.negations


def _turns(negation: Negation, claim: Claim, profile: Profile, vocabulary: Vocabulary) -> bool:
    """Whether the negated words are what the record is about, not something beside it."""
    if claim.left_open and claim.left_open.start <= negation.start < claim.left_open.end:
        return False  # "has not admitted that it bombed"
    if negation.turned:
        told = _told_of(profile, vocabulary)
        return negation.turned == ALL or not told.isdisjoint(vocabulary.words(negation.turned))
    start = negation.end
    of_whom = _NONE_OF.match(claim.text, start)
    if of_whom:
        start = of_whom.end()  # "not one of the nine people killed by soldiers was armed"
    if _CAME_BACK.match(claim.text, start):
        return False  # "never came back": dead
    people = _OF_WHOM.match(claim.text, start)
    if people and _are_uncounted(people.group(), profile, vocabulary):
        return False
    harmed = _HARMED_IT.match(claim.text, start)
    if harmed and harmed.group(1) in vocabulary.deeds.verbs:
        return True
    behind = _cleft(claim, negation, profile)
    if behind is None:
        behind = _CLAUSE_ENDS.split(claim.text[start : start + _REACH], maxsplit=1)[0]
    core = profile.wordings[0] | set(vocabulary.kinds)
    if any(figure.best and vocabulary.counted.get(figure.unit) == "civilians" for figure in profile.figures):
        core |= set(vocabulary.words("civilians"))
    return bool(core.intersection(vocabulary.words(behind)))


def _told_of(profile: Profile, vocabulary: Vocabulary) -> frozenset[str]:
    """What a record tells of, in stems: by its words, its kind and its count."""
    told = frozenset().union(*profile.wordings)
    if isinstance(profile.record, Event):
        kind = profile.record.kind
        told |= {stem for stem, kinds in vocabulary.kinds.items() if kind in kinds}
    if any(figure.measure is Measure.KILLED and figure.best for figure in profile.figures):
        told |= vocabulary.killed
    return told


def _are_uncounted(told: str, profile: Profile, vocabulary: Vocabulary) -> bool:
    """ "No soldiers died": says nothing of those whom our record counts, who are none."""
    kinds = (vocabulary.counted.get(word) for word in told.lower().split())
    kind = next((CIVILIANS if one == LOCALS else one for one in kinds if one), None)
    if kind not in {CIVILIANS, *ARMED}:
        return False
    figures = [(counted(one.unit.split(" ")[0], vocabulary), one.best) for one in profile.figures]
    own = any(best for name, best in figures if name == kind)
    return not own and any(best for name, best in figures if name in {CIVILIANS, *ARMED})


def denied_subject(claim: Claim) -> tuple[int, int] | None:
    """Where X stands in "it was not X who did it"; None where the sentence says no such thing."""
    for negation in claim.negations:
        found = _CLEFT.match(claim.text, negation.end)
        if found and _IT_WAS.search(claim.text[: negation.end]):
            return found.span()
    return None


def _cleft(claim: Claim, negation: Negation, profile: Profile) -> str | None:
    """What is denied of X in "it was not X who did it", None where it says no such thing, or X did nothing by our record either."""
    start, end = denied_subject(claim) or (0, 0)
    if start != negation.end or _BUT.search(claim.text, end):
        return None
    own = profile.attackers or profile.actors
    named = [one for one in claim.actors if start <= one.start < end]
    if named and not any(own.intersection(one.ids) for one in named):
        return None
    return claim.text[start : end + _REACH]


def _around(text: str, negation: Negation) -> str:
    if negation.turned:
        return negation.text
    return " ".join(text[negation.start :].split()[:4])
