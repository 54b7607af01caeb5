from collections.abc import Sequence

from bot.desk.picture import Picture
from bot.speech.heard import From
from bot.speech.outcome import Attach
from tests.fakes.memory_store import PictureRow, Store


class MemoryPictures:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def content(self, name: str) -> bytes | None:
        row = self._store.pictures.get(name)
        return row.content if row and row.code else None

    async def size(self) -> int:
        return sum(len(row.content) for row in self._store.pictures.values())


def attach(deed: Attach, store: Store) -> None:
    for one in deed.cleaned:
        store.pictures[one.picture.name] = PictureRow(deed.sender.address, one.content)


def hand_in_pictures(code: str, pictures: Sequence[Picture], sender: From, store: Store) -> None:
    for picture in pictures:
        row = store.pictures.get(picture.name)
        if row and row.address == sender.address and not row.code:
            row.code = code
