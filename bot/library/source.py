import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from bot.library.filing import Provenance


class SourceKind(StrEnum):
    OUTLET = "outlet"
    AGENCY = "agency"
    NGO = "ngo"
    INTERGOVERNMENTAL = "intergovernmental"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed_group"
    RECORDER = "recorder"  # counts casualties or events
    OFFICIAL = "official"
    CHANNEL = "channel"
    PERSON = "person"
    DATA_SET = "data_set"


class Reliability(StrEnum):
    """Admiralty letters. F is no middle value: it cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says things: an organisation, outlet, official, channel. `actor` names the actor it belongs to, if any;
    `is_party` is True for a party to the conflict."""

    id: str
    name: str
    kind: SourceKind
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    actor: str = ""
    is_party: bool = False
    descriptor: str = ""
    provenance: Provenance = Provenance.DESK
    reference: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """One rater's opinion of a source. Several may stand side by side; nothing is averaged."""

    source: str
    letter: Reliability
    rater: str
    rated_on: date
    reason: str
    until: date | None = None
    provenance: Provenance = Provenance.DESK

    def is_expired(self, today: date) -> bool:
        return self.until is not None and self.until < today


_DESK_RATER = re.compile(r"desk-[0-9a-f]{12}")


def desk_rater(member: str) -> str:
    """Who rates, as it stands in the library. Ratings are shown to the public, and names of editors are none of its business."""
    return f"desk-{sha256(member.encode()).hexdigest()[:12]}"


def is_desk_rater(rater: str) -> bool:
    return _DESK_RATER.fullmatch(rater) is not None
