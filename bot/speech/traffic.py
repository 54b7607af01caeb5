"""What travels between fronts, inbox, turns and outbox."""

from dataclasses import dataclass
from datetime import datetime

from bot.speech.heard import From, Heard
from bot.speech.outcome import Outcome
from bot.speech.replies import Reply


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something heard on a platform, on its way in.

    `event` is the platform's name for the delivery; `also` are other names under which the same thing may come again. Both carry their front
    and workspace. `sent_at` is when the person wrote it, None where the platform does not tell; it is never stored.
    """

    event: str
    heard: Heard
    also: tuple[str, ...] = ()
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was taken in and waits for its turn. `tries` counts the turns that were begun; `is_told`: the person knows that it takes
    longer. `progress` is the message that shows how far it is, empty for none."""

    id: int
    heard: Heard
    accepted_at: datetime
    tries: int = 0
    is_told: bool = False
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn came to, to be written at once.

    `events` are those that it answers, empty on a front where the person waits; `is_live`: the front shows the replies itself, so none goes
    to the outbox. `progress` is the message that showed how far the work is: the first reply takes its place. `is_own_fault`: no part was
    away, what was heard itself is why the turn could not be made.
    """

    heard: Heard
    outcome: Outcome
    events: tuple[int, ...] = ()
    progress: str = ""
    is_live: bool = False
    is_own_fault: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A reply on its way out.

    `to` and `handle` are who and what is answered. `sent` are the platform's names of the messages that already went, in order. `progress` is a
    message that the first part takes the place of. `earlier` are the messages of the answer that a `Superseded` is about. `query` is what
    was pressed. `is_quiet`: without a sound. `language` is that of the reply. `written_at` is when it was promised, None where nobody noted.
    """

    id: int
    lane: str
    to: From
    reply: Reply
    handle: str = ""
    sent: tuple[str, ...] = ()
    progress: str = ""
    earlier: tuple[str, ...] = ()
    query: str = ""
    is_quiet: bool = False
    language: str = "en"
    tries: int = 0
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of a reply went. `handle` is the platform's name for it; `remaining`: how many more the reply needs."""

    handle: str
    remaining: int = 0
