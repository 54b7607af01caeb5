"""How values lie in sealed columns: compressed where it pays, then sealed for their place."""

import zlib
from dataclasses import dataclass

from bot.ports import Keys

_PLAIN = b"\x00"
_COMPRESSED = b"\x01"
_WORTH_IT = 500
"""Bytes; shorter texts do not get shorter."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals for one column. `of` is what the row is found by, so that no row can stand in for another; empty where only a number finds it."""

    keys: Keys
    column: str

    def close(self, plain: bytes, *, of: str = "") -> bytes:
        packed = _COMPRESSED + zlib.compress(plain, 1) if len(plain) > _WORTH_IT else _PLAIN + plain
        return self.keys.seal(packed, place=self._place(of))

    def open(self, sealed: bytes, *, of: str = "") -> bytes:
        """Raises `Unreadable`."""
        packed = self.keys.unseal(sealed, place=self._place(of))
        return zlib.decompress(packed[1:]) if packed[:1] == _COMPRESSED else packed[1:]

    def close_text(self, text: str) -> bytes:
        """Empty for an empty one: there is nothing to hide, and nothing to find."""
        return self.close(text.encode("utf-8", "surrogatepass")) if text else b""

    def open_text(self, sealed: bytes) -> str:
        """Raises `Unreadable`."""
        return self.open(sealed).decode("utf-8", "surrogatepass") if sealed else ""

    def _place(self, of: str) -> str:
        return f"{self.column} {of}"
