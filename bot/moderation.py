"""Ports of the desk. As in `bot/ports.py`: each docstring is a contract, every implementation runs the same suite in `tests/contract`.

All methods may raise `Unavailable`; none returns "nothing" for a failure.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.desk.acts import Act
from bot.desk.alerts import Alarm, Burst, Pressing, Summary
from bot.desk.archived import Archived
from bot.desk.audit import Entry
from bot.desk.case import Case, CaseFile
from bot.desk.correcting import Concerned, Position
from bot.desk.edit import Edit, Settled, Shelved, Sought
from bot.desk.question import OpenQuestion
from bot.desk.queue import Numbers, Queue, Wanted
from bot.desk.statistics import Statistics
from bot.desk.webhook import Reached
from bot.library.record import Record
from bot.library.source import Rating
from bot.library.statement import Statement
from bot.people.address import Address, Front
from bot.people.api_key import ApiKey, WantedKey
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.people.role import Member, Role
from bot.people.signed_in import SignedIn
from bot.speech.attached import Attachment, Cleaned
from bot.speech.given import Given
from bot.speech.heard import From
from bot.speech.replies import FollowUp, Reply
from bot.speech.shown_case import ShownCard, ShownCopy


class Receipts(Protocol):
    """What people asked the moderators or handed in, for themselves."""

    async def questions(self, names: Sequence[Pseudonym]) -> tuple[OpenQuestion, ...]:
        """What this person asked the moderators or handed in, newest first, with the claims that they asked about."""
        ...

    async def standing(self, code: str) -> OpenQuestion | None:
        """How the matter of this receipt stands, whoever asks: the receipt is the right to know. Without a word of what was sent."""
        ...


class Fetcher(Protocol):
    """How what somebody sent along is fetched on one front."""

    async def fetch(self, reference: str, *, most: int) -> bytes:
        """What the front gave this reference, of at most so many bytes. Raises `Unavailable` where trying again may help, and `Refusal` where not:
        `refused.picture.too_large`, or `refused.picture.gone` for what the platform does not give us."""
        ...


class TakesPictures(Protocol):
    """Makes what somebody sent along fit to be kept. Nothing of it is kept here."""

    async def take(self, attachment: Attachment, front: Front) -> Cleaned:
        """Fetched and cleaned. Raises `Refusal` (`refused.picture.…`), and `Unavailable` where it could not be fetched now."""
        ...

    async def clean(self, content: bytes) -> Cleaned:
        """What came with a form. Raises `Refusal`."""
        ...


class Pictures(Protocol):
    """The pictures that are kept with tips. They are written by the turns that take them (`Attach`, `HandIn`), and go with the draft or the tip."""

    async def content(self, name: str) -> bytes | None:
        """The file; None where it is gone, or its tip was not handed in."""
        ...

    async def size(self) -> int:
        """Of all of them, in bytes. Cheap."""
        ...


class Articles(Protocol):
    """What was read behind the links of a case, as evidence. Each goes with the matter whose link it was."""

    async def archived(self, case: int) -> tuple[Archived, ...]:
        """What was read first comes first."""
        ...

    async def archive(self, case: int, archived: Archived, by: Member) -> None:
        """Keeps it, with a line in the audit log; the same text of the same matter is kept once, and told once. Raises `Refusal`
        (`desk.no_such_matter`) where the case has no such matter any more."""
        ...


class Desk(Protocol):
    """Cases, for those who decide them."""

    async def case(self, case: int) -> CaseFile | None: ...

    async def queue(self, wanted: Wanted, *, limit: int, after: str = "") -> Queue:
        """The most pressing first (`bot/desk/priority.py`). Raises `Refusal` for an `after` that is none of ours."""
        ...

    async def numbers(self) -> Numbers: ...

    async def statistics(self, *, since: datetime, asked_since: datetime) -> Statistics:
        """Of the cases that were opened or answered since, without those that were taken back; and of those who asked since that other moment
        and are still known."""
        ...

    async def act(self, case: int, act: Act, by: Member, *, seen: int | None = None) -> Case:
        """Does it by the rules (`bot/desk/rules.py`) in one transaction, with its line in the audit log; returns the case as it is then.

        `seen` is the revision that the member saw; None where they need not have seen any. What is already so by the same member is done
        without another line. Raises `Refusal` where it may not or cannot be done: `desk.changed.…` (with what the other did) where
        the case was changed since in a way that matters. The number of the case that a split makes is the detail of its line; what is asked
        back is promised to whoever is asked in the same transaction. A signature publishes a draft that the case was decided on, and undoing that
        decision takes it back (`bot/desk/signing.py`), each with a line of its own.
        """
        ...

    async def due(self, *, limit: int) -> tuple[int, ...]:
        """Decided cases whose time to undo is over, the longest first."""
        ...

    async def next_due(self) -> datetime | None: ...

    async def answer(
        self, case: int, replies: Mapping[str, Reply], *, revision: int, told: Record | None = None
    ) -> bool:
        """Closes a decided case and promises these replies, one transaction: `replies` by the key of a matter. A matter is answered
        once for each decision, and only where it can be reached. False where the case is at another revision by now: then nothing was done.

        `told` is the record that the decision names as it is now, None where there is none: it may be another one later (`Corrections`).
        """
        ...

    async def wait(self, *, seconds: float, after: int | None = None) -> int:
        """Returns as soon as a case of this process changed, after `seconds` at the latest: how many changes there were since it began. With
        the number that was returned before as `after` no change is missed; None for those up to now. Any number may wait."""
        ...


class Kinship(Protocol):
    """Which cases are about the same, for what compares them: not for people."""

    async def living(self, *, after: int = 0, limit: int) -> tuple[CaseFile, ...]:
        """Cases that are open and numbered above `after`, in the order of their numbers, without history; `similar` as it was noted."""
        ...

    async def undecided(self) -> frozenset[int]:
        """All that are open."""
        ...

    async def join(self, case: int, into: int) -> bool:
        """Merges a case into another in the name of the program; False where somebody works on either or one is not open any more."""
        ...

    async def liken(self, case: int, similar: Sequence[int]) -> None:
        """Notes which other cases may be about the same as an open one, the likeliest first (`CaseFile.similar`); raises its revision where that is news."""
        ...


class Cards(Protocol):
    """Where each case is shown in chats, so that it can be changed in place for all who see it."""

    async def stale(self, places: Sequence[Address], *, limit: int) -> tuple[ShownCard, ...]:
        """Living and just closed cases whose card in one of these places is missing or of an older revision, the longest first."""
        ...

    async def shown(self, card: ShownCard, *, handle: str, revision: int) -> None: ...


class Copies(Protocol):
    """Cards that somebody asked for, as they were delivered: what goes from a case goes from them too."""

    async def outdated(self, fronts: Collection[Front], *, limit: int) -> tuple[ShownCopy, ...]:
        """Those on these fronts that show something which is not in their case any more."""
        ...

    async def changed(self, copy: ShownCopy, *, revision: int) -> None:
        """It shows the case as it was at that revision. Outdated still where the case is at another one."""
        ...

    async def forget(self, copy: ShownCopy) -> None: ...


class Corrections(Protocol):
    """Whom a change of the library concerns, of those who were answered. What was corrected is kept in place of what was said, in the
    transaction that promises the correction: whoever is looked at again is told nothing twice."""

    async def position(self) -> Position | None:
        """Up to where everybody concerned was told; None where nobody looked yet."""
        ...

    async def move(self, position: Position) -> None: ...

    async def concerned(
        self, records: Collection[str], sources: Collection[str], *, due: Collection[date] = ()
    ) -> Concerned:
        """Answers that lean on any of these, or on a record whose review was due on one of these days, and can still be corrected where they stand;
        and answered cases that named one of the records."""
        ...

    async def unanswered(self, *, limit: int) -> tuple[tuple[str, ...], ...]:
        """As `Concerned.answers`: the newest to the newsroom in which nothing was found for some claim. Those to the public are not looked for."""
        ...

    async def answers(self, names: Sequence[str]) -> tuple[Given, ...]:
        """Those of `Concerned.answers` that are still there, in the same order."""
        ...

    async def correct(self, given: Sequence[Given], reply: FollowUp) -> bool:
        """Keeps these in place of the answers of the same ids, and promises the reply in answer to the message that the last one answered. What was
        superseded or forgotten meanwhile is left out; False where nothing was left."""
        ...

    async def told(self, case: int) -> Record | None:
        """The record that the answers to this case named, as it was then; None where none could be matched."""
        ...

    async def correct_case(
        self, case: int, replies: Mapping[str, Reply], *, revision: int, told: Record | None
    ) -> bool:
        """As `Desk.answer`, of a case that was answered: `told` is the record as it is told from now on. False where the case is at another
        revision, or open again."""
        ...


class Alerts(Protocol):
    """What the desk is told of by itself, each thing once. A front without a way to the desk is told nothing."""

    async def bursts(self, *, people: int, within: timedelta) -> tuple[Burst, ...]:
        """Open cases about which so many people asked within that time, but for those that were told of lately."""
        ...

    async def note_bursts(self, *, people: int, within: timedelta) -> tuple[Burst, ...]:
        """Writes a line into the audit log for each of `bursts` for which none was written lately, whether anybody was told of it or not: these."""
        ...

    async def overdue(self, *, before: datetime) -> tuple[int, ...]:
        """Open cases of tips that were handed in before, and that were not told of."""
        ...

    async def pressing(self, *, people: int, within: timedelta, overdue_before: datetime) -> Pressing:
        """As `bursts` and `overdue`, told of or not."""
        ...

    async def next_tip(self, *, after: datetime) -> datetime | None:
        """When the first open tip was handed in after that moment."""
        ...

    async def last_digest(self) -> datetime | None: ...

    async def summary(self, *, since: datetime, overdue_before: datetime) -> Summary: ...

    async def tell(
        self, alarm: Alarm, subjects: Sequence[str], places: Sequence[From], reply: Reply, *, language: str
    ) -> None:
        """Promises the reply to these places and notes what was told of: numbers of cases, or a day. One transaction."""
        ...


class Members(Protocol):
    """Who is what in the newsroom: by the configuration first, then by what admins said."""

    async def member(self, sender: From) -> Member:
        """Somebody without a role is a `Member` of the public. Whoever is in the desk's chat may decide there, but for `From.is_outside`."""
        ...

    async def members(self) -> tuple[Member, ...]:
        """Those who are configured or were given a role; not those who are known by a chat alone."""
        ...

    async def deciders(self) -> tuple[Member, ...]:
        """Those of `members` who may decide, and whoever was heard in the desk's chat within 30 days: a case can be handed to them."""
        ...

    async def find(self, member: str) -> Member | None:
        """Of `members`, the one with this id."""
        ...

    async def appoint(self, sender: From, *, name: str, role: Role, by: Member) -> Member:
        """Gives the person of this message a role, or takes it (`Role.TIPSTER`); a line in the audit log. Raises `Refusal` for somebody whose role
        is configured, and where `by` may not."""
        ...


class SignIns(Protocol):
    """One-time links and the browsers that were let in by them. Whether a link `is_open` still is only looked at."""

    async def make_link(self, member: Member, *, lives: timedelta) -> str:
        """A secret for one sign-in; only its digest is kept. Raises `Refusal` for somebody of the public."""
        ...

    async def is_open(self, secret: str) -> bool: ...

    async def redeem(self, secret: str, *, lives: timedelta) -> str | None:
        """The secret of a new session; None for a link that was used, has expired or never was."""
        ...

    async def signed_in(self, session: str) -> Member | None:
        """As what they are now; None where the session is over or their role was taken."""
        ...

    async def sign_out(self, session: str) -> None: ...

    async def list_signed_in(self) -> tuple[SignedIn, ...]:
        """Whose browsers are let in now, by name. Whoever's role was taken is not among them."""
        ...

    async def sign_out_member(self, member: str, *, by: Member) -> None:
        """Ends all browsers of the member of this id and the links that were not used yet, with a line in the audit log; without one where there
        are none. Raises `Refusal` where `by` may not appoint."""
        ...


class ApiKeys(Protocol):
    """Keys of programs that ask over HTTP, `ss_<id>_<secret>`. What is kept opens nothing."""

    async def make(self, wanted: WantedKey, *, lives: timedelta, by: Member) -> tuple[ApiKey, str]:
        """A new key and what is to be shown once, with a line in the audit log. Raises `Refusal` where `by` may not appoint."""
        ...

    async def opened(self, shown: str) -> ApiKey | None:
        """The key, with its member as they are now; None for one that is unknown, over or revoked, or whose member has no role any more."""
        ...

    async def listed(self) -> tuple[ApiKey, ...]:
        """All that are kept, those that are over included, the newest first."""
        ...

    async def revoke(self, key: str, *, by: Member) -> bool:
        """Ends the key of this id, with a line in the audit log; False for one that is none or was ended before. Raises `Refusal` as `make`."""
        ...


class Audit(Protocol):
    async def entries(self, *, limit: int, before: int | None = None, subject: str = "") -> tuple[Entry, ...]:
        """The newest first."""
        ...

    async def following(self, number: int, *, limit: int) -> tuple[Entry, ...]:
        """Those after this one, in order."""
        ...

    async def note(self, act: str, subject: str, detail: str, by: Member) -> None:
        """For what is not an act on a case: a rating, a record, a role, a sign-in."""
        ...

    async def has(self, hash_: str) -> bool:
        """Whether an entry has this hash: one that was written down elsewhere shows whether entries behind it are gone."""
        ...

    async def verify(self) -> int | None:
        """The number of the first entry at which the chain is broken, None where it holds."""
        ...


class Followed(Protocol):
    """How far each receiver was told what stands in the audit log."""

    async def reached(self, receiver: str) -> Reached | None:
        """None where nobody began."""
        ...

    async def move(self, receiver: str, reached: Reached) -> None: ...


class Records(Protocol):
    """The library for those who write it. What may answer somebody is asked of `Library` alone."""

    async def records(self, ids: Collection[str]) -> dict[str, Record]:
        """Of any status and visibility: drafts and what few may see too. For whoever may write records."""
        ...

    async def listed(self, sought: Sought, *, limit: int, after: str = "") -> Shelved:
        """As `records`, those changed last first. Raises `Refusal` for an `after` that is none of ours."""
        ...

    async def said_by(self, speakers: Collection[str], audience: Audience) -> tuple[Statement, ...]:
        """The statements of these sources or actors that may be matched for this audience, the last said first."""
        ...

    async def keep(
        self,
        entry: Record | Rating,
        edit: Edit,
        by: Member,
        *,
        seen: Record | Rating | None,
        settled: Settled | None = None,
    ) -> Case | None:
        """Publishes it with its line in the audit log, one transaction; what is so already is left without a line.

        `settled` is decided in the same transaction, as by `Desk.act`: returns the case as it is then, None without one. Where that is refused
        nothing is published. `seen` is what it takes the place of, as the member saw it, None for something new. Raises `Refusal`: `library.changed` where that is
        another by now (`seen` None: where there is one), `desk.no_right` where `by` may not.
        """
        ...
