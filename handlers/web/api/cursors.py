"""Where a list goes on. Opaque to whoever asks: it names a place and no page."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from bot.errors import Refusal


def close_cursor(place: str) -> str | None:
    """None for the end."""
    return urlsafe_b64encode(place.encode()).decode().rstrip("=") if place else None


def open_cursor(cursor: str) -> str:
    """Raises `Refusal` for what is none of ours."""
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        raise Refusal("desk.no_such_page") from None
