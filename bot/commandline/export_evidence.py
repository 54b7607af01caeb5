"""`secondsource export evidence`: the evidence of a case in one file."""

import os
from contextlib import AsyncExitStack
from pathlib import Path

from bot.assembly.application import open_kept
from bot.assembly.web_desk import books_of
from bot.commandline.setting import load_and_log
from bot.config.settings import Settings
from bot.desk.bundle import pack
from bot.editing.evidence import evidence_of
from bot.errors import Misconfigured, Problem, Refusal
from bot.people.role import Member
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end


def export_evidence(case: int, to: Path, config: Path | None) -> int:
    """Writes a new file that only this user may read; returns its length. Raises `Refusal`, `Misconfigured` and `Unavailable`."""
    if to.exists():
        raise Misconfigured((Problem("--to", f"{to} is there already. Name another file."),))
    bundle = run_to_end(_bundle(load_and_log(config).settings, case))
    if bundle is None:
        raise Refusal("desk.no_such_case", case=str(case))
    try:
        kept = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as exc:
        raise Misconfigured((Problem("--to", f"{to} cannot be written: {exc.strerror}."),)) from exc
    with os.fdopen(kept, "wb") as file:
        return file.write(bundle)


async def _bundle(settings: Settings, case: int) -> bytes | None:
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=SystemClock())
        books = books_of(storage, settings, SystemClock())
        found = await evidence_of(
            case, Member(), books=books, pictures=storage.pictures, articles=storage.articles
        )
        return pack(found) if found else None
