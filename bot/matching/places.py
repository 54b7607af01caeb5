import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from bot.claims.claim import Claim, Mention, NameKind
from bot.claims.names import Name, Names, fold
from bot.claims.note import Note, note
from bot.library.event import Event
from bot.library.series import Series
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.going_on import counts_on
from bot.matching.holders import are_held, held
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile
from bot.matching.speaker import speaking_nation
from bot.matching.unlisted import held_by, is_spelling_of, sites, unlisted_places

_NAMES_KEPT = 4096
_AT = re.compile(r"\b(?:in|at)\s+(?:the\s+)?(?:\w+\s+){0,2}$")
_BEHIND = 6
"""Characters between a place and what it is said to lie in: "Pazigyi, Kachin State", "Pazigyi in Thailand"."""
_ALIKE = 0.7
"""From here on two spellings are taken for one name: there is no one way to write Burmese names."""
_SURELY_ALIKE = 0.85
_BY_THE_WAY = re.compile(
    r"\b(?:spokes\w+|officials?|office|embassy|headquarters|hospital|correspondents?|reporters?|analysts?|diplomats?|court|prison|media|journalists?)"
    r" (?:\w+ )?(?:in|at) (?:the )?$",
    re.IGNORECASE,
)
"""Where somebody is who is only asked about it."""
_ON_THE_WAY = re.compile(r" (?:\w+ )?(?:road|highway|railway|line|route|expressway|pipeline|border)\b")
"""Behind two places that only name what lies between them."""
_JOINS = re.compile(r" ?(?:[–/-]| to | and ) ?")
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:from|with|to|into|towards?) (?:the )?$", re.IGNORECASE)
_LEVELS = re.compile(r"\b(?:village tract|village|town|townships?|district|city|ward)\b")
_JOINED = re.compile(r"-(?=\w+ road\b)|\bborder of\b|\band\b|\broad$")
"""Where the name of an area is put together from those of others."""


def compare_places(claim: Claim, profile: Profile, names: Names) -> Compared:
    """Where the claim says it was, against where the record has it. A place that holds the other one agrees."""
    if not profile.places:
        return _compare_name(claim, profile)
    ours = _name(names, profile.places[0])
    if isinstance(profile.record, Series):
        return _compare_whole(claim, profile, ours)
    own = [mention for mention in claim.places if not _is_only_beside(claim, mention, names)]
    stands = [(mention, _stand(mention, profile, names)) for mention in own]
    said = _within(claim, _between(claim, stands), profile, names)
    for accord in (Accord.AGREES, Accord.PARTLY):
        for mention, found in said:
            if found is accord and not (accord is Accord.PARTLY and _elsewhere(said)):
                differences = (
                    *_loosely(mention, profile, names, ours),
                    *_besides(claim, said, profile, names, ours),
                )
                unsaid = () if accord is Accord.AGREES else _beyond(mention, profile, names, ours)
                return Compared(accord, differences, mention.name, unsaid)
    unknown = [name for name in unlisted_places(claim) if not _is_spelled(name, profile, names)]
    elsewhere = _elsewhere(said) or ([] if _is_nearby(said) else unknown)
    if elsewhere:
        return Compared(
            Accord.CONFLICTS,
            (Difference(Slot.PLACE, ", ".join(elsewhere), ours),),
            shown=", ".join(elsewhere),
        )
    return _compare_context(claim, profile, names, ours)


def _beyond(mention: Mention, profile: Profile, names: Names, ours: str) -> tuple[Note, ...]:
    """ "In Mandalay", where our record only has the country."""
    lies = (names.lineage(NameKind.PLACE, place)[1:] for place in mention.ids)
    is_inside = any(own in lineage for lineage in lies for own in profile.places)
    if not is_inside or not isinstance(profile.record, Event):
        return ()
    return (note("not_checked.where_within", text=mention.name, ours=ours),)


def _compare_context(claim: Claim, profile: Profile, names: Names, ours: str) -> Compared:
    """By the places of the sentences before, for one that only goes on from them."""
    before = [(mention, _stand(mention, profile, names)) for mention in claim.context.places]
    for mention, found in before:
        if found is Accord.AGREES:
            return Compared(Accord.AGREES if counts_on(claim) else Accord.PARTLY, shown=mention.name)
    if before and counts_on(claim) and all(found is Accord.CONFLICTS for _, found in before):
        theirs = ", ".join(_elsewhere(before))
        return Compared(Accord.CONFLICTS, (Difference(Slot.PLACE, theirs, ours),), shown=theirs)
    return SILENT


def _between(claim: Claim, said: list[tuple[Mention, Accord]]) -> list[tuple[Mention, Accord]]:
    """ "On the Sagaing–Myitkyina road": the far end is no other place, where the near one or the road itself is ours."""
    ends = [
        (first, second)
        for (first, _), (second, _) in pairwise(said)
        if _JOINS.fullmatch(claim.text, first.end, second.start)
        and (_BETWEEN.search(claim.text, 0, first.start) or _ON_THE_WAY.match(claim.text, second.end))
    ]
    beside = {one for pair in ends for one in pair}
    return [
        (mention, Accord.SILENT if mention in beside and found is Accord.CONFLICTS else found)
        for mention, found in said
    ]


def _is_only_beside(claim: Claim, mention: Mention, names: Names) -> bool:
    """ "Men from India", "the border with India", "India's ambassador says …": another country, in which nothing is said to have happened."""
    if any(len(names.lineage(NameKind.PLACE, place)) > 1 for place in mention.ids):
        return False
    said = claim.attribution or speaking_nation(claim.text)
    speaks = said is not None and mention.name in said.name
    return speaks or _BESIDE.search(claim.text, 0, mention.start) is not None


def _within(
    claim: Claim, said: list[tuple[Mention, Accord]], profile: Profile, names: Names
) -> list[tuple[Mention, Accord]]:
    """ "Nyaung Pin Gyi, Salingyi township" is not Don Taw in that township: what a place lies in does not agree for it.

    Only where that larger place is all that agrees; whoever names ours as well speaks of both.
    """
    if any(found is Accord.AGREES and not _is_larger(mention, profile, names) for mention, found in said):
        return said
    holders = {
        up
        for mention, found in said
        if found is Accord.CONFLICTS
        for place in mention.ids
        for up in names.lineage(NameKind.PLACE, place)[1:]
    }
    elsewhere = [mention for mention, found in said if found is Accord.CONFLICTS]
    around = are_held(elsewhere, list(held(claim))) if elsewhere else []
    return [
        (mention, Accord.SILENT)
        if found is not Accord.CONFLICTS and (holders & set(mention.ids) or mention in around)
        else (mention, found)
        for mention, found in said
    ]


def is_wider(claim: Claim, profile: Profile, names: Names) -> bool:
    """Whether the claim names only what holds the record's place."""
    own = [mention for mention in claim.places if _stand(mention, profile, names) is Accord.AGREES]
    return bool(own) and all(_is_larger(mention, profile, names) for mention in own)


def _is_larger(mention: Mention, profile: Profile, names: Names) -> bool:
    """Whether it only holds our place, which has a name of its own."""
    own = {_plain(name.name) for name in _known(profile.places, names)}
    return not set(mention.ids) & set(profile.places) and _plain(mention.name) not in own


def _compare_name(claim: Claim, profile: Profile) -> Compared:
    """A record whose place is only named: the claim has to name it too."""
    record = profile.record
    if not isinstance(record, Event) or record.where is None or not record.where.name:
        return SILENT
    said = [*(mention.name for mention in claim.places), *unlisted_places(claim)]
    ours = fold(f"{record.where.name} {record.title}")
    if not said:
        return SILENT
    if any(_plain(name) in ours for name in said):
        return Compared(Accord.AGREES, shown=said[0])
    return Compared(Accord.CONFLICTS, (Difference(Slot.PLACE, said[0], record.where.name),), said[0])


def _is_spelled(name: str, profile: Profile, names: Names) -> bool:
    """Whether a name that the library does not have is the beginning of one that the place lies in: "Kachin" of Kachin State."""
    if any(fold(one.name).startswith(fold(name)) for one in _known(profile.reach, names)):
        return True
    own = [text for one in _known(profile.places, names) for text in (one.name, *one.aliases)]
    return any(is_spelling_of(name, _plain(text), likeness=_SURELY_ALIKE) for text in own)


def _is_nearby(said: list[tuple[Mention, Accord]]) -> bool:
    return any(found in {Accord.AGREES, Accord.PARTLY} for _, found in said)


def _compare_whole(claim: Claim, profile: Profile, ours: str) -> Compared:
    """A total for a country is not the one for a part of it, nor for another country."""
    parts = [mention.name for mention in claim.places if not set(mention.ids) & set(profile.places)]
    parts = parts or ([] if claim.places else unlisted_places(claim))
    if parts:
        theirs = ", ".join(dict.fromkeys(parts))
        return Compared(Accord.CONFLICTS, (Difference(Slot.PLACE, theirs, ours),), shown=theirs)
    return Compared(Accord.PARTLY, shown=ours) if claim.places else SILENT


def _besides(
    claim: Claim, said: list[tuple[Mention, Accord]], profile: Profile, names: Names, ours: str
) -> tuple[Difference, ...]:
    """A second place where it is said to have happened too."""
    agreeing = [mention for mention, found in said if found is not Accord.CONFLICTS]
    ends = {mention.end for mention in agreeing}
    around = are_held(agreeing, list(held(claim))) if len(said) > 1 else []
    others = [
        mention.name
        for mention, found in said
        if found is Accord.CONFLICTS
        and (mention in around or _is_second(claim, mention, ends, profile, names))
    ]
    others += _unlisted_within(claim, said, profile, names)
    others += [
        name for name in sites(claim) if any(0 <= claim.text.index(name) - end <= _BEHIND for end in ends)
    ]
    return tuple(
        Difference(Slot.PLACE, other, ours, Weight.REMARK)
        for other in dict.fromkeys(others)
        if not _is_spelled(other, profile, names)
    )


def _is_second(claim: Claim, mention: Mention, ends: set[int], profile: Profile, names: Names) -> bool:
    """Whether it is a far-off place in which it is said to have been as well."""
    before = claim.text[: mention.start]
    is_site = _AT.search(before) and not _BY_THE_WAY.search(before)
    is_behind = any(0 <= mention.start - end <= _BEHIND for end in ends)
    return bool(is_site or is_behind) and not any(_is_near(place, profile, names) for place in mention.ids)


def _unlisted_within(
    claim: Claim, said: list[tuple[Mention, Accord]], profile: Profile, names: Names
) -> list[str]:
    """ "Kin Gyi, Pauk township" where ours is Kin Ma in that township."""
    agreeing = [mention for mention, found in said if found is not Accord.CONFLICTS]
    if not all(_is_larger(mention, profile, names) for mention in agreeing):
        return []
    found = [name for mention in agreeing if (name := held_by(claim, mention))]
    own = [text for name in _known(profile.places, names) for text in (name.name, *name.aliases)]
    return [name for name in found if not any(is_spelling_of(name, text, likeness=_ALIKE) for text in own)]


def _is_near(place: str, profile: Profile, names: Names) -> bool:
    """Whether both lie in one state or region."""
    return len(profile.reach.intersection(names.lineage(NameKind.PLACE, place))) > 1


def _loosely(mention: Mention, profile: Profile, names: Names, ours: str) -> tuple[Difference, ...]:
    """A town and the district of its name lie far apart: whoever names only the one may mean either."""
    if not _is_district(mention, profile, names):
        return ()
    return (Difference(Slot.PLACE, mention.name, ours, Weight.REMARK),)


def _is_district(mention: Mention, profile: Profile, names: Names) -> bool:
    lineage = names.lineage(NameKind.PLACE, profile.places[0])
    district = names.get(NameKind.PLACE, lineage[-3]) if len(lineage) > 3 else None
    record = profile.record
    if (
        isinstance(record, Event)
        and record.where
        and _plain(mention.name) in fold(record.where.name).split(",")[0]
    ):
        return False
    if district is None or "district" not in fold(district.name) or "district" in fold(mention.name):
        return False
    return (
        _plain(mention.name)
        == _plain(district.name)
        not in {_plain(name.name) for name in _known(lineage[:-3], names)}
    )


def _elsewhere(said: list[tuple[Mention, Accord]]) -> list[str]:
    return list(dict.fromkeys(mention.name for mention, found in said if found is Accord.CONFLICTS))


def _stand(mention: Mention, profile: Profile, names: Names) -> Accord:
    """The kindest reading of an ambiguous name."""
    if _plain(mention.name) in {_plain(name.name) for name in _lineage(profile.places[0], names)}:
        return Accord.PARTLY if _is_district(mention, profile, names) else Accord.AGREES
    if _plain(mention.name) in _parts(profile.places[0], names):
        return Accord.AGREES
    order = (Accord.AGREES, Accord.PARTLY, Accord.SILENT, Accord.CONFLICTS)
    return min((_stand_of(place, profile, names) for place in mention.ids), key=order.index)


def _parts(place: str, names: Names) -> set[str]:
    """What an area between others is named after: "Madaya" and "Patheingyi" of the border of these townships."""
    own = names.get(NameKind.PLACE, place)
    found = _JOINED.split(own.name) if own else []
    return {_plain(part) for part in found} if len(found) > 1 else set()


def _stand_of(place: str, profile: Profile, names: Names) -> Accord:
    lineage = names.lineage(NameKind.PLACE, place)
    if len(lineage) <= 1:
        if place in profile.places:
            return Accord.PARTLY
        return Accord.SILENT if place in profile.reach else Accord.CONFLICTS
    if place in profile.places:
        return Accord.AGREES
    if place in profile.reach:
        return Accord.PARTLY if len(lineage) == 2 else Accord.AGREES
    if any(own in lineage for own in profile.places):
        return Accord.PARTLY
    return Accord.CONFLICTS


def _lineage(place: str, names: Names) -> list[Name]:
    """The place and what it lies in, but for the country and the state or region."""
    return _known(names.lineage(NameKind.PLACE, place)[:-2], names)


def _known(places: Iterable[str], names: Names) -> list[Name]:
    return [name for place in places if (name := names.get(NameKind.PLACE, place))]


@lru_cache(maxsize=_NAMES_KEPT)
def _plain(name: str) -> str:
    """Hpapun, Hpapun township and Hpapun district are one name: texts seldom say which is meant."""
    return _LEVELS.sub("", fold(name)).strip()


def _name(names: Names, place: str) -> str:
    lineage = names.lineage(NameKind.PLACE, place)
    return ", ".join(name.name for name in _known(lineage[:-1] or lineage, names))
