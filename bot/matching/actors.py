from collections.abc import Sequence

from bot.claims.claim import Claim, Mention, Method, NameKind
from bot.claims.names import Names
from bot.library.event import Event
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.agents import Agent
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.match import Difference, Slot, Weight
from bot.matching.profile import Profile


def compare_actors(
    claim: Claim, agents: Sequence[Agent], harmed: Sequence[Mention], profile: Profile, names: Names
) -> Compared:
    """Who did it, and to whom, against the record's actors and their roles."""
    reversed_ = _reversed(harmed, profile, names)
    if reversed_ is not None:
        return reversed_
    attackers = profile.attackers or (profile.actors if isinstance(profile.record, Series) else frozenset())
    for agent in agents:
        bodies = _bodies(agent.ids, names)
        if bodies & profile.targets and profile.attackers and not bodies & profile.attackers:
            return _differ(Slot.ROLE, agent.name, profile, names)
    if any(_bodies(agent.ids, names) & attackers for agent in agents):
        return Compared(Accord.AGREES, shown=agents[0].name)
    if agents and (attackers or _is_stranger(agents, profile, names)):
        return _differ(Slot.ACTOR, agents[0].name, profile, names)
    if agents and isinstance(profile.record, Series):
        return Compared(
            Accord.PARTLY, (Difference(Slot.ACTOR, agents[0].name, "–", Weight.REMARK),), agents[0].name
        )
    speaker = set(claim.attribution.ids) if claim.attribution else set()
    for mention in claim.actors:
        if not speaker & set(mention.ids) and _bodies(mention.ids, names) & profile.actors:
            return Compared(Accord.AGREES, shown=mention.name)
    return SILENT


def _reversed(harmed: Sequence[Mention], profile: Profile, names: Names) -> Compared | None:
    """Where those who are harmed or overthrown are our attackers."""
    for mention in harmed:
        bodies = _bodies(mention.ids, names)
        if bodies & profile.attackers and not bodies & profile.targets:
            return _differ(Slot.ROLE, mention.name, profile, names)
    return None


def _is_stranger(agents: Sequence[Agent], profile: Profile, names: Names) -> bool:
    """Whether the record has parties, and none of those who act in the text is among them."""
    return (
        bool(profile.actors)
        and isinstance(profile.record, Event)
        and not any(_bodies(agent.ids, names) & profile.actors for agent in agents)
    )


def compare_speaker(claim: Claim, profile: Profile, names: Names) -> Compared:
    """Who says or counts it, where the record is somebody's statement or count."""
    match profile.record:
        case Statement(said_by=ours) | Series(who_counts=ours) if ours:
            said = claim.attribution
        case _:
            return SILENT
    own = _reach(ours, names)
    named = any(own & _reach(name_id, names) for mention in claim.actors for name_id in mention.ids)
    if said is not None and any(own & _reach(name_id, names) for name_id in said.ids):
        return Compared(Accord.AGREES, shown=said.name)
    is_statement = isinstance(profile.record, Statement)
    if said is not None and said.method is not Method.UNNAMED and (said.ids or is_statement):
        return Compared(
            Accord.CONFLICTS, (Difference(Slot.ACTOR, said.name, _shown(ours, names)),), said.name
        )
    if named:
        return Compared(Accord.PARTLY, shown=_shown(ours, names))
    if profile.read and any(
        own & _reach(name_id, names) for mention in profile.read.actors for name_id in mention.ids
    ):
        # Our statement is that they said so: without them, or with others, it is another statement.
        return Compared(
            Accord.CONFLICTS, (Difference(Slot.ACTOR, "–", _shown(ours, names)),), _shown(ours, names)
        )
    return SILENT


def _differ(slot: Slot, name: str, profile: Profile, names: Names) -> Compared:
    record = profile.record
    ours = (
        profile.attackers
        and isinstance(record, Event)
        and [one.actor for one in record.actors if one.actor in profile.attackers]
    )
    shown = ", ".join(_shown(actor, names) for actor in ours or sorted(profile.actors))
    return Compared(Accord.CONFLICTS, (Difference(slot, name, shown),), name)


def _bodies(ids: Sequence[str], names: Names) -> frozenset[str]:
    return frozenset(up for actor in ids for up in names.lineage(NameKind.ACTOR, actor))


def _reach(name_id: str, names: Names) -> frozenset[str]:
    """A person speaks for the body: an id with all that it belongs to, as an actor and as a source."""
    return frozenset((*names.lineage(NameKind.ACTOR, name_id), *names.lineage(NameKind.SOURCE, name_id)))


def _shown(name_id: str, names: Names) -> str:
    found = names.get(NameKind.SOURCE, name_id) or names.get(NameKind.ACTOR, name_id)
    return found.name if found else name_id
