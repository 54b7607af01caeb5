"""The sentences of the near misses that are made by rule: templates of our own, and what goes into them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.library.event import Event, EventKind

ACTORS: Final = {
    "tatmadaw": ("the military", "junta troops", "the army", "regime forces"),
    "pdf": ("resistance fighters", "the PDF", "People's Defence Forces"),
    "kio": ("the KIA", "the Kachin Independence Army"),
    "knu": ("Karen forces", "the KNU"),
    "kndo": ("the KNDO",),
    "mndaa": ("the MNDAA", "Kokang forces"),
    "tnla": ("the TNLA", "the Ta'ang army"),
    "aa": ("the Arakan Army", "the AA"),
    "cnf": ("the Chin National Front", "Chin rebels"),
    "knpp": ("the KNPP",),
    "absdf": ("the ABSDF",),
}
NUMBERS: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DONE: Final = {
    EventKind.AIR_STRIKE: ("bombed", "bombing"),
    EventKind.SHELLING: ("shelled", "shelling"),
    EventKind.KILLING: ("attacked people in", "killing"),
    EventKind.RAID: ("raided", "raid"),
    EventKind.ARSON: ("burned", "burning"),
    EventKind.CLASH: ("fought in", "fighting"),
    EventKind.ATTACK: ("attacked", "attack"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence is made of."""

    event: Event
    number: str
    people: str
    place: str
    day: str
    actor: str
    target: str
    verb: str
    deed: str


Template = Callable[[Told], str]

BY_ACTOR: Final[tuple[Template, ...]] = (
    lambda t: f"On {t.day} {t.actor} {t.verb} {t.place}, killing {t.number} {t.people}.",
    lambda t: f"{t.number.capitalize()} {t.people} were killed by {t.actor} in {t.place} on {t.day}.",
    lambda t: f"{t.place}: {t.number} {t.people} killed by {t.actor} on {t.day}",
    lambda t: f"The {t.deed} of {t.day} in {t.place}, carried out by {t.actor}, cost {t.number} lives.",
)
DIRECTED: Final[tuple[Template, ...]] = (
    lambda t: (
        f"{opening(t.actor)} attacked {t.target} in {t.place} on {t.day}, and {t.number} {t.people} were killed."
    ),
    lambda t: (
        f"On {t.day} {t.target} came under attack from {t.actor} in {t.place}; {t.number} {t.people} died."
    ),
    lambda t: f"An attack by {t.actor} on {t.target} in {t.place} on {t.day} left {t.number} dead.",
    lambda t: (
        f"{opening(t.target)} were attacked by {t.actor} in {t.place} on {t.day}, with {t.number} killed."
    ),
)
BETWEEN: Final[tuple[Template, ...]] = (
    lambda t: (
        f"{opening(t.actor)} and {t.target} fought in {t.place} on {t.day}, and {t.number} {t.people} were killed."
    ),
    lambda t: (
        f"Fighting between {t.actor} and {t.target} in {t.place} left {t.number} {t.people} dead on {t.day}."
    ),
    lambda t: f"A clash of {t.actor} with {t.target} in {t.place} on {t.day} cost {t.number} lives.",
)
DENIED: Final[tuple[Template, ...]] = (
    lambda t: f"Nobody was killed when {t.actor} {t.verb} {t.place} on {t.day}.",
    lambda t: f"It is not true that {t.number} {t.people} were killed in {t.place} on {t.day}.",
    lambda t: f"No {t.deed} took place in {t.place} on {t.day}, and nobody died.",
    lambda t: f"Reports that {t.number} {t.people} were killed in {t.place} on {t.day} are false.",
    lambda t: f"There were no deaths in the {t.deed} in {t.place} on {t.day}.",
)


def opening(text: str) -> str:
    return text[0].upper() + text[1:]


def say_number(value: int, chance: random.Random) -> str:
    return spell_number(value) if chance.random() < 0.3 else f"{value:,}"


def spell_number(value: int) -> str:
    return NUMBERS[value] if value < len(NUMBERS) else f"{value:,}"


def say_day(day: date, chance: random.Random) -> str:
    month = MONTHS[day.month - 1]
    return chance.choice(
        (
            f"{day.day} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{day.day} {month[:3]} {day.year}",
        )
    )
