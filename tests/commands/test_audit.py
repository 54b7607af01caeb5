"""What an operator is told of the audit log."""

import asyncio
import json
import sqlite3
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from bot.assembly.application import open_kept
from bot.config.load import load_settings
from bot.people.role import Member, Role
from bot.runtime.clock import SystemClock
from tests.commands.conftest import Secondsource

ADA = Member("ada", "Ada", Role.ADMIN)


@pytest.fixture
def noted(library: None, config: Path) -> None:
    async def note() -> None:
        settings = load_settings(config, {}, folder=config.parent).settings
        async with AsyncExitStack() as stack:
            kept = await open_kept(stack, settings, clock=SystemClock())
            for number in range(3):
                await kept.audit.note("rate", f"source {number}", "B\nnames verified", ADA)

    asyncio.run(note())


def change(config: Path, statement: str) -> None:
    with closing(sqlite3.connect(config.parent / "kept" / "library.db")) as connection:
        connection.execute(statement)
        connection.commit()


def test_whole_log_is_told_with_its_last_hash(secondsource: Secondsource, noted: None) -> None:
    verified = secondsource("audit", "verify")
    _, last = verified.stdout.splitlines()[1].split(": ")

    assert verified.exit_code == 0
    assert "whole: 3 lines" in verified.stdout
    assert secondsource("audit", "verify", "--seen", last).exit_code == 0


def test_empty_log_is_no_fault(secondsource: Secondsource, library: None) -> None:
    assert secondsource("audit", "verify").exit_code == 0


def test_changed_log_is_told(secondsource: Secondsource, noted: None, config: Path) -> None:
    change(config, "UPDATE audit SET act = 'other' WHERE number = 2")

    verified = secondsource("audit", "verify")

    assert (verified.exit_code, "broken at line 2" in verified.stdout) == (69, True)


def test_cut_off_end_is_told_by_its_hash(secondsource: Secondsource, noted: None, config: Path) -> None:
    _, last = secondsource("audit", "verify").stdout.splitlines()[1].split(": ")
    change(config, "DELETE FROM audit WHERE number = 3")

    assert secondsource("audit", "verify").exit_code == 0
    assert secondsource("audit", "verify", "--seen", last).exit_code == 69


def test_log_is_shown_in_order(secondsource: Secondsource, noted: None) -> None:
    lines = secondsource("audit", "show", "--limit", "2").stdout.splitlines()
    (entry,) = secondsource("audit", "show", "--json", "--subject", "source 1").stdout.splitlines()

    assert [line.split()[0] for line in lines] == ["2", "3"]
    assert "Ada" in lines[0]
    assert "names verified" in lines[0]
    assert json.loads(entry)["number"] == 2
