"""What the bot asks of the outside. Every port names its contract; every implementation runs the same suite in `tests/contract`.

All methods may raise `Unavailable` unless they say otherwise; none returns "nothing" for a failure.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from bot.claims.article import Article, Unread
from bot.claims.names import Names
from bot.claims.submission import Submission
from bot.library.filing import Provenance
from bot.library.record import Entry, Record
from bot.library.source import Rating, Source
from bot.matching.query import Found, Query
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.person import Holdings, Person
from bot.people.pseudonym import Pseudonym
from bot.speech.given import Given
from bot.speech.heard import From, Heard
from bot.speech.replies import Working
from bot.speech.session import Session
from bot.speech.traffic import Arrival, Event, Outgoing, Sent, Turn
from bot.verdicts.finding import Report
from bot.verdicts.judgement import Vote

if TYPE_CHECKING:
    from bot.matching.query import Vector


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a check needs of the library besides the candidates, as it stood at `version`.

    `languages` are, for each audience, the languages in which at least one record that it may be matched with is filed: what it may not see
    decides nothing for it. `valid_until` is the last day on which all ratings
    count that count today, None if none of them ends.
    """

    version: int
    names: Names
    sources: dict[str, Source]
    ratings: dict[str, tuple[Rating, ...]]
    languages: Mapping[Audience, frozenset[str]]
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was published (`record`) or taken out (`record` is None) since some version."""

    id: str
    version: int
    record: Record | None


class Library(Protocol):
    """Events, statements, series, sources, ratings, places, actors; a version that every publish raises by one.

    A publish is one transaction: all of it is visible at the new version or nothing is. An entry replaces the one of the same kind and id.
    All kinds of record share one space of ids, since a match or a link names a record by its id alone.
    """

    async def version(self) -> int:
        """The version now in force, 0 for an empty library. Cheap: asked at every check."""
        ...

    async def shelf(self) -> Shelf:
        """Names, sources and ratings at the version now in force. Kept until the version changes."""
        ...

    async def records(self, ids: Collection[str], audience: Audience) -> dict[str, Record]:
        """The records of these ids that may be matched for this audience: visible to it, and of a status in `MATCHED`."""
        ...

    async def publish(
        self,
        entries: Sequence[Entry],
        *,
        remove: Collection[str] = (),
        progress: Callable[[int], None] | None = None,
    ) -> int:
        """Write `entries`, take out the records and other entries of the ids in `remove`, raise the version; returns it.

        A publish that changes nothing (same entries as are there) raises nothing and returns the version in force. What is in `remove` goes
        first, so an id in both is replaced, and a source takes its ratings along. `progress` is told how many entries are done. Raises
        `Refusal` where an id belongs to a record of another kind already.
        """
        ...

    async def remove_provenance(self, provenance: Provenance) -> int:
        """Take out everything of that provenance in one publish; returns the number of entries."""
        ...

    def changes(self, *, after: int) -> AsyncIterator[Change]:
        """The last state of every record changed after that version, oldest change first; `after=0` is the whole library.

        A record counts as changed also when a place, actor or source that it refers to did.
        """
        ...

    async def wait_for_version(self, after: int) -> int:
        """Returns the version as soon as it is above `after`: at once for a publish of this process, within a second for another's."""
        ...

    async def ping(self) -> None: ...


class Encoder(Protocol):
    """Turns texts into vectors of length 1: the nearer in meaning, the larger their inner product."""

    @property
    def id(self) -> str:
        """Names the model, its files and how texts are prepared for it. Vectors of different ids are never compared."""

    @property
    def width(self) -> int: ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO codes of the languages in which its vectors mean something."""

    async def encode(self, texts: Sequence[str]) -> "Sequence[Vector]":
        """One vector for each text, in order. Never on the event loop. Raises `Unavailable`."""


class CandidateIndex(Protocol):
    """Finds the records that a text may be about: recall, not precision.

    Holds texts and who may see them, nothing else, and can always be rebuilt from the library.
    """

    @property
    def version(self) -> int:
        """The library version up to which changes are found, 0 for an empty or rebuilt-from-nothing index."""

    @property
    def near_version(self) -> int:
        """The library version up to which it is also known how near records are; `version` where there is no encoder."""

    async def find(
        self, queries: Sequence[Query], *, audience: Audience, limit: int, most: int | None = None
    ) -> Sequence[Found]:
        """For each query at most `limit` records of each list (words, grams, body, vectors), that this audience may see, the best first; of all of
        them together the first `most`.

        Raises `Unavailable` until it has once caught up with its library: what is not found before says nothing.
        """

    async def take(self, changes: Sequence[Change], *, version: int) -> None:
        """Apply the changes; after the return they are found, also after a restart. Applying a change twice does no harm.

        A large library may come in several calls, the last of which carries its version: all of it is found when that one returns. Taking nothing at version 0 says that it is empty.
        """

    async def ping(self) -> None: ...


class Cache(Protocol):
    """Keeps bytes for a while. May lose anything at any time; a cache that is away behaves as an empty one and never raises."""

    async def get(self, key: str) -> bytes | None: ...

    async def put(self, key: str, value: bytes, *, seconds: float) -> None: ...

    async def ping(self) -> None:
        """The one method that raises `Unavailable`: for health only."""
        ...


Progress = Callable[[int, int], Awaitable[None]]
"""Told after each claim: how many are done, of how many."""


class Checking(Protocol):
    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        """Reads the submission and checks each claim. Raises `Refusal` where there is nothing to read, `Unavailable` where a part failed."""
        ...


class LinkReader(Protocol):
    async def read(self, address: str) -> Article | Unread:
        """The article behind a public address, or why it was not read. Never goes to an address that is not public, by whatever way it is led there,
        and tells the site nothing of who asks. Read once for many who ask within some hours; raises nothing of its own."""
        ...


class Clock(Protocol):
    def today(self) -> date: ...

    def now(self) -> datetime:
        """The moment, in UTC and aware of it."""
        ...


class Keys(Protocol):
    """Names people without telling who they are, and seals what was written and how to reach whom. Never waits: nothing here is awaited."""

    def pseudonyms(self, front: Front, workspace: str, user: str) -> tuple[Pseudonym, ...]:
        """The person's names, that of the newest key first. The others still count, so that what is kept under them can be found and moved."""
        ...

    def digest(self, *parts: str) -> str:
        """The same for the same parts as long as the keys live, and meaningless without them: 32 hex digits.

        For what has to be found again but never read: chats, events, messages.
        """
        ...

    def seal(self, plain: bytes, *, place: str) -> bytes:
        """Encrypted with a key of its own, which is wrapped by the newest master key. Opens only with the same `place`."""
        ...

    def unseal(self, sealed: bytes, *, place: str) -> bytes:
        """Raises `Unreadable`."""
        ...


Accept = Callable[[Sequence[Arrival]], Awaitable[None]]
"""Takes in what a platform handed over, before the platform is told so. After the return it survives a killed process.

What came before under the same event is dropped. Raises `Unavailable` where nothing was taken in: then the platform keeps it and delivers
it again, all of it.
"""


class Inbox(Protocol):
    """What was taken in and not answered yet, in lanes: one for each address. A lane is worked on by one worker at a time, in order."""

    async def accept(self, arrivals: Sequence[Arrival]) -> int:
        """Writes all or nothing; returns how many were new. Several calls at the same time may share a transaction."""

    async def take(self, *, limit: int) -> tuple[str, ...]:
        """Lanes that have something to be worked on and no worker, longest waiting first. They are held until `release`, or until this process ends."""

    async def pending(self, lane: str) -> tuple[Event, ...]:
        """What waits in this lane and may be worked on, in order of arrival, the first hundred at most. What was postponed holds up what is to
        be checked behind it (`is_check`) and nothing else. What cannot be unsealed any more is taken out, and counted in the log."""

    async def begin(self, events: Sequence[int]) -> None:
        """Counts a try of these events before it is made, so that one which kills the process is counted too."""

    async def take_back(self, events: Sequence[int]) -> None:
        """The try of these events that was begun last does not count: it was we who cut it off."""

    async def lay_aside(self, events: Sequence[int], *, fault: str) -> None:
        """Gives them up as `Turns.park` does, and writes nothing else: for where that itself breaks."""

    async def note_progress(self, event: int, handle: str) -> None:
        """Remembers the message that shows how far the work is, so that it is not left standing."""

    async def release(self, lane: str) -> None: ...

    def holds(self, lane: str) -> bool:
        """Whether nobody else can have taken it since: asked before something is shown. Never waits."""

    async def wait(self, *, seconds: float) -> None:
        """Returns as soon as something new was accepted or a lane was released with more in it, after `seconds` at the latest."""

    async def next_due(self) -> datetime | None:
        """When the next postponed event is due, None where none is."""

    async def backlog(self) -> int:
        """How many events wait. Cheap."""

    async def parked(self) -> tuple[datetime, ...]:
        """When each event was accepted that was given up after too many tries."""

    async def retry_parked(self) -> int:
        """Gives parked events another chance; returns how many."""

    async def ping(self) -> None: ...


class Turns(Protocol):
    """The unit of work. Each method is one transaction."""

    async def finish(self, turn: Turn) -> None:
        """Deeds, session and replies are written and the events finished; nothing happens where any of them was finished before, or taken out
        because somebody wants to be forgotten: what is left of them is answered anew. After a `Forget` or a `Withdraw` no session is kept.
        Raises `ReceiptTaken` where a receipt of it is another's: then the turn is to be made again.

        With `again_in` the events are put off instead, with no try counted against them unless it is their own fault, and their replies
        written only if none was told before.
        """
        ...

    async def park(self, turn: Turn, *, fault: str) -> None:
        """Gives the events up: they are kept sealed for the operator with the name of the fault, and the replies (which say so) are written."""
        ...


class Outbox(Protocol):
    """Replies that were promised and not delivered yet. Within a lane they go in order, one at a time."""

    async def take(self, *, limit: int) -> tuple[Outgoing, ...]:
        """The first of each lane that is due and that nobody delivers now, longest waiting first. Held until one of the next three, or until
        this process ends."""
        ...

    async def sent(self, outgoing: int, handle: str, *, is_last: bool) -> None:
        """A message went. With `is_last` the reply is done: only the handles stay, as long as the answer may still be changed."""
        ...

    async def later(self, outgoing: int, *, seconds: float, is_try: bool = True) -> None:
        """It could not be delivered now; counts as a try, unless it was not even tried."""
        ...

    def holds(self, lane: str) -> bool: ...

    async def owes(self, lane: str) -> bool:
        """Whether anything waits in this lane, or is under way, whoever delivers it. Cheap."""
        ...

    async def failed(self, outgoing: int, *, why: str) -> None:
        """It will never be delivered. It stays visible to the operator, without its content."""
        ...

    async def wait(self, *, seconds: float) -> None:
        """Returns as soon as a reply was written or a lane has become free with more in it, after `seconds` at the latest."""
        ...

    async def next_due(self) -> datetime | None: ...

    async def backlog(self) -> int: ...

    async def failures(self) -> Mapping[str, int]:
        """How many replies could not be delivered, by reason."""
        ...


class Courier(Protocol):
    """How replies leave on one front."""

    def spacing(self, to: From) -> float:
        """Seconds that the platform wants between two messages to this address."""
        ...

    @property
    def per_second(self) -> float:
        """Messages a second that the platform takes from us altogether."""
        ...

    async def send_next(self, outgoing: Outgoing) -> Sent:
        """Sends the first message of the reply that is not in `outgoing.sent`. The same reply is always cut into the same messages.

        Raises `Unavailable` where trying again may help (`retry_after` as the platform says) and `Undeliverable` where not.
        """
        ...

    async def sign(self, heard: Heard, working: Working, progress: str) -> str:
        """A sign of life for what was heard: at first something small; once `working` tells numbers, a message that changes with them, whose handle
        is returned. `progress` is that handle from before. A sign that cannot be given is left out; raises `Unavailable` only where the platform asks for a pause (`Cause.LIMITED`)."""
        ...


class Sessions(Protocol):
    async def session(self, address: Address) -> Session | None:
        """What the conversation remembers; None for a new one, and for one that has expired."""
        ...


class Answers(Protocol):
    """Answers that were given, until they expire."""

    async def given(self, answer: str) -> Given | None: ...

    async def given_to(self, address: Address, handle: str) -> Given | None:
        """The newest answer to that message."""
        ...


class People(Protocol):
    """`names` are all pseudonyms of one person that count, newest first. What is kept under an older one is moved to the newest on contact."""

    async def person(self, names: Sequence[Pseudonym]) -> Person:
        """Somebody unknown is a `Person` of defaults."""
        ...

    async def holdings(self, sender: From) -> Holdings: ...


class Feedback(Protocol):
    """What the newsroom said of matches. What the public says is kept too, and decides nothing: anybody can say anything as often as they like."""

    async def count(self) -> int: ...

    async def votes(self, *, limit: int) -> tuple[Vote, ...]:
        """The newest, one for each record of a claim in an answer: the last that was said."""
        ...

    async def wait(self, *, seconds: float) -> None:
        """Returns as soon as this process has kept another, after `seconds` at the latest."""
        ...
