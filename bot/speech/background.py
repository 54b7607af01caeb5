"""What a person tells about a text besides the text itself, on any front."""

from datetime import date, timedelta

from bot.errors import Refusal
from bot.speech.plain import one_line

LONGEST_CARRIER = 200
_EARLIEST = date(1900, 1, 1)


def read_published(text: str, *, today: date) -> date | None:
    """The date of publication, None for none given. Raises `Refusal` for anything that is not a day in the past.

    Tomorrow is let through: somewhere it has begun.
    """
    stripped = text.strip()
    if not stripped:
        return None
    try:
        published = date.fromisoformat(stripped)
    except ValueError:
        raise Refusal("refused.bad_date") from None
    if published < _EARLIEST:
        raise Refusal("refused.bad_date")
    if published > today + timedelta(days=1):
        raise Refusal("refused.future_date")
    return published


def read_carrier(text: str) -> str:
    """The channel or site that a text came from, empty for none given. Raises `Refusal` for more than a name or an address."""
    carrier = one_line(text)
    if len(carrier) > LONGEST_CARRIER:
        raise Refusal("refused.long_origin", limit=str(LONGEST_CARRIER))
    return carrier
