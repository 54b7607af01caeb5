from collections.abc import Callable

from bot.people.role import Member
from bot.sharing import LOOKS_SECONDS


class OwnPresence:
    """Who looks at pages that this process serves. `now` is a clock in seconds."""

    def __init__(self, *, now: Callable[[], float]) -> None:
        self._now = now
        self._looking: dict[tuple[int, str], tuple[str, float]] = {}

    async def look(self, case: int, member: Member) -> tuple[str, ...]:
        now = self._now()
        self._looking = {who: seen for who, seen in self._looking.items() if seen[1] > now}
        self._looking[case, member.id] = member.name, now + LOOKS_SECONDS
        others = (name for (at, who), (name, _) in self._looking.items() if at == case and who != member.id)
        return tuple(sorted(others))
