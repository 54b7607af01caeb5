"""A made-up file in the form of UCDP GED, as long as wanted, always the same one for the same numbers. What it says is nonsense; its shape is not: rows of
the usual length, one to five reports each, a place for every four or five rows in a hundred countries."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.feeds.ucdp_ged import REQUIRED

_FIRST_DAY = date(1989, 1, 1)
_DAYS = 13_000
_COUNTRIES = 100
_ROWS_A_PLACE = 4.5
_BEGINNINGS = [
    "ba",
    "da",
    "fe",
    "ga",
    "hi",
    "ka",
    "lo",
    "ma",
    "ni",
    "o",
    "pa",
    "ra",
    "sa",
    "te",
    "u",
    "vi",
    "wa",
    "ya",
    "zo",
    "ke",
    "mo",
    "la",
    "tu",
    "shi",
    "ner",
    "bol",
]
_ENDS = [
    "bad",
    "dar",
    "gyi",
    "kan",
    "lin",
    "mar",
    "nau",
    "pur",
    "ran",
    "shi",
    "tan",
    "wan",
    "yar",
    "zai",
    "dorf",
    "ville",
    "ton",
    "berg",
]
_DEEDS = (
    "{killed} killed as shells hit market in {place}",
    "Air strike on {place} kills {killed}, residents say",
    "Fighting near {place} leaves {killed} dead; roads closed",
    "Gunmen attack bus outside {place}, {killed} dead",
    "Landmine kills {killed} on road to {place}",
    "Villagers of {place} flee as troops burn houses",
)
_PAPERS = (
    "Reuters News",
    "Agence France Presse",
    "The Daily Star",
    "Radio Free Town",
    "Xinhua",
    "BBC Monitoring",
    "All Africa",
)
_ORIGINS = ("residents", "the army", "a local official", "rebel spokesman", "local media", "hospital", "")  # fmt: skip
_COLUMNS = (*REQUIRED, "conflict_name", "side_a_new_id", "side_b_new_id", "source_article", "source_original", "where_description",
            "adm_1", "adm_2", "latitude", "longitude", "event_clarity", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown",
            "geom_wkt", "source_headline", "source_office", "source_date", "dyad_name", "region")  # fmt: skip


def write_ged(path: Path, rows: int) -> int:
    """Writes the file; how many bytes it has."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerows(_rows(rows))
    return path.stat().st_size


def _rows(many: int) -> Iterator[dict[str, str]]:
    chance = random.Random(1)
    places = [_place(chance, number) for number in range(max(1, int(many / _ROWS_A_PLACE)))]
    for number in range(many):
        place = chance.choice(places)
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        killed = min(900, int(chance.paretovariate(1.2)))
        country = int(place["country"].split()[1])
        yield place | _told(chance, place, killed, day) | {
            "id": str(100_000 + number),
            "type_of_violence": str(chance.choice((1, 1, 1, 2, 3))),
            "side_a": f"Government of Country {country}",
            "side_b": chance.choice(("Civilians", f"Front {country * 3}", f"Front {country * 3 + 1}")),
            "side_a_new_id": str(country),
            "side_b_new_id": str(1000 + country * 3),
            "conflict_name": f"Country {country}: Government",
            "dyad_name": f"Government of Country {country} - Front {country * 3}",
            "region": "Asia",
            "event_clarity": "1",
            "date_prec": str(chance.choice((1, 1, 1, 1, 2, 3, 4, 5))),
            "date_start": f"{day} 00:00:00.000",
            "date_end": f"{day} 00:00:00.000",
            "deaths_a": "0",
            "deaths_b": str(killed // 2),
            "deaths_civilians": str(killed - killed // 2),
            "deaths_unknown": "0",
            "best": str(killed),
            "low": str(killed),
            "high": str(killed + chance.randrange(9)),
        }  # fmt: skip


def _told(chance: random.Random, place: dict[str, str], killed: int, day: date) -> dict[str, str]:
    name = place["where_coordinates"].rpartition(" ")[0]
    reports = [
        (chance.choice(_PAPERS), str(day + timedelta(days=chance.randrange(4))), chance.choice(_DEEDS).format(killed=killed, place=name))
        for _ in range(chance.choice((1, 1, 1, 1, 2, 2, 3, 5)))
    ]  # fmt: skip
    return {
        "source_article": ";".join(f'"{paper},{when},{headline}"' for paper, when, headline in reports),
        "source_office": ";".join(paper for paper, _, _ in reports),
        "source_date": ";".join(when for _, when, _ in reports),
        "source_headline": ";".join(headline for _, _, headline in reports),
        "source_original": "; ".join(chance.sample(_ORIGINS, 2)),
        "where_description": f"near the market of {name}, on the road to the north",
    }


def _place(chance: random.Random, number: int) -> dict[str, str]:
    country = number % _COUNTRIES
    region = country * 11 + chance.randrange(11)
    district = region * 6 + chance.randrange(6)
    name = "".join(chance.choice(_BEGINNINGS) for _ in range(2)) + chance.choice(_ENDS)
    latitude, longitude = round(chance.uniform(-30, 40), 6), round(chance.uniform(-20, 120), 6)
    return {
        "where_coordinates": f"{name.capitalize()} {chance.choice(('village', 'village', 'town', 'township'))}",
        "where_prec": str(chance.choice((1, 1, 1, 2, 5))),
        "adm_1": f"Region{region} province",
        "adm_2": f"District{district} district",
        "latitude": str(latitude),
        "longitude": str(longitude),
        "geom_wkt": f"POINT ({longitude} {latitude})",
        "country": f"Country {country}",
    }
