"""What an act is judged by besides the case: what the newsroom has configured, and what hangs on the case."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.desk.case import Brought, Case
from bot.people.role import Member


@dataclass(frozen=True, slots=True)
class Rules:
    """What the newsroom has configured. A hold ends after `holds`, answers are held back for `undo`. `sensitive` labels need a second person."""

    holds: timedelta = timedelta(minutes=30)
    undo: timedelta = timedelta(seconds=60)
    labels: tuple[str, ...] = ()
    sensitive: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`matters` are those of the case, `into` is the case that it is to be merged into, `to` the member that it is to be handed to; each
    only where the act needs it, and None where there is no such one. `compared` is what is kept of the record that is decided on
    (`Decision.compared`), None where the library has no such one. `seen` is the revision that the member saw, None for none."""

    now: datetime
    rules: Rules = Rules()
    matters: tuple[Brought, ...] = ()
    into: Case | None = None
    to: Member | None = None
    compared: str | None = ""
    seen: int | None = None
