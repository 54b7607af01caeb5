from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.claims.article import Page
from bot.claims.claim import Claim, Method, Stance
from bot.claims.interval import Interval
from bot.claims.note import Note
from bot.library.source import Rating, Source
from bot.matching.match import Match


class Relation(StrEnum):
    SAME_EVENT = "same_event"
    SAME_STATEMENT = "same_statement"
    SAME_RUNNING_TOTAL = "same_running_total"
    RELATED = "related"
    CONTRADICTS = "contradicts"
    NOTHING = "nothing"
    NOT_CHECKABLE = "not_checkable"
    UNSUPPORTED_LANGUAGE = "unsupported_language"


class Level(StrEnum):
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Likelihood(StrEnum):
    """ICD 203's seven bands, one row of words."""

    ALMOST_NO_CHANCE = "almost_no_chance"
    VERY_UNLIKELY = "very_unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN_CHANCE = "roughly_even_chance"
    LIKELY = "likely"
    VERY_LIKELY = "very_likely"
    ALMOST_CERTAIN = "almost_certain"


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far the answer can be relied on. `because` holds the reason for every step down, or for the level itself."""

    level: Level
    because: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating as it counts now: an expired one reads F, whatever its letter was."""

    rating: Rating
    is_expired: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, with what the newsroom thinks of them. `source` is None for a name that the library does not know."""

    name: str
    method: Method
    stance: Stance
    source: Source | None
    ratings: tuple[Rated, ...]
    is_party: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that a matched statement is about: what a denial denies."""

    record: str
    title: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """An event at the place of a claim of which we have nothing."""

    record: str
    title: str
    when: Interval
    link: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What we dare to say about one claim. `likelihood` is None where nothing was matched, and only there something may be `nearby`.

    `named` holds the shown name of every source and actor id that the matches refer to; `published` the date of the text.
    """

    claim: Claim
    relation: Relation
    matches: tuple[Match, ...] = ()
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    speaker: Speaker | None = None
    carrier: Speaker | None = None  # the channel or site that it was forwarded from
    linked: tuple[Linked, ...] = ()
    not_checked: tuple[Note, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    published: date | None = None
    nearby: tuple[Nearby, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The findings for one submission, in the order of its text, and what was not checked in the submission as a whole. `page` is that of the
    article that was read for it."""

    library_version: int
    weights_version: str
    findings: tuple[Finding, ...]
    not_checked: tuple[Note, ...]
    as_of: date | None = None
    page: Page | None = None
