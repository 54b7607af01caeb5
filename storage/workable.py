"""Which events may be worked on now.

A lane goes in order. What was put off holds up what is to be checked behind it, and nothing else: whoever wants to be forgotten, asks what
is kept, has thrown us out or is writing a tip must not wait for a part that is away.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select

from storage.due import is_due, was_put_off
from storage.states import WAITING
from storage.tables import INBOX, SESSIONS

_WAITS = INBOX.c.state == WAITING


def lanes_in_order(now: datetime, *, free: ColumnElement[bool], limit: int) -> Select[int, str]:
    """Those of the `free` ones whose first event is due, with its id."""
    return (
        select(INBOX.c.id, INBOX.c.lane)
        .where(_WAITS, is_due(INBOX, now), _is_first(), free)
        .order_by(INBOX.c.id)
        .limit(limit)
    )


def any_put_off(now: datetime) -> Select[int]:
    """Whether there is anything to go past; costs next to nothing where there is not."""
    return select(INBOX.c.id).where(_WAITS, was_put_off(INBOX), ~is_due(INBOX, now)).limit(1)


def lanes_passing(now: datetime, *, free: ColumnElement[bool], limit: int) -> Select[int, str]:
    """Those in which something may go past what was put off, with the first such event."""
    put_off = (
        select(INBOX.c.lane, func.min(INBOX.c.id).label("id"))
        .where(_WAITS, was_put_off(INBOX), ~is_due(INBOX, now), free)
        .group_by(INBOX.c.lane)
        .subquery()
    )
    first = func.min(INBOX.c.id)
    return (
        select(first.label("id"), INBOX.c.lane)
        .join(put_off, (INBOX.c.lane == put_off.c.lane) & (INBOX.c.id > put_off.c.id))
        .where(_WAITS, is_due(INBOX, now), ~INBOX.c.is_check | _is_in_tip(now))
        .group_by(INBOX.c.lane)
        .order_by(first)
        .limit(limit)
    )


def events_of(lane: str, now: datetime, *, limit: int) -> Select[*tuple[object, ...]]:
    """In order."""
    put_off = select(func.min(INBOX.c.id)).where(_WAITS, INBOX.c.lane == lane, ~is_due(INBOX, now))
    first_put_off = put_off.scalar_subquery()
    is_behind = INBOX.c.id > func.coalesce(first_put_off, INBOX.c.id)
    is_held_up = INBOX.c.is_check & is_behind & ~_is_in_tip(now)
    return (
        select(INBOX)
        .where(_WAITS, INBOX.c.lane == lane, is_due(INBOX, now), ~is_held_up)
        .order_by(INBOX.c.id)
        .limit(limit)
    )


def next_due(*, held: Collection[str]) -> Select[datetime | None]:
    """When the next that was put off may be worked on, unless it is held up by another."""
    goes_first = or_(_is_first(), ~INBOX.c.is_check)
    return select(func.min(INBOX.c.due_at)).where(
        _WAITS, was_put_off(INBOX), goes_first, INBOX.c.lane.not_in(held)
    )


def _is_in_tip(now: datetime) -> ColumnElement[bool]:
    """Whether a tip is being written in that conversation: what is said there is part of it, and nothing is checked."""
    return (
        select(SESSIONS.c.lane).where(SESSIONS.c.lane == INBOX.c.lane, SESSIONS.c.drafts_until > now).exists()
    )


def _is_first() -> ColumnElement[bool]:
    earlier = INBOX.alias()
    return ~(
        select(earlier.c.id)
        .where(earlier.c.state == WAITING, earlier.c.lane == INBOX.c.lane, earlier.c.id < INBOX.c.id)
        .exists()
    )
