"""The two ends of a terminal, set up so that no character can make them fail."""

import io
from typing import TextIO

from rich.console import Console


def open_console(stream: TextIO, *, width: int | None = None) -> Console:
    """A console that takes no text for markup and shows a mark for a letter that the terminal does not have."""
    return Console(file=tolerant(stream), markup=False, highlight=False, emoji=False, width=width)


def tolerant(stream: TextIO) -> TextIO:
    """The same stream, which marks what it cannot encode or decode instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return stream
