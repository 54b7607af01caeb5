from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.tip import Draft
from bot.people.pseudonym import Pseudonym
from bot.speech.attached import Attachment
from bot.speech.choices import Choice
from bot.speech.forms import Asked


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that `person` was asked and only they may agree to: `choice` is what would be done. A plain word answers it as long as it `is_last`,
    so that nothing has come between, and until `until`: anything else may be meant for something else. `text` and `attached` are what
    is done with on a yes; they go when its time is over."""

    choice: Choice
    person: Pseudonym
    until: datetime | None = None
    is_last: bool = True
    text: str = ""
    attached: tuple[Attachment, ...] = ()

    @property
    def holds_words(self) -> bool:
        return bool(self.text or self.attached)


@dataclass(frozen=True, slots=True)
class Writing:
    """What `person` is asked to write: their next message here, until `until`, is taken for it and not for a text to be checked.

    In a desk's chat several may be writing at the same time. `draft` is that of a tip, None again once its time is over: then it is gone, and
    that is still to be said.
    """

    person: Pseudonym
    asked: Asked
    until: datetime
    draft: Draft | None = None
    begun_at: datetime | None = None

    def was_said_before(self, moment: datetime) -> bool:
        """Whether what was said then was said before they were asked: it is no answer."""
        return self.begun_at is not None and moment < self.begun_at


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A tip that was handed in, so that the same one is not handed in twice: the id of its draft, and its receipt."""

    draft: str
    code: str


@dataclass(frozen=True, slots=True)
class Session:
    """What a conversation remembers from one turn to the next. `last` is the id of the last answer, empty for none. `is_quiet`: what
    is said goes without a sound, as whoever spoke last has chosen. `tipped` are the messages that were taken for a tip: changed later, they
    are no text to be checked."""

    language: str = "en"
    is_quiet: bool = False
    last: str = ""
    pending: Pending | None = None
    writing: tuple[Writing, ...] = ()
    handed_in: tuple[HandedIn, ...] = ()
    tipped: tuple[str, ...] = ()

    def moved_on(self) -> "Session":
        """The session after something else came: a plain word does not answer any more what was asked before."""
        return replace(self, pending=replace(self.pending, is_last=False)) if self.pending else self

    def drafts_until(self) -> datetime | None:
        """When the first of the drafts in it is to be deleted, None where there is none. Words that wait for a yes are one."""
        until = [each.until for each in self.writing if each.draft is not None]
        if self.pending and self.pending.until and self.pending.holds_words:
            until.append(self.pending.until)
        return min(until, default=None)

    def without_drafts(self, now: datetime) -> "Session":
        """Without those whose time is over. That there was one is still known."""
        kept = tuple(replace(each, draft=None) if each.until <= now else each for each in self.writing)
        pending = self.pending
        is_over = pending and pending.holds_words and pending.until and pending.until <= now
        return replace(self, writing=kept, pending=None if is_over else pending)
