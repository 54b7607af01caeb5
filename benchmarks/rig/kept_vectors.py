"""Vectors of records between runs, so that the second one need not wait for them. What is timed never passes through here."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.ports import Encoder

if TYPE_CHECKING:
    from bot.matching.query import Vector

_TABLE = "CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


class KeptVectors:
    """An encoder before which its own earlier work lies, in one file for each model. `taken` counts the texts that it did not encode again."""

    def __init__(self, encoder: Encoder, kept: sqlite3.Connection) -> None:
        self._encoder = encoder
        self._kept = kept
        self.taken = 0

    @property
    def id(self) -> str:
        return self._encoder.id

    @property
    def width(self) -> int:
        return self._encoder.width

    @property
    def languages(self) -> frozenset[str]:
        return self._encoder.languages

    async def encode(self, texts: Sequence[str]) -> "Sequence[Vector]":
        digests = {text: hashlib.sha256(text.encode()).digest() for text in texts}
        known = self._known(list(digests.values()))
        missing = [text for text, digest in digests.items() if digest not in known]
        self.taken += len(digests) - len(missing)
        if missing:
            made = await self._encoder.encode(missing)
            known |= {digests[text]: vector for text, vector in zip(missing, made, strict=True)}
            rows = [(digests[text], known[digests[text]].astype(np.float32).tobytes()) for text in missing]
            with self._kept:
                self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        return [known[digests[text]] for text in texts]

    def _known(self, digests: Sequence[bytes]) -> "dict[bytes, Vector]":
        found = {}
        for digest in digests:
            row = self._kept.execute("SELECT vector FROM vectors WHERE digest = ?", (digest,)).fetchone()
            if row:
                found[digest] = np.frombuffer(row[0], dtype=np.float32)
        return found


@contextmanager
def keep_vectors(encoder: Encoder, folder: Path) -> Iterator[KeptVectors]:
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(encoder.id.encode()).hexdigest()[:16]
    with closing(sqlite3.connect(folder / f"{name}.db")) as kept:
        kept.execute(_TABLE)
        yield KeptVectors(encoder, kept)
