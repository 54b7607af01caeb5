"""Which names a record leans on. What the index knows of a record depends on them, so a renamed place touches its records."""

from collections.abc import Iterable

from bot.library.event import Event
from bot.library.names import Actor, Place
from bot.library.record import Entry, Record
from bot.library.series import Series
from bot.library.statement import Statement
from storage.codec import Family, Key

NAMED = (Family.PLACE, Family.ACTOR, Family.SOURCE)


def references(record: Record) -> frozenset[Key]:
    """The places, actors and sources that a record names by id. An id that may be of either family is given in both."""
    places: tuple[str, ...]
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    match record:
        case Event():
            places = (record.where.place,) if record.where else ()
            actors = tuple(involved.actor for involved in record.actors)
            sources = ()
        case Statement():
            places, actors, sources = record.places, (*record.actors, record.said_by), (record.said_by,)
        case Series():
            places, actors, sources = record.places, record.actors, (record.who_counts,)
    return frozenset(
        Key(family, name)
        for family, names in zip(NAMED, (places, actors, sources), strict=True)
        for name in names
        if name
    )


def with_descendants(changed: Iterable[Key], parents: dict[Key, Key]) -> frozenset[Key]:
    """`changed` and all that lies in or belongs to them; `parents` gives the direct parent of each place and actor."""
    roots = frozenset(changed)
    return roots | frozenset(key for key in parents if not roots.isdisjoint(_above(key, parents)))


def parent_of(entry: Entry) -> Key | None:
    match entry:
        case Place(parent=parent) if parent:
            return Key(Family.PLACE, parent)
        case Actor(parent=parent) if parent:
            return Key(Family.ACTOR, parent)
        case _:
            return None


def _above(key: Key, parents: dict[Key, Key]) -> frozenset[Key]:
    seen: set[Key] = set()
    while (above := parents.get(key)) is not None and above not in seen:
        seen.add(above)
        key = above
    return frozenset(seen)
