"""The sentence encoder that the settings name. No model is loaded before a text has to be encoded."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, AsyncExitStack

from bot.config.settings import Settings
from bot.ports import Encoder
from storage.index.encoder import OnnxEncoder
from storage.index.encoder_folder import find_built_in, read_folder
from storage.open import Storage

Bar = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""Given how many there are, shows how many are done."""

HASHES = "encoder.json"
"""In the folder that everything is kept in: the hashes of the model's files, so that they are read once and not at every start."""


def open_encoder(stack: AsyncExitStack, settings: Settings) -> Encoder | None:
    """None where it is switched off, or where none lies with the program. Raises `Misconfigured` for a folder that cannot be used."""
    wanted = settings.encoder
    folder = wanted.folder or find_built_in()
    if not wanted.enabled or folder is None:
        return None
    spoken = frozenset(wanted.languages) if wanted.folder else frozenset[str]()
    found = read_folder(folder, languages=spoken, remembered=settings.storage.folder / HASHES)
    encoder = OnnxEncoder(found, threads=wanted.threads)
    stack.callback(encoder.close)
    return encoder


async def encode_all(storage: Storage, bar: Bar) -> None:
    """Brings index and vectors up to the library, unless another process is about to: one that runs does it by itself. Raises `Unavailable`."""
    if storage.encoder is None or storage.index.place == "copy":
        return
    await storage.follower.catch_up()
    with bar(storage.follower.waiting) as done:
        await storage.follower.encode_all(done)


async def find_by_words(storage: Storage) -> int:
    """Brings the index up to the library, unless another process is about to; how many records are not encoded yet. Raises `Unavailable`."""
    if storage.index.place != "copy":
        await storage.follower.catch_up()
    facts = await count_encoded(storage)
    return int(facts["waiting"])


async def count_encoded(storage: Storage) -> Mapping[str, str | int | float]:
    """As `encoder_facts`, of what lies in the database: for a process that does not catch up. Raises `Unavailable`."""
    if storage.encoder is None:
        return encoder_facts(storage)
    records, encoded = await storage.vectors.count(storage.encoder.id)
    return {"id": storage.encoder.id, "records": encoded, "waiting": max(0, records - encoded)}


def encoder_facts(storage: Storage) -> Mapping[str, str | int | float]:
    """Which encoder is in force, "none" without one; how many records it has encoded, and how many wait for it."""
    if storage.encoder is None:
        return {"id": "none", "records": 0, "waiting": 0}
    follower = storage.follower
    return {"id": storage.encoder.id, "records": len(storage.index.vectors), "waiting": follower.waiting}
