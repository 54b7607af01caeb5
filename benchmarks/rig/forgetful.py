class Forgetful:
    """A cache that keeps nothing, so that every check is a fresh one."""

    async def get(self, key: str) -> bytes | None:
        return None

    async def put(self, key: str, value: bytes, *, seconds: float) -> None:
        return None

    async def ping(self) -> None:
        return None
