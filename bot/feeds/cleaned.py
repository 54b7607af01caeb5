"""Text as other people's files have it, made fit to be kept and shown."""

import re
from datetime import date, datetime

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WHOLE = re.compile(r"[0-9]{1,9}(?:\.0{1,6})?")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,18})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMS = ("%d %B %Y", "%d-%B-%Y", "%d %b %Y")
_MISREAD = "â€"
"""How UTF-8 begins that was read as Windows-1252."""


def clean(text: str, *, most: int = 2000) -> str:
    """White space levelled, what cannot be shown taken out, cut behind a word where it is too long."""
    text = " ".join(text.split())
    if not text.isprintable():
        text = " ".join(_UNSEEN.sub("", text).split())
    return text if len(text) <= most else f"{text[: most - 1].rpartition(' ')[0] or text[: most - 1]}…"


def repaired(text: str) -> str:
    """A text whose quotation marks and dashes were read in the wrong encoding, as it was meant; any other one as it is."""
    if _MISREAD not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def read_whole(text: str) -> int | None:
    """A number that counts; None for anything else."""
    text = text.strip()
    return int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else None


def read_degrees(text: str, most: int) -> float | None:
    text = text.strip()
    degrees = float(text) if _DECIMAL.fullmatch(text) else None
    return degrees if degrees is not None and abs(degrees) <= most else None


def read_point(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Degrees north and east: both or neither."""
    north, east = read_degrees(latitude, 90), read_degrees(longitude, 180)
    return (None, None) if north is None or east is None else (north, east)


def read_day(text: str) -> date | None:
    """`2023-02-16`, with or without a time behind it, or `16 May 2025`, in English; None for anything else."""
    text = text.strip()
    if _DAY.match(text):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return None
    for form in _FORMS if text[:1].isascii() and text[:1].isdigit() else ():
        try:
            return datetime.strptime(text[:20], form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
