"""A report in sentences, before any front has put them into its own form."""

from dataclasses import dataclass
from enum import StrEnum

from bot.verdicts.finding import Relation


class Tone(StrEnum):
    """What a line is, so that a front can set it apart. The order of the lines is the order of the answer."""

    CLAIM = "claim"  # the sentence that was checked, quoted back
    RELATION = "relation"  # the headline: what it is to us, with the verdict of a statement
    RECORD = "record"  # what we have
    DIFFERENCE = "difference"
    SPEAKER = "speaker"  # who says it, and what we think of them
    LIKELIHOOD = "likelihood"
    CONFIDENCE = "confidence"
    NOT_CHECKED = "not_checked"
    WHY = "why"
    OTHER = "other"  # a further record that may be meant
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `label` is said before it in bold ("Differs:"), empty for none; `link` is where its record can be read; `slot` is that of
    a difference."""

    tone: Tone
    text: str
    label: str = ""
    link: str = ""
    slot: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The answer to one claim. `why` is shown when asked for; `slots` are the differences, for a front's own marks."""

    relation: Relation
    lines: tuple[Line, ...]
    why: tuple[Line, ...] = ()
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The whole answer: a summary line where there are several claims, a block a claim, and what was not checked at all."""

    opening: tuple[Line, ...]
    blocks: tuple[Block, ...]
    closing: tuple[Line, ...]
