"""When what waits may be worked on, by a clock that may be set back.

What was never put off is due whatever the clock says. What was put off at a moment that has not come yet was put off by a clock that went
wrong, and how long it still has to wait cannot be told: it is tried again at once.
"""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Select, Subquery, bindparam, or_, select, true

from storage.columns import Moment

NEVER_PUT_OFF: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for both moments of what was not put off."""

NOW: Final = bindparam("now", type_=Moment())
"""Given when a statement is executed: what is asked at every message is made once, which takes longer than to run it."""


def is_due(table: FromClause) -> ColumnElement[bool]:
    return or_(table.c.due_at <= NOW, table.c.put_off_at > NOW)


def was_put_off(table: FromClause) -> ColumnElement[bool]:
    return table.c.due_at > NEVER_PUT_OFF


def with_put_off(table: FromClause, waits: ColumnElement[bool], found: Subquery) -> Select[*tuple[Any, ...]]:
    """What was found, and beside it as `is_any_put_off` whether anything that waits was put off, which is seldom: one row without an id where nothing
    was found."""
    put_off = select(table.c.id).where(waits, was_put_off(table)).exists()
    looked = select(put_off.label("is_any_put_off")).subquery()
    either = looked.outerjoin(found, true())
    return select(looked.c.is_any_put_off, *found.c).select_from(either).order_by(found.c.id)
