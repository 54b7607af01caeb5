"""What people said about matches, in memory."""

from collections.abc import Sequence

from bot.people.audience import Audience
from bot.verdicts.judgement import Judged, Judgement, Vote
from tests.fakes.memory_store import Store


class MemoryFeedback:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def count(self) -> int:
        self._store.fail("count_votes")
        return len(self._by_newsroom())

    async def votes(self, *, limit: int) -> tuple[Vote, ...]:
        self._store.fail("votes")
        return tuple(map(_vote, reversed(self._by_newsroom())))[:limit]

    def _by_newsroom(self) -> list[Judged]:
        return [one for one in self._store.judged.values() if one.judged_by is not Audience.PUBLIC]

    async def wait(self, *, seconds: float) -> None:
        await self._store.voted.wait(seconds)


def _vote(judged: Judged) -> Vote:
    return Vote(
        f"{judged.answer} {judged.number}",
        judged.record,
        judged.judgement,
        judged.features,
        judged.score,
        judged.probability,
        judged.language,
        judged.relation,
        judged.weights_version,
    )


def judge(known: dict[tuple[str, int, str], Judged], said: Sequence[Judged]) -> None:
    for key in [key for key, one in known.items() if _is_outdated(key, one, said)]:
        del known[key]  # the newest stand last
    for each in said:
        known.setdefault((each.answer, each.number, each.record), each)


def _is_outdated(key: tuple[str, int, str], known: Judged, said: Sequence[Judged]) -> bool:
    return any(
        key[:2] == (one.answer, one.number)
        and (one.judgement is Judgement.NONE or key[2] == one.record)
        and (one.judged_by is not Audience.PUBLIC or known.judged_by is Audience.PUBLIC)
        for one in said
    )
