from bot.people.role import Member
from tests.contract.desk import CHAT, COLLEAGUE, LISTED, RULES
from tests.contract.kept import Kept
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_post import MemoryPost


def kept_in_memory(clock: FixedClock) -> Kept:
    post = MemoryPost(clock)
    post.store.desk.rules = RULES
    post.members.listed = {
        (front, user): Member(f"id of {name}", name, role)
        for name, role, ids in LISTED
        for front, user in ids.items()
    }
    post.members.chats, post.members.colleague = {CHAT.front: CHAT.chat}, COLLEAGUE

    def opened() -> Kept:
        post.store.restart()
        return Kept(
            post.inbox,
            post.outbox,
            post.turns,
            post.sessions,
            post.answers,
            post.people,
            post.pictures,
            post.articles,
            post.desk,
            post.members,
            post.audit,
            post.sign_ins,
            post.api_keys,
            post.cards,
            post.feedback,
            post.library,
            post.records,
            clock,
            opened,
        )

    return opened()
