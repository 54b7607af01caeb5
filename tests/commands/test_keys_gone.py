import asyncio
from pathlib import Path

import pytest

from bot.assembly import panic
from storage.keys.open import FileKeys, destroy_keys, open_keys
from tests.fakes.clocks import FixedClock


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileKeys:
    monkeypatch.setattr(panic, "_EVERY", 0.001)
    return open_keys(tmp_path / "keys.json", FixedClock(), is_needed=False)


async def test_destroyed_keys_are_noticed(keys: FileKeys, tmp_path: Path) -> None:
    noticing = asyncio.ensure_future(panic.wait_until_keys_are_gone(keys))
    destroy_keys(tmp_path / "keys.json")

    assert await asyncio.wait_for(noticing, 30) is True


async def test_keys_missing_for_long_are_noticed(
    keys: FileKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panic, "MISSING_SECONDS", 0.01)
    (tmp_path / "keys.json").unlink()

    assert await asyncio.wait_for(panic.wait_until_keys_are_gone(keys), 30) is False


async def test_keys_that_come_back_in_time_are_not_missed(keys: FileKeys, tmp_path: Path) -> None:
    content = (tmp_path / "keys.json").read_bytes()
    noticing = asyncio.ensure_future(panic.wait_until_keys_are_gone(keys))
    (tmp_path / "keys.json").unlink()
    done, _ = await asyncio.wait({noticing}, timeout=0.05)
    (tmp_path / "keys.json").write_bytes(content)
    done_later, _ = await asyncio.wait({noticing}, timeout=0.05)
    noticing.cancel()

    assert (done, done_later) == (set(), set())
