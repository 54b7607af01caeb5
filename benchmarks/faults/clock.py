"""A clock that somebody else sets: how far it is wrong stands in a file."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path


class WrongClock:
    """Asked often, so the file holds nothing but a number of seconds; without one it is right."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def today(self) -> date:
        return self.now().astimezone().date()

    def now(self) -> datetime:
        try:
            said = self._file.read_text()
        except FileNotFoundError:
            said = ""
        return datetime.now(UTC) + timedelta(seconds=float(said or 0))


def set_clock(file: Path, seconds: float) -> None:
    """In one step: whoever asks sees the one or the other."""
    beside = file.with_suffix(".new")
    beside.write_text(str(seconds))
    beside.replace(file)
