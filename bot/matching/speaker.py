"""Who says or counts it, where the record is somebody's statement or count."""

import re

from bot.claims.claim import Attribution, Claim, Method, NameKind
from bot.claims.names import Names, fold
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot
from bot.matching.profile import Profile
from bot.matching.shown import find_name, show_name

_SAYS = re.compile(r"\b(?:said|says|according to) (?:the )?$", re.IGNORECASE)
_COUNTED = r"(?:['’]s)? (?:has |have |had )?(?:count(?:s|ed)?|record(?:s|ed)?|document(?:s|ed)?|tall(?:y|ied|ies)|verif(?:y|ied|ies)|register(?:s|ed)?)\b"

_HAVE_COUNTED = re.compile(_COUNTED)


def compare_speaker(claim: Claim, profile: Profile, names: Names) -> Compared:
    match profile.record:
        case Statement(said_by=ours) | Series(who_counts=ours) if ours:
            said = claim.attribution
        case _:
            return SILENT
    own = _reach(ours, names)
    named = any(own & _reach(name_id, names) for mention in claim.actors for name_id in mention.ids)
    if said is not None and (
        any(_speaks_for(name_id, ours, names) for name_id in said.ids) or _is_name_of(said.name, ours, names)
    ):
        return Compared(Accord.AGREES, shown=said.name)
    saying = _is_said_by(claim, own, names)
    if saying:
        return Compared(Accord.AGREES, shown=saying)
    if said is not None and _is_somebody_else(said, claim, profile, named=named):
        return Compared(
            Accord.CONFLICTS, (Difference(Slot.ACTOR, said.name, show_name(ours, names)),), said.name
        )
    counter = _counter(claim, own, names) if isinstance(profile.record, Series) and said is None else None
    if counter:
        return Compared(Accord.CONFLICTS, (Difference(Slot.ACTOR, counter, show_name(ours, names)),), counter)
    if named:
        return Compared(Accord.PARTLY, shown=show_name(ours, names))
    if profile.read and any(
        own & _reach(name_id, names) for mention in profile.read.actors for name_id in mention.ids
    ):
        # Our statement is that they said so: without them, or with others, it is another statement.
        shown = show_name(ours, names)
        return Compared(Accord.CONFLICTS, (Difference(Slot.ACTOR, "–", shown),), shown)
    return SILENT


def _speaks_for(name_id: str, ours: str, names: Names) -> bool:
    """A person speaks for the body, and "UN investigators" may be of any body of the UN; two of its bodies do not speak for each other."""
    own, theirs = _reach(ours, names), _reach(name_id, names)
    if name_id in own or ours in theirs:
        return True
    known = (names.get(NameKind.ACTOR, shared) for shared in own & theirs)
    return any(name is not None and name.is_party for name in known)


def _is_somebody_else(said: Attribution, claim: Claim, profile: Profile, *, named: bool) -> bool:
    """A name that the library does not know may be a spokesman of ours, where ours is named too."""
    if said.method is Method.UNNAMED:
        return False
    if said.ids or named:
        return bool(said.ids)
    return isinstance(profile.record, Statement) or _counts(said, claim)


def _counts(said: Attribution, claim: Claim) -> bool:
    """Whether they are told to have counted it themselves: an outlet that we do not know only passes it on."""
    return re.search(rf"\b{re.escape(said.name)}{_COUNTED}", claim.text) is not None


def _counter(claim: Claim, own: frozenset[str], names: Names) -> str | None:
    """Another one than ours who "had recorded" it."""
    others = (one for one in claim.actors if not any(own & _reach(name_id, names) for name_id in one.ids))
    return next((one.name for one in others if _HAVE_COUNTED.match(claim.text, one.end)), None)


def _is_said_by(claim: Claim, own: frozenset[str], names: Names) -> str | None:
    """Ours, named right behind a word of saying: "…, said Volker Türk"."""
    ours = (one for one in claim.actors if any(own & _reach(name_id, names) for name_id in one.ids))
    return next((one.name for one in ours if _SAYS.search(claim.text, 0, one.start)), None)


def _is_name_of(said: str, ours: str, names: Names) -> bool:
    """One name can be that of a source and of an actor: whichever was read, it is ours."""
    found = find_name(ours, names)
    return found is not None and fold(said) in {fold(text) for text in (found.name, *found.aliases)}


def _reach(name_id: str, names: Names) -> frozenset[str]:
    """A person speaks for the body: an id with all that it belongs to, as an actor and as a source."""
    return frozenset((*names.lineage(NameKind.ACTOR, name_id), *names.lineage(NameKind.SOURCE, name_id)))
