"""Attributors that answer what they were told to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.claims.guess import Asked, Guess


@dataclass
class Told:
    """Answers by the first words of a sentence; nobody speaks where it was told nothing. `asked` is what it was asked for."""

    guesses: Mapping[str, Guess | None] = field(default_factory=dict)
    asked: list[tuple[str, Asked]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return "told"

    def guess(self, text: str, asked: Sequence[Asked]) -> Sequence[Guess | None]:
        self.asked += [(text[one.start : one.end], one) for one in asked]
        nobody = Guess("", 0, 0.0, 1.0)
        return [
            next(
                (
                    guess
                    for words, guess in self.guesses.items()
                    if text[one.start : one.end].startswith(words)
                ),
                nobody,
            )
            for one in asked
        ]
