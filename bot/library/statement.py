from dataclasses import dataclass
from enum import StrEnum

from bot.claims.claim import Stance
from bot.claims.interval import Interval
from bot.library.filing import Figure, Filing


class Verdict(StrEnum):
    TRUE = "true"
    PARTLY_TRUE = "partly_true"
    MISLEADING = "misleading"
    FALSE = "false"
    UNPROVEN = "unproven"
    DENIAL = "denial"
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True)
class Statement:
    """A known claim with a verdict. `said_by` is a source or actor id; `about` the records it is about (what a denial denies).

    `verdict` is None where it is only known that it was said, not whether it holds.
    """

    id: str
    text: str
    verdict: Verdict | None
    reason: str
    filing: Filing
    said_by: str = ""
    stance: Stance = Stance.REPORT
    said_on: Interval | None = None
    about: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    phrasings: tuple[str, ...] = ()
