"""The keys themselves and how they stand in their file. No object here shows a secret when it is printed."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import msgspec

SECRET_BYTES = 32
_ID_BYTES = 8
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Key:
    """`id` is 16 hex digits, which tell the keys apart and say nothing of the secret."""

    id: str
    made_on: date
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """`master` keys wrap the keys of what is sealed, `names` make pseudonyms; both newest first, neither is ever empty."""

    master: tuple[Key, ...]
    names: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class _File:
    version: int
    master: tuple[Key, ...]
    names: tuple[Key, ...]


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(_File)


def make_key(made_on: date) -> Key:
    return Key(secrets.token_hex(_ID_BYTES), made_on, secrets.token_bytes(SECRET_BYTES))


def make_ring(today: date) -> KeyRing:
    return KeyRing((make_key(today),), (make_key(today),))


def turned(ring: KeyRing, today: date, *, names_days: int) -> KeyRing:
    """The ring as it should be today: the same one, or with a new key for names and without those that are twice as old as one may be.

    A key that seems to be made in the future, by a clock that was wrong, counts from today.
    """
    life = timedelta(days=names_days)
    dated = (replace(key, made_on=min(key.made_on, today)) for key in ring.names)
    names = tuple(key for key in dated if today - key.made_on < 2 * life)
    if not names or today - names[0].made_on >= life:
        names = (make_key(today), *names)
    return ring if names == ring.names else replace(ring, names=names)


def encode_ring(ring: KeyRing) -> bytes:
    return msgspec.json.format(_ENCODER.encode(_File(_VERSION, ring.master, ring.names)), indent=2) + b"\n"


def decode_ring(content: bytes) -> KeyRing | None:
    """None for anything that is not a whole key file of this version."""
    try:
        found = _DECODER.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if found.version != _VERSION or not found.master or not found.names:
        return None
    if not all(_is_sound(key) for key in (*found.master, *found.names)):
        return None
    return KeyRing(found.master, found.names)


def _is_sound(key: Key) -> bool:
    try:
        return len(bytes.fromhex(key.id)) == _ID_BYTES and len(key.secret) == SECRET_BYTES
    except ValueError:
        return False
