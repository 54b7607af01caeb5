"""A case: a claim or tip that waits for a moderator, with everyone who asked."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.claims.submission import Submission
from bot.desk.decision import Decision
from bot.desk.picture import Picture
from bot.desk.question import Question
from bot.desk.tip import Addition, Tip
from bot.people.audience import Audience

LONGEST_REASON = 1500
"""Characters: it stands in an answer on a phone."""


class CaseState(StrEnum):
    OPEN = "open"
    WAITING = "waiting"  # for what the submitter answers; can be worked on all the same
    SIGNING = "signing"  # decided, and waits for a second person
    DECIDED = "decided"  # the answers are held back: it can be undone
    CLOSED = "closed"  # the answers went
    MERGED = "merged"  # goes on as `merged_into`
    ASIDE = (
        "aside"  # brought by somebody who is blocked: it waits for nobody, and after some days it is closed
    )
    WITHDRAWN = "withdrawn"  # nothing is left of it: all who asked took it back


UNDECIDED = frozenset({CaseState.OPEN, CaseState.WAITING})
LIVING = frozenset({CaseState.OPEN, CaseState.WAITING, CaseState.SIGNING, CaseState.DECIDED})


class CaseKind(StrEnum):
    CLAIM = "claim"
    TIP = "tip"


@dataclass(frozen=True, slots=True)
class Hold:
    """Who works on a case. It ends by itself at `until`."""

    member: str
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """The last act after which somebody who looked before may not go on as if nothing had happened: at which revision, whose, and its name."""

    revision: int
    member: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Case:
    """How a case stands. What it says stands with each of those who asked (`CaseFile.matters`), and goes with them.

    `revision` is raised by every act and by whoever asks or adds something. `askers` counts distinct pseudonyms. `decided_by` and
    `signed_by` are members' ids with their names; `due_at` is when the answers go, None where nothing was decided. `answered` is the
    decision whose answers went last: who was answered then hears no more of one that says the same. `labels` are those of the configuration.
    `has_more`: something was added since it was decided, which whoever decided has not seen.
    """

    id: int
    kind: CaseKind
    state: CaseState
    opened_at: datetime
    revision: int = 0
    askers: int = 0
    last_asked_at: datetime | None = None
    hold: Hold | None = None
    labels: frozenset[str] = field(default_factory=frozenset)
    decision: Decision | None = None
    decided_by: tuple[str, str] = ("", "")
    signed_by: tuple[str, str] = ("", "")
    due_at: datetime | None = None
    merged_into: int | None = None
    decided_at: datetime | None = None
    closed_at: datetime | None = None
    answered: Decision | None = None
    turned: Turn | None = None
    has_more: bool = False

    def holder(self, now: datetime) -> Hold | None:
        return self.hold if self.hold is not None and self.hold.until > now else None


Matter = Question | Tip
"""What one person brought."""


def submission_of(matter: Matter) -> Submission:
    """What can be looked up of it. Where and when a tip says that it was are no claims of their own."""
    if isinstance(matter, Question):
        return Submission(matter.claim.text, matter.published, matter.forwarded_from)
    return Submission(matter.what)


@dataclass(frozen=True, slots=True)
class Brought:
    """A matter in its case. `key` names it for splitting and asking back, and tells nothing of who brought it; `is_reachable`: an answer can
    still be delivered. `replies` are what they wrote later; `asks` is what they were asked back and did not answer yet. `audience` is what may be
    shown to them, also where they cannot be reached any more; where that is not known, the narrowest. `may_be_blocked`: there is a pseudonym to block."""

    key: str
    matter: Matter
    asked_at: datetime
    is_reachable: bool
    language: str = "en"
    is_answered: bool = False
    replies: tuple[Addition, ...] = ()
    asks: str = ""
    audience: Audience = Audience.PUBLIC
    is_blocked: bool = False
    may_be_blocked: bool = True

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Those of the tip, then those that were added, in their order."""
        first = self.matter.pictures if isinstance(self.matter, Tip) else ()
        return (*first, *(picture for reply in self.replies for picture in reply.pictures))

    @property
    def may_be_asked(self) -> bool:
        """Of a tip only where the tipster agreed. Whoever cannot be written to finds the question behind the receipt."""
        return not isinstance(self.matter, Tip) or self.matter.may_ask_back


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the case's history, as the audit log has it. `what` is the name of the act, `detail` what can be told of it to the desk. `by` is the
    id of the member, empty for the program itself; their name, `who`, goes with what the case says."""

    at: datetime
    who: str
    what: str
    detail: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with all that belongs to it, oldest first. `similar` are other living cases that may be about the same, the likeliest first."""

    case: Case
    matters: tuple[Brought, ...] = ()
    history: tuple[Entry, ...] = ()
    similar: tuple[int, ...] = ()
