"""A picture with a tip, before a Telegram that hangs and a process that is killed while it waits."""

from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.fakes.telegram.failures import Hang
from tests.runtime.pictures.files import MARK, jpeg
from tests.whole.program import Program, installed

WHAT = "Soldiers burned the market of our village at dawn."


@pytest.fixture
async def program(starter_folder: Path, tmp_path: Path) -> AsyncIterator[Program]:
    copytree(starter_folder, tmp_path / "var")
    async with installed(tmp_path, more="[tips]\nfiles = true\n") as made:
        await made.start()
        yield made


async def heard(program: Program, words: str) -> None:
    """Until the bot has said that."""
    telegram = program.telegram
    await telegram.wait_for(lambda: any(words in sent.text for sent in telegram.sent), seconds=30)


async def test_picture_outlasts_a_kill_and_leaves_no_trace(program: Program) -> None:
    telegram = program.telegram
    telegram.say("/tip")
    await heard(program, "Do you agree")
    telegram.say("yes")
    await heard(program, "What happened?")
    telegram.fail("getFile", Hang())
    telegram.push(telegram.updates.message(caption=WHAT, **telegram.files.photo(jpeg())))
    await telegram.wait_for(lambda: bool(telegram.made("getFile")), seconds=30)

    program.kill()
    await program.end()
    await program.start()
    await heard(program, "One picture goes along")
    await program.end()

    kept = [path for path in program.folder.rglob("*") if path.is_file()]
    assert [path.name for path in kept if MARK in path.read_bytes()] == []
    assert all(b"file_id" not in path.read_bytes() for path in kept if path.name == "log")
    assert MARK.decode() not in program.told
    assert telegram.token not in program.told
