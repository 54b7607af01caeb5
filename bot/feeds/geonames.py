"""GeoNames' dump of a country (`MM.txt`): administrative areas and towns with their names in all scripts. CC BY 4.0.

https://download.geonames.org/export/dump/readme.txt
"""

import re
from collections.abc import Iterable, Iterator

from bot.feeds.cleaned import clean, read_point, read_whole
from bot.feeds.csv_rows import RowProblem
from bot.feeds.feed import Item, Terms
from bot.feeds.table_stream import TableRow, read_table
from bot.library.filing import Provenance
from bot.library.names import Place, PlaceKind

COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code", "country_code", "cc2",
    "admin1", "admin2", "admin3", "admin4", "population", "elevation", "dem", "timezone", "modified",
)  # fmt: skip
_AREAS = {"ADM1": PlaceKind.REGION, "ADM2": PlaceKind.DISTRICT, "ADM3": PlaceKind.TOWNSHIP}
_COUNTRIES = frozenset(("PCLI", "PCLD", "PCLS", "PCL", "TERR"))
_TOWN = 5000
"""People from which on a populated place is called a town, if it is the seat of nothing."""
_MOST_NAMES = 24
_NO_NAME = re.compile(r"[0-9/@_]|^.{0,2}$|^[A-Z]{3,4}$")
"""Addresses, codes of airports and of languages stand among the names."""
_REFERENCE = "GeoNames, CC BY 4.0"


def read_geonames(chunks: Iterable[bytes], terms: Terms) -> Iterator[Item]:
    for row in read_table(chunks, required=(), headed=COLUMNS, tabs=True):
        yield Item(row.row, (), (row,)) if isinstance(row, RowProblem) else _read(row, terms)


def _read(row: TableRow, terms: Terms) -> Item:
    cells = row.cells
    kind = _kind(cells)
    if kind is None or (terms.countries and cells["country_code"].strip().lower() not in terms.countries):
        return Item(row.number)
    point = read_point(cells["latitude"], cells["longitude"])
    name, number = clean(cells["name"], most=150), cells["geonameid"].strip()
    if not name or read_whole(number) is None or point == (None, None):
        return Item(row.number, (), (RowProblem("", row.number, "geonameid", "Number, name or coordinates cannot be used."),))  # fmt: skip
    place = Place(
        _own(cells, kind, number),
        name,
        kind,
        _aliases(cells, name),
        _parent(cells, kind),
        *point,
        provenance=Provenance.DATA_SET,
        reference=_REFERENCE,
        link=f"https://www.geonames.org/{int(number)}",
    )
    return Item(row.number, (place,))


def _kind(cells: dict[str, str]) -> PlaceKind | None:
    """None for rivers, hills, airports and all else that is no place where people live or rule."""
    code = cells["feature_code"].strip()
    if cells["feature_class"] == "A":
        return PlaceKind.COUNTRY if code in _COUNTRIES else _AREAS.get(code)
    if cells["feature_class"] != "P":
        return None
    is_town = code.startswith("PPLA") or code == "PPLC" or (read_whole(cells["population"]) or 0) >= _TOWN
    return PlaceKind.TOWN if is_town else PlaceKind.VILLAGE


def _codes(cells: dict[str, str]) -> list[str]:
    """Country and areas, from the largest on, as far as they are filled."""
    found = [cells["country_code"].strip()]
    for level in ("admin1", "admin2", "admin3"):
        code = cells[level].strip()
        if not code.isascii() or not code.replace("-", "").isalnum() or code == "00":
            break
        found.append(code[:20])
    return found


def _own(cells: dict[str, str], kind: PlaceKind, number: str) -> str:
    """Areas are known by their codes, because that is how places name what they lie in."""
    depth = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.TOWNSHIP)
    codes = _codes(cells)
    if cells["feature_class"] == "A" and len(codes) > depth.index(kind):
        return f"geonames-{'.'.join(codes[: depth.index(kind) + 1])}"
    return f"geonames-{int(number)}"


def _parent(cells: dict[str, str], kind: PlaceKind) -> str:
    depth = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.TOWNSHIP)
    codes = _codes(cells)
    if cells["feature_class"] == "A":
        codes = codes[: depth.index(kind)]
    return f"geonames-{'.'.join(codes)}" if codes else ""


def _aliases(cells: dict[str, str], name: str) -> tuple[str, ...]:
    names = (clean(one, most=100) for one in (cells["asciiname"], *cells["alternatenames"].split(",")))
    return tuple(dict.fromkeys(one for one in names if one and one != name and not _NO_NAME.search(one)))[
        :_MOST_NAMES
    ]
