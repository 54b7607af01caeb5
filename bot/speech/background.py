"""What a person tells about a text besides the text itself, on any front."""

import re
from datetime import date, timedelta

from bot.errors import Refusal

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EARLIEST = date(1900, 1, 1)


def read_published(text: str, *, today: date) -> date | None:
    """The date of publication, None for none given. Raises `Refusal` for anything that is not a day in the past.

    Tomorrow is let through: somewhere it has begun.
    """
    stripped = text.strip()
    if not stripped:
        return None
    try:
        published = date.fromisoformat(stripped if _DAY.fullmatch(stripped) else "")
    except ValueError:
        raise Refusal("refused.bad_date") from None
    if published < _EARLIEST:
        raise Refusal("refused.early_date")
    if published > today + timedelta(days=1):
        raise Refusal("refused.future_date")
    return published
