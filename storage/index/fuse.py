from collections.abc import Iterable

from bot.matching.match import Scores
from bot.matching.query import Hit
from storage.index.search import Searched
from storage.index.vectors import Near

_SMOOTHING = 60
"""How little the first places of a list count beside the next ones, as usual in reciprocal rank fusion."""


def fuse(searched: Searched, near: Near) -> tuple[Hit, ...]:
    """All that any list has, each with what every list says of it; those that stand high in several lists come first."""
    places: dict[str, float] = {}
    for found in (searched.words, searched.body, searched.grams, near.best):
        for place, record in enumerate(found, start=1):
            places[record] = places.get(record, 0.0) + 1 / (_SMOOTHING + place)
    order = sorted(places, key=lambda record: (-places[record], -searched.words.get(record, 0.0), record))
    return tuple(_hits(order, searched, near))


def _hits(order: Iterable[str], searched: Searched, near: Near) -> Iterable[Hit]:
    for record in order:
        cosines = near.cosines.get(record)
        scores = Scores(
            words=searched.words.get(record, 0.0),
            grams=searched.grams.get(record, 0.0),
            body=searched.body.get(record, 0.0),
            near=cosines.near if cosines else None,
            near_around=cosines.around if cosines else None,
        )
        yield Hit(record, scores)
