"""Finding the source that somebody means, and what is to be rated again. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.claims.links import canonical_link
from bot.claims.names import fold
from bot.library.source import Rating, Source

MOST_FOUND = 8
SOON = timedelta(days=30)
"""Before a rating ends it is shown among those to be rated again."""

_LEAST = 3
"""Letters from which on a part of a name is looked for."""


def find_sources(text: str, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The one source of that id, name, address or handle; else those in whose names the text stands, at most `MOST_FOUND`."""
    wanted = _spelled(text)
    if not wanted:
        return ()
    found = [source for source in sources.values() if wanted in _spellings(source)]
    found = found or _by_link(text, sources.values())
    if not found and len(wanted) >= _LEAST:
        found = [one for one in sources.values() if any(wanted in spelled for spelled in _spellings(one))]
    return tuple(sorted(found, key=lambda source: (fold(source.name), source.id))[:MOST_FOUND])


@dataclass(frozen=True, slots=True)
class Due:
    """A source with ratings that have ended or soon will, the longest due first. `until` is the earliest end among them."""

    source: Source
    ratings: tuple[Rating, ...]
    until: date


def due_for_rating(
    sources: Mapping[str, Source], ratings: Mapping[str, Sequence[Rating]], today: date
) -> tuple[Due, ...]:
    """The one that is due longest first."""
    found = []
    for name, source in sources.items():
        ends = {
            one.rater: one.until for one in ratings.get(name, ()) if one.until and one.until < today + SOON
        }
        if ends:
            due = tuple(one for one in ratings[name] if one.rater in ends)
            found.append(Due(source, due, min(ends.values())))
    return tuple(sorted(found, key=lambda due: (due.until, fold(due.source.name))))


def speakers_of(source: Source) -> frozenset[str]:
    """The ids under which it stands as whoever said something."""
    return frozenset(name for name in (source.id, source.actor) if name)


def _spelled(text: str) -> str:
    return " ".join(fold(text).replace("@", " ").split())


def _spellings(source: Source) -> frozenset[str]:
    every = (source.id, source.name, *source.aliases, *source.domains, *map(_handle, source.handles))
    return frozenset(_spelled(each) for each in every)


def _handle(text: str) -> str:
    return text.rstrip("/").rpartition("/")[2]


def _by_link(text: str, sources: Iterable[Source]) -> list[Source]:
    link = canonical_link(text) if "." in text and " " not in text.strip() else None
    if link is None:
        return []
    address = urlsplit(link.url)
    account = _spelled(address.path.strip("/").partition("/")[0])
    every = list(sources)
    by_handle = [
        one for one in every if account and account in {_spelled(_handle(each)) for each in one.handles}
    ]
    hosts = {address.netloc, link.site}
    return by_handle or [one for one in every if not hosts.isdisjoint(each.lower() for each in one.domains)]
