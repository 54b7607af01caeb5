"""What a turn comes to. Everything in it is written at once or not at all."""

from dataclasses import dataclass

from bot.desk.picture import Picture
from bot.desk.question import Question
from bot.desk.tip import Tip
from bot.people.person import Person
from bot.people.pseudonym import Pseudonym
from bot.speech.attached import Cleaned
from bot.speech.given import Given
from bot.speech.heard import From
from bot.speech.replies import Reply
from bot.speech.session import Session
from bot.verdicts.judgement import Judged


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep this answer. One to the same message that was kept before counts as superseded from now on."""

    given: Given


@dataclass(frozen=True, slots=True)
class Judge:
    """Keep what somebody said of these matches; a later word on the same claim of the same answer replaces it."""

    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Hand a question to the moderators: it opens a case or joins that of the same claim."""

    question: Question
    sender: From


@dataclass(frozen=True, slots=True)
class Attach:
    """Keep these pictures for a tip that is being written, or for what the same turn adds to one. They live as long as a draft of this conversation
    names them, and with the tip once it is handed in."""

    cleaned: tuple[Cleaned, ...]
    sender: From


@dataclass(frozen=True, slots=True)
class HandIn:
    """Hand a tip to the moderators: it opens a case of its own. `lasts_hours`: how long the way back is kept by the tipster's own choice, None
    for as long as an answer. `labels`: what the case is marked with from the first."""

    tip: Tip
    sender: From
    lasts_hours: int | None = None
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AddTo:
    """Put words, pictures that were attached, or both to what was handed in or asked under this receipt: something to add, or the answer to what
    the desk asked."""

    code: str
    text: str
    sender: From
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Delete what was handed in or asked under this receipt, whoever says so: the receipt is the right to."""

    code: str


@dataclass(frozen=True, slots=True)
class Prefer:
    """Keep what somebody chose."""

    name: Pseudonym
    person: Person


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete everything that is kept of this person: answers, questions that nobody else asked, settings, what waits to be sent to them.

    A block stays: forgetting must not be a way around it.
    """

    sender: From


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Delete everything that leads to this address, or, where it names no chat, to its whole workspace. Of a tip only the way back goes: who
    deletes the chat with the bot may do so to be safe, and can still take the tip back by its receipt."""

    sender: From


Deed = Keep | Judge | Ask | Attach | HandIn | AddTo | TakeBack | Prefer | Forget | Withdraw


@dataclass(frozen=True, slots=True)
class Outcome:
    """`replies` in order, without any `Working`; there may be none where nothing has to be said. `again_in`: the turn could not be made and
    is to be tried again in so many seconds; its replies are told the first time only."""

    session: Session
    replies: tuple[Reply, ...] = ()
    deeds: tuple[Deed, ...] = ()
    again_in: float | None = None
