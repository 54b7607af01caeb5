"""Articles behind links, as people see them: what was read is said, and what was not is never "no match"."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

import pytest

from bot.assembly.application import Application
from bot.claims.article import Unread
from bot.dialogue.parts import Facts
from bot.people.address import Front
from bot.people.audience import Audience
from bot.speech.choices import Act
from bot.verdicts.finding import Relation
from tests.fakes.memory_links import MemoryLinks
from tests.stories.conftest import TODAY
from tests.stories.stages import open_stage, scene
from tests.stories.story import Expected, Press, Said, Stage, play
from tests.stories.test_main_job import NO_MATCH

LINK = "https://news.example.com/strike"
TITLE = "Many dead as jets bomb village"
TEXT = "On Tuesday jets of the air force bombed a gathering in Pazigyi, and about 170 people were killed."
WALL = "https://paper.example.net/strike"
PAGES: Mapping[str, tuple[str, str, date | None] | Unread] = {
    LINK: (TITLE, TEXT, date(2023, 4, 12)),
    WALL: Unread.LOCKED,
}
SAME = frozenset({Relation.SAME_EVENT, Relation.RELATED})
"""The headline alone is only related."""
UNREAD = Expected(says=("was not read and nothing was checked",), never_says=(NO_MATCH,))


@dataclass
class House:
    stage: Stage
    links: MemoryLinks


@pytest.fixture(params=[Front.WEB, Front.TELEGRAM])
async def house(request: pytest.FixtureRequest, application: Application) -> AsyncIterator[House]:
    """A newsroom that opens everybody's links."""
    behind = scene(application.checking, TODAY)
    links = MemoryLinks(TODAY, PAGES)
    behind.links, behind.facts = links, Facts(reads_links_for=frozenset(Audience))
    async with open_stage(cast("Front", request.param), behind) as stage:
        yield House(stage, links)


async def test_article_behind_a_link_is_checked(house: House) -> None:
    read = (
        f"Read the article “{TITLE}” at example.com, published 12 Apr 2023, fetched 22 Nov 2026, 12:00 UTC",
    )
    expected = Expected(SAME, says=read, never_says=("not opened",))

    (seen,) = await play([(Said(f"{LINK}?utm_source=chat"), expected)], house.stage)

    assert "Tuesday" not in seen.text.partition("Not checked")[2]  # the page's day is that of the text
    assert house.links.asked == [LINK]


async def test_question_beside_a_link_is_about_the_article(house: House) -> None:
    await play([(Said(f"Is this true? {LINK}"), Expected(SAME, says=("Read the article",)))], house.stage)


async def test_wall_is_told_as_a_wall(house: House) -> None:
    await play([(Said(WALL), UNREAD), (Said("https://gone.example.org/x"), UNREAD)], house.stage)


async def test_words_beside_an_unread_link_are_checked(house: House) -> None:
    unread = Expected(SAME, says=("for those who pay, so the link itself was not read",))

    await play([(Said(f"{TEXT.replace('On Tuesday', 'On 11 April 2023')} {WALL}"), unread)], house.stage)


async def test_links_in_a_long_text_stay_closed(house: House) -> None:
    text = "Jets of the air force bombed a gathering in Pazigyi on 11 April 2023, and about 170 people were killed. "
    long = (
        text + "The residents gathered what was left of their houses and went to other villages. " * 3 + LINK
    )

    await play([(Said(long), Expected(SAME, says=("links are opened where they come alone",)))], house.stage)

    assert house.links.asked == []


async def test_article_goes_along_with_a_question(house: House) -> None:
    handed = Expected(says=("example.com", "12 Apr 2023"))

    await play([(Said(LINK), Expected(SAME)), (Press(Act.ASK, number=2), handed)], house.stage)
