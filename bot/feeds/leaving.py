"""What of the library may leave it in an export."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.library.event import Event
from bot.library.filing import MATCHED
from bot.library.names import Actor, Place
from bot.library.record import Entry, Record
from bot.library.series import Series
from bot.library.source import Rating, Source
from bot.library.statement import Statement
from bot.people.audience import Audience

CONFINED: Final = ("acled-", "acled")
"""Beginning of the ids, and the id of the source, of what its terms let nobody pass on. Also where the desk has worked on it since."""


def may_leave(entry: Entry, audience: Audience) -> bool:
    """Whether whoever is of this audience may be handed the entry: nothing restricted, no draft, nothing that others' terms confine."""
    if isinstance(entry, Rating):
        return not _is_confined(entry.source)
    if _is_confined(entry.id):
        return False
    if not isinstance(entry, Event | Statement | Series):
        return True
    filing = entry.filing
    seen = audience.sees() if audience is not Audience.RESTRICTED else Audience.NEWSROOM.sees()
    return filing.status in MATCHED and filing.visibility in seen


def _is_confined(entry: str) -> bool:
    return entry == CONFINED[1] or entry.startswith(CONFINED[0])


@dataclass(slots=True)
class Leaving:
    """The ids of what leaves: a reference to anything else is left out."""

    places: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        match entry:
            case Place():
                self.places.add(entry.id)
            case Actor():
                self.actors.add(entry.id)
            case Source():
                self.sources.add(entry.id)
            case Event() | Statement() | Series():
                self.records.add(entry.id)
            case Rating():
                pass  # nothing refers to one


def known(ids: Iterable[str], shelf: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one in shelf)


def licence_of(record: Record) -> str:
    """The line that whoever uses it has to give, or else who published it."""
    return record.filing.licence or record.filing.publisher
