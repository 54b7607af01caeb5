"""ACLED's codes: kinds of events, and what kind of actor somebody is, which older files have as numbers and newer ones in words."""

from bot.claims.names import fold
from bot.library.event import EventKind

_KINDS = {
    "armed clash": EventKind.CLASH,
    "government regains territory": EventKind.TAKEOVER,
    "non state actor overtakes territory": EventKind.TAKEOVER,
    "non violent transfer of territory": EventKind.TAKEOVER,
    "chemical weapon": EventKind.ATTACK,
    "air/drone strike": EventKind.AIR_STRIKE,
    "suicide bomb": EventKind.EXPLOSION,
    "shelling/artillery/missile attack": EventKind.SHELLING,
    "remote explosive/landmine/ied": EventKind.EXPLOSION,
    "grenade": EventKind.EXPLOSION,
    "peaceful protest": EventKind.PROTEST,
    "protest with intervention": EventKind.PROTEST,
    "excessive force against protesters": EventKind.PROTEST,
    "violent demonstration": EventKind.PROTEST,
    "mob violence": EventKind.ATTACK,
    "agreement": EventKind.POLITICAL,
    "arrests": EventKind.ARREST,
    "change to group/activity": EventKind.POLITICAL,
    "sexual violence": EventKind.ATTACK,
    "attack": EventKind.ATTACK,
    "abduction/forced disappearance": EventKind.ATTACK,
}
"""By sub-event type. The other ones have no kind of ours."""

_LARGER = {
    "battles": EventKind.CLASH,
    "violence against civilians": EventKind.ATTACK,
    "protests": EventKind.PROTEST,
    "riots": EventKind.PROTEST,
    "explosions/remote violence": EventKind.EXPLOSION,
}
"""By event type, for files without sub-event types."""

_NO_GROUP = {"5", "6", "7", "rioters", "protesters", "protestors", "civilians"}
"""Who is there and has no name as a party: rioters, protesters, civilians."""


def kind_of_event(event_type: str, sub_event_type: str) -> EventKind:
    kind = fold(sub_event_type).strip()
    if kind:
        return _KINDS.get(kind, EventKind.OTHER)
    return _LARGER.get(fold(event_type).strip(), EventKind.OTHER)


def is_group(inter: str, name: str) -> bool:
    """Whether an actor is a party of its own. `inter` is its code, as *7*, *7.0* or *Civilians*; where it is empty the name tells."""
    code = fold(inter).strip().removesuffix(".0") or fold(name).partition(" (")[0].strip()
    return code not in _NO_GROUP
