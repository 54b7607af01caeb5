from storage.index.stored import Stored, VectorStore

FIRST = Stored("first", "d1", 1, b"\x01\x02\xff")
SECOND = Stored("second", "d2", 2, b"\x00" * 6)


async def test_what_was_written_is_read(vector_store: VectorStore) -> None:
    await vector_store.write("encoder", [FIRST, SECOND])

    assert await vector_store.read("encoder", ["first", "second", "third"]) == {
        "first": FIRST,
        "second": SECOND,
    }


async def test_encoders_are_kept_apart(vector_store: VectorStore) -> None:
    await vector_store.write("encoder", [FIRST])

    assert await vector_store.read("another", ["first"]) == {}


async def test_writing_again_replaces(vector_store: VectorStore) -> None:
    await vector_store.write("encoder", [FIRST])
    later = Stored("first", "d3", 1, b"\x07")

    await vector_store.write("encoder", [later])

    assert await vector_store.read("encoder", ["first"]) == {"first": later}


async def test_forgetting_takes_every_encoder(vector_store: VectorStore) -> None:
    await vector_store.write("encoder", [FIRST, SECOND])
    await vector_store.write("another", [FIRST])

    await vector_store.forget(["first"])

    assert await vector_store.read("encoder", ["first", "second"]) == {"second": SECOND}
    assert await vector_store.read("another", ["first"]) == {}


async def test_others_are_forgotten_and_counted(vector_store: VectorStore) -> None:
    await vector_store.write("encoder", [FIRST])
    await vector_store.write("another", [FIRST, SECOND])

    assert await vector_store.forget_others("encoder") == 2
    assert await vector_store.forget_others("encoder") == 0
    assert await vector_store.read("encoder", ["first"]) == {"first": FIRST}


async def test_nothing_is_nothing(vector_store: VectorStore) -> None:
    await vector_store.write("encoder", [])
    await vector_store.forget([])

    assert await vector_store.read("encoder", []) == {}
