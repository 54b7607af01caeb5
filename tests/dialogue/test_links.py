from dataclasses import replace
from datetime import date

import pytest

from bot.claims.article import Unread
from bot.claims.note import note
from bot.claims.submission import Submission
from bot.dialogue.links import LONGEST_WORDS, Opening, opened
from bot.errors import Refusal
from bot.people.audience import Audience
from bot.verdicts.phrasebook import load_phrasebook
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_links import MemoryLinks
from tests.fakes.reports import nothing, report

LINK, WALL = "https://news.example.org/a", "https://paper.example.net/"
NEWSROOM = frozenset({Audience.NEWSROOM})


@pytest.fixture
def links() -> MemoryLinks:
    return MemoryLinks(
        FixedClock(), {LINK: ("Strike", "Jets bombed it.", date(2023, 4, 12)), WALL: Unread.LOCKED}
    )


async def test_link_of_the_public_stays_closed(links: MemoryLinks) -> None:
    link = await opened(Submission(LINK), Audience.PUBLIC, links, readers=NEWSROOM)

    assert (link.submission, links.asked) == (Submission(LINK), [])
    assert link.reworded(Refusal("refused.only_link")).key == "refused.only_link"


async def test_link_behind_words_is_opened(links: MemoryLinks) -> None:
    link = await opened(Submission("Read more", links=(LINK,)), Audience.NEWSROOM, links, readers=NEWSROOM)

    assert link.submission.origin == "example.org"


async def test_same_link_twice_is_one(links: MemoryLinks) -> None:
    said = Submission(f"{LINK} {LINK}?utm_source=x", links=(f"{LINK}#part",))

    assert (await opened(said, Audience.NEWSROOM, links, readers=NEWSROOM)).submission.article
    assert links.asked == [LINK]


@pytest.mark.parametrize("text", [f"{LINK} {WALL}", "No link at all.", "https://t.me/c/1/2"])
async def test_only_one_link_is_opened(links: MemoryLinks, text: str) -> None:
    link = await opened(Submission(text), Audience.NEWSROOM, links, readers=NEWSROOM)

    assert (link.submission.article, link.site, links.asked) == (None, "", [])


async def test_long_text_says_how_links_are_opened(links: MemoryLinks) -> None:
    text = "word " * LONGEST_WORDS + LINK
    link = await opened(Submission(text), Audience.NEWSROOM, links, readers=NEWSROOM)
    before = replace(report(nothing("word")), not_checked=(note("not_checked.link", site="example.org"),))

    assert link.told(before).not_checked == (note("not_checked.link_beside", site="example.org"),)


async def test_failure_is_told_in_place_of_the_link(links: MemoryLinks) -> None:
    link = await opened(Submission(f"Look {WALL}"), Audience.NEWSROOM, links, readers=NEWSROOM)
    before = replace(report(nothing("Look")), not_checked=(note("not_checked.link", site="example.net"),))

    assert link.told(before).not_checked == (note("not_checked.link_unread.locked", site="example.net"),)
    assert link.reworded(Refusal("refused.only_link")).key == "refused.link_unread.locked"


async def test_what_was_read_is_not_read_again(links: MemoryLinks) -> None:
    first = await opened(Submission(LINK), Audience.NEWSROOM, links, readers=NEWSROOM)
    again = await opened(first.submission, Audience.NEWSROOM, links, readers=NEWSROOM)

    assert (again.submission, len(links.asked)) == (first.submission, 1)


async def test_article_is_checked_outside_of_conversations_too(links: MemoryLinks) -> None:
    checking = PreparedChecking({LINK: report(nothing("Jets bombed it."))})
    opening = Opening(checking, links, NEWSROOM)
    await opening.check(Submission(LINK), Audience.NEWSROOM)
    await opening.check(Submission(LINK), Audience.PUBLIC)

    assert [asked.article is not None for asked, _ in checking.asked] == [True, False]
    assert links.asked == [LINK]


async def test_link_alone_that_was_not_read_says_why(links: MemoryLinks) -> None:
    checking = PreparedChecking({WALL: Refusal("refused.only_link")})

    with pytest.raises(Refusal, match=r"refused\.link_unread\.locked"):
        await Opening(checking, links, NEWSROOM).check(Submission(WALL), Audience.NEWSROOM)


@pytest.mark.parametrize("why", Unread)
def test_every_failure_has_its_words(why: Unread) -> None:
    book = load_phrasebook("en")
    keys = {f"{said}.link_unread.{why.value}" for said in ("refused", "not_checked")}

    assert keys <= book.keys()
    assert all(
        "not read" in book.text(key, site="x") or "no article" in book.text(key, site="x") for key in keys
    )
