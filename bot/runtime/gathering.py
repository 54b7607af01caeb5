"""When a text that comes in pieces is whole: no platform says that a piece was the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.speech.burst import first_burst
from bot.speech.heard import album_of
from bot.speech.traffic import Event

_MOST_TEXT = 5
_MOST_ALBUM = 2
"""Pauses that may follow each other, so that nobody who keeps writing waits for ever."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Seconds without a further part after which a text or an album counts as whole.

    `late` is how long after its last part a check that already runs is begun anew for a further one.
    """

    text: float = 0.4
    album: float = 1.0
    late: float = 2.0


def seconds_to_wait(events: Sequence[Event], gathering: Gathering, *, now: datetime) -> float:
    """How long the submission that waits first may still grow; 0 where it is whole. `events` is not empty."""
    burst = first_burst([event.heard for event in events])
    if not burst.is_open:
        return 0.0
    parts = events[: burst.size]
    pause, most = (gathering.album, _MOST_ALBUM) if album_of(burst.heard) else (gathering.text, _MOST_TEXT)
    since_last = (now - parts[-1].accepted_at).total_seconds()
    since_first = (now - parts[0].accepted_at).total_seconds()
    # A clock that was set back must not make anybody wait longer than the pause.
    return max(0.0, min(pause, pause - since_last, pause * most - since_first))
