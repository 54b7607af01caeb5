"""What makes a correction necessary: of what a record says, and of what sources are thought of. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.desk.comparing import content, last_day
from bot.library.record import Record
from bot.library.source import Rating
from bot.library.statement import Statement

_MOST_DAYS = 366
"""Of a program that was not run for longer, nobody who was answered can be reached any more."""


@dataclass(frozen=True, slots=True)
class Position:
    """Up to where the library was looked at for corrections: its version, how each source was rated, as digests, and on which day; None where
    an older version of this program looked last."""

    version: int
    sources: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a change may concern: `answers` by conversation, each oldest first, named as the port names them; and cases."""

    answers: tuple[tuple[str, ...], ...] = ()
    cases: tuple[int, ...] = ()


def standings(ratings: Mapping[str, Sequence[Rating]], today: date) -> Mapping[str, str]:
    """How each source stands today, so that another letter, another rater, another reason and an end that was passed all tell."""
    return {source: _digest(given, today) for source, given in ratings.items() if given}


def changed_sources(before: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str]:
    return frozenset(source for source in before.keys() | now.keys() if before.get(source) != now.get(source))


def overdue_since(before: date | None, today: date) -> tuple[date, ...]:
    """The days on which a review had to be made that counts as missing only since then."""
    if before is None:
        return ()
    days = min((today - before).days, _MOST_DAYS)
    return tuple(today - timedelta(days=back) for back in range(1, days + 1))


def says_otherwise(before: Record | None, now: Record | None) -> bool:
    """Whether whoever was told the one has to hear of the other. A running total that goes on says nothing else of the days before."""
    if before is None or now is None:
        return before is not now
    return _essence(before, before) != _essence(now, before)


def _digest(ratings: Sequence[Rating], today: date) -> str:
    stand = sorted(
        (one.rater, one.letter.value, one.reason, str(one.rated_on), one.is_expired(today)) for one in ratings
    )
    return hashlib.sha256(json.dumps(stand).encode()).hexdigest()[:16]


def _essence(record: Record, told: Record) -> tuple[object, ...]:
    filing = record.filing
    thought = (record.verdict, record.reason) if isinstance(record, Statement) else ()
    return type(record), filing.status, filing.visibility, *thought, *content(record, last_day(told))
