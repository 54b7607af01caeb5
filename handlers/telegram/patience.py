"""How long to wait after something went wrong with Telegram, and what is logged about it."""

import logging
import random
from collections.abc import Callable
from typing import Final

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.errors import Unavailable
from handlers.telegram.faults import REFUSED_TOKEN_AGAIN, seconds_of

LONGEST: Final = 30.0
"""Seconds between two tries: nobody should wait longer for an answer once the network is back."""

_LOGGER: Final = logging.getLogger("secondsource")


class Patience:
    """Waits double each time, up to `LONGEST`, and not all in step. Logs when it begins to wait, and when it is over."""

    def __init__(self, doing: str, *, chance: Callable[[], float] = random.random) -> None:
        self._doing = doing
        self._chance = chance
        self._failures = 0

    def well(self) -> None:
        if self._failures:
            _LOGGER.info("telegram_well_again", extra={"doing": self._doing, "failures": self._failures})
        self._failures = 0

    def seconds_after(self, error: TelegramError | Unavailable) -> float:
        self._failures += 1
        if self._failures == 1:
            extra = {"doing": self._doing, "fault": type(error).__name__}
            _LOGGER.warning("telegram_waits", extra=extra)
        match error:
            case Unavailable():
                return max(0.1, min(error.retry_after, LONGEST))
            case RetryAfter():
                return seconds_of(error) + self._chance()
            case InvalidToken():
                return REFUSED_TOKEN_AGAIN
            case _:
                longest = min(LONGEST, 2.0 ** min(self._failures - 1, 10))
                return longest * (0.5 + self._chance() / 2)
