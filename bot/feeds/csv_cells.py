"""Reading one row cell by cell, so that one pass finds every mistake of it.

A cell that cannot be used is noted and read as empty or, where it must be filled, as a placeholder: no row with a note is ever kept.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import TypeVar

from bot.claims.interval import Interval, Precision
from bot.feeds.csv_rows import Row, RowProblem

Choice = TypeVar("Choice", bound=Enum)

_ID = re.compile(r"[^\s|]{1,100}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_FORMULA = re.compile(r"=|[+@-].*[(!|]")
_QUOTED = re.compile(r"'+[=+\-@]")
_ERROR_VALUE = re.compile(r"#(NAME\?|REF!|VALUE!|N/A|NULL!|NUM!|DIV/0!)")


class Shelf(StrEnum):
    """Where the id of a reference is looked up."""

    PLACE = "place"
    ACTOR = "actor"
    SOURCE = "source"
    SPEAKER = "source or actor"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Reference:
    """An id in a cell that must be filed somewhere."""

    row: Row
    column: str
    shelf: Shelf
    id: str


@dataclass(slots=True)
class Cells:
    """The cells of one row, with what was wrong in them and what they refer to. `latest` is the last day on which something can have happened."""

    row: Row
    latest: date = date.max
    problems: list[RowProblem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    @property
    def is_usable(self) -> bool:
        """Whether what was read of this row may be kept."""
        return not self.problems and not self.row.lacks

    def complain(self, column: str, message: str) -> None:
        self.problems.append(RowProblem(self.row.file, self.row.number, column, message))

    def require(self, columns: Iterable[str]) -> None:
        for column in columns:
            # Where the header lacks the column that is said once, not for every row.
            if column not in self.row.lacks and not self.row.cells[column].strip():
                self.complain(column, "This cell must be filled.")

    def text(self, column: str) -> str:
        """The cell's text with white space levelled. Formulas, which a spreadsheet would run on opening, are refused."""
        text = " ".join(self.row.cells[column].split())
        if _QUOTED.match(text):  # how an export keeps a spreadsheet from running it
            text, is_plain = text[1:], True
        else:
            is_plain = not _FORMULA.match(text)
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
            self.complain(column, "There is a control character in this cell. Take it out.")
        elif not is_plain:
            self.complain(column, "This looks like a spreadsheet formula. Write the text itself.")
        elif _ERROR_VALUE.fullmatch(text):
            self.complain(column, f"{text} is what a spreadsheet shows for a mistake. Write the text itself.")
        else:
            return text
        return ""

    def items(self, column: str) -> tuple[str, ...]:
        """A list: parts between |, each once, in their order."""
        parts = (part.strip() for part in self.text(column).split("|"))
        return tuple(dict.fromkeys(part for part in parts if part))

    def id(self, column: str) -> str:
        text = self.text(column)
        if text and not _ID.fullmatch(text):
            self.complain(column, "An id has no spaces, no | and at most 100 characters.")
        return text

    def choice(self, column: str, choices: type[Choice], default: Choice) -> Choice:
        return self.choice_or_none(column, choices) or default

    def one_of(self, column: str, choices: type[Choice]) -> Choice:
        """A cell that must be filled."""
        return self.choice(column, choices, next(iter(choices)))

    def choice_or_none(self, column: str, choices: type[Choice]) -> Choice | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return choices(text)
        except ValueError:
            allowed = ", ".join(str(choice.value) for choice in choices)
            self.complain(column, f"This must be one of: {allowed}.")
            return None

    def yes(self, column: str) -> bool:
        text = self.text(column)
        if text not in {"", "yes", "no"}:
            self.complain(column, "Write yes or no.")
        return text == "yes"

    def day(self, column: str) -> date | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return date.fromisoformat(text if _DATE.fullmatch(text) else "")
        except ValueError:
            self.complain(column, "This is not a date. Write it as 2023-04-11.")
            return None

    def past_day(self, column: str) -> date | None:
        """The day of something that has happened."""
        day = self.day(column)
        if day is not None and day > self.latest:
            self.complain(column, f"This lies in the future ({day}). Check the year.")
            return None
        return day

    def the_day(self, column: str) -> date:
        """The day of something that has happened, in a cell that must be filled."""
        return self.past_day(column) or date.min

    def interval(self, first: str, last: str, precision: str) -> Interval | None:
        """None where the first day is empty or the two are not in order."""
        begin, end = self.past_day(first), self.past_day(last)
        how = self.choice(precision, Precision, Precision.DAY)
        if begin is None:
            if end is not None and not self.row.cells[first].strip():
                self.complain(first, f"{last} is filled, so this cell must be filled too.")
            return None
        if end is not None and end < begin:
            self.complain(last, f"This is before {first}.")
            return None
        return Interval(begin, end or begin, how)

    def number(self, column: str, *, least: float = -math.inf, most: float = math.inf) -> float | None:
        text = self.text(column)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            self.complain(column, "This is not a number. Write digits only, such as 4468 or 97.5.")
        elif not least <= float(text) <= most:
            bounds = f"{least:g} or more" if most == math.inf else f"from {least:g} to {most:g}"
            self.complain(column, f"This must be {bounds}.")
        else:
            return float(text)
        return None

    def whole(self, column: str) -> int | None:
        number = self.number(column, least=0)
        if number is not None and not number.is_integer():
            self.complain(column, "This must be a whole number.")
            return None
        return None if number is None else int(number)

    def estimate(self, low: str, best: str, high: str) -> tuple[float | None, float | None, float | None]:
        """Lowest, best and highest value, in order."""
        values = tuple(self.number(column, least=0) for column in (low, best, high))
        known = [value for value in values if value is not None]
        if known != sorted(known):
            self.complain(best, f"{low}, {best} and {high} must not fall.")
        if known and not self.row.cells[best].strip():
            self.complain(best, f"{low} or {high} is filled, so this cell must be filled too.")
        return values[0], values[1], values[2]

    def link(self, column: str) -> str:
        text = self.text(column)
        if text and not _LINK.fullmatch(text):
            self.complain(column, "An address starts with http:// or https:// and has no spaces.")
        return text

    def refer(self, column: str, shelf: Shelf) -> str:
        """One id that must be filed on that shelf."""
        name = self.id(column)
        if name:
            self.references.append(Reference(self.row, column, shelf, name))
        return name

    def refer_all(self, column: str, shelf: Shelf) -> tuple[str, ...]:
        names = self.items(column)
        self.references += [Reference(self.row, column, shelf, name) for name in names]
        return names
