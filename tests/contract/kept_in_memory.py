from tests.contract.kept import Kept
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_post import MemoryPost


def kept_in_memory(clock: FixedClock) -> Kept:
    post = MemoryPost(clock)

    def opened() -> Kept:
        post.store.restart()
        return Kept(
            post.inbox,
            post.outbox,
            post.turns,
            post.sessions,
            post.answers,
            post.people,
            post.desk,
            post.feedback,
            clock,
            opened,
        )

    return opened()
