"""What stands behind a stage: the real conversation on what a test prepared, and each front before it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Never

from bot.dialogue.buttons import claim_buttons
from bot.dialogue.converse import converse
from bot.dialogue.parts import Facts
from bot.dialogue.tips.screens import consent
from bot.errors import Unavailable
from bot.moderation import Fetcher
from bot.people.address import Front
from bot.ports import Checking, LinkReader
from bot.runtime.cleaning import Bounds
from bot.runtime.live import LiveParts, live
from bot.runtime.numbers import Numbers
from bot.runtime.pictures import PictureTaker
from bot.speech.choices import Button
from bot.speech.turns import Converse, Talk
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook
from handlers.web.chat.upload import Uploading
from handlers.web.server import Parts as PageParts
from tests.fakes.bugs import no_bugs
from tests.fakes.clocks import FixedClock
from tests.fakes.dialogue_parts import parts_on
from tests.fakes.memory_post import MemoryPost
from tests.stories.adapters import WebStage, browser, terminal
from tests.stories.plain_keys import PlainKeys
from tests.stories.slack_stage import slack_stage
from tests.stories.story import Stage
from tests.stories.talking import OnBug
from tests.stories.telegram_stage import telegram_stage

LIVE_FRONTS = (Front.CONSOLE, Front.WEB)
"""Those on which people wait for the answer."""

FRONTS = (*LIVE_FRONTS, Front.TELEGRAM, Front.SLACK)


@dataclass
class Scene:
    """All that a front needs: what is checked and how, what is kept, the day, the keys."""

    checking: Checking
    clock: FixedClock
    post: MemoryPost
    keys: PlainKeys = field(default_factory=PlainKeys)
    phrasebook: Phrasebook = field(default_factory=lambda: load_phrasebook("en"))
    facts: Facts = field(default_factory=Facts)
    on_bug: OnBug = no_bugs
    fetchers: dict[Front, Fetcher] = field(default_factory=dict)
    links: LinkReader | None = None

    @cached_property
    def taking(self) -> PictureTaker | None:
        if self.facts.pictures is None:
            return None
        return PictureTaker(self.fetchers, self.post.pictures, Bounds(), room=10**9, wait=_at_once)

    def converse(self) -> Converse:
        parts = parts_on(self.post, self.checking, self.facts, taking=self.taking, links=self.links)
        return partial(converse, parts=parts)

    def talk(self) -> Talk:
        parts = LiveParts(
            self.converse(),
            self.post.sessions,
            self.post.turns,
            Numbers(),
            on_bug=self.on_bug,
            on_away=never_away,
        )
        return live(parts)


def never_away(failure: Unavailable) -> Never:
    raise AssertionError("a part that nobody took away") from failure


def scene(checking: Checking, clock: FixedClock, *, on_bug: OnBug = no_bugs) -> Scene:
    return Scene(checking, clock, MemoryPost(clock), on_bug=on_bug)


@asynccontextmanager
async def open_stage(front: Front, scene: Scene) -> AsyncIterator[Stage]:
    """One person before that front."""
    match front:
        case Front.CONSOLE:
            async with terminal(scene.talk(), scene.phrasebook, scene.clock, keys=scene.keys) as stage:
                yield stage
        case Front.WEB:
            parts = PageParts(
                scene.talk(),
                scene.phrasebook,
                scene.clock,
                scene.keys,
                on_bug=scene.on_bug,
                offers=offers,
                consent=partial(consent, facts=scene.facts),
                uploading=Uploading(scene.taking) if scene.taking else None,
            )
            async with browser(parts) as client:
                yield WebStage(client)
        case Front.TELEGRAM:
            async with telegram_stage(
                scene.converse(),
                scene.post,
                clock=scene.clock,
                keys=scene.keys,
                fetchers=scene.fetchers if scene.taking else None,
            ) as stage:
                yield stage
        case Front.SLACK:
            async with slack_stage(
                scene.converse(),
                scene.post,
                clock=scene.clock,
                keys=scene.keys,
                fetchers=scene.fetchers if scene.taking else None,
            ) as stage:
                yield stage


async def _at_once(_seconds: float) -> None:
    """Nobody waits in a story for a platform to come back."""


def offers(report: Report, number: int, answer: str) -> tuple[tuple[Button, ...], ...]:
    return claim_buttons(report.findings[number - 1], answer, number)
