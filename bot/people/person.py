from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """What is kept about somebody, under a pseudonym: what they chose, and that they were told what is kept.

    `language` is empty where the configured one is meant. `is_quiet`: what is said to them comes without a sound.
    """

    language: str = ""
    is_quiet: bool = False
    is_greeted: bool = False  # was shown what is kept


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is kept of somebody, never what: whoever holds their phone may be the one who asks."""

    answers: int = 0
    questions: int = 0
    waiting: int = 0  # what they sent and was not answered yet
    is_known: bool = False  # there are settings of theirs
