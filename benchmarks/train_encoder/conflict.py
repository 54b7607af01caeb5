"""What newspapers wrote about killings in Myanmar, beside a description of ours of the same event: from the rows of UCDP GED."""

import csv
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.index.encoder import prepare

MOST_ROWS = 2
"""A headline that stands beside more events than that is about none of them."""

_SOURCE = re.compile(r'"([^",]*),([^",]*),([^"]*)"')
_KIND = re.compile(r"\b(?:village|town|city|township|district|region|state|tract)\b")
_GENERIC = re.compile(
    r"daily briefing|dataset|fatality events|annual|weekly|monthly|reports? no|situation", re.IGNORECASE
)
_SIDES = {
    "Government of Myanmar (Burma)": (
        "the army",
        "the military",
        "junta troops",
        "regime forces",
        "Myanmar soldiers",
    ),
    "Civilians": ("civilians", "villagers", "residents", "people"),
    "NUG": ("resistance fighters", "the PDF", "People's Defence Force fighters", "local defence forces"),
}
_LEAST_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Reported:
    """An event, what we say of it in several ways, and the headlines about it."""

    id: str
    sides: tuple[str, str]
    place: str
    around: tuple[str, ...]
    day: date
    dead: int
    kind: int
    headlines: tuple[str, ...]

    def described(self, chance: random.Random) -> str:
        first, second = (chance.choice(_SIDES.get(side, (side,))) for side in self.sides)
        where = ", ".join([self.place, *self.around[: chance.randint(1, max(1, len(self.around)))]])
        when = chance.choice(
            (
                f"on {self.day.day} {self.day:%B %Y}",
                f"in {self.day:%B %Y}",
                f"on {self.day:%B} {self.day.day}",
                "",
            )
        )
        dead = (
            chance.choice((f"{self.dead} killed", f"killing {self.dead}", f"{self.dead} dead"))
            if self.dead
            else "no deaths reported"
        )
        if self.kind == 3:
            said = chance.choice(
                (
                    f"{first} attack {second} in {where} {when}, {dead}",
                    f"{first} kill {self.dead or 'no'} {second} in {where} {when}",
                )
            )
        else:
            said = chance.choice(
                (
                    f"{first} and {second} clash in {where} {when}, {dead}",
                    f"Fighting between {first} and {second} in {where} {when}: {dead}",
                )
            )
        said = " ".join(said.split()).replace(" ,", ",")
        return said[0].upper() + said[1:]


def read_reported(path: Path) -> list[Reported]:
    """The events that a headline of their own tells of."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = [_headlines(row["source_article"]) for row in rows]
    spread = Counter(headline for headlines in told for headline in headlines)
    found = []
    for row, headlines in zip(rows, told, strict=True):
        own = tuple(headline for headline in headlines if spread[headline] <= MOST_ROWS)
        if own:
            found.append(_reported(row, own))
    return found


def _headlines(cell: str) -> Sequence[str]:
    titles = (prepare(found[3]) for found in _SOURCE.finditer(cell))
    return list(
        dict.fromkeys(
            title for title in titles if len(title) >= _LEAST_LETTERS and not _GENERIC.search(title)
        )
    )


def _reported(row: Mapping[str, str], headlines: tuple[str, ...]) -> Reported:
    places = [
        " ".join(_KIND.sub("", row[column]).split()) for column in ("where_coordinates", "adm_2", "adm_1")
    ]
    place, *around = dict.fromkeys(filter(None, places))
    return Reported(
        id=row["id"],
        sides=(row["side_a"], row["side_b"]),
        place=place,
        around=tuple(around),
        day=date.fromisoformat(row["date_start"][:10]),
        dead=int(row["best"]),
        kind=int(row["type_of_violence"]),
        headlines=headlines,
    )
