from dataclasses import replace
from datetime import date

import pytest

from bot.claims.article import Unread
from bot.claims.note import note
from bot.claims.submission import Submission
from bot.dialogue.links import LONGEST_WORDS, opened
from bot.dialogue.parts import Facts, Parts
from bot.errors import Refusal
from bot.people.audience import Audience
from bot.verdicts.phrasebook import load_phrasebook
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.dialogue_parts import parts_on
from tests.fakes.memory_links import MemoryLinks
from tests.fakes.memory_post import MemoryPost
from tests.fakes.reports import nothing, report

LINK, WALL = "https://news.example.org/a", "https://paper.example.net/"
NEWSROOM = frozenset({Audience.NEWSROOM})


@pytest.fixture
def links() -> MemoryLinks:
    return MemoryLinks(
        FixedClock(), {LINK: ("Strike", "Jets bombed it.", date(2023, 4, 12)), WALL: Unread.LOCKED}
    )


@pytest.fixture
def parts(links: MemoryLinks) -> Parts:
    facts = Facts(reads_links_for=NEWSROOM)
    return parts_on(MemoryPost(FixedClock()), PreparedChecking({}), facts, links=links)


async def test_link_of_the_public_stays_closed(parts: Parts, links: MemoryLinks) -> None:
    link = await opened(Submission(LINK), Audience.PUBLIC, parts=parts)

    assert (link.submission, links.asked) == (Submission(LINK), [])
    assert link.reworded(Refusal("refused.only_link")).key == "refused.only_link"


async def test_link_behind_words_is_opened(parts: Parts) -> None:
    link = await opened(Submission("Read more", links=(LINK,)), Audience.NEWSROOM, parts=parts)

    assert link.submission.origin == "example.org"


async def test_same_link_twice_is_one(parts: Parts, links: MemoryLinks) -> None:
    said = Submission(f"{LINK} {LINK}?utm_source=x", links=(f"{LINK}#part",))

    assert (await opened(said, Audience.NEWSROOM, parts=parts)).submission.article
    assert links.asked == [LINK]


@pytest.mark.parametrize("text", [f"{LINK} {WALL}", "No link at all.", "https://t.me/c/1/2"])
async def test_only_one_link_is_opened(parts: Parts, links: MemoryLinks, text: str) -> None:
    link = await opened(Submission(text), Audience.NEWSROOM, parts=parts)

    assert (link.submission.article, link.site, links.asked) == (None, "", [])


async def test_long_text_says_how_links_are_opened(parts: Parts) -> None:
    text = "word " * LONGEST_WORDS + LINK
    link = await opened(Submission(text), Audience.NEWSROOM, parts=parts)
    before = replace(report(nothing("word")), not_checked=(note("not_checked.link", site="example.org"),))

    assert link.told(before).not_checked == (note("not_checked.link_beside", site="example.org"),)


async def test_failure_is_told_in_place_of_the_link(parts: Parts) -> None:
    link = await opened(Submission(f"Look {WALL}"), Audience.NEWSROOM, parts=parts)
    before = replace(report(nothing("Look")), not_checked=(note("not_checked.link", site="example.net"),))

    assert link.told(before).not_checked == (note("not_checked.link_unread.locked", site="example.net"),)
    assert link.reworded(Refusal("refused.only_link")).key == "refused.link_unread.locked"


async def test_what_was_read_is_not_read_again(parts: Parts, links: MemoryLinks) -> None:
    first = await opened(Submission(LINK), Audience.NEWSROOM, parts=parts)
    again = await opened(first.submission, Audience.NEWSROOM, parts=parts)

    assert (again.submission, len(links.asked)) == (first.submission, 1)


@pytest.mark.parametrize("why", Unread)
def test_every_failure_has_its_words(why: Unread) -> None:
    book = load_phrasebook("en")
    keys = {f"{said}.link_unread.{why.value}" for said in ("refused", "not_checked")}

    assert keys <= book.keys()
    assert all(
        "not read" in book.text(key, site="x") or "no article" in book.text(key, site="x") for key in keys
    )
