"""Encoders without a model: texts are near where they share words, or words that are said to mean the same."""

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.claims.terms import stems

WIDTH = 64


class WordEncoder:
    """Each word has a direction of its own. `same` leads from a word to another one that it means. Remembers what it was asked."""

    def __init__(
        self,
        *,
        same: Mapping[str, str] | None = None,
        name: str = "words",
        languages: frozenset[str] = frozenset({"en"}),
    ) -> None:
        self.id = name
        self.width = WIDTH
        self.languages = languages
        self.asked: list[tuple[str, ...]] = []
        self._same = {word: stems(other)[0] for key, other in (same or {}).items() for word in stems(key)}

    async def encode(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        self.asked.append(tuple(texts))
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> NDArray[np.float32]:
        words = [self._same.get(word, word) for word in stems(text)] or [""]
        total = np.sum([_direction(word) for word in words], axis=0)
        vector: NDArray[np.float32] = (total / np.linalg.norm(total)).astype(np.float32)
        return vector


def _direction(word: str) -> NDArray[np.float64]:
    return np.random.default_rng(zlib.crc32(word.encode())).normal(size=WIDTH)
