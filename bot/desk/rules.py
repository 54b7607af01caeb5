"""What an act makes of a case. Pure: the same rules for every front and every storage."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rules:
    """What the newsroom has configured. A hold ends after `holds`, answers are held back for `undo`. `sensitive` labels need a second person."""

    holds: timedelta = timedelta(minutes=30)
    undo: timedelta = timedelta(seconds=60)
    labels: tuple[str, ...] = ()
    sensitive: frozenset[str] = field(default_factory=frozenset)
