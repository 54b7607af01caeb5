"""Reading what somebody wrote into a form, field by field, so that one pass finds everything that cannot be used."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from bot.claims.interval import Interval, Precision
from bot.errors import Refusal

Choice = TypeVar("Choice", bound=StrEnum)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_UNUSABLE = frozenset({"Cc", "Cs", "Co", "Cn"})


@dataclass(slots=True)
class Values:
    """A field that cannot be used is noted and read as empty or as a placeholder: where there is a fault nothing is kept."""

    given: Mapping[str, str]
    faults: list[tuple[str, Refusal]] = field(default_factory=list)

    def complain(self, name: str, fault: Refusal) -> None:
        self.faults.append((name, fault))

    def text(self, name: str, *, required: bool = False) -> str:
        """With white space levelled."""
        return self._read(name, self.given.get(name, ""), required=required)

    def items(self, name: str) -> tuple[str, ...]:
        """One for each line, each once."""
        lines = (self._read(name, line) for line in self.given.get(name, "").split("\n"))
        return tuple(dict.fromkeys(line for line in lines if line))

    def rows(self, name: str, width: int) -> Iterator[tuple[str, ...]]:
        """One for each line, of so many cells between |."""
        for line in self.items(name):
            cells = split_row(line)
            if len(cells) > width:
                self.complain(name, Refusal("form.fault.cells", row=line[:80], count=str(width)))
                continue
            yield cells + ("",) * (width - len(cells))

    def choice(self, name: str, choices: type[Choice], default: Choice) -> Choice:
        return self.choice_or_none(name, choices) or default

    def choice_or_none(self, name: str, choices: type[Choice]) -> Choice | None:
        return self.one_of(name, self.text(name), choices)

    def one_of(self, name: str, text: str, choices: type[Choice]) -> Choice | None:
        if not text:
            return None
        try:
            return choices(text)
        except ValueError:
            offered = ", ".join(choices)
            self.complain(name, Refusal("form.fault.one_of", text=text[:80], offered=offered))
            return None

    def day(self, name: str) -> date | None:
        return self.read_day(name, self.text(name))

    def read_day(self, name: str, text: str) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            self.complain(name, Refusal("form.fault.day"))
            return None

    def interval(self, first: str, last: str, precision: str) -> Interval | None:
        begin, end = self.day(first), self.day(last)
        how = self.choice(precision, Precision, Precision.DAY)
        if begin is None:
            if end is not None:
                self.complain(first, Refusal("form.fault.required"))
            return None
        if end is not None and end < begin:
            self.complain(last, Refusal("form.fault.order"))
            return None
        return Interval(begin, end or begin, how)

    def number(self, name: str, *, least: float = -math.inf, most: float = math.inf) -> float | None:
        return self.read_number(name, self.text(name), least=least, most=most)

    def read_number(
        self, name: str, text: str, *, least: float = -math.inf, most: float = math.inf
    ) -> float | None:
        if not text:
            return None
        if not _NUMBER.fullmatch(text) or not least <= float(text) <= most:
            self.complain(name, Refusal("form.fault.number"))
            return None
        return float(text)

    def link(self, name: str) -> str:
        return self.read_link(name, self.text(name))

    def read_link(self, name: str, text: str) -> str:
        if text and not is_link(text):
            self.complain(name, Refusal("form.fault.link"))
            return ""
        return text

    def _read(self, name: str, text: str, *, required: bool = False) -> str:
        levelled = " ".join(text.split())
        if any(unicodedata.category(character) in _UNUSABLE for character in levelled):
            self.complain(name, Refusal("form.fault.characters"))
            return ""
        if required and not levelled:
            self.complain(name, Refusal("form.fault.required"))
        return levelled


def is_link(text: str) -> bool:
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    return (
        address.scheme in {"http", "https"}
        and bool(address.netloc)
        and text.isprintable()
        and " " not in text
    )


def write_number(value: float | None) -> str:
    return "" if value is None else f"{value:.9f}".rstrip("0").rstrip(".")


def write_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def write_row(*cells: str) -> str:
    """Cells between |, without empty ones at the end."""
    escaped = [cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells]
    while len(escaped) > 1 and not escaped[-1]:
        escaped.pop()
    return " | ".join(escaped)


def split_row(line: str) -> tuple[str, ...]:
    cells, is_escaped = [""], False
    for character in line:
        if is_escaped or character not in "\\|":
            cells[-1] += character
            is_escaped = False
        elif character == "\\":
            is_escaped = True
        else:
            cells.append("")
    return tuple(" ".join(cell.split()) for cell in cells)


def write_items(items: Iterable[str]) -> str:
    return "\n".join(items)
