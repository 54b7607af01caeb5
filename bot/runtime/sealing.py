"""What the cache keeps can only be read by whoever brings the text again: it is encrypted with a key made from that text.

A fingerprint (SHA-256 over the whole normalised text) stands nowhere but in the memory of a running check; the cache's own keys are hashes
of it, from which it cannot be got back. So the fingerprint is the secret that the encryption key comes from.
"""

import os
import zlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12  # bytes, as AES-GCM wants them
_PURPOSE = b"secondsource: an answer that is kept"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one answer is kept: `key` is its name in the cache, `secret` what only somebody with the text can name."""

    key: str
    secret: str = field(repr=False)


def seal(value: bytes, place: Place) -> bytes:
    """`value` compressed and encrypted for this place; it opens at no other."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(place).encrypt(nonce, zlib.compress(value, 1), place.key.encode())


def unseal(sealed: bytes, place: Place) -> bytes | None:
    """What was sealed, None for bytes that were not sealed for this place."""
    try:
        return zlib.decompress(_cipher(place).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.key.encode()))
    except (InvalidTag, ValueError, zlib.error):  # ValueError: too short to hold a nonce
        return None


def _cipher(place: Place) -> AESGCM:
    return AESGCM(HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(place.secret.encode()))
