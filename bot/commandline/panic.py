"""`secondsource panic`: the machine is about to be taken away."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from bot.assembly.panic import destroy
from bot.commandline.exits import Exit
from bot.config.load import load_storage
from bot.config.settings import StorageSettings
from bot.errors import Misconfigured, Problem, Unavailable
from bot.runtime.process import run_to_end

WORD = "destroy"

_NOT_UNDONE = (
    "What this does NOT undo:",
    "  - What stands in chats: people's phones, Telegram and Slack keep their own copies. Delete the chats there.",
    "  - Copies of the key file, and backups made with --with-keys: destroy them too, or they open every backup of the database.",
    "  - The disk itself: flash disks and file systems that write elsewhere may keep the old key file. Only an encrypted disk whose password is gone is sure.",
    "  - What was in memory: turn the machine off. Swap and hibernation files may hold parts of it.",
    "  - Tokens: with those of Telegram and Slack one can write as the bot and read what comes in. Revoke them (@BotFather: /revoke; api.slack.com: Revoke Tokens).",
    "  - The library: records, the newsroom's own ones too, stay readable in {database}. Delete that file if they must not be found.",
    "  - What colleagues opened or saved on their own machines, and what was exported.",
)
_REDIS = (
    "  - Answers in Redis or Valkey open for whoever knows the exact text, until they expire: FLUSHALL there."
)
_OTHERS = (
    "  - Other machines that share the database: each has a copy of the key file. Run this on each of them."
)


def panic(config: Path | None, *, is_sure: bool) -> Exit:
    """Raises `Misconfigured` where it is not known what to destroy, or nobody confirmed it."""
    kept = load_storage(config, os.environ, folder=Path.cwd())
    if not is_sure and not _is_confirmed(kept):
        raise Misconfigured(
            (Problem("", "Nothing was destroyed. Type the word, or give --yes to do it without asking."),)
        )
    try:
        done = run_to_end(destroy(kept))
    except Unavailable as failure:
        typer.echo(f"The keys were NOT destroyed: {failure.file} cannot be written to.")
        typer.echo(f"As a user who may: shred -u {kept.keys_path}; then destroy where it comes from, too.")
        return Exit.UNAVAILABLE
    for line in _said(kept, is_ended=done.is_ended, rows=done.rows):
        typer.echo(line)
    return Exit.DONE if done.is_ended and done.rows is not None else Exit.PARTLY


def _is_confirmed(kept: StorageSettings) -> bool:
    sys.stderr.write(
        f"This makes everything that people sent unreadable, for ever, in every backup: {kept.keys_path} is destroyed."
        f"\nType {WORD} to go on: "
    )
    sys.stderr.flush()
    return sys.stdin.readline().strip() == WORD


def _said(kept: StorageSettings, *, is_ended: bool, rows: int | None) -> Iterator[str]:
    database = "the database on the server" if kept.url else str(kept.database_path)
    yield f"The keys are destroyed: {kept.keys_path} was written over and deleted."
    yield (
        "Unreadable now, here and in every backup of the database: messages, tips and their pictures, answers, drafts, how to reach people,"
        " who they are, names of colleagues, the words of the audit log."
    )
    if rows is None:
        yield f"{database} could not be emptied in time, or is not there: it holds what nobody can read, and when how much of it came."
    else:
        yield f"Taken out of {database}: {rows} rows. The chain of the audit log and the library stay."
    yield (
        "No program serves it any more."
        if is_ended
        else "A program still serves it and has keys in memory: end it now, or turn the machine off."
    )
    yield ""
    for line in _NOT_UNDONE:
        yield line.format(database=database)
    yield _REDIS
    if kept.url:
        yield _OTHERS
    yield ""
    yield "The program does not begin anew by itself. When you want it to: secondsource run --new-keys"
