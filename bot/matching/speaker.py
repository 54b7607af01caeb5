"""Who says or counts it, where the record is somebody's statement or count."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.claims.claim import Attribution, Claim, Method, NameKind, Stance
from bot.claims.names import Names, fold
from bot.claims.saying import load_saying
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.belonging import nations_in
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot
from bot.matching.profile import Profile
from bot.matching.shown import find_name, show_name
from bot.matching.vocabulary import load_vocabulary

_SAYS = re.compile(r"\b(?:said|says|according to) (?:the )?$", re.IGNORECASE)
_COUNTED = r"(?:['’]s)? (?:has |have |had )?(?:count(?:s|ed)?|record(?:s|ed)?|document(?:s|ed)?|tall(?:y|ied|ies)|verif(?:y|ied|ies)|register(?:s|ed)?)\b"

_HAVE_COUNTED = re.compile(_COUNTED)
_CONDEMNED_BY = re.compile(r"\b(?P<verb>\w+) by (?:the )?(?P<who>[A-Z]\w+(?: [A-Z]\w+)?)")
_OPENING = re.compile(r"(?:The )?(?P<who>[A-Z]\w+(?: [A-Z]\w+)?) (?:\w+ly |has |have |also ){0,2}(?=[a-z])")


def compare_speaker(claim: Claim, profile: Profile, names: Names) -> Compared:
    match profile.record:
        case Statement(said_by=ours) | Series(who_counts=ours) if ours:
            said = claim.attribution or speaking_nation(claim.text)
        case Statement() if profile.read and profile.read.attribution:
            return _compare_voices(claim, profile.read.attribution, profile)
        case _:
            return SILENT
    own = _reach(ours, names)
    named = any(
        own & _reach(name_id, names)
        for mention in claim.actors
        if said is None or not _is_of_its_own(said.name, mention.name, ours, names)
        for name_id in mention.ids
    )
    is_ours = said is not None and is_theirs(said.name, said.ids, ours, names)
    saying = said.name if said and is_ours else _is_said_by(claim, own, names)
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


def is_theirs(said: str, ids: Iterable[str], ours: str, names: Names) -> bool:
    """Whether somebody who is so called is the one whose statement or count ours is."""
    return any(_speaks_for(name_id, ours, names, said) for name_id in ids) or _is_name_of(said, ours, names)


@lru_cache(maxsize=64)
def speaking_nation(text: str) -> Attribution | None:
    """ "Viet Nam condemned …", "… was condemned by Japan", which is no speaker to the reader of claims. Kept, as every candidate asks for the same claim."""
    opening, verb = _OPENING.match(text), load_saying().verb
    saying = [opening["who"]] if opening and verb.match(text, opening.end()) else []
    saying += [found["who"] for found in _CONDEMNED_BY.finditer(text) if verb.fullmatch(found["verb"])]
    who = next((one for one in saying if nations_in(one, load_vocabulary())), None)
    return Attribution(who, (), Method.SAID, Stance.REPORT) if who else None


def _compare_voices(claim: Claim, ours: Attribution, profile: Profile) -> Compared:
    """With a statement of somebody whom the library does not know: "the French embassy"."""
    said = claim.attribution or speaking_nation(claim.text)
    vocabulary = load_vocabulary()
    if said is None or (said.method is Method.UNNAMED and not nations_in(said.name, vocabulary)):
        return SILENT
    nations, theirs = nations_in(ours.name, vocabulary), nations_in(said.name, vocabulary)
    is_ours = theirs <= nations and frozenset(vocabulary.words(said.name)) <= profile.vocabulary
    names_ours = frozenset(vocabulary.words(ours.name)) <= frozenset(vocabulary.words(claim.text))
    if is_ours or names_ours or nations & nations_in(claim.text, vocabulary):
        return SILENT
    return Compared(Accord.CONFLICTS, (Difference(Slot.ACTOR, said.name, ours.name),), said.name)


def _is_of_its_own(said: str, name: str, ours: str, names: Names) -> bool:
    """ "UN General Assembly" is a body of its own, and not ours, where "UN investigators" may be anybody of the UN."""
    rest = said.replace(name, "", 1).removeprefix("'s") if name in said else ""
    found = find_name(ours, names)
    own = {word for text in (found.name, *found.aliases) for word in fold(text).split()} if found else set()
    return any(word[0].isupper() and fold(word) not in own for word in rest.split())


def _speaks_for(name_id: str, ours: str, names: Names, said: str) -> bool:
    """A person speaks for the body, and "UN investigators" may be of any body of the UN; two of its bodies do not speak for each other."""
    own, theirs = _reach(ours, names), _reach(name_id, names)
    whole = names.get(NameKind.ACTOR, name_id)
    is_above = whole is not None and name_id != ours and ours not in theirs and not whole.is_party
    if (
        whole
        and is_above
        and any(_is_of_its_own(said, text, ours, names) for text in (whole.name, *whole.aliases))
    ):
        return False
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
