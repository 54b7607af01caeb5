"""What happens to the graph's files costs time, never an answer: the vectors are kept in the database."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.errors import Unavailable
from storage.index import vectors as module
from tests.fakes.clocks import FixedClock
from tests.fakes.encoders import WordEncoder
from tests.fakes.entries import an_event
from tests.fakes.memory_library import MemoryLibrary
from tests.fakes.memory_vectors import MemoryVectors
from tests.storage.nearness import SAME, opened_near
from tests.storage.opening import EVENTS


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.index.vectors.MANY", 10)


@dataclass
class Kept:
    """A library whose vectors are in the store, and in a graph on disk."""

    folder: Path
    library: MemoryLibrary = field(default_factory=lambda: MemoryLibrary(FixedClock()))
    store: MemoryVectors = field(default_factory=MemoryVectors)

    @property
    def graph(self) -> Path:
        return self.folder / "vectors"

    def one(self, ending: str) -> Path:
        return next(file for file in self.graph.iterdir() if file.name.endswith(ending))


@pytest.fixture
async def kept(tmp_path: Path) -> Kept:
    made = Kept(tmp_path / "index")
    await made.library.publish(EVENTS)
    async with opened_near(made.folder, made.library, store=made.store) as near:
        await near.catch_up()
    async with opened_near(made.folder, made.library, store=made.store) as near:
        assert len(near.index.vectors) == len(EVENTS)
    return made


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def change_card(folder: Path, **fields: str | int) -> None:
    card = json.loads((folder / "graph.json").read_text())
    (folder / "graph.json").write_text(json.dumps(card | fields))


DAMAGES: dict[str, Callable[[Kept], object]] = {
    "no card": lambda kept: (kept.graph / "graph.json").unlink(),
    "garbled card": lambda kept: (kept.graph / "graph.json").write_bytes(b"\xff{"),
    "another library's": lambda kept: change_card(kept.graph, library="theirs"),
    "made otherwise": lambda kept: change_card(kept.graph, made="otherwise"),
    "flipped byte": lambda kept: flip(kept.one(".public")),
    "half a graph": lambda kept: kept.one(".public").write_bytes(kept.one(".public").read_bytes()[:100]),
    "no graph": lambda kept: kept.one(".public").unlink(),
    "garbled owners": lambda kept: kept.one("1.json").write_bytes(b"[]"),
    "no folder": lambda kept: kept.graph.rename(kept.graph.with_name("elsewhere")),
}


@pytest.mark.parametrize("damage", DAMAGES)
async def test_damaged_graph_is_made_anew(kept: Kept, damage: str) -> None:
    DAMAGES[damage](kept)
    encoder = WordEncoder(same=SAME)

    async with opened_near(kept.folder, kept.library, store=kept.store, encoder=encoder) as near:
        assert (len(near.index.vectors), near.index.near_version) == (0, 0)
        await near.catch_up()
        assert encoder.asked == []

        found = await near.find("house number 7", limit=30)
    assert all(scores.near is not None for scores in found.values())
    assert len(found) == len(EVENTS)


async def test_sound_graph_is_taken_as_it_is(kept: Kept) -> None:
    kept.store.kept.clear()

    async with opened_near(kept.folder, kept.library, store=kept.store) as near:
        await near.catch_up()

        assert near.encoder.asked == []
        assert len(await near.find("house number 7", limit=30)) == len(EVENTS)


async def test_another_encoder_makes_all_anew(kept: Kept) -> None:
    other = WordEncoder(name="another")

    async with opened_near(kept.folder, kept.library, store=kept.store, encoder=other) as near:
        await near.catch_up()

    assert sum(len(texts) for texts in other.asked) == len(EVENTS)
    assert {encoder for encoder, _ in kept.store.kept} == {"another"}


async def test_stored_vectors_of_no_form_are_made_anew(kept: Kept) -> None:
    (kept.graph / "graph.json").unlink()
    (key, stored), *_ = kept.store.kept.items()
    kept.store.kept[key] = replace(stored, vectors=b"")

    async with opened_near(kept.folder, kept.library, store=kept.store) as near:
        await near.catch_up()

        assert sum(len(texts) for texts in near.encoder.asked) == 1


async def test_library_put_back_is_begun_anew(kept: Kept) -> None:
    older = MemoryLibrary(FixedClock())
    async with opened_near(kept.folder, kept.library, store=kept.store) as near:
        await near.library.publish([EVENTS[0]], remove=[EVENTS[1].id])
        await near.catch_up()
        near.follower._library = older
        near.follower._encoding._library = older  # type: ignore[union-attr]
        await older.publish(EVENTS[:3])

        await near.catch_up()

        assert set(await near.find("house", limit=30)) == {event.id for event in EVENTS[:3]}


async def test_full_disk_leaves_everything_found(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    (kept.graph / "graph.json").unlink()
    monkeypatch.setattr(module, "write", no_room)
    async with opened_near(kept.folder, kept.library, store=kept.store) as near:
        with pytest.raises(Unavailable):
            await near.catch_up()

        assert len(await near.find("house number 7", limit=30)) == len(EVENTS)


async def test_copy_reads_the_owners_graph(kept: Kept) -> None:
    async with (
        opened_near(kept.folder, kept.library, store=kept.store) as owner,
        opened_near(kept.folder, kept.library, store=kept.store) as beside,
    ):
        await owner.catch_up()
        files = sorted(kept.graph.iterdir())
        await beside.publish(
            *(an_event(f"new {number}", f"Soldiers came to house {number}") for number in range(40))
        )

        assert beside.index.place == "copy"
        assert len(await beside.find("house number 7", limit=100)) == len(EVENTS) + 40
        assert sorted(kept.graph.iterdir()) == files


async def test_start_reads_no_change_that_the_graph_has(kept: Kept) -> None:
    async with opened_near(kept.folder, kept.library, store=kept.store) as near:
        assert near.index.vectors.version == await kept.library.version()


async def test_few_changes_make_no_other_graph(kept: Kept) -> None:
    card = (kept.graph / "graph.json").read_bytes()
    async with opened_near(kept.folder, kept.library, store=kept.store) as near:
        await near.publish(an_event("later"))

    assert (kept.graph / "graph.json").read_bytes() == card


async def test_many_changes_are_read_once(kept: Kept) -> None:
    """Also where they bring no vector, so that none is new to the graph."""
    async with opened_near(kept.folder, kept.library, store=kept.store) as near:
        for number in range(6):
            await near.publish(an_event(f"passing-{number}"))
            await near.publish(remove=(f"passing-{number}",))

    async with opened_near(kept.folder, kept.library, store=kept.store) as near:
        assert near.index.vectors.version > await kept.library.version() - 10
        await near.catch_up()
        assert len(near.index.vectors) == len(EVENTS)
