"""Entries to JSON and back. A field that is added with a default can be read from older rows; `0002-msgspec-codec.md` says why msgspec."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from bot.library.event import Event
from bot.library.filing import MATCHED
from bot.library.names import Actor, Place
from bot.library.record import Entry, Record, kind_of
from bot.library.series import Series
from bot.library.source import Rating, Source
from bot.library.statement import Statement


class Family(StrEnum):
    """Entries of one family share one space of ids."""

    RECORD = "record"
    SOURCE = "source"
    RATING = "rating"
    PLACE = "place"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    family: Family
    id: str


_DECODERS: dict[str, msgspec.json.Decoder[Entry]] = {
    "event": msgspec.json.Decoder(Event),
    "statement": msgspec.json.Decoder(Statement),
    "series": msgspec.json.Decoder(Series),
    "source": msgspec.json.Decoder(Source),
    "rating": msgspec.json.Decoder(Rating),
    "place": msgspec.json.Decoder(Place),
    "actor": msgspec.json.Decoder(Actor),
}
_ENCODER = msgspec.json.Encoder()


def key_of(entry: Entry) -> Key:
    """What an entry is replaced by: its family and id; a rating is known by its source and rater."""
    match entry:
        case Event() | Statement() | Series():
            return Key(Family.RECORD, entry.id)
        case Source():
            return Key(Family.SOURCE, entry.id)
        case Rating():
            return Key(Family.RATING, rating_id(entry.source, entry.rater))
        case Place():
            return Key(Family.PLACE, entry.id)
        case Actor():
            return Key(Family.ACTOR, entry.id)


def rating_id(source: str, rater: str) -> str:
    return f"{source} {rater}"


def rated_source(rating: str) -> str:
    """The source in a rating's id: ids hold no spaces, so the first one ends it."""
    return rating.partition(" ")[0]


def kind_of_entry(entry: Entry) -> str:
    match entry:
        case Event() | Statement() | Series():
            return kind_of(entry)
        case _:
            return key_of(entry).family.value


def encode(entry: Entry) -> str:
    """The entry as JSON. Raises ValueError for a value that JSON would not give back (a number that is not finite)."""
    body = _ENCODER.encode(entry)
    try:
        is_whole = decode(kind_of_entry(entry), body) == entry
    except msgspec.ValidationError as exc:
        raise ValueError(f"{key_of(entry).id!r} would not be read back: {exc}") from exc
    if not is_whole:
        raise ValueError(f"{key_of(entry).id!r} would be read back as something else")
    return body.decode()


def encode_text(text: str) -> str:
    """A text as it stands in the JSON of an entry."""
    return _ENCODER.encode(text).decode()


def decode(kind: str, body: str | bytes) -> Entry:
    return _DECODERS[kind].decode(body)


def decode_record(kind: str, body: str | bytes) -> Record:
    entry = decode(kind, body)
    assert isinstance(entry, Event | Statement | Series), f"{kind} is no record"
    return entry


def is_matchable(record: Record) -> bool:
    return record.filing.status in MATCHED
