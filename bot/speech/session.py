from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Session:
    """What a conversation remembers from one turn to the next."""

    language: str = "en"
