"""ACLED's event data: the 31 columns of today's exports and the older ones, known by their names.

Its terms let nobody pass its rows on. So they are for the newsroom alone, `notes` are not read at all, and the ids of everything that comes
from here begin with `acled-`, by which exports leave it out (https://acleddata.com/terms-and-conditions).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bot.claims.interval import Interval, Precision
from bot.claims.names import fold
from bot.claims.quantity import Measure
from bot.feeds.acled_codes import is_group, kind_of_event
from bot.feeds.cleaned import clean, read_day, read_point, read_whole
from bot.feeds.csv_rows import RowProblem
from bot.feeds.feed import Item, Terms
from bot.feeds.gazetteer import NOWHERE, Cast, Gazetteer, plain_name
from bot.feeds.table_stream import TableRow, read_table
from bot.library.event import Event, Involvement, Location, PlacePrecision, Role
from bot.library.filing import Evidence, Figure, Filing, Provenance
from bot.library.names import PlaceKind
from bot.library.source import Source, SourceKind
from bot.matching.shown import show_day
from bot.people.audience import Audience

PREFIX = "acled"
REQUIRED = ("event_id_cnty", "event_date", "event_type", "actor1", "country", "location", "fatalities")
_AGAINST_CIVILIANS = "violence against civilians"
_DATES = {"1": Precision.DAY, "2": Precision.WEEK, "3": Precision.MONTH}
_PLACES = {"1": PlacePrecision.EXACT, "2": PlacePrecision.NEAR, "3": PlacePrecision.REGION}
_LEVELS = {
    "country": PlaceKind.COUNTRY,
    "admin1": PlaceKind.REGION,
    "admin2": PlaceKind.DISTRICT,
    "admin3": PlaceKind.TOWNSHIP,
    "location": PlaceKind.TOWN,
}
_LONGEST_ID = 40
_STAMP = re.compile(r"[0-9]{9,10}")


def read_acled(chunks: Iterable[bytes], terms: Terms) -> Iterator[Item]:
    reading = _Reading(terms)
    if PREFIX not in terms.sources:
        yield Item(1, (_source(terms),))
    for row in read_table(chunks, required=REQUIRED):
        yield Item(row.row, (), (row,)) if isinstance(row, RowProblem) else reading.read(row)


@dataclass(slots=True)
class _Reading:
    terms: Terms
    places: Gazetteer = field(init=False)
    cast: Cast = field(init=False)

    def __post_init__(self) -> None:
        self.places, self.cast = Gazetteer(self.terms.names, PREFIX), Cast(self.terms.names, PREFIX)

    def read(self, row: TableRow) -> Item:
        cells = row.cells
        if self.terms.countries and fold(plain_name(cells["country"])) not in self.terms.countries:
            return Item(row.number)
        row_id, day, killed = (
            cells["event_id_cnty"].strip(),
            read_day(cells["event_date"]),
            read_whole(cells["fatalities"] or "0"),
        )
        wrong = _problems(row_id, day, killed, cells, self.terms)
        if wrong or day is None or killed is None:
            problems = (RowProblem("", row.number, column, message) for column, message in wrong)
            return Item(row.number, (), tuple(problems))
        event = self._event(cells, row_id, day, killed)
        return Item(row.number, (*self.places.take_fresh(), *self.cast.take_fresh(), event))

    def _event(self, cells: dict[str, str], row_id: str, day: date, killed: int) -> Event:
        publishers = tuple(dict.fromkeys(clean(one, most=100) for one in cells.get("source", "").split(";")))
        return Event(
            id=f"{PREFIX}-{row_id}",
            title=self._title(cells),
            kind=kind_of_event(cells["event_type"], cells.get("sub_event_type", "")),
            when=Interval(day, day, _DATES.get(cells.get("time_precision", "").strip(), Precision.MONTH)),
            where=self._where(cells),
            filing=Filing(
                provenance=Provenance.DATA_SET,
                visibility=Audience.NEWSROOM if self.terms.visibility is Audience.PUBLIC else self.terms.visibility,
                publisher=self.terms.data_set or self._say("publisher"),
                reference=self._say("reference", row=row_id),
                licence=self._licence(cells),
                evidence=tuple(Evidence(publisher) for publisher in publishers if publisher),
            ),
            summary=self._summary(cells, publishers),
            actors=self._actors(cells),
            # None reported is no count of nobody.
            figures=(Figure(Measure.KILLED, "people", float(killed), who_counts=PREFIX),) if killed else (),
        )  # fmt: skip

    def _say(self, key: str, **values: str) -> str:
        return self.terms.book.text(f"imported.acled.{key}", **values)

    def _title(self, cells: dict[str, str]) -> str:
        kind = clean(cells.get("sub_event_type", "") or cells["event_type"], most=60)
        one, other = (plain_name(clean(cells.get(column, ""), most=100)) for column in ("actor1", "actor2"))
        place = ", ".join(dict.fromkeys(filter(None, (clean(cells["location"], most=100), clean(cells.get("admin1", ""), most=100)))))  # fmt: skip
        if other:
            return self._say("both", kind=kind, one=one, other=other, place=place)
        return self._say("one", kind=kind, one=one, place=place)

    def _summary(self, cells: dict[str, str], publishers: tuple[str, ...]) -> str:
        beside = "; ".join(
            filter(None, (clean(cells.get(f"assoc_actor_{side}", ""), most=150) for side in (1, 2)))
        )
        scale = clean(cells.get("source_scale", ""), most=40)
        said = [self._say("beside", names=beside)] if beside else []
        if any(publishers) and scale:
            said.append(self._say("scale", sources=", ".join(publishers[:4]), scale=scale))
        return " ".join(said)

    def _where(self, cells: dict[str, str]) -> Location:
        point = read_point(cells.get("latitude", ""), cells.get("longitude", ""))
        precision = _PLACES.get(cells.get("geo_precision", "").strip(), PlacePrecision.REGION)
        named = {clean(cells.get(level, ""), most=100): kind for level, kind in _LEVELS.items()}
        place = self.places.find(named, NOWHERE if precision is PlacePrecision.REGION else point)
        shown = ", ".join(name for name in (clean(cells["location"], most=100), clean(cells.get("admin1", ""), most=100)) if name)  # fmt: skip
        return Location(place, shown, precision, *point)

    def _actors(self, cells: dict[str, str]) -> tuple[Involvement, ...]:
        """Actor 1 and actor 2 have no direction, but where civilians are attacked the one that is a group did it."""
        role = Role.ATTACKER if fold(cells["event_type"]).strip() == _AGAINST_CIVILIANS else Role.PARTY
        found: dict[str, Involvement] = {}
        for side in (1, 2):
            name = clean(cells.get(f"actor{side}", ""), most=150)
            if name and is_group(cells.get(f"inter{side}", ""), name):
                actor = self.cast.find(name)
                found.setdefault(actor, Involvement(actor, role))
        return tuple(found.values())

    def _licence(self, cells: dict[str, str]) -> str:
        stamp = cells.get("timestamp", "").strip()
        as_of = datetime.fromtimestamp(int(stamp), UTC).date() if _STAMP.fullmatch(stamp) else None
        return self._say("licence_as_of", day=show_day(as_of)) if as_of else self._say("licence")


def _problems(
    row_id: str, day: date | None, killed: int | None, cells: dict[str, str], terms: Terms
) -> tuple[tuple[str, str], ...]:
    found = []
    if not row_id.isascii() or not row_id.isalnum() or len(row_id) > _LONGEST_ID:
        found.append(("event_id_cnty", "This is no id of an event."))
    if day is None:
        found.append(("event_date", "This is no date. It is written as 2023-02-16 or 16 May 2025."))
    elif day > terms.latest:
        found.append(("event_date", f"This lies in the future ({day})."))
    if killed is None:
        found.append(("fatalities", "This is not a whole number."))
    if not clean(cells["location"]):
        found.append(("location", "This cell must be filled."))
    return tuple(found)


def _source(terms: Terms) -> Source:
    return Source(
        PREFIX,
        terms.book.text("imported.acled.source"),
        SourceKind.DATA_SET,
        ("ACLED",),
        ("acleddata.com",),
        descriptor=terms.book.text("imported.acled.descriptor"),
        provenance=Provenance.DATA_SET,
    )
