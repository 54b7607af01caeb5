from collections.abc import Awaitable, Callable


class OwnDuties:
    """All of them fall to the one process that there is."""

    async def hold(self, duty: str, work: Callable[[], Awaitable[None]]) -> None:  # noqa: ARG002
        await work()
