"""How `secondsource doctor` shows what it found."""

import json
from pathlib import Path

import typer

from bot.commandline.doctor import examine
from bot.commandline.exits import Exit
from bot.commandline.result import Result


def show_examined(config: Path | None, *, as_json: bool, offline: bool) -> Exit:
    results = []
    for result in examine(config, offline=offline):
        results.append(result)
        if not as_json:
            _show(result)
    if as_json:
        typer.echo(json.dumps([_fields(result) for result in results], ensure_ascii=False, indent=2))
    return Exit.UNAVAILABLE if any(result.wrong for result in results) else Exit.DONE


def _show(result: Result) -> None:
    typer.echo(f"{'wrong' if result.wrong else 'ok':5}  {result.subject}: {result.wrong or result.found}")
    if result.wrong:
        typer.echo(f"       What to do: {result.remedy}")


def _fields(result: Result) -> dict[str, str | bool]:
    told = {"found": result.found} if not result.wrong else {"wrong": result.wrong, "remedy": result.remedy}
    return {"subject": result.subject, "ok": not result.wrong, **told}
