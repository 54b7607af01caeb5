"""What of labelled texts the reader got right, heading by heading."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from benchmarks.rig.labels import Count, Days, Label, Sample
from bot.claims.claim import Claim, Kind, Mention, Method
from bot.claims.countables import Sort, measure_of, plain_unit, sort_of
from bot.claims.guess import Attributor
from bot.claims.names import Names, fold
from bot.claims.normalise import normalise
from bot.claims.quantity import Bound, Quantity
from bot.claims.read import read_submission
from bot.claims.submission import Submission

_ARTICLE = re.compile(r"^(?:the|a|an) |['’]s$|\s*\([^()]*\)", re.IGNORECASE)
_DENYING = re.compile(
    r"den(?:y|ie)|ငြင်း|reject|dismiss|refut|disput|(?:is|are|was|were|be) (?:a )?(?:false|fake|fabr|untrue|hoax|basel|a lie|fict)|false|fake|untrue|hoax|fabric|baseless",
    re.IGNORECASE,
)
_TITLES = frozenset(
    [
        "u",
        "ko",
        "maung",
        "daw",
        "ma",
        "saw",
        "naw",
        "sai",
        "nang",
        "nan",
        "salai",
        "mai",
        "lway",
        "mahn",
        "padoh",
        "khun",
        "bo",
        "duwa",
        "sayadaw",
        "ashin",
        "sayar",
        "sayama",
        "dr",
        "dr.",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "sir",
        "prof",
        "prof.",
        "professor",
        "father",
        "sister",
        "bishop",
        "archbishop",
        "cardinal",
        "pastor",
        "reverend",
        "rev",
        "rev.",
        "general",
        "gen",
        "gen.",
        "senior",
        "major",
        "maj",
        "maj.",
        "brigadier",
        "brig",
        "brig.",
        "lieutenant",
        "lt",
        "lt.",
        "colonel",
        "col",
        "col.",
        "captain",
        "capt",
        "capt.",
        "sergeant",
        "sgt",
        "sgt.",
        "corporal",
        "private",
        "commander",
        "minister",
        "president",
        "judge",
        "ambassador",
    ]
)
_CLAUSE_ENDS = re.compile(r"(?:;|\b(?:while|whereas))\s*$")
_START_OF_COUNTING = re.compile(
    r"^(?:ever )?since\b|-coup$|^(?:to date|so far|to this day|up to now|until now|thus far|as of (?:now|today)|at the time of writing)\b",
    re.IGNORECASE,
)

Found = TypeVar("Found")
Wanted = TypeVar("Wanted")


@dataclass(slots=True)
class Marks:
    """How often each heading was read rightly, wrongly or not at all. `failures` says where, with the words of the sample."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def precision(self, heading: str) -> float:
        return _share(self.right[heading], self.wrong[heading])

    def recall(self, heading: str) -> float:
        return _share(self.right[heading], self.missed[heading])

    def fail(self, heading: str, label: Label, found: object, wanted: object) -> None:
        self.failures.append(f"{heading}: …{label.says}…\n    found  {found}\n    wanted {wanted}")


def mark(samples: Iterable[Sample], names: Names, attributor: Attributor | None = None) -> Marks:
    """Reads each text as a check does and compares it with its labels."""
    marks = Marks()
    for sample in samples:
        reading = read_submission(
            Submission(sample.text, sample.published), names, limit=1_000, attributor=attributor
        )
        every = [held(reading.claims, label, reading.text) for label in sample.labels]
        own = [claims[0] for claims in every if claims]
        before = len(marks.failures)
        for label, claims in zip(sample.labels, every, strict=True):
            # Of the other clauses of a sentence, those that are labelled by themselves are not meant.
            _mark_one(
                marks, label, [one for at, one in enumerate(claims) if at == 0 or one not in own], names
            )
        marks.failures[before:] = [f"{sample.id} {failure}" for failure in marks.failures[before:]]
    return marks


def _share(right: int, others: int) -> float:
    return right / (right + others) if right + others else 1.0


def held(claims: Sequence[Claim], label: Label, text: str) -> list[Claim]:
    """The claim that holds the labelled words, then the other clauses of its sentence; empty unless exactly one holds them."""
    words = normalise(label.says)
    holding = [at for at, claim in enumerate(claims) if words in claim.text]
    if len(holding) != 1:
        return []
    first = last = holding[0]
    ends = [not _CLAUSE_ENDS.search(text, one.start, other.start) for one, other in pairwise(claims)]
    while first and not ends[first - 1]:
        first -= 1
    while last < len(ends) and not ends[last]:
        last += 1
    return [claims[holding[0]], *(claims[at] for at in range(first, last + 1) if at != holding[0])]


def _mark_one(marks: Marks, label: Label, claims: Sequence[Claim], names: Names) -> None:
    marks.right["split"] += bool(claims)
    if not claims:
        marks.missed["split"] += 1
        marks.fail("split", label, "in none or several", "in one claim")
    _mark_speaker(marks, label, claims, names)
    if label.kind:
        _mark_slots(marks, label, claims)


def _mark_slots(marks: Marks, label: Label, claims: Sequence[Claim]) -> None:
    quantities = [quantity for claim in claims for quantity in claim.quantities if quantity.value]
    _mark_all(marks, "quantities", label, quantities, label.quantities, _is_same_count)
    _mark_parts(marks, quantities, label.quantities)
    _mark_all(marks, "dates", label, _days(claims, label), label.dates, lambda one, other: one == other)
    places = [place for claim in claims for place in claim.places]
    actors = [actor for claim in claims for actor in claim.actors]
    _mark_names(marks, "places", label, places, label.places)
    _mark_names(marks, "actors", label, actors, label.actors)
    kind = "kind, reported" if any(label.speakers) else "kind"
    found = claims[0].kind if claims else ""
    # What is only foretold was labelled as an opinion: nothing that could be checked.
    _mark_plain(marks, kind, label, Kind.OPINION if found is Kind.SUPPOSED else found, label.kind)
    is_denial = any(claim.is_denial for claim in claims)
    # That somebody denies it is labelled under denial.
    is_negated = any(not _DENYING.match(negation.text) for claim in claims for negation in claim.negations)
    _mark_plain(marks, "negation", label, is_negated, label.is_negated)
    _mark_plain(marks, "denial", label, is_denial, label.is_denial)


def _mark_plain(marks: Marks, heading: str, label: Label, found: object, wanted: object) -> None:
    marks.right[heading] += found == wanted
    marks.missed[heading] += found != wanted
    if found != wanted:
        marks.fail(heading, label, found, wanted)


def _mark_speaker(marks: Marks, label: Label, claims: Sequence[Claim], names: Names) -> None:
    said = [claim.attribution for claim in claims if claim.attribution]
    named = [one for one in said if one.method is not Method.UNNAMED]
    name = named[0].name if named else ""
    is_right = any(_is_same_speaker(name, wanted, names) for wanted in label.speakers)
    marks.right["speaker"] += is_right
    if not is_right:
        is_part = bool(name) and any(
            f" {_plain(name)} " in f" {_plain(wanted)} " for wanted in label.speakers
        )
        marks.missed["speaker"] += 1
        marks.wrong["speaker"] += bool(name) and not is_part
        marks.fail("speaker", label, name, " or ".join(label.speakers))


def _is_same_speaker(name: str, other: str, names: Names) -> bool:
    found, wanted = _plain(name), _plain(other)
    return (
        found == wanted
        or bool(wanted and found.endswith(f" {wanted}"))
        or bool(_bearers(found, names) & _bearers(wanted, names))
    )


def _plain(name: str) -> str:
    """The name without article, title, rank and honorific."""
    words = _ARTICLE.sub("", fold(name).strip()).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)


def _bearers(name: str, names: Names) -> set[str]:
    """Whom the whole of the name means."""
    spellings = (name.title(), name.upper()) if name else ()  # abbreviations are only known in capitals
    found = [mention for spelling in spellings for mention in names.find(spelling)]
    return {one for mention in found if (mention.start, mention.end) == (0, len(name)) for one in mention.ids}


def _days(claims: Sequence[Claim], label: Label) -> list[Days]:
    found = []
    for moment in (moment for claim in claims for moment in claim.moments):
        days = (moment.when.first, moment.when.last) if moment.when else None
        is_start = moment.is_as_of and _START_OF_COUNTING.match(moment.text)
        if days and days not in found and (days in label.dates or not is_start):
            found.append(days)
    return found


def _mark_parts(marks: Marks, found: Sequence[Quantity], wanted: Sequence[Count]) -> None:
    """Of the numbers that were found at all: how often their bound, their measure and their unit are right."""
    for one in wanted:
        same = next((other for other in found if _is_same_value(other, one)), None)
        marks.missed["value"] += same is None
        if same is not None:
            marks.right["value"] += 1
            for part, is_right in (
                ("bound", same.bound.value == one.bound),
                ("measure", same.measure.value == one.measure),
                ("unit", _is_same_unit(same.unit, one.unit)),
            ):
                marks.right[part] += is_right
                marks.missed[part] += not is_right


def _is_same_value(found: Quantity, wanted: Count) -> bool:
    if found.bound is Bound.ORDER:  # "hundreds" may be put down as any of them
        return math.floor(math.log10(found.value)) == math.floor(math.log10(wanted.value))
    return found.value == wanted.value


def _is_same_count(found: Quantity, wanted: Count) -> bool:
    said = (found.bound.value, found.measure.value)
    return (
        said == (wanted.bound, wanted.measure)
        and _is_same_unit(found.unit, wanted.unit)
        and _is_same_value(found, wanted)
    )


def _is_same_unit(found: str, wanted: str) -> bool:
    """Of several words the noun itself decides, of "tons of fuel" the tons; a noun that says the measure is none ("deaths")."""
    one, other = (_unit(found), _unit(wanted))
    return one == other


def _unit(said: str) -> str:
    said = said.lower().replace("per cent", "percent").replace("air strike", "airstrike")
    noun = said.partition(" of ")[0].split()[-1:]
    unit = plain_unit(noun[0]) if noun else ""
    return "" if measure_of(unit) and sort_of(unit) is Sort.UNKNOWN else unit


def _mark_all(
    marks: Marks,
    heading: str,
    label: Label,
    found: Sequence[Found],
    wanted: Sequence[Wanted],
    is_same: Callable[[Found, Wanted], bool],
) -> None:
    left, missing = list(found), []
    for one in wanted:
        same = next((other for other in left if is_same(other, one)), None)
        if same is None:
            missing.append(one)
        else:
            left.remove(same)
            marks.right[heading] += 1
    marks.missed[heading] += len(missing)
    marks.wrong[heading] += len(left)
    if left or missing:
        marks.fail(heading, label, left, missing)


def _mark_names(
    marks: Marks, heading: str, label: Label, found: Sequence[Mention], wanted: Sequence[str]
) -> None:
    """A name that several bear is right for each of them: which one is meant is told by what stands round it."""
    named = {one for mention in found for one in mention.ids}
    missing = [one for one in wanted if one not in named]
    extra = {mention.ids: mention.name for mention in found if not set(mention.ids) & set(wanted)}
    marks.right[heading] += len(wanted) - len(missing)
    marks.missed[heading] += len(missing)
    marks.wrong[heading] += len(extra)
    if missing or extra:
        marks.fail(heading, label, list(extra.values()), missing)
