"""Whoever a text lets speak."""

from dataclasses import dataclass
from enum import Enum, auto


class Who(Enum):
    NAMED = auto()
    UNNAMED = auto()  # residents, a source
    PRONOUN = auto()  # he, it, its spokesman
    DESCRIBED = auto()  # the nurse, the group: somebody of whom the text has spoken, or will


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` as it stands in the text; `ids` empty for a name that the library does not know.

    `roles`: nouns that describe the person ("commander"). `is_short`: one word that may only be the beginning of a sentence.
    """

    name: str
    ids: tuple[str, ...] = ()
    who: Who = Who.NAMED
    roles: frozenset[str] = frozenset()
    is_person: bool = False
    is_short: bool = False
    at: int = 0
