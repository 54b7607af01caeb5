from collections.abc import Mapping, Sequence

from bot.matching.match import Scores
from bot.matching.query import Hit
from storage.index.nearness import Cosines
from storage.index.search import Searched

_SMOOTHING = 60
"""How little the first places of a list count beside the next ones, as usual in reciprocal rank fusion."""


def in_order(searched: Searched, near: Sequence[str]) -> list[str]:
    """All that any list has; those that stand high in several lists come first."""
    places: dict[str, float] = {}
    for found in (searched.words, searched.body, searched.grams, near):
        for place, record in enumerate(found, start=1):
            places[record] = places.get(record, 0.0) + 1 / (_SMOOTHING + place)
    words = searched.words
    return sorted(places, key=lambda record: (-places[record], -words.get(record, 0.0), record))


def hits_of(records: Sequence[str], searched: Searched, cosines: Mapping[str, Cosines]) -> tuple[Hit, ...]:
    """Each with what every list says of it."""
    return tuple([_hit(record, searched, cosines.get(record)) for record in records])


def _hit(record: str, searched: Searched, cosines: Cosines | None) -> Hit:
    scores = Scores(
        words=searched.words.get(record, 0.0),
        grams=searched.grams.get(record, 0.0),
        body=searched.body.get(record, 0.0),
        near=cosines.near if cosines else None,
        near_around=cosines.around if cosines else None,
    )
    return Hit(record, scores)
