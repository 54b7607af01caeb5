import json
from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy

from bot.errors import Unavailable
from storage.index.follow import IndexFollower
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.fakes.memory_library import MemoryLibrary
from tests.storage.opening import EVENTS, count, opened_index


@pytest.fixture
async def library() -> MemoryLibrary:
    library = MemoryLibrary(FixedClock())
    await library.publish(EVENTS)
    return library


@pytest.fixture
async def index_folder(tmp_path: Path, library: MemoryLibrary) -> Path:
    """An index that has caught up, and is closed."""
    path = tmp_path / "index"
    async with opened_index(path) as index:
        await IndexFollower(library, index).catch_up()
    return path


def replace_state(folder: Path, **fields: str | int) -> None:
    state = json.loads((folder / "state.json").read_text())
    (folder / "state.json").write_text(json.dumps(state | fields))


def one_file(folder: Path, suffix: str) -> Path:
    return next(file for file in (folder / "segments" / "public").iterdir() if file.suffix == suffix)


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 4] ^= 0xFF
    file.write_bytes(content)


def halve(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def make_a_file_of(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.touch()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no state": lambda folder: (folder / "state.json").unlink(),
    "garbled state": lambda folder: (folder / "state.json").write_bytes(b"\xff{"),
    "state of another form": lambda folder: (folder / "state.json").write_text('{"version": "many"}'),
    "made otherwise": lambda folder: replace_state(folder, recipe="older"),
    "of another library": lambda folder: replace_state(folder, library="theirs"),
    "no meta": lambda folder: (folder / "segments" / "public" / "meta.json").unlink(),
    "empty meta": lambda folder: (folder / "segments" / "public" / "meta.json").write_bytes(b""),
    "garbled meta": lambda folder: (folder / "segments" / "public" / "meta.json").write_text(
        '{"segments": 1}'
    ),
    "no list of files": lambda folder: (folder / "segments" / "public" / ".managed.json").write_bytes(b"["),
    "words cut short": lambda folder: halve(one_file(folder, ".idx")),
    "words flipped": lambda folder: flip(one_file(folder, ".idx")),
    "terms gone": lambda folder: one_file(folder, ".term").unlink(),
    "terms flipped": lambda folder: flip(one_file(folder, ".term")),
    "ids emptied": lambda folder: one_file(folder, ".store").write_bytes(b""),
    "ids flipped": lambda folder: flip(one_file(folder, ".store")),
    "lengths flipped": lambda folder: flip(one_file(folder, ".fieldnorm")),
    "segments are a file": lambda folder: make_a_file_of(folder / "segments"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
async def test_damaged_index_is_made_anew(
    damage: Callable[[Path], object], index_folder: Path, library: MemoryLibrary
) -> None:
    damage(index_folder)

    async with opened_index(index_folder) as index:
        assert index.version == 0
        await IndexFollower(library, index).catch_up()
        found = await count(index)

    assert found == len(EVENTS)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
async def test_made_anew_it_lasts(
    damage: Callable[[Path], object], index_folder: Path, library: MemoryLibrary
) -> None:
    damage(index_folder)
    async with opened_index(index_folder) as index:
        await IndexFollower(library, index).catch_up()

    async with opened_index(index_folder) as index:
        assert index.version == 1
        assert await count(index) == len(EVENTS)


async def test_sound_index_is_opened_as_it_is(index_folder: Path) -> None:
    async with opened_index(index_folder) as index:
        assert index.version == 1
        assert await count(index) == len(EVENTS)


async def test_index_behind_says_unavailable_not_nothing(index_folder: Path) -> None:
    (index_folder / "state.json").unlink()

    async with opened_index(index_folder) as index:
        with pytest.raises(Unavailable) as raised:
            await count(index)
        with pytest.raises(Unavailable):
            await index.ping()

    assert raised.value.part == "index"


async def test_half_made_index_is_not_answering(index_folder: Path) -> None:
    (index_folder / "state.json").unlink()
    async with opened_index(index_folder) as index:
        changes = [change async for change in (await published()).changes(after=0)]
        await index.take(changes[:10], version=0)

        with pytest.raises(Unavailable):
            await count(index)


async def published() -> MemoryLibrary:
    library = MemoryLibrary(FixedClock())
    await library.publish(EVENTS)
    return library


async def test_index_ahead_of_its_library_is_made_anew(index_folder: Path) -> None:
    replace_state(index_folder, version=7)
    library = MemoryLibrary(FixedClock())
    await library.publish(EVENTS[:3])

    async with opened_index(index_folder) as index:
        await IndexFollower(library, index).catch_up()

        assert index.version == 1
        assert await count(index) == 3


async def test_emptied_library_is_found_empty(index_folder: Path) -> None:
    async with opened_index(index_folder, library="a new one") as index:
        await IndexFollower(MemoryLibrary(FixedClock()), index).catch_up()

        assert await count(index) == 0


async def test_false_alarm_costs_no_rebuild(index_folder: Path, library: MemoryLibrary) -> None:
    async with opened_index(index_folder) as index:
        index.damage.set()
        before = sorted((index_folder / "segments").rglob("*"))

        await IndexFollower(library, index).catch_up()

        assert not index.damage.is_set()
        assert sorted((index_folder / "segments").rglob("*")) == before
        assert await count(index) == len(EVENTS)


async def test_failing_search_is_unavailable_and_mended(
    index_folder: Path, library: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened_index(index_folder) as index:
        with monkeypatch.context() as patch:
            patch.setattr("storage.index.search._hits", panic)
            with pytest.raises(Unavailable) as raised:
                await count(index)
        assert raised.value.part == "index"
        assert index.damage.is_set()
        await IndexFollower(library, index).catch_up()

        assert await count(index) == len(EVENTS)


def panic(searcher: tantivy.Searcher, _query: tantivy.Query, _limit: int) -> list[tuple[str, float]]:
    searcher.search(tantivy.Query.all_query(), 0)  # what tantivy itself does where it finds nonsense
    raise AssertionError("it did not panic")


async def test_mistake_in_cutting_a_text_is_no_damage(
    index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_text: str) -> tuple[str, ...]:
        raise ValueError("a bug")

    async with opened_index(index_folder) as index:
        monkeypatch.setattr("storage.index.query.stems", broken)

        with pytest.raises(ValueError, match="a bug"):
            await count(index)

        assert not index.damage.is_set()


async def test_folder_taken_away_while_running_is_mended(index_folder: Path, library: MemoryLibrary) -> None:
    async with opened_index(index_folder) as index:
        follower = IndexFollower(library, index)
        (index_folder / "segments").rename(index_folder / "elsewhere")
        await library.publish([an_event("more", "Soldiers burned a house")])

        with pytest.raises(Unavailable):
            await follower.catch_up()
        await follower.catch_up()

        assert await count(index) == len(EVENTS) + 1
