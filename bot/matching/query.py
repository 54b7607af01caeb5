"""What is asked of the index, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.matching.match import Scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    """Of length 1, as wide as the encoder makes it."""


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """What is looked for. `text` is the claim and `context` what stands around it, which weighs less; `vector` is that of the claim and `around`
    that of the whole message, both None without an encoder, and `around` also where the message is the claim or too long to have one meaning."""

    text: str
    context: str = ""
    vector: "Vector | None" = None
    around: "Vector | None" = None


@dataclass(frozen=True, slots=True)
class Hit:
    """The id of a record that the index offers."""

    id: str
    scores: Scores


@dataclass(frozen=True, slots=True)
class Found:
    """`worth` says how much each stem of the text and its context tells in this index: its inverse document frequency, in a small library as if
    it were larger; a stem that no record has is worth the most."""

    hits: tuple[Hit, ...]
    worth: Mapping[str, float]

    @property
    def by_words(self) -> tuple[Hit, ...]:
        """In the order of a search: those first that have the rarest of the words, as many lists as others may stand in."""
        return tuple(sorted(self.hits, key=lambda hit: -hit.scores.words))
