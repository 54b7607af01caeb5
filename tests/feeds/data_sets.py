"""Files of data sets as their makers write them, with made-up rows."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from bot.claims.names import Name, Names
from bot.feeds.feed import Item, Reader, Terms
from bot.library.event import Event
from bot.library.statement import Statement
from bot.verdicts.phrasebook import load_phrasebook

GED = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]

SHELLING = {
    "id": "900001",
    "type_of_violence": "1",
    "conflict_name": "Testland: Government",
    "side_a": "Government of Testland (Old Land)",
    "side_a_new_id": "77",
    "side_b": "Harbour Front",
    "side_b_new_id": "78",
    "number_of_sources": "2",
    "source_article": '"Daily Harbour,2023-04-12,Shells kill nine, hurt dozens; market destroyed in Kyaw Hta";"Morning Post,2023-04-13,Kyaw Hta counts its dead"',
    "source_original": "Harbour Front; residents; a villager",
    "where_prec": "1",
    "where_coordinates": "Kyaw Hta village",
    "where_description": "the market of Kyaw Hta",
    "adm_1": "Lower region",
    "adm_2": "Delta district",
    "latitude": "16.5",
    "longitude": "95.25",
    "country": "Testland (Old Land)",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2023-04-11 00:00:00.000",
    "date_end": "2023-04-11 00:00:00.000",
    "deaths_a": "0",
    "deaths_b": "2",
    "deaths_civilians": "7",
    "deaths_unknown": "0",
    "best": "9",
    "high": "14",
    "low": "8",
}


def ged_file(*rows: Mapping[str, str]) -> bytes:
    """A GED file of rows that differ from the one about the shelling."""
    return table(GED, [SHELLING | dict(row) for row in rows])


def table(columns: Iterable[str], rows: Iterable[Mapping[str, str]], *, delimiter: str = ",") -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(columns), restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def terms(*names: Name, **others: object) -> Terms:
    return Terms(Names(names), {}, load_phrasebook("en"), **others)  # type: ignore[arg-type]


def read(reader: Reader, content: bytes, given: Terms | None = None) -> list[Item]:
    return list(reader([content], given or terms()))


def events(items: Iterable[Item]) -> list[Event]:
    return [entry for entry in entries(items) if isinstance(entry, Event)]


def statements(items: Iterable[Item]) -> list[Statement]:
    return [entry for entry in entries(items) if isinstance(entry, Statement)]


def entries(items: Iterable[Item]) -> Iterator[object]:
    return (entry for item in items for entry in item.entries)


ACLED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]

STRIKE = {
    "event_id_cnty": "TST1001",
    "event_date": "2023-02-16",
    "year": "2023",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Testland (2021-)",
    "inter1": "1",
    "actor2": "Civilians (Testland)",
    "assoc_actor_2": "Teachers (Testland)",
    "inter2": "7",
    "country": "Testland",
    "admin1": "Upper",
    "admin2": "Hill",
    "admin3": "Hilltop",
    "location": "Thabyay",
    "latitude": "21.1",
    "longitude": "95.2",
    "geo_precision": "1",
    "source": "Daily Harbour; Morning Post",
    "source_scale": "Subnational-National",
    "notes": "SECRET NOTES [size=no report]",
    "fatalities": "4",
    "timestamp": "1676900000",
}


def acled_file(*rows: Mapping[str, str], columns: Iterable[str] = ACLED) -> bytes:
    """An ACLED export of rows that differ from the one about the strike. All of it is made up: nothing of ACLED's own may be passed on."""
    kept = list(columns)
    whole = [{name: cell for name, cell in (STRIKE | dict(row)).items() if name in kept} for row in rows]
    return table(kept, whole)
