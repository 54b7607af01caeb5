"""Everything that a person can do towards the bot, on any front."""

from dataclasses import dataclass
from enum import StrEnum

from bot.claims.submission import Submission
from bot.people.address import Address
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.attached import Attachment, Cleaned
from bot.speech.choices import Choice
from bot.speech.forms import Form


@dataclass(frozen=True, slots=True)
class From:
    """Who spoke and where to answer.

    `formerly` are the person's pseudonyms under older keys that still count, newest first. `user` is the platform's own id of the person,
    only for what nobody else in the chat may see; like the address it is sealed wherever it is kept. `language` is what the platform
    tells of theirs, empty for nothing. `is_private`: nobody else reads along. `is_outside`: a guest, or of another organisation, so that being
    in a chat of ours makes them nothing.
    """

    address: Address
    person: Pseudonym
    audience: Audience
    formerly: tuple[Pseudonym, ...] = ()
    user: str = ""
    language: str = ""
    is_private: bool = True
    is_outside: bool = False


class Verb(StrEnum):
    START = "start"
    HELP = "help"
    CHECK = "check"  # what stands behind it, or the last text again
    WHY = "why"
    THIS = "this"
    NOT_THIS = "not"
    NONE = "none"
    ASK = "ask"
    YES = "yes"
    CANCEL = "cancel"
    STATUS = "status"
    SETTINGS = "settings"
    PRIVACY = "privacy"
    MYDATA = "mydata"
    FORGET = "forget"  # everything, or what was handed in under a receipt
    TIP = "tip"
    ADD = "add"  # to what was handed in: a receipt and a text
    SOURCE = "source"
    SOURCES = "sources"  # those to be rated again
    QUEUE = "queue"
    CASE = "case"
    BLOCK = "block"  # somebody who brought something to a case
    DESK = "desk"  # a link that signs in to the web desk
    ROLE = "role"
    WHOAMI = "whoami"


@dataclass(frozen=True, slots=True)
class Message:
    """A text to be checked.

    `handle` is the platform's name for the message, which the answer is attached to. Parts of one `album` belong together. `is_alone`:
    sent as one whole on purpose (a shortcut, `/check TEXT`), never joined with what comes before or after; `may_answer`: unless it answers what its
    sender is asked (`/verify ok`). `about` is the receipt that stands in
    the message of ours which this one answers, empty for none. `attached` came along and can go with a tip; empty where the newsroom takes no
    files. `is_forwarded`: the words are somebody else's, whoever's they are.
    """

    sender: From
    submission: Submission
    handle: str = ""
    album: str = ""
    is_edit: bool = False
    is_alone: bool = False
    about: str = ""
    attached: tuple[Attachment, ...] = ()
    may_answer: bool = False
    is_forwarded: bool = False

    @property
    def is_own(self) -> bool:
        """Whether its sender says it: what others say is never a command, an answer or a receipt."""
        return not (self.is_forwarded or self.submission.forwarded_from)


@dataclass(frozen=True, slots=True)
class Command:
    """`/help` and the like. `verb` is None for a command that we do not have; `word` is what was typed, `argument` what stood behind it. `about` is
    somebody whom a command to give roles means, None for nobody and for any other command. `attached` came along with one that begins a tip or adds to one,
    and parts of one `album` belong together."""

    sender: From
    verb: Verb | None
    word: str
    argument: str = ""
    handle: str = ""
    about: From | None = None
    attached: tuple[Attachment, ...] = ()
    album: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button. `choice` is None for one that cannot be read; `query` is what the platform wants back for a word to the presser alone."""

    sender: From
    choice: Choice | None
    handle: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was sent in. `subject` is what it is about (`Form`), `seen` the revision of the case that was shown with it, 0 for none.
    `attached` can be fetched; `cleaned` came with the form itself, on a page, and was made harmless there."""

    sender: From
    form: Form
    values: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    seen: int = 0
    handle: str = ""
    attached: tuple[Attachment, ...] = ()
    cleaned: tuple[Cleaned, ...] = ()

    def value(self, name: str) -> str:
        return next((text for field, text in self.values if field == name), "")


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody took the bot away: blocked it, threw it out of a chat, or, where the address names no chat, out of a whole workspace."""

    sender: From


@dataclass(frozen=True, slots=True)
class Excess:
    """More than one person may send. Told once; what they send in the next `seconds` is not taken in."""

    sender: From
    seconds: int
    handle: str = ""


Heard = Message | Command | Pressed | Filled | Left | Excess


def is_check(heard: Heard) -> bool:
    """Whether a text is to be checked, which needs more than anything else does and may have to be put off."""
    return isinstance(heard, Message) or (isinstance(heard, Command) and heard.verb is Verb.CHECK)


def album_of(heard: Heard) -> str:
    """Empty for what is part of none."""
    return heard.album if isinstance(heard, Message | Command) else ""


def handle_of(heard: Heard) -> str:
    """The platform's name of the message that was heard, empty where there is none to attach an answer to."""
    return "" if isinstance(heard, Left) else heard.handle
