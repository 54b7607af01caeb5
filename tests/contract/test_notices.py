"""What a process tells the others. Whoever waits here waits for the notice itself; the time limit only ends a test that fails."""

import asyncio

import pytest

from storage.waking import Notices, Topic

Ends = tuple[Notices, Notices]
LONGEST = 10.0


class Heard:
    """Counts what was heard at one end."""

    def __init__(self, notices: Notices) -> None:
        self.topics: list[Topic] = []
        self._bell = asyncio.Event()
        for topic in Topic:
            notices.hear(topic, lambda topic=topic: self._note(topic))  # type: ignore[misc]

    async def wait_for(self, topic: Topic) -> None:
        async with asyncio.timeout(LONGEST):
            while topic not in self.topics:
                self._bell.clear()
                await self._bell.wait()

    def _note(self, topic: Topic) -> None:
        self.topics.append(topic)
        self._bell.set()


@pytest.mark.parametrize("topic", Topic)
async def test_notice_reaches_the_other_process(notices: Ends, topic: Topic) -> None:
    here, there = notices
    heard = Heard(there)

    here.tell(topic)

    await heard.wait_for(topic)
    assert set(heard.topics) == {topic}


async def test_own_notice_is_not_heard(notices: Ends) -> None:
    here, there = notices
    heard = Heard(here)
    here.tell(Topic.DESK)
    there.tell(Topic.LIBRARY)

    await heard.wait_for(Topic.LIBRARY)

    assert Topic.DESK not in heard.topics


async def test_many_at_once_may_arrive_as_one(notices: Ends) -> None:
    here, there = notices
    heard = Heard(there)

    for _ in range(1000):
        here.tell(Topic.OUTBOX)
    here.tell(Topic.INBOX)

    await heard.wait_for(Topic.INBOX)
    await heard.wait_for(Topic.OUTBOX)
    assert len(heard.topics) < 100


async def test_telling_waits_for_nothing(notices: Ends) -> None:
    here, there = notices
    heard = Heard(there)

    here.tell(Topic.DESK)

    assert heard.topics == []
