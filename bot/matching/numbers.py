import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.claims.bounds import words_behind
from bot.claims.claim import Claim
from bot.claims.countables import Sort, sort_of
from bot.claims.numerals import find_numerals
from bot.claims.quantity import Bound, Measure, Quantity
from bot.library.filing import Figure
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.counted import ANIMALS, HARM, in_scale_of, is_of_people, is_same_thing, may_be_people
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile, figure_of
from bot.matching.shown import show_count, show_number
from bot.matching.stated import Stated
from bot.matching.tolls import Toll, against, no_figure, show_figure
from bot.matching.vocabulary import Vocabulary
from bot.matching.weights import Numbers

_OPEN = frozenset({Bound.AT_LEAST, Bound.AT_MOST})
_HELD = frozenset({Measure.DETAINED, Measure.ARRESTED})
_OTHER_FATE = re.compile(
    r"(?:(?! (?:when|while|as|after|before|and|but|because)\b)(?:[^,;.:]|,(?= [A-Z]))){0,60}?\b(?:fled|flee|fleeing|into custody|to (?:prison|jail|hospital)|in hospital|hospital\w*"
    r"|treated|treatment|injur\w+|wounds?|homeless|evacuated|displaced|missing|trapped|rescued|captives?|prisoners?|hostages?|abducted|kidnapped|sentenced|beaten|tortured|released|relocated|gave (?:themselves|himself|herself) up|surrender(?:s|ed)|defected|deserted|laid down their (?:arms|weapons)|burns)\b",
    re.IGNORECASE,
)
_DISMISSED = re.compile(r"\b(?:not(?: the)?|rather than|instead of) $", re.IGNORECASE)
_DIED = re.compile(
    r"(?: of them)? (?:did not|didn['’]t) (?:survive|make it|live)|(?: of them)? never (?:came (?:back|home|out)|returned|woke)| (?:(?:were|was) )?(?:killed|dead)\b",
    re.IGNORECASE,
)
_PUT_TO_DEATH = re.compile(
    r" (?:(?:was|were|had been|have been) )(?:\w+ly )?(?:killed|executed|shot dead|put to death|murdered|massacred|beheaded|hanged|(?:beaten|tortured|stabbed|hacked|burned|burnt) to death)\b"
)
"""Right behind people of whom only their name says that they were held or had fled: "nineteen arrested people were executed"."""
_NOUN = re.compile(r" (?:head of )?([a-z]+)\b")
_AND = re.compile(r",? (?:and|as well as|along with|plus)(?: another| the)? ?")
"""Between two numbers that add up."""
_OF_THEM = re.compile(
    r"\b(?:of|among) (?:them|those|whom|the (?:dead|victims|killed))(?:,? (?:were|was|are|being))?$",
    re.IGNORECASE,
)
_NOTHING_MORE = re.compile(
    r"(?:\W*$|[,.;:!?)–—]| (?:and|among|were|was|are|had|have|killed|dead|in|at|by|when)\b)(?![^.;]{0,30} later\b)",
    re.IGNORECASE,
)
"""Right behind those who are counted: nothing that tells which of them."""
_BEFORE = 20
"""Characters before a number that are looked at: those words are shorter."""
_BEFORE_DEATH = _HELD | {Measure.MISSING, Measure.DISPLACED, Measure.TAKEN}
"""What can have happened to people before they were killed."""


def compare_numbers(
    claim: Claim,
    profile: Profile,
    vocabulary: Vocabulary,
    limits: Numbers,
    *,
    counts: Sequence[Quantity],
    told: tuple[str, str],
    says_killed: bool,
) -> Compared:
    """The claim's counts, as `counts_meant` tells them, against the record's figures of the same measure and kind of people; without any, what all
    the dead are `told` to have been, as `kind_told` has it."""
    if not counts:
        kind, said = told
        dead = [figure for figure in profile.figures if figure.measure is Measure.KILLED] if kind else []
        return Toll(dead, profile.vocabulary, vocabulary, limits).compare_kind(kind, said) if dead else SILENT
    figures = _Counts(claim, profile, vocabulary, limits, says_killed=says_killed)
    each = _with_sums(counts, [figures.compare(one) for one in counts], figures.stated, claim.text)
    outcomes = _with_parts(counts, each, figures.stated, claim.text)
    differences = tuple(
        dict.fromkeys(difference for outcome in outcomes for difference in outcome.differences)
    )
    unchecked = tuple(dict.fromkeys(said for outcome in outcomes for said in outcome.unchecked))
    accords = {outcome.accord for outcome in outcomes}
    shown = ", ".join(outcome.shown for outcome in outcomes if outcome.shown)
    for accord in (Accord.CONFLICTS, Accord.AGREES, Accord.PARTLY):
        if accord in accords:
            is_near_miss = any(outcome.is_near_miss for outcome in outcomes)
            strength = max(outcome.strength for outcome in outcomes if outcome.accord is accord)
            return Compared(accord, differences, shown, unchecked, is_near_miss, strength)
    return Compared(Accord.SILENT, differences, unchecked=unchecked)


def counts_meant(
    claim: Claim, counts: Sequence[Quantity], vocabulary: Vocabulary, *, denied_until: int
) -> tuple[Quantity, ...]:
    """Those of the claim's counts, as `counts_by_side` tells them, that say something of the record.

    A zero behind words that call it untrue ("not true that nobody …") counts for nothing; `denied_until` is where these words end.
    """
    return tuple(
        _as_dead(_with_noun(one, claim.text, vocabulary), claim.text)
        for one in counts
        if (one.value or not 0 < denied_until <= one.start)
        and not (claim.left_open and claim.left_open.start <= one.start < claim.left_open.end)
        and not _DISMISSED.search(claim.text, max(0, one.start - _BEFORE), one.start)
    )


def _as_dead(quantity: Quantity, text: str) -> Quantity:
    """ "129 did not survive" counts the dead without a word for it."""
    is_open = quantity.measure is Measure.OTHER and (not quantity.unit or is_of_people(quantity))
    is_put_to_death = quantity.measure in _BEFORE_DEATH and _PUT_TO_DEATH.match(text, quantity.end)
    if is_put_to_death or (is_open and _DIED.match(text, quantity.end)):
        return replace(quantity, measure=Measure.KILLED)
    return quantity


def _with_noun(quantity: Quantity, text: str, vocabulary: Vocabulary) -> Quantity:
    """ "171 cattle": a noun that no reader of counts knows, and the comparison does."""
    noun = _NOUN.match(text, quantity.end) if not quantity.unit else None
    is_known = noun is not None and vocabulary.counted.get(noun.group(1)) == ANIMALS
    return replace(quantity, unit=noun.group(1)) if noun and is_known else quantity


def _with_sums(
    counts: Sequence[Quantity], outcomes: Sequence[Compared], stated: Stated, text: str
) -> list[Compared]:
    """ "26 civilians and three monks" are our 29, where these monks are all that we count of them."""
    found = list(outcomes)
    for at, (one, other) in enumerate(pairwise(counts)):
        is_sum = (
            one.measure is other.measure
            and one.bound is other.bound is Bound.EXACT
            and one.value + other.value == stated.whole(one.measure)
            and _AND.fullmatch(text, one.end, other.start) is not None
        )
        both = found[at : at + 2]
        met = {
            said.unit
            for said, outcome in zip((one, other), both, strict=True)
            if outcome.accord is Accord.AGREES
        }
        is_sum = is_sum and stated.units_of_parts(one.measure) <= met
        if is_sum and all(said.slot is Slot.NUMBER for outcome in both for said in outcome.differences):
            found[at : at + 2] = [
                replace(outcome, accord=Accord.AGREES, differences=(), is_near_miss=False) for outcome in both
            ]
    return found


def _with_parts(
    counts: Sequence[Quantity], outcomes: Sequence[Compared], stated: Stated, text: str
) -> list[Compared]:
    """ "29 people were killed, three of them monks": beside the whole that agrees, a smaller number is a part, and contradicts only our own of that part."""
    wholes = dict.fromkeys(Measure, 0.0)
    for one, outcome in zip(counts, outcomes, strict=True):
        if outcome.accord is Accord.AGREES:
            wholes[one.measure] = max(one.value, wholes[one.measure])
    return [
        Compared(Accord.SILENT, unchecked=(no_figure(one),) if one.value else ())
        if outcome.accord is Accord.CONFLICTS
        and one.value < wholes[one.measure]
        and _is_uncounted(one, stated, text)
        else outcome
        for one, outcome in zip(counts, outcomes, strict=True)
    ]


def _is_uncounted(quantity: Quantity, stated: Stated, text: str) -> bool:
    """A part of which we have no number, or only that of more: "ten local fighters", "ten of them fighters from Kanbalu"."""
    ours = stated.counted(quantity)
    if not ours or quantity.value > ours:
        return not ours
    said = quantity.text.strip().removesuffix(quantity.unit).rstrip()
    is_bare = _OF_THEM.search(said) or any(one.end == len(said) for one in find_numerals(said))
    return not is_bare or not _NOTHING_MORE.match(text, quantity.end)


class _Counts:
    """The figures of one record."""

    def __init__(
        self, claim: Claim, profile: Profile, vocabulary: Vocabulary, limits: Numbers, *, says_killed: bool
    ) -> None:
        self._text = claim.text
        self.stated = Stated(profile)
        self._figures = profile.figures
        self._words = profile.vocabulary
        self._vocabulary = vocabulary
        self._limits = limits
        self._says_killed = says_killed

    def compare(self, quantity: Quantity) -> Compared:
        part = self.stated.part(quantity)
        outcome = against(quantity, figure_of(part), self._limits) if part else self._compare(quantity)
        return self._bound_shown(quantity, self.stated.as_worded(quantity, outcome, self._text, self._limits))

    def _bound_shown(self, quantity: Quantity, outcome: Compared) -> Compared:
        """ "50 people at most": what its bound makes different is told with it."""
        said = quantity.text.strip()
        behind = words_behind(self._text, quantity.end) if quantity.bound in _OPEN else ""
        if not behind or not said[0].isdigit():
            return outcome
        differences = tuple(
            replace(one, theirs=f"{said} {behind}") if one.slot is Slot.NUMBER and one.theirs == said else one
            for one in outcome.differences
        )
        return replace(outcome, differences=differences)

    def _compare(self, quantity: Quantity) -> Compared:
        if self._is_of_other_fate(quantity):
            return self._of_other_measure(quantity)
        same = [figure for figure in self._figures if figure.measure is quantity.measure]
        if quantity.measure in HARM and quantity.unit and sort_of(quantity.unit) is not Sort.PERSON:
            if same or not may_be_people(quantity.unit, self._vocabulary):
                return self._of_no_person(quantity, same)
        elif quantity.measure is Measure.AMOUNT or not is_of_people(quantity):
            return self._of_things(quantity, same)
        if same:
            return self._toll(same).compare(quantity)
        if quantity.measure in _HELD:
            held = [figure for figure in self._figures if figure.measure in _HELD]
            if held:
                return self._held_otherwise(quantity, held)
        return self._without_figure(quantity)

    def _is_of_other_fate(self, quantity: Quantity) -> bool:
        """People who "fled", were "taken into custody" or "treated in hospital" are counted, and not as dead."""
        if quantity.measure not in {Measure.OTHER, Measure.TAKEN} or self._says_killed:
            return False
        is_people = bool(quantity.unit) and sort_of(quantity.unit) is Sort.PERSON
        return is_people and _OTHER_FATE.match(self._text, quantity.end) is not None

    def _toll(self, figures: Sequence[Figure]) -> Toll:
        return Toll(figures, self._words, self._vocabulary, self._limits)

    def _held_otherwise(self, quantity: Quantity, held: Sequence[Figure]) -> Compared:
        """Detained or arrested: of one event most reports say either."""
        outcome = self._toll(held).compare(quantity)
        if outcome.accord is not Accord.AGREES:
            return outcome
        said = Difference(Slot.WORDING, quantity.measure.value, held[0].measure.value, Weight.REMARK)
        return replace(outcome, differences=(*outcome.differences, said))

    def _of_things(self, quantity: Quantity, same: Sequence[Figure]) -> Compared:
        for figure in same or self._of_same_noun(quantity):
            scaled = in_scale_of(quantity, figure.unit, self._vocabulary)
            if is_same_thing(scaled.unit, figure.unit):
                return against(scaled, figure, self._limits)
        return self._without_figure(quantity)

    def _of_same_noun(self, quantity: Quantity) -> list[Figure]:
        """What is counted by the same word where the text does not say what became of it: "17 shipments went by way of …"."""
        if quantity.measure is not Measure.OTHER or not quantity.unit:
            return []
        return [one for one in self._figures if one.unit and is_same_thing(quantity.unit, one.unit)]

    def _of_no_person(self, quantity: Quantity, harmed: Sequence[Figure]) -> Compared:
        """ "171 dogs": killed, but nobody whom we count. A noun that we do not know may still be a kind of people."""
        said = quantity.text.strip()
        if not harmed or quantity.value == 0:
            return Compared(Accord.SILENT, unchecked=(no_figure(quantity),))
        may_be = may_be_people(quantity.unit, self._vocabulary)
        outcome = against(quantity, harmed[0], self._limits)
        agrees = outcome.accord is Accord.AGREES
        if may_be and agrees and set(self._vocabulary.words(quantity.unit)) & set(self._words):
            return outcome  # "two Indians": our record speaks of Indians itself
        if may_be and (quantity.value < self._limits.whole_group or not agrees):
            return replace(outcome, unchecked=(no_figure(quantity),)) if agrees else outcome
        weight = Weight.REMARK if may_be else Weight.CONFLICT
        accord = Accord.SILENT if may_be else Accord.CONFLICTS
        return Compared(accord, (Difference(Slot.UNIT, said, show_figure(harmed[0]), weight),), said)

    def _without_figure(self, quantity: Quantity) -> Compared:
        """No figure of that measure: the number may be one of something else, or of harm that the text does not name."""
        said = quantity.text.strip()
        if not self._figures:
            return SILENT
        if quantity.measure is Measure.OTHER and quantity.unit and is_of_people(quantity):
            harmed = [figure for figure in self._figures if figure.measure in HARM]
            if harmed and quantity.value > max(figure.most for figure in harmed):
                ours = ", ".join(dict.fromkeys(show_figure(figure) for figure in harmed))
                return Compared(Accord.SILENT, (Difference(Slot.NUMBER, said, ours, Weight.REMARK),), said)
        elif quantity.measure is Measure.TAKEN and not quantity.unit:
            return SILENT  # "twelve fell" in battle
        elif quantity.measure in {*HARM, Measure.TAKEN} or (quantity.unit and not is_of_people(quantity)):
            return self._of_other_measure(quantity)
        return SILENT

    def _of_other_measure(self, quantity: Quantity) -> Compared:
        """ "171 injured" where we have 171 killed: the same number of something else, hardly by chance if it is a large one."""
        # "Nine people were detained and put to death": the killing may be of the same nine.
        is_open = self._says_killed and quantity.measure in _BEFORE_DEATH
        for figure in self._figures:
            is_other = figure.measure in HARM or (figure.measure is quantity.measure and figure.unit)
            if is_other and figure.best == quantity.value > 1 and not is_open:
                weight = Weight.CONFLICT if quantity.value >= self._limits.chance else Weight.REMARK
                theirs = show_count(show_number(quantity.value), quantity.measure, quantity.unit)
                accord = Accord.CONFLICTS if weight is Weight.CONFLICT else Accord.SILENT
                difference = Difference(Slot.UNIT, theirs, show_figure(figure), weight)
                return Compared(accord, (difference,), theirs, is_near_miss=accord is Accord.CONFLICTS)
        return Compared(Accord.SILENT, unchecked=(no_figure(quantity),))
