from dataclasses import dataclass

from bot.claims.submission import Submission
from bot.speech.heard import From
from bot.verdicts.finding import Report


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given, kept sealed until it expires. `handle` is the message that it answers."""

    id: str
    sender: From
    submission: Submission
    report: Report
    handle: str = ""
    is_superseded: bool = False
