from bot.dialogue.parts import Facts, Parts
from bot.moderation import TakesPictures
from bot.ports import Checking, LinkReader
from tests.fakes.memory_post import MemoryPost


def parts_on(
    post: MemoryPost,
    checking: Checking,
    facts: Facts | None = None,
    *,
    taking: TakesPictures | None = None,
    links: LinkReader | None = None,
) -> Parts:
    """What a turn asks, all of it in memory but the check."""
    return Parts(
        checking,
        post.answers,
        post.people,
        desk=post.desk,
        clock=post.store.clock,
        cases=post.desk,
        members=post.members,
        audit=post.audit,
        sign_ins=post.sign_ins,
        library=post.library,
        records=post.records,
        facts=facts or Facts(),
        taking=taking,
        links=links,
    )
