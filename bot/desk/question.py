from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.claims.article import Page
from bot.claims.claim import Claim
from bot.desk.decision import Decision
from bot.desk.telling import Telling


@dataclass(frozen=True, slots=True)
class Question:
    """A claim that somebody asks the moderators to look at, and agreed to hand over. `code` is the receipt.

    With the claim goes where its text was forwarded from and when it was published, as far as that is known, and on which page it was read behind a link: nothing else of what was sent.
    """

    code: str
    claim: Claim
    answer: str  # the id of the answer that left it open
    number: int  # of the claim in that answer, from 1
    forwarded_from: str = ""
    published: date | None = None
    page: Page | None = None


class QuestionState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """How a question or a tip stands, as whoever holds its receipt may see it: not its words, since a phone can be in other hands. `claim` is there
    for whoever asked it alone, and of a tip for nobody.

    `answer` and `number` are those of the question, so that the same one is not asked twice. `asks` is what the desk wants to know of whoever
    brought it and was not answered yet; `additions` counts what was added, `pictures` those that are kept with it, `added_pictures` those of them that came later. `decision` is there once the answers to it went; never one that is spam.
    `told` is what the desk came to and stood by from some moment on, oldest first, what holds now included.
    """

    code: str
    state: QuestionState
    asked_at: datetime
    answer: str = ""
    number: int = 0
    is_tip: bool = False
    asks: str = ""
    decision: Decision | None = None
    additions: int = 0
    pictures: int = 0
    added_pictures: int = 0
    told: tuple[Telling, ...] = ()
    claim: str = ""
