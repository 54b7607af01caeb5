"""Records as CSV, in the format of docs/importing.md: files in, library entries and every mistake out. Touches no disk."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from bot.feeds.csv_cells import Cells, Reference, Shelf
from bot.feeds.csv_columns import TABLES
from bot.feeds.csv_names import read_actor, read_place, read_rating, read_source
from bot.feeds.csv_parts import HOMES, Parts, read_parts
from bot.feeds.csv_records import Terms, read_event, read_series, read_statement
from bot.feeds.csv_rows import Row, RowProblem, read_sheet
from bot.library.filing import Provenance
from bot.library.record import Entry
from bot.people.audience import Audience


@dataclass(frozen=True, slots=True)
class Known:
    """What the library has already and references may point to. `places` are the names of places by id, `visibilities` who may see a record by
    its id, the others ids."""

    places: Mapping[str, str]
    actors: Collection[str]
    sources: Collection[str]
    records: Collection[str]
    visibilities: Mapping[str, Audience] = field(default_factory=dict)


NOTHING_KNOWN = Known({}, (), (), ())


@dataclass(frozen=True, slots=True)
class CsvReading:
    """The entries of all rows without a mistake, names before what refers to them, and every mistake in order of file and row. `filed_by_row` are
    the ids of records whose row says itself who may see them."""

    entries: tuple[Entry, ...]
    problems: tuple[RowProblem, ...]
    filed_by_row: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Draft:
    """One row as it was read; `entry` is None where the row has a mistake of its own."""

    row: Row
    key: tuple[str, ...]
    entry: Entry | None
    references: tuple[Reference, ...]


def read_csv_library(
    files: Mapping[str, bytes | str],
    *,
    provenance: Provenance,
    visibility: Audience,
    known: Known = NOTHING_KNOWN,
    latest: date = date.max,
    columns: Mapping[str, str] = MappingProxyType({}),
) -> CsvReading:
    """Reads files by name (`events.csv`, `places.csv`, …; small or capital letters). `visibility` holds for records that name none, unless
    the library has a record of that id: then its own. Nothing can have happened after `latest`. `columns` gives
    our name for a column by theirs, folded.

    Rows that refer to something that is neither in `known` nor a good row of these files have a mistake too.
    """
    rows, problems = _read_sheets(files, columns)
    names = {
        place: " ".join(row.cells["name"].split())
        for row in rows["places"]
        if (place := row.cells["id"].strip())
    }
    terms = Terms(provenance, visibility, {**known.places, **names}, known.visibilities)
    parts, wrong_parts = read_parts(rows, latest=latest)
    problems += wrong_parts
    drafts = _read_drafts(rows, parts, terms, problems, latest)
    good = _drop_dangling(drafts, known, problems)
    order = sorted(problems, key=lambda problem: (problem.file, problem.row))
    entries = tuple(draft.entry for draft in good if draft.entry is not None)
    filed = (draft.key[1] for draft in good if draft.row.cells.get("visibility", "").strip())
    return CsvReading(entries, tuple(order), frozenset(filed))


def _read_sheets(
    files: Mapping[str, bytes | str], columns: Mapping[str, str]
) -> tuple[dict[str, tuple[Row, ...]], list[RowProblem]]:
    rows: dict[str, tuple[Row, ...]] = dict.fromkeys(TABLES, ())
    problems: list[RowProblem] = []
    for file, content in files.items():
        kind = file.lower().removesuffix(".csv")
        if kind not in TABLES:
            known = ", ".join(f"{name}.csv" for name in TABLES)
            problems.append(RowProblem(file, 0, "", f"The name of this file is not one of: {known}."))
            continue
        sheet = read_sheet(file, content, TABLES[kind], columns)
        rows[kind] += sheet.rows
        problems += sheet.problems
    return rows, problems


def _read_drafts(
    rows: Mapping[str, tuple[Row, ...]],
    parts: Mapping[str, Parts],
    terms: Terms,
    problems: list[RowProblem],
    latest: date,
) -> list[_Draft]:
    drafts: list[_Draft] = []
    taken: dict[tuple[str, ...], Row] = {}
    for kind in (kind for kind in TABLES if kind not in HOMES):
        for row in rows[kind]:
            cells = Cells(row, latest)
            cells.require(TABLES[kind].required)
            entry = _read_entry(kind, cells, parts.get(row.cells.get("id", "").strip(), Parts()), terms)
            key = _key(kind, row)
            if key in taken and TABLES[kind].required[0] not in row.lacks:
                first = taken[key]
                cells.complain(
                    TABLES[kind].required[0], f"This is in {first.file}, row {first.number}, already."
                )
            taken.setdefault(key, row)
            problems += cells.problems
            drafts.append(_Draft(row, key, entry if cells.is_usable else None, tuple(cells.references)))
    return drafts


def _read_entry(kind: str, cells: Cells, parts: Parts, terms: Terms) -> Entry:
    match kind:
        case "places":
            return read_place(cells, terms.provenance)
        case "actors":
            return read_actor(cells, terms.provenance)
        case "sources":
            return read_source(cells, terms.provenance)
        case "ratings":
            return read_rating(cells, terms.provenance)
        case "events":
            return read_event(cells, parts, terms)
        case "statements":
            return read_statement(cells, parts, terms)
        case _:
            return read_series(cells, parts, terms)


def _key(kind: str, row: Row) -> tuple[str, ...]:
    """What two rows must not share. Events, statements and series are one shelf: a match names a record by its id alone."""
    match kind:
        case "places" | "actors" | "sources":
            return (kind, row.cells["id"].strip())
        case "ratings":
            return (kind, row.cells["source"].strip(), row.cells["rater"].strip())
        case _:
            return ("records", row.cells["id"].strip())


def _drop_dangling(drafts: list[_Draft], known: Known, problems: list[RowProblem]) -> list[_Draft]:
    """The drafts whose references all lead somewhere. One that is dropped may leave others dangling, so until none is."""
    written = _filed(drafts, known)
    good = [draft for draft in drafts if draft.entry is not None]
    for draft in drafts:
        problems += [_dangling(reference) for reference in draft.references if not _leads(reference, written)]
    while True:
        filed = _filed(good, known)
        kept = [draft for draft in good if all(_leads(reference, filed) for reference in draft.references)]
        for draft in good:
            problems += [
                _dropped(reference)
                for reference in draft.references
                if _leads(reference, written) and not _leads(reference, filed)
            ]
        if len(kept) == len(good):
            return kept
        good = kept


def _filed(drafts: list[_Draft], known: Known) -> Mapping[Shelf, frozenset[str]]:
    def ids(kind: str) -> frozenset[str]:
        return frozenset(draft.key[1] for draft in drafts if draft.key[0] == kind)

    actors, sources = ids("actors").union(known.actors), ids("sources").union(known.sources)
    return {
        Shelf.PLACE: ids("places").union(known.places),
        Shelf.ACTOR: actors,
        Shelf.SOURCE: sources,
        Shelf.SPEAKER: actors | sources,
        Shelf.RECORD: ids("records").union(known.records),
    }


def _leads(reference: Reference, filed: Mapping[Shelf, frozenset[str]]) -> bool:
    return reference.id in filed[reference.shelf]


def _dangling(reference: Reference) -> RowProblem:
    message = f"No {reference.shelf} has the id {reference.id!r}, neither in these files nor in the library."
    return RowProblem(reference.row.file, reference.row.number, reference.column, message)


def _dropped(reference: Reference) -> RowProblem:
    message = (
        f"The row of the {reference.shelf} {reference.id!r} has a mistake, so this one cannot be used either."
    )
    return RowProblem(reference.row.file, reference.row.number, reference.column, message)
