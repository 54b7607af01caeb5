"""What could be read out of a statement. All positions count characters of the claim's own `text`."""

from dataclasses import dataclass
from enum import StrEnum

from bot.claims.interval import Interval
from bot.claims.note import Note
from bot.claims.quantity import Quantity


class Kind(StrEnum):
    FACT = "fact"
    OPINION = "opinion"
    SUPPOSED = "supposed"  # what might be, might have been or is to come: nothing that has happened
    WITNESS = "witness"  # how somebody knows what another sentence says
    CALL = "call"  # a call to action, a question, a greeting: nothing that could be checked


class NameKind(StrEnum):
    PLACE = "place"
    ACTOR = "actor"
    SOURCE = "source"


class Method(StrEnum):
    """How the text says that it knows."""

    SAID = "said"  # X said that …
    ACCORDING_TO = "according_to"  # according to X
    REPORTED = "reported"  # X reported, published, recorded, counted
    QUOTED = "quoted"  # "…" without a verb of saying beside the name
    UNNAMED = "unnamed"  # residents, a source, witnesses: somebody who is not named


class Stance(StrEnum):
    """What the speaker does with the matter."""

    REPORT = "report"
    REPEAT = "repeat"
    DENIAL = "denial"
    ADMISSION = "admission"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that was said. `when` is None where it is relative ("on Tuesday") and the text has no date of publication."""

    text: str
    when: Interval | None
    is_relative: bool
    start: int
    end: int
    is_as_of: bool = False  # "since the coup", "as of 3 May": bounds a count, is not the day of an event


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the library found in the text. `ids` holds every bearer of that name: several where it is ambiguous."""

    ids: tuple[str, ...]
    name: str
    kind: NameKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that turns a statement round ("no", "never", "denied that", "nobody"). `turned` is what it turns, in plain English words or "all", where the
    words behind it do not tell."""

    text: str
    start: int
    end: int
    turned: str = ""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What a sentence neither says nor denies: `start` to `end` are the words that tell so ("nobody has confirmed"). `is_matter`: the matter itself
    is left open, not only whether somebody owned up to it. `by` are the words for whoever did not say or admit it, empty where that is nobody
    in particular, or where they could not confirm it."""

    start: int
    end: int
    is_matter: bool
    said: Note
    by: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. Blank (None on the claim) when unsure: a wrong name is worse than none.

    `ids` are the library's actors or sources of that name, empty for a name that it does not know.
    """

    name: str
    ids: tuple[str, ...]
    method: Method
    stance: Stance


@dataclass(frozen=True, slots=True)
class Link:
    """`url` is canonical (no trackers, unwrapped); `site` the registered domain ("aljazeera.com")."""

    url: str
    site: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before (title, dateline, same paragraph) said; used for finding, never for contradicting."""

    text: str = ""
    moments: tuple[Moment, ...] = ()
    places: tuple[Mention, ...] = ()
    actors: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a submission. `start` and `end` are its place in the submission's normalised text."""

    text: str
    start: int
    end: int
    language: str
    kind: Kind
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    places: tuple[Mention, ...] = ()
    actors: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    negations: tuple[Negation, ...] = ()
    attribution: Attribution | None = None
    context: Context = Context()
    unread: tuple[Note, ...] = ()
    left_open: LeftOpen | None = None

    @property
    def is_left_open(self) -> bool:
        """Whether it only tells that the matter is unconfirmed, or was not said."""
        return self.left_open is not None and self.left_open.is_matter

    @property
    def is_denial(self) -> bool:
        """Whether it tells that somebody denies something."""
        return self.attribution is not None and self.attribution.stance is Stance.DENIAL
