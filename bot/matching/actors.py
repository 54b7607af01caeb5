import re

from bot.claims.claim import Claim, Mention, NameKind
from bot.claims.names import Names
from bot.library.event import Event
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot
from bot.matching.profile import Profile
from bot.matching.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
_PASSIVE = frozenset({"was", "were", "been", "being", "is", "are", "be", "got"})


def compare_actors(claim: Claim, profile: Profile, names: Names, vocabulary: Vocabulary) -> Compared:
    """Who did it, and to whom, against the record's actors and their roles."""
    if isinstance(profile.record, Series) or not profile.actors:
        return SILENT
    speaker = set(claim.attribution.ids) if claim.attribution else set()
    mentions = [mention for mention in claim.actors if not speaker & set(mention.ids)]
    if not mentions:
        return SILENT
    attackers = [mention for mention in mentions if _is_attacker(mention, claim.text, vocabulary)]
    for mention in attackers:
        bodies = _bodies(mention, names)
        if bodies & profile.attackers:
            return Compared(Accord.AGREES, shown=mention.name)
        if bodies & profile.targets and profile.attackers:
            return _differ(Slot.ROLE, mention, profile, names)
    if attackers and profile.attackers:
        return _differ(Slot.ACTOR, attackers[0], profile, names)
    for mention in mentions:
        if _bodies(mention, names) & profile.actors:
            return Compared(Accord.AGREES, shown=mention.name)
    return _differ(Slot.ACTOR, attackers[0], profile, names) if attackers else SILENT


def compare_speaker(claim: Claim, profile: Profile, names: Names) -> Compared:
    """Who says or counts it, where the record is somebody's statement or count."""
    match profile.record:
        case Statement(said_by=ours) | Series(who_counts=ours) if ours:
            said = claim.attribution
        case _:
            return SILENT
    own = _reach(ours, names)
    if said is None or not said.ids:
        named = any(own & _reach(name_id, names) for mention in claim.actors for name_id in mention.ids)
        return Compared(Accord.PARTLY, shown=_shown(ours, names)) if named else SILENT
    if any(own & _reach(name_id, names) for name_id in said.ids):
        return Compared(Accord.AGREES, shown=said.name)
    return Compared(Accord.CONFLICTS, (Difference(Slot.ACTOR, said.name, _shown(ours, names)),), said.name)


def _is_attacker(mention: Mention, text: str, vocabulary: Vocabulary) -> bool:
    """Subject of an active verb of harm, or named after "by"."""
    before = [word.group().lower() for word in _WORD.finditer(text[: mention.start])]
    if "by" in before[-3:]:
        return True
    words = list(_WORD.finditer(text))
    harm = next((index for index, word in enumerate(words) if word.group().lower() in vocabulary.harm), None)
    if harm is None or words[harm].start() < mention.end:
        return False
    return not _PASSIVE & {word.group().lower() for word in words[max(0, harm - 3) : harm]}


def _differ(slot: Slot, mention: Mention, profile: Profile, names: Names) -> Compared:
    record = profile.record
    ours = (
        profile.attackers
        and isinstance(record, Event)
        and [one.actor for one in record.actors if one.actor in profile.attackers]
    )
    shown = ", ".join(_shown(actor, names) for actor in ours or sorted(profile.actors))
    return Compared(Accord.CONFLICTS, (Difference(slot, mention.name, shown),), mention.name)


def _bodies(mention: Mention, names: Names) -> frozenset[str]:
    return frozenset(up for actor in mention.ids for up in names.lineage(NameKind.ACTOR, actor))


def _reach(name_id: str, names: Names) -> frozenset[str]:
    """A person speaks for the body: an id with all that it belongs to, as an actor and as a source."""
    return frozenset((*names.lineage(NameKind.ACTOR, name_id), *names.lineage(NameKind.SOURCE, name_id)))


def _shown(name_id: str, names: Names) -> str:
    found = names.get(NameKind.SOURCE, name_id) or names.get(NameKind.ACTOR, name_id)
    return found.name if found else name_id
