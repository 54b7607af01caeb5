"""When what waits may be worked on, by a clock that may be set back.

What was never put off is due whatever the clock says. What was put off at a moment that has not come yet was put off by a clock that went
wrong, and how long it still has to wait cannot be told: it is tried again at once.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ColumnElement, FromClause, or_

NEVER_PUT_OFF: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for both moments of what was not put off."""


def is_due(table: FromClause, now: datetime) -> ColumnElement[bool]:
    return or_(table.c.due_at <= now, table.c.put_off_at > now)


def was_put_off(table: FromClause) -> ColumnElement[bool]:
    return table.c.due_at > NEVER_PUT_OFF
