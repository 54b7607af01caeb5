"""What lanes work with."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.errors import Unavailable
from bot.people.address import Address, Front
from bot.ports import Clock, Courier, Inbox, Outbox, Sessions, Turns
from bot.runtime.edge import OnBug
from bot.runtime.gathering import Gathering
from bot.runtime.numbers import Numbers
from bot.runtime.pacing import Paces
from bot.runtime.signs import Background
from bot.speech.heard import Command, Heard, Message, Verb
from bot.speech.turns import Converse


@dataclass(frozen=True, slots=True)
class Parts:
    """What lanes work with. `on_away` is told of every part that does not answer, `on_bug` of every bug."""

    inbox: Inbox
    outbox: Outbox
    turns: Turns
    sessions: Sessions
    converse: Converse
    couriers: Mapping[Front, Courier]
    clock: Clock
    numbers: Numbers
    on_bug: OnBug
    on_away: Callable[[Unavailable], None]
    paces: Paces


@dataclass(frozen=True, slots=True)
class Rules:
    """`tries`: how often something that breaks is tried; `language`: that of a new conversation; `lanes`: how many are worked on at once;
    `checks`: in how many of them a text is being checked."""

    gathering: Gathering = field(default_factory=Gathering)
    tries: int = 5
    language: str = "en"
    lanes: int = 256
    checks: int = 8


@dataclass(frozen=True, slots=True)
class Shared:
    """What the lanes of one process have in common."""

    gate: asyncio.Semaphore
    suspects: asyncio.Lock
    """Held by whoever works on what took the process along before: whoever is blamed for the next time was alone."""

    background: Background
    stopping: asyncio.Event
    enter: Callable[[Address, asyncio.Event], None]
    """Takes whose lane this is, and the event by which it hears of what comes while it works."""


def front_of(heard: Heard) -> Front:
    return heard.sender.address.front


def takes_long(heard: Heard) -> bool:
    """Whether a text is checked: not too many at a time, while everything else passes by. What pictures come along with waits for them, and need not
    keep others from being checked meanwhile."""
    return (isinstance(heard, Message) and not heard.attached) or (
        isinstance(heard, Command) and heard.verb is Verb.CHECK
    )
