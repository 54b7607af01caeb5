"""What is due, by kind of row. One place for whoever deletes it and whoever only counts it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, Table, or_, select

from bot.desk.case import CaseState
from bot.people.address import Front
from storage.api_tables import API_KEYS
from storage.colleagues import KNOWN_FOR
from storage.intake import LEFT_LYING
from storage.retention_tables import RETENTION
from storage.shown_tables import CARDS, COLLEAGUES
from storage.states import FAILED, PARKED, SENT, WAITING
from storage.tables import (
    ANSWER_RECORDS,
    ANSWERS,
    ASKERS,
    CASES,
    EVENT_NAMES,
    IMPORTS,
    INBOX,
    NOTICES,
    OUTBOX,
    PEOPLE,
    SESSIONS,
    SIGN_INS,
    STAGED,
)

EVENT_NAMES_KEPT: Final = timedelta(hours=48)
"""How long a delivery is known again. Platforms repeat theirs for a day at most."""

CARDS_KEPT: Final = timedelta(days=7)
"""How long a card can still be changed after the text of its case is gone: it has to be taken off the card too."""

NOTICES_KEPT: Final = timedelta(days=90)
"""How long it is known what went out by itself: a tip that is overdue by so much may be told of once more."""

API_KEYS_KEPT: Final = timedelta(days=90)
"""How long a key that is over still stands in the list, so that whoever wonders why a program is refused finds it."""

ASIDE_FOR: Final = timedelta(days=7)
"""After which what somebody brought who is blocked is closed, for them as spam is."""

REPORTS_KEPT: Final = timedelta(days=90)
"""How long it is known what was deleted when."""


@dataclass(frozen=True, slots=True)
class Due:
    """Rows of one kind whose time is over."""

    kind: str
    table: Table
    where: tuple[ColumnElement[bool], ...]


def to_delete(now: datetime, *, names_days: int, case_days: timedelta) -> Iterator[Due]:
    """Rows that go whole, in the order in which they go: what hangs on another row goes with or after it."""
    # Longer than that no key is left that names them.
    unknown = (now - timedelta(days=2 * names_days)).date()
    answers = _answers(now)
    stays = ~(answers[0] & answers[1])
    is_kept = select(ANSWERS.c.id).where(ANSWERS.c.id == OUTBOX.c.answer, stays).exists()
    has_answer = select(ANSWERS.c.id).where(ANSWERS.c.id == ANSWER_RECORDS.c.answer, stays).exists()
    yield Due("sessions", SESSIONS, (SESSIONS.c.expires_at <= now,))
    yield Due("answers", ANSWERS, answers)
    yield Due("answer_records", ANSWER_RECORDS, (~has_answer,))
    yield Due("handles", OUTBOX, (OUTBOX.c.state == SENT, ~is_kept))
    yield Due("failures", OUTBOX, (OUTBOX.c.state == FAILED, OUTBOX.c.expires_at <= now))
    yield Due("parked", INBOX, (INBOX.c.state == PARKED, INBOX.c.expires_at <= now))
    yield Due("event_names", EVENT_NAMES, (EVENT_NAMES.c.seen_at <= now - EVENT_NAMES_KEPT,))
    yield Due("people", PEOPLE, (PEOPLE.c.seen_on < unknown,))
    yield Due("notices", NOTICES, (NOTICES.c.at <= now - NOTICES_KEPT,))
    yield Due("sign_ins", SIGN_INS, (SIGN_INS.c.expires_at <= now,))
    yield Due("api_keys", API_KEYS, (API_KEYS.c.expires_at <= now - API_KEYS_KEPT,))
    yield Due("cards", CARDS, (CARDS.c.case_id.in_(over(now - case_days - CARDS_KEPT)),))
    yield Due("colleagues", COLLEAGUES, (COLLEAGUES.c.seen_on <= now.date() - KNOWN_FOR,))
    left_lying = IMPORTS.c.touched_at < now - LEFT_LYING
    yield Due("staged", STAGED, (STAGED.c.run.in_(select(IMPORTS.c.run).where(left_lying)),))
    yield Due("imports", IMPORTS, (left_lying,))
    yield Due("reports", RETENTION, (RETENTION.c.at <= now - REPORTS_KEPT,))


def to_empty(now: datetime, *, case_days: timedelta, served: Collection[Front] | None) -> Iterator[Due]:
    """Rows of which a part goes."""
    if served is not None:
        fronts = [front.value for front in served]
        given_up = (OUTBOX.c.state == WAITING, OUTBOX.c.expires_at <= now, OUTBOX.c.front.not_in(fronts))
        yield Due("without_front", OUTBOX, given_up)
    yield Due("ways_back", ASKERS, (ASKERS.c.expires_at <= now, ASKERS.c.sender != b""))
    aside = (CASES.c.state == CaseState.ASIDE.value, CASES.c.opened_at <= now - ASIDE_FOR)
    yield Due("aside", CASES, aside)
    is_asked = select(ASKERS.c.code).where(ASKERS.c.case_id == CASES.c.id).exists()
    yield Due("cases", CASES, (CASES.c.id.in_(over(now - case_days)), or_(CASES.c.body != b"", is_asked)))


def over(before: datetime) -> Select[tuple[int]]:
    """Cases that were closed by then."""
    return select(CASES.c.id).where(CASES.c.closed_at <= before)


def _answers(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """An answer that could not be delivered yet is still owed."""
    owed = OUTBOX.alias()
    is_promised = select(owed.c.id).where(owed.c.answer == ANSWERS.c.id, owed.c.state == WAITING).exists()
    return ANSWERS.c.expires_at <= now, ~is_promised
