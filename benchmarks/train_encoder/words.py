"""BM25 over the words of records: the other half of what makes a wrong record look right."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import Stemmer
from numpy.typing import NDArray

K1, B = 0.9, 0.4
_WORD = re.compile(r"\w+")


class Words:
    def __init__(self, texts: Sequence[str]) -> None:
        self._stem = Stemmer.Stemmer("english")
        counts = [Counter(self._stems(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], dtype=np.float32)
        damping = K1 * (1 - B + B * lengths / lengths.mean())
        listed: dict[str, list[tuple[int, float]]] = {}
        for at, count in enumerate(counts):
            for stem, times in count.items():
                listed.setdefault(stem, []).append((at, times * (K1 + 1) / (times + float(damping[at]))))
        self._size = len(texts)
        self._listed = {
            stem: (
                np.array([at for at, _ in found]),
                self._worth(len(found)) * np.array([weight for _, weight in found]),
            )
            for stem, found in listed.items()
        }

    def best(self, text: str, count: int) -> list[int]:
        """The places of the nearest records, best first."""
        scores: NDArray[np.float64] = np.zeros(self._size)
        for stem in set(self._stems(text)):
            if stem in self._listed:
                places, weights = self._listed[stem]
                scores[places] += weights
        return [int(at) for at in np.argsort(-scores)[:count] if scores[at] > 0]

    def _stems(self, text: str) -> list[str]:
        stems: list[str] = self._stem.stemWords(_WORD.findall(text.lower()))
        return stems

    def _worth(self, holders: int) -> float:
        return float(np.log(1 + (self._size - holders + 0.5) / (holders + 0.5)))
