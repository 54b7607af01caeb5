"""UCDP's Georeferenced Event Dataset and its monthly Candidate data: the 49 columns of versions 22.1 to 26. One row is one event.

Codes: UCDP GED Codebook, https://ucdp.uu.se/downloads/
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.claims.interval import Interval, Precision
from bot.claims.names import fold
from bot.claims.quantity import Measure
from bot.feeds.cleaned import clean, read_day, read_point, read_whole
from bot.feeds.csv_rows import RowProblem
from bot.feeds.event_kinds import kind_named
from bot.feeds.feed import Item, Terms
from bot.feeds.gazetteer import NOWHERE, Cast, Gazetteer, plain_name
from bot.feeds.table_stream import TableRow, read_table
from bot.feeds.ucdp_cited import count_origins, read_origins, read_reports
from bot.library.event import Corroboration, Event, EventKind, Involvement, Location, PlacePrecision, Role
from bot.library.filing import Evidence, Figure, Filing, Provenance
from bot.library.source import Source, SourceKind

REQUIRED = (
    "id",
    "type_of_violence",
    "side_a",
    "side_b",
    "where_prec",
    "where_coordinates",
    "country",
    "date_prec",
    "date_start",
    "date_end",
    "best",
    "high",
    "low",
)
PREFIX = "ged"
SOURCE = "ucdp"
_LEVELS = ("country", "adm_1", "adm_2", "where_coordinates")
_CIVILIANS = "civilians"
_ONE_SIDED = "3"
_VIOLENCE = ("1", "2", _ONE_SIDED)
_ID = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_PLACES = {
    "1": PlacePrecision.EXACT,
    "2": PlacePrecision.NEAR,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.REGION,
    "5": PlacePrecision.AREA,
    "6": PlacePrecision.COUNTRY,
    "7": PlacePrecision.AREA,  # at sea or in the air
}
_DATES = {
    "1": Precision.DAY,
    "2": Precision.FEW_DAYS,
    "3": Precision.WEEK,
    "4": Precision.MONTH,
    "5": Precision.YEAR,
}
_HEADLINES = 2
"""Headlines that an event is found by."""
_VERSION = re.compile(r"(?<!\d)([0-9]{2})[._]?([0-9])(?:[._]([0-9]{1,2}))?(?!\d)")


def name_of(file: str) -> str:
    """The data set's name with the version that the file's name tells: *UCDP GED 24.1*, *UCDP Candidate 26.0.4*."""
    found = _VERSION.search(file)
    if found is None:
        return "UCDP GED"
    year, major, minor = found.groups()
    # Versions of the monthly data are 26.0.4; those of the yearly one 24.1.
    return f"UCDP Candidate {year}.{major}.{minor}" if major == "0" and minor else f"UCDP GED {year}.{major}"


def read_ucdp_ged(chunks: Iterable[bytes], terms: Terms) -> Iterator[Item]:
    reading = _Reading(terms)
    if SOURCE not in terms.sources:
        yield Item(1, (_source(terms),))
    for row in read_table(chunks, required=REQUIRED):
        yield Item(row.row, (), (row,)) if isinstance(row, RowProblem) else reading.read(row)


@dataclass(slots=True)
class _Reading:
    terms: Terms
    places: Gazetteer = field(init=False)
    cast: Cast = field(init=False)

    def __post_init__(self) -> None:
        self.places, self.cast = Gazetteer(self.terms.names, PREFIX), Cast(self.terms.names, SOURCE)

    def read(self, row: TableRow) -> Item:
        cells, number = row.cells, row.number
        if self.terms.countries and fold(plain_name(cells["country"])) not in self.terms.countries:
            return Item(number)
        if wrong := _problems(row, self.terms):
            return Item(number, (), wrong)
        event, remarks = self._event(cells, number)
        return Item(number, (*self.places.take_fresh(), *self.cast.take_fresh(), event), remarks)

    def _event(self, cells: dict[str, str], number: int) -> tuple[Event, tuple[RowProblem, ...]]:
        data_set = self.terms.data_set or "UCDP GED"
        reports = read_reports(cells.get("source_article", ""))
        origins = read_origins(cells.get("source_original", ""))
        headlines = tuple(dict.fromkeys(report.reference for report in reports if report.reference))
        default = EventKind.KILLING if cells["type_of_violence"].strip() == _ONE_SIDED else EventKind.CLASH
        kind = kind_named(headlines, default)
        if len(reports) == 1 and len(origins) == 1:
            reports = (
                Evidence(reports[0].publisher, reports[0].published, reports[0].reference, origin=origins[0]),
            )
        killed, remarks = _killed(cells, number)
        row_id = cells["id"].strip()
        event = Event(
            id=f"{PREFIX}-{row_id}",
            title=self._title(cells, kind, default),
            kind=kind,
            when=_when(cells),
            where=self._where(cells),
            filing=Filing(
                provenance=Provenance.DATA_SET,
                visibility=self.terms.visibility,
                publisher=data_set,
                reference=self._say("reference", data_set=data_set, row=row_id),
                licence=self._say("licence", data_set=data_set),
                evidence=reports,
                is_provisional="Candidate" in data_set,
            ),
            summary=self._summary(cells, len(reports)),
            corroboration=_corroboration(reports, origins),
            actors=self._actors(cells),
            figures=(killed, *_sides(cells)),
            origins=count_origins(origins, len(reports)),
            phrasings=headlines[:_HEADLINES],
        )  # fmt: skip
        return event, remarks

    def _say(self, key: str, **values: str) -> str:
        return self.terms.book.text(f"imported.ged.{key}", **values)

    def _title(self, cells: dict[str, str], kind: EventKind, default: EventKind) -> str:
        word = self.terms.book.text(f"imported.kind.{kind.value}")
        said = {
            "one": plain_name(clean(cells["side_a"], most=100)),
            "other": plain_name(clean(cells["side_b"], most=100)),
            "place": _shown_place(cells),
        }
        if cells["type_of_violence"].strip() == _ONE_SIDED:
            return self._say("against_civilians", kind=word, **said)
        return self._say("fighting", **said) if kind is default else self._say("between", kind=word, **said)

    def _summary(self, cells: dict[str, str], reports: int) -> str:
        spot = clean(cells.get("where_description", ""), most=300).rstrip(".")
        conflict = plain_name(clean(cells.get("conflict_name", ""), most=150))
        is_one_sided = cells["type_of_violence"].strip() == _ONE_SIDED
        told = [
            self._say("spot", words=spot) if spot else "",
            self._say("conflict", conflict=conflict) if conflict and not is_one_sided else "",
            self._say("aggregate") if cells.get("event_clarity", "").strip() == "2" else "",
            self._say("cited", count=str(reports)) if reports else "",
        ]
        return " ".join(part for part in told if part)

    def _where(self, cells: dict[str, str]) -> Location:
        point = read_point(cells.get("latitude", ""), cells.get("longitude", ""))
        precision = _PLACES[cells["where_prec"].strip()]
        names = (clean(cells.get(level, ""), most=150) for level in _LEVELS)
        is_spot = precision in {PlacePrecision.EXACT, PlacePrecision.NEAR}
        place = self.places.find(dict.fromkeys(names), point if is_spot else NOWHERE)
        return Location(place, _shown_place(cells), precision, *point)

    def _actors(self, cells: dict[str, str]) -> tuple[Involvement, ...]:
        role = Role.ATTACKER if cells["type_of_violence"].strip() == _ONE_SIDED else Role.PARTY
        found: dict[str, Involvement] = {}
        for side in ("side_a", "side_b"):
            name = clean(cells[side], most=150)
            if name and fold(name) != _CIVILIANS:
                actor = self.cast.find(name, cells.get(f"{side}_new_id", "").strip())
                found.setdefault(actor, Involvement(actor, role))
        return tuple(found.values())


def _problems(row: TableRow, terms: Terms) -> tuple[RowProblem, ...]:
    cells = row.cells
    found = [*_wrong_codes(cells), *_wrong_days(cells, terms)]
    if not _ID.fullmatch(cells["id"].strip()):
        found.append(("id", "This is no id of an event."))
    found += [
        (column, "This is not a whole number.")
        for column in ("low", "best", "high")
        if read_whole(cells[column]) is None
    ]
    if not clean(cells["where_coordinates"]) and not clean(cells["country"]):
        found.append(("where_coordinates", "There is neither a place nor a country."))
    return tuple(RowProblem("", row.number, column, message) for column, message in found)


def _wrong_codes(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column, codes in (("type_of_violence", _VIOLENCE), ("where_prec", _PLACES), ("date_prec", _DATES)):
        if cells[column].strip() not in codes:
            yield column, f"This must be one of: {', '.join(codes)}."


def _wrong_days(cells: dict[str, str], terms: Terms) -> Iterator[tuple[str, str]]:
    first, last = read_day(cells["date_start"]), read_day(cells["date_end"])
    if first is None or last is None or last < first:
        yield "date_start", "The dates cannot be read, or end before they begin."
    elif last > terms.latest:
        yield "date_end", f"This lies in the future ({last})."


def _when(cells: dict[str, str]) -> Interval:
    """Of a row that was looked at before."""
    first, last = read_day(cells["date_start"]), read_day(cells["date_end"])
    return Interval(first or date.min, last or date.max, _DATES[cells["date_prec"].strip()])


def _killed(cells: dict[str, str], number: int) -> tuple[Figure, tuple[RowProblem, ...]]:
    low, best, high = (read_whole(cells[column]) or 0 for column in ("low", "best", "high"))
    remarks: tuple[RowProblem, ...] = ()
    if not low <= best <= high:
        said = f"low, best and high are {low}, {best} and {high}, out of order: the bound that is wrong is left out."
        remarks = (RowProblem("", number, "best", said),)
    figure = Figure(
        Measure.KILLED,
        "people",
        float(best),
        float(low) if low <= best else None,
        float(high) if high >= best else None,
        who_counts=SOURCE,
    )
    return figure, remarks


def _sides(cells: dict[str, str]) -> Iterator[Figure]:
    """The dead of whom it is known who they were."""
    sides = (
        ("deaths_civilians", "civilians"),
        ("deaths_a", "soldiers and police" if fold(cells["side_a"]).startswith("government of ") else ""),
        ("deaths_b", "fighters" if fold(cells["side_a"]).startswith("government of ") else ""),
    )
    for column, unit in sides:
        dead = read_whole(cells.get(column, ""))
        if dead and unit:
            yield Figure(Measure.KILLED, unit, float(dead), who_counts=SOURCE)


def _corroboration(reports: tuple[Evidence, ...], origins: tuple[str, ...]) -> Corroboration | None:
    """As many publishers as make a grade; `confirmed` can never be told from here."""
    publishers = len({fold(report.publisher) for report in reports})
    if len(reports) == 1:
        return Corroboration.WEAK
    if publishers >= 3 or (publishers == 2 and len(origins) >= 2):
        return Corroboration.FAIR
    return None


def _shown_place(cells: dict[str, str]) -> str:
    spot, region = (clean(cells.get(column, ""), most=150) for column in ("where_coordinates", "adm_1"))
    spot = spot or plain_name(clean(cells["country"], most=100))
    return f"{spot}, {region}" if region and fold(region) != fold(spot) else spot


def _source(terms: Terms) -> Source:
    return Source(
        SOURCE,
        terms.book.text("imported.ged.source"),
        SourceKind.DATA_SET,
        ("UCDP", "UCDP GED"),
        ("ucdp.uu.se",),
        descriptor=terms.book.text("imported.ged.descriptor"),
        provenance=Provenance.DATA_SET,
        reference=terms.data_set,
    )
