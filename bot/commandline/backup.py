from pathlib import Path

import typer

from bot.assembly.backup import make_backup, put_back
from bot.commandline.exits import Exit
from bot.commandline.setting import load_and_log
from bot.runtime.process import run_to_end


def backup(config: Path | None, *, to: Path, with_keys: Path | None) -> Exit:
    settings = load_and_log(config).settings
    checked = run_to_end(make_backup(settings, to, keys_to=with_keys))
    typer.echo(f"{to}: {checked.size // 1024} kB, read again and sound.")
    exit_code = _say_of_audit(checked.broken, checked.lines)
    if with_keys is None:
        typer.echo(
            f"What people sent opens with {settings.storage.keys_path} alone, which is not in it. Keep a copy of that file apart, once: it changes"
            " as keys for names do, and an older copy still opens everything."
        )
    else:
        typer.echo(
            f"{with_keys} opens this backup and every other one. Keep it in another place and in another person's hands than the backups;"
            " secondsource panic does not reach it."
        )
    return exit_code


def restore(config: Path | None, *, backup: Path, keys: Path | None) -> Exit:
    settings = load_and_log(config).settings
    checked = run_to_end(put_back(settings, backup, keys_from=keys))
    typer.echo(
        f"{backup} was put back as {settings.storage.database_path}. The index is made anew at the next start."
    )
    exit_code = _say_of_audit(checked.broken, checked.lines)
    if not settings.storage.keys_path.exists():
        typer.echo(
            f"{settings.storage.keys_path} is missing: put your copy there, or what people sent cannot be read."
        )
    typer.echo(
        "It is as it was then: what was deleted since is back until its time is over, also of people who have used /forget since; and replies that were"
        " waiting are sent, some of them again."
    )
    return exit_code


def _say_of_audit(broken: int | None, lines: int) -> Exit:
    if broken is None:
        typer.echo(f"The audit log in it is whole: {lines} lines.")
        return Exit.DONE
    typer.echo(
        f"The audit log in it is broken at line {broken}: it or one before it was changed or taken out."
    )
    return Exit.PARTLY
