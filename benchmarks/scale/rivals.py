"""What somebody would use instead, on the same texts: each takes a message and gives the fifty nearest records."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.matching.query import Vector

TOP = 50

Search = Callable[[str], list[str]]


_WORD = re.compile(r"\w+")


def words_of(message: str) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(_WORD.findall(message.lower())))


@contextmanager
def sqlite_fts(path: Path, texts: Sequence[str]) -> Iterator[Search]:
    """SQLite FTS5: Porter's stems, bm25, any of the words."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE VIRTUAL TABLE records USING fts5(text, tokenize = 'porter unicode61')")
        with database:
            database.executemany("INSERT INTO records (text) VALUES (?)", ((text,) for text in texts))

        def search(message: str) -> list[str]:
            words = " OR ".join(f'"{word}"' for word in words_of(message))
            rows = database.execute(
                "SELECT text FROM records WHERE records MATCH ? ORDER BY bm25(records) LIMIT ?", (words, TOP)
            )
            return [text for (text,) in rows]

        yield search


def brute_force(vectors: "NDArray[np.float32]") -> "Callable[[Vector], NDArray[np.intp]]":
    """Every vector against that of the message, in floats."""

    def search(asked: "Vector") -> "NDArray[np.intp]":
        near = vectors @ asked
        best = np.argpartition(near, -TOP)[-TOP:]
        return best[np.argsort(-near[best])]

    return search
