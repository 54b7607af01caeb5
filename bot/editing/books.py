from dataclasses import dataclass

from bot.moderation import Audit, Desk, Records
from bot.ports import Clock, Library


@dataclass(frozen=True, slots=True)
class Books:
    """What a change of the library asks of the outside. `sensitive` are the labels for which a second person has to sign."""

    library: Library
    records: Records
    cases: Desk
    audit: Audit
    clock: Clock
    sensitive: frozenset[str] = frozenset()
