import asyncio
from pathlib import Path

import pytest

from bot.errors import Misconfigured, SecondSourceError
from bot.speech.heard import Message
from bot.speech.session import Session
from storage.backup import back_up, copy_keys, restore
from storage.keys.open import open_keys
from storage.serving import serving
from tests.contract.kept import a_message, a_sender, told
from tests.fakes.clocks import FixedClock
from tests.storage.canaries import fill, found_in
from tests.storage.keeping import KeptOnDisk, kept_in_database

FLOWING = 40


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "library.db"


def messages() -> list[Message]:
    return [a_message(f"chat {number}", sender=a_sender(f"chat {number}")) for number in range(FLOWING)]


async def answer_all(kept: KeptOnDisk) -> int:
    total = 0
    while events := await kept.events():
        for event in events:
            assert event.heard is not None
            await kept.finish(event.heard, told(), events=[event], session=Session())
            total += 1
    return total


async def test_backup_while_messages_flow_is_whole(
    database: Path, keys: Path, elsewhere: Path, tmp_path: Path
) -> None:
    async with kept_in_database(database, keys, FixedClock()) as kept:
        await fill(kept)

        async def flow() -> None:
            for message in messages():
                await kept.accept(message)

        _, checked = await asyncio.gather(flow(), back_up(database, tmp_path / "backup"))
        waits = await kept.inbox.backlog()

    restored = await restore(tmp_path / "backup", elsewhere, index_folder=tmp_path / "index")
    async with kept_in_database(elsewhere, keys, FixedClock()) as again:
        answered, left = await answer_all(again), await again.inbox.backlog()

    assert (checked.broken, restored.broken, restored.lines) == (None, None, checked.lines)
    assert checked.lines > 0
    assert 0 < answered <= waits
    assert left == 0


async def test_nothing_stands_in_the_clear(database: Path, keys: Path, tmp_path: Path) -> None:
    async with kept_in_database(database, keys, FixedClock()) as kept:
        await fill(kept)
        await back_up(database, tmp_path / "backup")

    assert found_in([tmp_path / "backup"]) == []
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup"]


async def test_other_files_are_not_written_over(database: Path, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("mine")

    with pytest.raises(Misconfigured, match="already"):
        await back_up(database, tmp_path / "backup")
    assert (tmp_path / "backup").read_text() == "mine"


async def test_restore_leaves_a_library_alone(database: Path, tmp_path: Path) -> None:
    await back_up(database, tmp_path / "backup")
    before = database.read_bytes()

    with pytest.raises(Misconfigured, match="move it away"):
        await restore(tmp_path / "backup", database, index_folder=tmp_path / "index")
    assert database.read_bytes() == before


async def test_restore_waits_for_no_server(database: Path, tmp_path: Path) -> None:
    await back_up(database, tmp_path / "backup")

    with serving(database), pytest.raises(Misconfigured, match="served by another"):
        await restore(tmp_path / "backup", database, index_folder=tmp_path / "index")


async def test_index_and_journal_of_before_are_gone(database: Path, elsewhere: Path, tmp_path: Path) -> None:
    await back_up(database, tmp_path / "backup")
    index = tmp_path / "index"
    for left in (index / "state.json", elsewhere.with_name("library.db-wal")):
        left.parent.mkdir(exist_ok=True)
        left.write_text("{}")

    await restore(tmp_path / "backup", elsewhere, index_folder=index)

    assert not index.exists()
    assert elsewhere.with_name("library.db-wal.left").exists()


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000])
async def test_what_is_no_backup_is_not_put_back(tmp_path: Path, elsewhere: Path, content: bytes) -> None:
    (tmp_path / "backup").write_bytes(content)

    with pytest.raises(SecondSourceError):
        await restore(tmp_path / "backup", elsewhere, index_folder=tmp_path / "index")
    assert not elsewhere.exists()


async def test_backup_is_sound_only_whole(database: Path, elsewhere: Path, tmp_path: Path) -> None:
    await back_up(database, tmp_path / "backup")
    content = (tmp_path / "backup").read_bytes()
    (tmp_path / "cut").write_bytes(content[: len(content) // 2])

    with pytest.raises(SecondSourceError):
        await restore(tmp_path / "cut", elsewhere, index_folder=tmp_path / "index")
    assert not elsewhere.exists()


def test_copied_keys_are_for_their_user_only(keys: Path, tmp_path: Path) -> None:
    open_keys(keys, FixedClock(), is_needed=False)
    copy_keys(keys, tmp_path / "copy")

    assert (tmp_path / "copy").read_bytes() == keys.read_bytes()
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    with pytest.raises(Misconfigured, match="already"):
        copy_keys(keys, tmp_path / "copy")
