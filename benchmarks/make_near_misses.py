"""Makes `tests/samples/near_misses/rules-1.jsonl` from the starter library by rule: sentences from records, then one thing altered in each.

Events are used whose day is known, and which have a place, a toll and no other event of their own near them in time. The same seed makes the same file.
"""

import argparse
import json
import math
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Final

from benchmarks.near_miss_sentences import (
    ACTORS,
    BETWEEN,
    BY_ACTOR,
    DENIED,
    DIRECTED,
    DONE,
    Told,
    opening,
    say_day,
    say_number,
    spell_number,
)
from bot.assembly.application import read_starter
from bot.claims.interval import Precision
from bot.claims.quantity import Measure
from bot.library.event import Event, EventKind, Role
from bot.library.names import Place
from bot.library.record import Record
from bot.library.series import Point, Series

SEED: Final = 20231027
EACH: Final = 38
PARAPHRASES: Final = 130
TARGET: Final = Path(__file__).resolve().parent.parent / "tests" / "samples" / "near_misses" / "rules-1.jsonl"

NEAR_KM: Final = 12.0
FAR_KM: Final = 60.0


class Maker:
    """Takes events and draws in a fixed order, so that the file does not change between two runs."""

    def __init__(self) -> None:
        entries = read_starter().entries
        self._chance = random.Random(SEED)
        self._places = {entry.id: entry for entry in entries if isinstance(entry, Place)}
        records: list[Record] = [entry for entry in entries if isinstance(entry, Event | Series)]
        self._series = [one for one in records if isinstance(one, Series) and len(one.points) > 1]
        events = [one for one in records if isinstance(one, Event)]
        usable = [one for one in events if self._is_usable(one, events)]
        self._chance.shuffle(usable)
        self._events = usable
        self._templates = {templates: cycle(templates) for templates in (BY_ACTOR, DIRECTED, BETWEEN, DENIED)}

    def _is_usable(self, event: Event, events: list[Event]) -> bool:
        if event.when.precision is not Precision.DAY or event.where is None or event.kind not in DONE:
            return False
        place = self._places.get(event.where.place)
        if place is None or _toll(event) < 2 or _attacker(event) not in ACTORS:
            return False
        beside = [one for one in events if one is not event and one.where and one.where.place == place.id]
        return all(event.when.days_apart(one.when) > 60 for one in beside)

    def samples(self) -> Iterator[dict[str, str | list[str]]]:
        kinds: dict[str, Callable[[Event], str | None]] = {
            "number": self._number,
            "unit": self._unit,
            "place": self._place,
            "date": self._date,
            "actor": self._actor,
            "role": self._role,
            "negation": self._negation,
        }
        slots = {"unit": ["unit", "number"], "role": ["role", "actor"], "negation": ["negation", "number"]}
        for kind, make in kinds.items():
            yield from self._made(kind, make, EACH, slots.get(kind, [kind]))
        yield from self._retold()
        yield from self._as_of()
        yield from self._made("paraphrase", self._paraphrase, PARAPHRASES, [])

    def _made(
        self, kind: str, make: Callable[[Event], str | None], count: int, slots: list[str]
    ) -> Iterator[dict[str, str | list[str]]]:
        made = 0
        self._chance.shuffle(self._events)
        for event in self._events:
            text = make(event) if made < count else None
            if text:
                made += 1
                yield _line(kind, made, event.id, text, slots)

    def _told(self, event: Event) -> Told:
        attacker, target = _attacker(event), _other(event)
        verb, deed = DONE[event.kind]
        return Told(
            event,
            number=say_number(_toll(event), self._chance),
            people="people",
            place=self._named(event),
            day=say_day(event.when.first, self._chance),
            actor=self._chance.choice(ACTORS[attacker]),
            target=self._chance.choice(ACTORS[target]) if target else "",
            verb=verb,
            deed=deed,
        )

    def _say(self, told: Told) -> str:
        fought = DIRECTED if _is_directed(told.event) else BETWEEN
        templates = fought if told.target else BY_ACTOR
        return next(self._templates[templates])(told)

    def _named(self, event: Event) -> str:
        assert event.where
        parts = [part.strip() for part in event.where.name.split(",")]
        return ", ".join(parts[: self._chance.choice((1, 2)) if len(parts) > 2 else len(parts)])

    def _number(self, event: Event) -> str | None:
        toll, figures = _toll(event), [one for one in event.figures if one.measure is Measure.KILLED]
        digits = str(toll)
        options = {
            toll * 10,
            int(digits[::-1]),
            int(digits + digits[-1]),
            int("1" + digits),
            toll + self._chance.randint(3, 9),
        }
        low, high = min(one.least for one in figures), max(one.most for one in figures)
        wrong = sorted(one for one in options if one > 0 and not low * 0.85 <= one <= high * 1.15)
        if not wrong:
            return None
        return self._say(
            replace(self._told(event), number=say_number(self._chance.choice(wrong), self._chance))
        )

    def _unit(self, event: Event) -> str | None:
        toll = _toll(event)
        if toll < 5:
            return None
        told = self._told(event)
        number, place, day = f"{toll}", told.place, told.day
        harm = self._chance.choice(("injured", "arrested", "houses", "monks"))
        if harm == "houses":
            return f"On {day} {told.actor} destroyed {number} houses in {place}."
        if harm == "monks" and toll >= 5 and _civilians(event) == 0:
            return f"{number} civilians were killed in {place} on {day}."
        return f"{number} people were {harm if harm != 'monks' else 'wounded'} by {told.actor} in {place} on {day}."

    def _place(self, event: Event) -> str | None:
        assert event.where
        own = self._places[event.where.place]
        others = [one for one in self._places.values() if self._is_elsewhere(own, one)]
        near = [one for one in others if _distance(own, one) < NEAR_KM]
        far = [one for one in others if _distance(own, one) > FAR_KM]
        if not far:
            return None
        other = self._chance.choice(near if near and self._chance.random() < 0.5 else far)
        township = self._places.get(other.parent)
        name = other.name
        if township and "township" in township.name and self._chance.random() < 0.5:
            name = f"{other.name}, {township.name}"
        return self._say(replace(self._told(event), place=name))

    def _is_elsewhere(self, own: Place, other: Place) -> bool:
        if other.latitude is None or own.latitude is None or other.parent == "myanmar" or not other.parent:
            return False
        spellings = {_plain(name) for place in self._up(own) for name in (place.name, *place.aliases)}
        named = {_plain(name) for name in (other.name, *other.aliases)}
        is_within = own in self._up(other) or other in self._up(own)
        return not spellings & named and not is_within and _distance(own, other) > 1.0

    def _up(self, place: Place) -> list[Place]:
        found = []
        at: Place | None = place
        while at is not None:
            found.append(at)
            at = self._places.get(at.parent)
        return found

    def _date(self, event: Event) -> str:
        first = event.when.first
        shifts = (
            first + timedelta(days=self._chance.choice((-19, -12, 11, 17))),
            _shifted(first, months=self._chance.choice((1, 2, 5))),
            _shifted(first, months=12 * self._chance.choice((-1, 1, 2))),
        )
        day = say_day(self._chance.choice(shifts), self._chance)
        return self._say(replace(self._told(event), day=day))

    def _actor(self, event: Event) -> str:
        own = {involvement.actor for involvement in event.actors}
        kin = (
            own | ({"kio", "kndo"} if own & {"knu", "kio"} else set()) | ({"pdf"} if own & {"cnf"} else set())
        )
        others = sorted(set(ACTORS) - kin - {"tatmadaw"})
        other = ACTORS[self._chance.choice(others)]
        return self._say(replace(self._told(event), actor=self._chance.choice(other)))

    def _role(self, event: Event) -> str | None:
        if not _is_directed(event) or not _other(event):
            return None
        told = self._told(event)
        return self._say(replace(told, actor=told.target, target=told.actor))

    def _negation(self, event: Event) -> str:
        return next(self._templates[DENIED])(self._told(event))

    def _retold(self) -> Iterator[dict[str, str | list[str]]]:
        words = ("today", "yesterday", "this morning", "")
        self._chance.shuffle(self._events)
        for made, event in enumerate(self._events[:EACH], start=1):
            word = words[made % len(words)]
            told = self._told(event)
            text = f"{opening(told.number)} people were killed in {told.place} {word}".rstrip() + "."
            if not word:
                text = f"Breaking: {told.actor} have killed {told.number} people in {told.place}."
            later = _shifted(event.when.last, months=self._chance.randint(13, 36))
            yield _line("retold", made, event.id, text, ["date"], later.isoformat())

    def _as_of(self) -> Iterator[dict[str, str | list[str]]]:
        made = 0
        for series in self._series:
            for point in series.points:
                for other in series.points:
                    if abs((point.as_of - other.as_of).days) > 120 and self._chance.random() < 0.4:
                        made += 1
                        text = _total(series, point, other, self._chance)
                        yield _line("as_of", made, series.id, text, ["as_of", "number", "date"])

    def _paraphrase(self, event: Event) -> str:
        told = self._told(event)
        place = self._places[event.where.place] if event.where else None
        aliases = [one for one in (place.aliases if place else ()) if one.isascii()]
        match self._chance.randrange(5):
            case 0 if aliases and place and self._is_plain(place):
                return self._say(replace(told, place=self._chance.choice(aliases)))
            case 1:
                return f"{told.number.capitalize()} people were killed in {told.place} on {told.day}."
            case 2:
                return f"On {told.day}, {spell_number(_toll(event))} people died in {told.place}."
            case 3 if told.target and _is_directed(event):
                return (
                    f"{opening(told.target)} came under fire from {told.actor} on {told.day} in {told.place}."
                )
            case _:
                return self._say(told)

    def _is_plain(self, place: Place) -> bool:
        """Whether no other place bears its name or an alias of it."""
        own = {_plain(name) for name in (place.name, *place.aliases)}
        return not any(
            own & {_plain(name) for name in (other.name, *other.aliases)}
            for other in self._places.values()
            if other is not place
        )


def _line(
    kind: str, at: int, record: str, text: str, slots: list[str], published: str = ""
) -> dict[str, str | list[str]]:
    return {
        "id": f"rules-1-{kind.replace('_', '-')}-{at:02}",
        "record": record,
        "kind": kind,
        "text": text,
        "published": published,
        "slots": slots,
    }


def _total(series: Series, point: Point, other: Point, chance: random.Random) -> str:
    counter = {"aapp": "AAPP", "ucdp": "UCDP", "ohchr": "the UN Human Rights Office"}[series.who_counts]
    number, day = f"{other.value:,.0f}", say_day(point.as_of, chance)
    done = "in detention" if series.measure is Measure.DETAINED else "killed since the coup"
    return chance.choice(
        (
            f"According to {counter}, {number} {series.unit} were {done} as of {day}.",
            f"{opening(counter)} counted {number} {series.unit} {done} by {day}.",
            f"{number} {series.unit} {done}, {counter} said on {day}.",
        )
    )


def _toll(event: Event) -> int:
    return next((int(one.best) for one in event.figures if one.measure is Measure.KILLED), 0)


def _civilians(event: Event) -> int | None:
    found = [int(one.best) for one in event.figures if one.unit == "civilians"]
    return found[0] if found else None


def _attacker(event: Event) -> str:
    acting = [one.actor for one in event.actors if one.role in {Role.ATTACKER, Role.PARTY}]
    attackers = [one.actor for one in event.actors if one.role is Role.ATTACKER]
    return next(iter((*attackers, *acting)), "")


def _other(event: Event) -> str:
    if event.kind is EventKind.CLASH or any(one.role is Role.TARGET for one in event.actors):
        others = [one.actor for one in event.actors if one.actor != _attacker(event)]
        return next((one for one in others if one in ACTORS), "")
    return ""


def _is_directed(event: Event) -> bool:
    return any(one.role is Role.ATTACKER for one in event.actors)


def _shifted(day: date, *, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, min(day.day, 28))


def _plain(name: str) -> str:
    words = name.casefold().split()
    return " ".join(word for word in words if word not in {"township", "district", "region", "state", "town"})


def _distance(one: Place, other: Place) -> float:
    """Kilometres, flat, which is near enough within one country."""
    here, there = (one.latitude, one.longitude), (other.latitude, other.longitude)
    north, east = ((ours or 0.0) - (theirs or 0.0) for ours, theirs in zip(here, there, strict=True))
    is_known = None not in {*here, *there}
    return 111.2 * math.hypot(north, east * math.cos(math.radians(here[0] or 0.0))) if is_known else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="only say whether the file is what would be made"
    )
    asked = parser.parse_args()
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in Maker().samples())
    if asked.check:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
