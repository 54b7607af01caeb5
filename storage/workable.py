"""Which events may be worked on now.

A lane goes in order. What was put off holds up what is to be checked behind it, and nothing else: whoever wants to be forgotten, asks what
is kept, has thrown us out or is writing a tip must not wait for a part that is away.

These statements are made once: `now`, `most` and the like are given when they are executed.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, String, bindparam, func, or_, select

from storage.due import NOW, is_due, was_put_off, with_put_off
from storage.states import WAITING
from storage.tables import INBOX, SESSIONS

MOST: Final = bindparam("most", type_=Integer())
_LANE: Final = bindparam("lane", type_=String())

_WAITS = INBOX.c.state == WAITING


def lanes_in_order(free: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Those of the `free` ones whose first event is due, with its id; and whether there is anything to go past."""
    found = (
        select(INBOX.c.id, INBOX.c.lane)
        .where(_WAITS, is_due(INBOX), _is_first(), free)
        .order_by(INBOX.c.id)
        .limit(MOST)
    )
    return with_put_off(INBOX, _WAITS, found.subquery())


def lanes_passing(free: ColumnElement[bool]) -> Select[int, str]:
    """Those in which something may go past what was put off, with the first such event."""
    put_off = (
        select(INBOX.c.lane, func.min(INBOX.c.id).label("id"))
        .where(_WAITS, was_put_off(INBOX), ~is_due(INBOX), free)
        .group_by(INBOX.c.lane)
        .subquery()
    )
    first = func.min(INBOX.c.id)
    return (
        select(first.label("id"), INBOX.c.lane)
        .join(put_off, (INBOX.c.lane == put_off.c.lane) & (INBOX.c.id > put_off.c.id))
        .where(_WAITS, is_due(INBOX), ~INBOX.c.is_check | _is_in_tip())
        .group_by(INBOX.c.lane)
        .order_by(first)
        .limit(MOST)
    )


def next_due(unheld: ColumnElement[bool]) -> Select[datetime | None]:
    """When the next that was put off may be worked on, unless it is held up by another."""
    goes_first = or_(_is_first(), ~INBOX.c.is_check)
    return select(func.min(INBOX.c.due_at)).where(_WAITS, was_put_off(INBOX), goes_first, unheld)


def _events_of_lane() -> Select[*tuple[Any, ...]]:
    put_off = select(func.min(INBOX.c.id)).where(_WAITS, INBOX.c.lane == _LANE, ~is_due(INBOX))
    first_put_off = put_off.scalar_subquery()
    is_behind = INBOX.c.id > func.coalesce(first_put_off, INBOX.c.id)
    is_held_up = INBOX.c.is_check & is_behind & ~_is_in_tip()
    return (
        select(INBOX)
        .where(_WAITS, INBOX.c.lane == _LANE, is_due(INBOX), ~is_held_up)
        .order_by(INBOX.c.id)
        .limit(MOST)
    )


def _is_in_tip() -> ColumnElement[bool]:
    """Whether a tip is being written in that conversation: what is said there is part of it, and nothing is checked."""
    return (
        select(SESSIONS.c.lane).where(SESSIONS.c.lane == INBOX.c.lane, SESSIONS.c.drafts_until > NOW).exists()
    )


def _is_first() -> ColumnElement[bool]:
    earlier = INBOX.alias()
    return ~(
        select(earlier.c.id)
        .where(earlier.c.state == WAITING, earlier.c.lane == INBOX.c.lane, earlier.c.id < INBOX.c.id)
        .exists()
    )


EVENTS_OF_LANE: Final = _events_of_lane()
"""In order."""
