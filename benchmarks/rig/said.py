"""What people say to the bot in a benchmark, and how each is found again in what it answers."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count, product
from string import ascii_lowercase
from typing import Final

from bot.people.address import Front

SENTENCES: Final = (
    "{name} reports that soldiers shelled a church in Loikaw and killed 12 villagers.",
    "{name} reports that about 170 people were killed in Pazigyi village on 11 April 2023.",
    "{name} reports that a flood destroyed forty houses in Lampang last week.",
    "{name} reports that Operation 1027 began in northern Shan State on 27 October 2023.",
    "{name} reports that police raided the office of Myanmar Now on 8 March 2021.",
)


class Sort(StrEnum):
    TEXT = "text"
    COMMAND = "command"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Said:
    """`event` is the name by which the bot knows it, `chat` where it is answered, `place` what an answer hangs on there: a message or a thread.

    A text is named by its `token`, which an answer quotes; a press by the `query` that it may be answered with.
    """

    front: Front
    event: str
    chat: str
    place: str
    sort: Sort
    token: str = ""
    query: str = ""


def _made() -> Iterator[str]:
    for length in count(4):
        for letters in product(ascii_lowercase, repeat=length):
            yield "Zq" + "".join(letters)


@dataclass
class Texts:
    """Sentences that nobody said before: each begins with a name of its own, and matches something in the starter library or nothing.

    `unknown` are those of `SENTENCES` for which the library has nothing.
    """

    chance: random.Random
    unknown: frozenset[str] = frozenset(SENTENCES)
    _said: dict[str, str] = field(default_factory=dict)
    _tokens: Iterator[str] = field(default_factory=_made)

    def next(self) -> tuple[str, str]:
        """The token and the sentence."""
        token = next(self._tokens)
        sentence = self._said[token] = self.chance.choice(SENTENCES)
        return token, sentence.format(name=token)

    def is_unknown(self, token: str) -> bool:
        return self._said[token] in self.unknown
