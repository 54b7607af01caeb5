import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.runtime.outgoing.pages import Got

_PROGRAM = Path(__file__).with_name("extract.py")
_SECONDS = 12.0
"""By the clock; its own limit is of the processor's time."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found on a page. `canonical` is the address that the page itself names."""

    title: str
    text: str = field(repr=False)
    published: date | None
    canonical: str
    is_locked: bool


async def extract(got: Got, today: date, *, program: Path = _PROGRAM) -> Extracted | None:
    """In a process of its own, which knows nothing of us and is killed where it takes too long. None where it found no end or broke."""
    told = json.dumps({"charset": got.charset, "url": got.url, "today": today.isoformat()})
    # -I: neither the folder nor the environment says what is imported.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(program), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
    )
    try:
        async with asyncio.timeout(_SECONDS):
            output, _ = await process.communicate(told.encode() + b"\n" + got.content)
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return _read(output) if process.returncode == 0 else None


def _read(output: bytes) -> Extracted | None:
    try:
        found = json.loads(output)
        day = found["published"]
        return Extracted(
            str(found["title"]),
            str(found["text"]),
            date.fromisoformat(day) if day else None,
            str(found["canonical"]),
            bool(found["is_locked"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
