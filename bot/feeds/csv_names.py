"""Rows of places.csv, actors.csv, sources.csv and ratings.csv. Only good for keeping when the cells noted no problem."""

from bot.feeds.csv_cells import Cells, Shelf
from bot.library.filing import Provenance
from bot.library.names import Actor, Place, PlaceKind
from bot.library.source import Rating, Reliability, Source, SourceKind


def read_place(cells: Cells, provenance: Provenance) -> Place:
    latitude, longitude = coordinates(cells)
    place_id, parent = cells.id("id"), cells.refer("parent", Shelf.PLACE)
    _refuse_own_parent(cells, place_id, parent)
    return Place(
        id=place_id,
        name=cells.text("name"),
        kind=cells.one_of("kind", PlaceKind),
        aliases=cells.items("aliases"),
        parent=parent,
        latitude=latitude,
        longitude=longitude,
        provenance=provenance,
        reference=cells.text("reference"),
        link=cells.link("link"),
    )


def read_actor(cells: Cells, provenance: Provenance) -> Actor:
    actor_id, parent = cells.id("id"), cells.refer("parent", Shelf.ACTOR)
    _refuse_own_parent(cells, actor_id, parent)
    return Actor(
        id=actor_id,
        name=cells.text("name"),
        aliases=cells.items("aliases"),
        parent=parent,
        is_party=cells.yes("is_party"),
        provenance=provenance,
        reference=cells.text("reference"),
        link=cells.link("link"),
    )


def read_source(cells: Cells, provenance: Provenance) -> Source:
    return Source(
        id=cells.id("id"),
        name=cells.text("name"),
        kind=cells.one_of("kind", SourceKind),
        aliases=cells.items("aliases"),
        domains=tuple(domain.lower() for domain in cells.items("domains")),
        handles=cells.items("handles"),
        actor=cells.refer("actor", Shelf.ACTOR),
        is_party=cells.yes("is_party"),
        descriptor=cells.text("descriptor"),
        provenance=provenance,
        reference=cells.text("reference"),
        link=cells.link("link"),
    )


def read_rating(cells: Cells, provenance: Provenance) -> Rating:
    rated_on, until = cells.the_day("rated_on"), cells.day("until")
    if until and until < rated_on:
        cells.complain("until", "This is before rated_on.")
    return Rating(
        source=cells.refer("source", Shelf.SOURCE),
        letter=cells.one_of("letter", Reliability),
        rater=cells.text("rater"),
        rated_on=rated_on,
        reason=cells.text("reason"),
        until=until,
        provenance=provenance,
    )


def coordinates(cells: Cells) -> tuple[float | None, float | None]:
    """Latitude and longitude: both or neither."""
    latitude = cells.number("latitude", least=-90, most=90)
    longitude = cells.number("longitude", least=-180, most=180)
    for column, other in (("latitude", "longitude"), ("longitude", "latitude")):
        if cells.row.cells[other].strip() and not cells.row.cells[column].strip():
            cells.complain(column, f"{other} is filled, so this cell must be filled too.")
    return latitude, longitude


def _refuse_own_parent(cells: Cells, own: str, parent: str) -> None:
    if own and own == parent:
        cells.complain("parent", "A name cannot be its own parent.")
