"""Whether a text tells one event from our others at its place, and from what happens there later."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.claims.claim import Claim, NameKind
from bot.claims.names import Names
from bot.library.event import Event, EventKind
from bot.library.series import Series
from bot.matching.compared import Accord, Compared
from bot.matching.dates import compare_dates
from bot.matching.features import Desk, Words
from bot.matching.likeness import Feature
from bot.matching.match import Slot
from bot.matching.places import compare_places, is_wider
from bot.matching.profile import Profile
from bot.matching.subject import compare_kind
from bot.matching.twins import are_twins
from bot.matching.vocabulary import Vocabulary

ONE_OF_SEVERAL = "one_of_several"
PLACE_WIDER = "place_wider"
MAY_BE_NEW = "may_be_new"
OTHER_MATTER = "other_matter"
_THERE = frozenset({Accord.AGREES, Accord.PARTLY})
_WITHOUT_HARM = frozenset({EventKind.ARREST, EventKind.PROTEST, EventKind.POLITICAL})

_TOLD_AGAIN = re.compile(
    r"(?:\b(?:the|that|this|last)|['’]s) (?:[\w-]+ ){0,4}?(?:air ?strikes?|strikes?|attacks?|bombings?|massacres?|killings?|raids?|shelling|executions?|crackdowns?|deaths?|dead|victims)\b|\bmassacre (?:in|of|at|near)\b",
    re.IGNORECASE,
)
"""Speaks of what is known: "the air strike on Pazigyi killed 200", and not "air strike on Pazigyi kills 200"."""

_OF_ATTACKS = frozenset({"air", "strike", "hit", "attack"})
"""Stems that say no more than the kind does."""

There = tuple[Profile, Accord]


def events_there(
    claim: Claim, words: Words, profiles: Sequence[Profile], place: Callable[[Profile], Compared], desk: Desk
) -> tuple[There, ...]:
    """The events of the kind that the claim tells of at the narrowest place that it names, on no other day, with how well the day fits. `place`
    holds a record's place against that of the claim."""
    narrow = _narrowed(claim, desk.names)
    there = [
        one
        for one in profiles
        if isinstance(one.record, Event)
        and place(one).accord is Accord.AGREES
        and (narrow is claim or compare_places(narrow, one, desk.names).accord is Accord.AGREES)
        and compare_kind(words.kinds, one, desk.vocabulary).accord is not Accord.CONFLICTS
    ]
    days = [compare_dates(claim, one, desk.published, desk.today, desk.weights.dates).accord for one in there]
    return tuple(
        (one, accord) for one, accord in zip(there, days, strict=True) if accord is not Accord.CONFLICTS
    )


def singling(
    claim: Claim,
    words: Words,
    profile: Profile,
    compared: Mapping[str, Compared],
    there: Callable[[], Sequence[There]],
    desk: Desk,
) -> Iterator[Feature]:
    """What takes its weight from an agreeing place: no day, telling number or word of the claim says which of our events `there` is meant, it only
    names what holds their place, tells of nothing of the kind, or may tell of something newer."""
    if isinstance(profile.record, Series) or compared["place"].accord is not Accord.AGREES:
        return
    number, day = compared["number"], compared["date"]
    is_of_them = number.accord is Accord.AGREES and compared["actor"].accord is not Accord.CONFLICTS
    is_telling = is_of_them and number.strength >= desk.weights.numbers.strong
    is_dated = day.accord in {Accord.AGREES, Accord.CONFLICTS}
    if is_telling or is_dated or compared["speaker"].accord is Accord.AGREES:
        return
    own = words.telling & profile.vocabulary
    is_another = _is_another_toll(claim, number) and not _details(claim, words, profile, desk.vocabulary)
    if (is_another or _came_out_late(day)) and not _TOLD_AGAIN.search(claim.text):
        yield Feature(MAY_BE_NEW, 1.0)
    if not isinstance(profile.record, Event):
        return
    if not _tells_of_it(words, compared["kind"]):
        yield Feature(OTHER_MATTER, 1.0)
        return
    others = [
        one
        for one, fits in there()
        if _is_rival(profile, one, desk) and not (fits is Accord.SILENT is not day.accord)
    ]
    if own.difference(*(one.vocabulary for one in others)):
        return
    if others and any(one is profile for one, _ in there()):
        yield Feature(ONE_OF_SEVERAL, 1.0)
    elif is_wider(claim, profile, desk.names):
        yield Feature(PLACE_WIDER, 1.0)


def _is_another_toll(claim: Claim, number: Compared) -> bool:
    """ "Air strikes on the town killed 20", on no day, where we have five dead: towns are hit again."""
    return number.accord is Accord.CONFLICTS and not number.is_near_miss and not claim.moments


def _details(claim: Claim, words: Words, profile: Profile, vocabulary: Vocabulary) -> frozenset[str]:
    """What the two have in common beyond names, who is counted and the kind of what happened."""
    record = profile.record
    kind = record.kind if isinstance(record, Event) else None
    counted = {stem for one in claim.quantities for stem in vocabulary.words(one.text)}
    common = (words.telling & profile.vocabulary) - counted - _OF_ATTACKS
    return frozenset(stem for stem in common if kind not in vocabulary.kinds.get(stem, ()))


def _tells_of_it(words: Words, kind: Compared) -> bool:
    """Whether it tells of what happened by our record, or of something near it by which people come to harm too."""
    return kind.accord is Accord.AGREES or (
        kind.accord is Accord.PARTLY and bool(words.kinds - _WITHOUT_HARM)
    )


def _came_out_late(day: Compared) -> bool:
    return day.accord is Accord.SILENT and any(one.slot is Slot.DATE for one in day.differences)


def _is_rival(profile: Profile, other: Profile, desk: Desk) -> bool:
    return other is not profile and not are_twins(profile.record, other.record, desk.names, desk.vocabulary)


def _narrowed(claim: Claim, names: Names) -> Claim:
    """Without the places that hold others which it names."""
    held = {
        up
        for mention in claim.places
        for place in mention.ids
        for up in names.lineage(NameKind.PLACE, place)[1:]
    }
    inner = tuple(one for one in claim.places if held.isdisjoint(one.ids))
    return replace(claim, places=inner) if 0 < len(inner) < len(claim.places) else claim
