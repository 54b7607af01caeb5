from dataclasses import dataclass
from enum import StrEnum

from bot.claims.interval import Interval
from bot.library.filing import Figure, Filing


class EventKind(StrEnum):
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    CLASH = "clash"
    ATTACK = "attack"
    KILLING = "killing"
    EXPLOSION = "explosion"
    RAID = "raid"
    ARSON = "arson"
    ARREST = "arrest"
    PROTEST = "protest"
    TAKEOVER = "takeover"
    POLITICAL = "political"
    DISASTER = "disaster"
    OTHER = "other"


class PlacePrecision(StrEnum):
    """How exactly a place is known, from the finest to the coarsest (UCDP's codes 1 to 6)."""

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    REGION = "region"
    AREA = "area"
    COUNTRY = "country"


class Corroboration(StrEnum):
    """Airwars' five grades."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Role(StrEnum):
    """What an actor does in an event."""

    ATTACKER = "attacker"
    TARGET = "target"
    PARTY = "party"  # fights, negotiates or acts, without a clear direction
    VICTIM = "victim"


@dataclass(frozen=True, slots=True)
class Involvement:
    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Location:
    """Where an event happened. `place` is a place id, empty if none is filed; `name` is what is shown; degrees WGS 84."""

    place: str
    name: str
    precision: PlacePrecision = PlacePrecision.EXACT
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, verified by the newsroom.

    `phrasings` are other ways to say it, for finding only. `origins` is the number of independent origins of the reports, None if unknown.
    """

    id: str
    title: str
    kind: EventKind
    when: Interval
    where: Location | None
    filing: Filing
    summary: str = ""
    corroboration: Corroboration | None = None
    actors: tuple[Involvement, ...] = ()
    figures: tuple[Figure, ...] = ()
    origins: int | None = None
    phrasings: tuple[str, ...] = ()
