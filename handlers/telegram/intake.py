"""Raw updates on their way in, the same for polling and webhook."""

import logging
from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.ports import Accept
from bot.speech.heard import Pressed
from bot.speech.traffic import Arrival
from handlers.telegram.read import Reader, Unheard

_LOGGER: Final = logging.getLogger("secondsource")


class Intake:
    """Reads what Telegram hands over and has it accepted. `on_pressed` is told of each button that was pressed."""

    def __init__(
        self, reader: Reader, accept: Accept, *, on_pressed: Callable[[str], None] | None = None
    ) -> None:
        self._reader = reader
        self._accept = accept
        self._on_pressed = on_pressed

    async def take(self, raws: Sequence[Any]) -> None:
        """After the return all of it may be confirmed. Raises `Unavailable` where nothing was taken in."""
        read = [self._reader.read(raw) for raw in raws]
        if malformed := read.count(Unheard.MALFORMED):
            _LOGGER.warning("telegram_update_unreadable", extra={"count": malformed})
        arrivals = [found for found in read if isinstance(found, Arrival)]
        if arrivals:
            await self._accept(arrivals)
        for arrival in arrivals:
            if self._on_pressed and isinstance(arrival.heard, Pressed):
                self._on_pressed(arrival.heard.query)
