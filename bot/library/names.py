from dataclasses import dataclass
from enum import StrEnum

from bot.library.filing import Provenance


class PlaceKind(StrEnum):
    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    TOWNSHIP = "township"
    TOWN = "town"
    VILLAGE = "village"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the world: names in all spellings and scripts, the place it lies in, degrees WGS 84."""

    id: str
    name: str
    kind: PlaceKind
    aliases: tuple[str, ...] = ()
    parent: str = ""
    latitude: float | None = None
    longitude: float | None = None
    provenance: Provenance = Provenance.DESK
    reference: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, group or body. `parent` is the body it belongs to; `is_party` is True for a party to the conflict."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    is_party: bool = False
    provenance: Provenance = Provenance.DESK
    reference: str = ""
    link: str = ""
