from collections.abc import Collection, Mapping, Sequence

from storage.index.stored import Stored


class MemoryVectors:
    """Vectors in a dictionary: the plainest reading of the port."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Stored] = {}

    async def read(self, encoder: str, records: Collection[str]) -> Mapping[str, Stored]:
        return {record: self.kept[encoder, record] for record in records if (encoder, record) in self.kept}

    async def write(self, encoder: str, stored: Sequence[Stored]) -> None:
        self.kept.update(((encoder, each.record), each) for each in stored)

    async def forget(self, records: Collection[str]) -> None:
        self.kept = {key: each for key, each in self.kept.items() if key[1] not in records}

    async def forget_others(self, encoder: str) -> int:
        others = [key for key in self.kept if key[0] != encoder]
        for key in others:
            del self.kept[key]
        return len(others)
