"""Who says it, and what the newsroom thinks of them."""

from collections.abc import Mapping
from datetime import date

from bot.claims.claim import Attribution, Method, NameKind, Stance
from bot.claims.names import Name, Names, fold
from bot.library.source import Rating, Source
from bot.verdicts.finding import Rated, Speaker


def speaker_of(
    said: Attribution,
    names: Names,
    sources: Mapping[str, Source],
    ratings: Mapping[str, tuple[Rating, ...]],
    today: date,
) -> Speaker:
    """The speaker with the ratings of the source it is, or speaks for; a name that the library does not know has none."""
    reach = [
        up
        for name_id in said.ids
        for kind in (NameKind.SOURCE, NameKind.ACTOR)
        for up in names.lineage(kind, name_id)
    ]
    source = next((found for name_id in reach if (found := _source(name_id, sources, names))), None)
    known = [names.get(kind, name_id) for name_id in reach for kind in (NameKind.SOURCE, NameKind.ACTOR)]
    return Speaker(
        name=said.name,
        method=said.method,
        stance=said.stance,
        source=source,
        ratings=rated(source.id, ratings, today) if source else (),
        is_party=bool(source and source.is_party) or any(name.is_party for name in known if name),
    )


def carrier_of(
    site: str, sources: Mapping[str, Source], ratings: Mapping[str, tuple[Rating, ...]], today: date
) -> Speaker:
    """The channel or site that a text was forwarded from; found by its domain, handle or name."""
    plain = site.strip().lower().removeprefix("@").removeprefix("www.").removeprefix("t.me/")
    source = next((found for found in sources.values() if plain in _addresses(found)), None)
    return Speaker(
        name=source.name if source else site,
        method=Method.REPORTED,
        stance=Stance.REPEAT,
        source=source,
        ratings=rated(source.id, ratings, today) if source else (),
        is_party=bool(source and source.is_party),
    )


def rated(source: str, ratings: Mapping[str, tuple[Rating, ...]], today: date) -> tuple[Rated, ...]:
    """All ratings of a source, the newest first, each with whether it has expired."""
    found = sorted(ratings.get(source, ()), key=lambda rating: rating.rated_on, reverse=True)
    return tuple(Rated(rating, rating.is_expired(today)) for rating in found)


def _source(name_id: str, sources: Mapping[str, Source], names: Names) -> Source | None:
    """The source of that id, or the body's own voice, which bears its name: the news site of the UN is not the UN."""
    own = _spelled(names.get(NameKind.ACTOR, name_id))
    return sources.get(name_id) or next(
        (
            source
            for source in sources.values()
            if source.actor == name_id and own & _spelled(names.get(NameKind.SOURCE, source.id))
        ),
        None,
    )


def _spelled(name: Name | None) -> set[str]:
    return {fold(text) for text in (name.name, *name.aliases)} if name else set()


def _addresses(source: Source) -> frozenset[str]:
    spelled = (
        source.name,
        *source.aliases,
        *source.domains,
        *(handle.removeprefix("@") for handle in source.handles),
    )
    return frozenset(text.lower() for text in spelled)
