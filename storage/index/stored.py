"""Where vectors are kept: with the records, so that nothing is encoded twice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Stored:
    """The vectors of a record, one byte a number, and the digest of the texts that they were made of."""

    record: str
    digest: str
    count: int
    vectors: bytes


class VectorStore(Protocol):
    """Vectors by record and encoder. Writing them is no publish: no version is raised. All methods may raise `Unavailable`."""

    async def read(self, encoder: str, records: Collection[str]) -> Mapping[str, Stored]: ...

    async def write(self, encoder: str, stored: Sequence[Stored]) -> None:
        """Replaces those of the same records."""
        ...

    async def forget(self, records: Collection[str]) -> None:
        """Takes out those of all encoders."""
        ...

    async def forget_others(self, encoder: str) -> int:
        """Takes out those of all other encoders; how many records they were of."""
        ...
