"""Envelopes: what is sealed is encrypted with a key of its own, and that key with a master key.

Laid out as: version (1 byte), id of the master key (8), nonce (12) and wrapped key (48), nonce (12), encrypted text with its tag (16 more than
the text). AES-256-GCM for both; the header and the place are authenticated with each, so that nothing opens where it does not belong.
"""

import os
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import Unreadable
from storage.keys.ring import SECRET_BYTES, Key

_VERSION = b"\x01"
_ID = 8
_NONCE = 12
_TAG = 16
_HEADER = len(_VERSION) + _ID
_WRAPPED = _NONCE + SECRET_BYTES + _TAG
SHORTEST = _HEADER + _WRAPPED + _NONCE + _TAG


def seal(plain: bytes, *, place: str, master: Key) -> bytes:
    header = _VERSION + bytes.fromhex(master.id)
    bound = _bound(header, place)
    own = os.urandom(SECRET_BYTES)
    return header + _encrypt(master.secret, own, bound) + _encrypt(own, plain, bound)


def unseal(sealed: bytes, *, place: str, masters: Iterable[Key]) -> bytes:
    """Raises `Unreadable` for whatever was not sealed for this place with one of these keys, or was changed since."""
    header = sealed[:_HEADER]
    if len(sealed) < SHORTEST or not header.startswith(_VERSION):
        raise Unreadable
    wanted = header[len(_VERSION) :].hex()
    bound = _bound(header, place)
    for master in masters:
        if master.id == wanted:
            own = _decrypt(master.secret, sealed[_HEADER : _HEADER + _WRAPPED], bound)
            return _decrypt(own, sealed[_HEADER + _WRAPPED :], bound)
    raise Unreadable


def _bound(header: bytes, place: str) -> bytes:
    return header + place.encode("utf-8", "surrogatepass")


def _encrypt(key: bytes, plain: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound)


def _decrypt(key: bytes, encrypted: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(encrypted[:_NONCE], encrypted[_NONCE:], bound)
    except InvalidTag as exc:
        raise Unreadable from exc
