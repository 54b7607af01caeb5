import json
from collections.abc import Iterator
from pathlib import Path

import typer

from bot.assembly.application import read_audit
from bot.assembly.application import verify_audit as verify
from bot.commandline.exits import Exit
from bot.commandline.setting import load_and_log
from bot.desk.audit import Entry
from bot.desk.revision import EDITS, reason_of
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end


def verify_audit(config: Path | None, *, seen: str) -> Exit:
    settings = load_and_log(config).settings
    broken, last, is_there = run_to_end(verify(settings, clock=SystemClock(), seen=seen))
    if broken is not None:
        typer.echo(f"The log is broken at line {broken}: it or one before it was changed or taken out.")
        return Exit.UNAVAILABLE
    if not is_there:
        typer.echo("The log fits together, but the line with that hash is gone, and with it what came after.")
        return Exit.UNAVAILABLE
    if last is None:
        typer.echo("Nothing was logged yet.")
        return Exit.DONE
    typer.echo(f"The log is whole: {last.number} lines.")
    typer.echo(
        f"Hash of the last: {last.hash}\n"
        "Write it down somewhere else. Given with --seen later, it shows whether lines were cut off at the end."
    )
    return Exit.DONE


def show_audit(config: Path | None, *, limit: int, subject: str, as_json: bool) -> None:
    """The newest last, as in a log."""
    settings = load_and_log(config).settings
    entries = run_to_end(read_audit(settings, clock=SystemClock(), limit=limit, subject=subject))
    for entry in reversed(entries):
        typer.echo(json.dumps(_fields(entry), ensure_ascii=False) if as_json else "  ".join(_columns(entry)))


def _columns(entry: Entry) -> Iterator[str]:
    yield f"{entry.number:6}"
    yield f"{entry.at:%Y-%m-%d %H:%M:%S}"
    yield f"{entry.act:10}"
    yield f"{entry.subject:16}"
    yield entry.name or entry.by
    yield reason_of(entry.detail) if entry.act in EDITS else " / ".join(entry.detail.splitlines())


def _fields(entry: Entry) -> dict[str, str | int]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "name": entry.name,
        "act": entry.act,
        "subject": entry.subject,
        "detail": entry.detail,
        "previous": entry.previous,
        "hash": entry.hash,
    }
