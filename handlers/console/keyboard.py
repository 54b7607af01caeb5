"""Where the lines come from."""

import asyncio
import threading
from typing import Protocol, TextIO

BURST = 0.15
"""Seconds within which lines belong together: a pasted article arrives at once, empty lines and all, and no hand types that fast."""


class Keyboard(Protocol):
    """Somebody's input. A terminal gives bursts while somebody types; anything else is one whole text."""

    @property
    def is_terminal(self) -> bool: ...

    async def burst(self) -> tuple[str, ...] | None:
        """Waits for a line, then gives it with all that arrive right behind it; None at the end of the input."""
        ...

    async def everything(self) -> str:
        """The whole input up to its end."""
        ...


class StreamKeyboard:
    """A text stream, read by a thread of its own that never holds up the end of the program."""

    def __init__(self, stream: TextIO, *, pause: float = BURST) -> None:
        self._stream = stream
        self._pause = pause
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._reader: threading.Thread | None = None
        self._is_over = False

    @property
    def is_terminal(self) -> bool:
        return self._stream.isatty()

    async def everything(self) -> str:
        return await asyncio.to_thread(self._stream.read)

    async def burst(self) -> tuple[str, ...] | None:
        if self._is_over:
            return None
        self._listen()
        lines: list[str] = []
        line = await self._lines.get()
        while line is not None:
            lines.append(line)
            try:
                async with asyncio.timeout(self._pause):
                    line = await self._lines.get()
            except TimeoutError:
                return tuple(lines)
        self._is_over = True
        return tuple(lines) or None

    def _listen(self) -> None:
        if self._reader is None:
            loop = asyncio.get_running_loop()
            self._reader = threading.Thread(target=self._read, args=(loop,), name="keyboard", daemon=True)
            self._reader.start()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        while line := self._stream.readline():
            self._hand_over(loop, line.rstrip("\n"))
        self._hand_over(loop, None)

    def _hand_over(self, loop: asyncio.AbstractEventLoop, line: str | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._lines.put_nowait, line)
