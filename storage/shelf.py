"""Building a `Shelf`. Pure, and slow enough (names by the thousand) to be done in a thread."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from bot.claims.claim import NameKind
from bot.claims.names import Name, Names
from bot.library.names import Actor, Place
from bot.library.record import Entry
from bot.library.source import Rating, Source, SourceKind
from bot.people.audience import Audience
from bot.ports import Shelf

Filed = tuple[Audience, str]
"""The visibility and the language of some record that can be matched."""


def build_shelf(version: int, entries: Iterable[Entry], filed: Collection[Filed], today: date) -> Shelf:
    """The shelf of all that is not a record. Ratings of a source stand newest first."""
    names: list[Name] = []
    sources: dict[str, Source] = {}
    ratings: dict[str, list[Rating]] = defaultdict(list)
    for entry in entries:
        match entry:
            case Place():
                names.append(Name(entry.id, NameKind.PLACE, entry.name, entry.aliases, entry.parent))
            case Actor():
                names.append(
                    Name(entry.id, NameKind.ACTOR, entry.name, entry.aliases, entry.parent, entry.is_party)
                )
            case Source():
                sources[entry.id] = entry
                names.append(_name_of(entry))
            case Rating():
                ratings[entry.source].append(entry)
            case _:
                raise TypeError(f"{entry.id} is a record and stands on no shelf")
    shelf = Shelf(
        version=version,
        names=Names(names),
        sources=sources,
        ratings={source: _newest_first(given) for source, given in ratings.items()},
        languages={audience: _languages_for(audience, filed) for audience in Audience},
        valid_until=None,
    )
    return on_day(shelf, today)


def refiled(before: Shelf, version: int, filed: Collection[Filed], today: date) -> Shelf:
    """The shelf of a version in which only records are others."""
    languages = {audience: _languages_for(audience, filed) for audience in Audience}
    return on_day(replace(before, version=version, languages=languages), today)


def _name_of(source: Source) -> Name:
    is_body = source.kind not in {SourceKind.OFFICIAL, SourceKind.CHANNEL, SourceKind.PERSON}
    return Name(
        source.id,
        NameKind.SOURCE,
        source.name,
        source.aliases,
        source.actor,
        is_party=source.is_party,
        is_body=is_body,
        is_outlet=source.kind in {SourceKind.OUTLET, SourceKind.AGENCY},
    )


def on_day(shelf: Shelf, today: date) -> Shelf:
    """The same shelf, with the last day on which all ratings that count today still count."""
    ends = [
        rating.until
        for given in shelf.ratings.values()
        for rating in given
        if rating.until is not None and not rating.is_expired(today)
    ]
    return replace(shelf, valid_until=min(ends, default=None))


def is_of_day(shelf: Shelf, today: date) -> bool:
    return shelf.valid_until is None or today <= shelf.valid_until


def _languages_for(audience: Audience, filed: Collection[Filed]) -> frozenset[str]:
    return frozenset(language for visibility, language in filed if visibility in audience.sees())


def _newest_first(ratings: list[Rating]) -> tuple[Rating, ...]:
    by_rater = sorted(ratings, key=lambda rating: rating.rater)
    return tuple(sorted(by_rater, key=lambda rating: rating.rated_on, reverse=True))
