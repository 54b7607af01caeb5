import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.desk.code import make_code
from bot.editing.books import Books
from bot.moderation import Audit, Desk, Members, Receipts, Records, SignIns, TakesPictures
from bot.people.address import Front
from bot.people.audience import Audience
from bot.ports import Answers, Checking, Clock, Library, LinkReader, People
from bot.verdicts.phrasebook import LANGUAGES


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """How the desk is set up. `chats` are those in which cases are shown as cards: front and chat. `url` is the address of its pages, empty where
    none are served. `with_text`: its chats may carry what people brought. `sensitive` are those
    of its `labels` for which a second person has to sign. A link that signs in lives for `link_minutes`."""

    chats: frozenset[tuple[Front, str]] = frozenset()
    url: str = ""
    with_text: bool = True
    labels: tuple[str, ...] = ()
    sensitive: frozenset[str] = frozenset()
    link_minutes: int = 10


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """Which pictures can go along with a tip: of these kinds, none larger than so many megabytes."""

    kinds: tuple[str, ...] = ("jpeg", "png", "webp", "gif")
    megabytes: int = 10


@dataclass(frozen=True, slots=True)
class Facts:
    """What the newsroom has configured and people are told. Hours and days are those after which things are deleted.

    `newsroom` and `safer_channel` are empty where nothing is configured. An outcome is promised within `answer_hours`; who may be asked back
    about a tip is reachable for `ask_back_days`. `pictures` is None where none go along with tips. The links of
    those in `reads_links_for` are opened.
    """

    newsroom: str = ""
    safer_channel: str = ""
    public_hours: int = 72
    staff_days: int = 90
    page_hours: int = 12
    names_days: int = 30
    cache_seconds: int = 86_400
    takes_tips: bool = True
    case_days: int = 30
    answer_hours: int = 72
    ask_back_days: int = 14
    pictures: PictureFacts | None = None
    languages: tuple[str, ...] = LANGUAGES
    language: str = "en"
    desk: DeskFacts = DeskFacts()
    reads_links_for: frozenset[Audience] = frozenset()


def make_id() -> str:
    """A new id of an answer: 12 characters that nobody guesses and every platform carries."""
    return secrets.token_urlsafe(9)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a turn may ask of the outside. `taking` is None where no pictures go along with tips, `links` where none are opened."""

    checking: Checking
    answers: Answers
    people: People
    desk: Receipts
    clock: Clock
    cases: Desk
    members: Members
    audit: Audit
    sign_ins: SignIns
    library: Library
    records: Records
    facts: Facts = Facts()
    taking: TakesPictures | None = None
    links: LinkReader | None = None
    make_id: Callable[[], str] = make_id
    make_code: Callable[[], str] = make_code

    @property
    def books(self) -> Books:
        """What a change of the library asks of them."""
        return Books(
            self.library, self.records, self.cases, self.audit, self.clock, self.facts.desk.sensitive
        )
