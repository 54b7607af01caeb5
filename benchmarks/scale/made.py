"""Records and messages made by rule from the starter library's places: kinds of event, days, figures, in several wordings.

Always the same ones for the same numbers. They are made up: what is measured with them is time, never whether something is right.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.claims.interval import Interval
from bot.claims.quantity import Measure
from bot.library.event import Event, EventKind, Location
from bot.library.filing import Figure, Filing, Provenance
from bot.library.names import Place

_FIRST_DAY = date(2021, 2, 1)
_DAYS = 1400

_KINDS = (
    (EventKind.AIR_STRIKE, ("Air strike on {place}", "Jets bomb {place}", "Bombs dropped on {place}")),
    (EventKind.SHELLING, ("Shells hit {place}", "Artillery fire on {place}", "{place} shelled")),
    (EventKind.CLASH, ("Fighting near {place}", "Clash at {place}", "Troops and fighters clash in {place}")),
    (
        EventKind.KILLING,
        ("Villagers killed in {place}", "Killing of civilians at {place}", "Dead found in {place}"),
    ),
    (
        EventKind.EXPLOSION,
        ("Explosion in {place}", "Blast at a market in {place}", "Mine explodes near {place}"),
    ),
    (EventKind.RAID, ("Raid on {place}", "Soldiers raid {place}", "Night raid in {place}")),
    (EventKind.ARSON, ("Houses burnt down in {place}", "Fire set in {place}", "{place} burnt by troops")),
    (
        EventKind.ARREST,
        ("Arrests in {place}", "Residents of {place} detained", "Teachers arrested in {place}"),
    ),
    (EventKind.PROTEST, ("March in {place}", "Protest against the junta in {place}", "Strike in {place}")),
    (EventKind.DISASTER, ("Flood in {place}", "Storm hits {place}", "Landslide at {place}")),
)
_TARGETS = (
    "a school",
    "a monastery",
    "a clinic",
    "the market",
    "two farms",
    "the bridge",
    "a camp",
    "a church",
    "the police station",
    "a row of shops",
)
_ENDS = (
    "A resident said that help came late.",
    "Roads to the area were cut for {days} days.",
    "About {fled} people left their homes.",
    "Neither side has commented.",
    "{houses} houses were damaged.",
)
_TOLD = (
    "{killed} people were killed and {hurt} injured when {target} in {place} was hit on {day}, residents say",
    "on {day} {target} in {place} came under attack and at least {killed} people died, {fled} fled",
    "Reports from {place}: {killed} dead and {houses} houses destroyed near {target} since {day} according to villagers there",
    "Witnesses in {place} say that soldiers attacked {target} on {day} and left {hurt} people hurt and {killed} of them dead",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What happened, before it is worded."""

    place: Place
    kind: int
    wording: int
    day: date
    killed: int
    hurt: int
    fled: int
    houses: int
    target: str

    def say(self, pattern: str) -> str:
        return pattern.format(
            place=self.place.name,
            day=f"{self.day:%-d %B %Y}",
            killed=self.killed,
            hurt=self.hurt,
            fled=f"{self.fled:,}",
            houses=self.houses,
            target=self.target,
            days=1 + self.killed % 9,
        )


@dataclass(frozen=True, slots=True)
class Retold:
    """A sentence about the record of that id."""

    record: str
    text: str
    is_dated: bool


def make_events(places: Sequence[Place], many: int) -> Iterator[Event]:
    for number, (told, end) in enumerate(_happened(places, many)):
        kind, titles = _KINDS[told.kind]
        said = _TOLD[number % len(_TOLD)]
        yield Event(
            id=f"made-{number}",
            title=told.say(titles[told.wording]),
            kind=kind,
            when=Interval.of_day(told.day),
            where=Location(told.place.id, told.place.name),
            filing=Filing(provenance=Provenance.DATA_SET),
            summary=told.say(f"{said[0].upper()}{said[1:]}. {end}"),
            figures=(Figure(Measure.KILLED, "people", float(told.killed)),),
        )


def make_retold(places: Sequence[Place], records: int, many: int) -> list[Retold]:
    """A sentence about each of so many of the records, in other words than its own; half of them tell the weekday instead of the day."""
    chosen = set(random.Random(3).sample(range(records), min(many, records)))
    found = []
    for number, (told, _) in enumerate(_happened(places, records)):
        if number in chosen:
            text = f"{told.say(_TOLD[(number + 1 + number // len(_TOLD) % 3) % len(_TOLD)])}."
            is_dated = number % 2 == 0
            if not is_dated:
                text = text.replace(f"{told.day:%-d %B %Y}", f"{told.day:%A}")
            found.append(Retold(f"made-{number}", text, is_dated))
    return found


def make_messages(places: Sequence[Place], many: int) -> list[str]:
    """Single sentences, of about twenty words each: of the kind that the records are about, in the words of other ones."""
    chance = random.Random(2)
    told = (_happen(places, chance) for _ in range(many))
    return [each.say(f"{chance.choice(_TOLD)}.") for each in told]


def make_articles(places: Sequence[Place], many: int, *, sentences: int) -> list[str]:
    """Texts of so many sentences, three to a paragraph."""
    said = make_messages(places, many * sentences)
    said = [each[0].upper() + each[1:] for each in said]
    return [
        "\n\n".join(" ".join(said[at : at + 3]) for at in range(first, first + sentences, 3))
        for first in range(0, len(said), sentences)
    ]


def _happened(places: Sequence[Place], many: int) -> Iterator[tuple[Told, str]]:
    """What the records are about, each with the sentence at its end."""
    chance = random.Random(1)
    for _ in range(many):
        yield _happen(places, chance), chance.choice(_ENDS)


def _happen(places: Sequence[Place], chance: random.Random) -> Told:
    return Told(
        place=chance.choice(places),
        kind=chance.randrange(len(_KINDS)),
        wording=chance.randrange(3),
        day=_FIRST_DAY + timedelta(days=chance.randrange(_DAYS)),
        killed=int(chance.paretovariate(1.1)) % 400 + 1,
        hurt=chance.randint(1, 90),
        fled=chance.randint(2, 900) * 10,
        houses=chance.randint(2, 300),
        target=chance.choice(_TARGETS),
    )
