"""The fronts as stages for stories: each is used as a person uses it, and read as a person reads it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import StringIO

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.people.audience import Audience
from bot.ports import Clock
from bot.speech.turns import Converse
from bot.verdicts.finding import Relation
from bot.verdicts.phrasebook import Phrasebook
from handlers.console.front import ConsoleFront
from handlers.console.streams import open_console
from handlers.web.server import Parts, build
from tests.stories.page import read_page
from tests.stories.story import Said, Seen

_ANY = "\0"
"""Stands for a value while a phrase is made into a pattern."""


@dataclass
class TypedLines:
    """A terminal at which each burst of lines has been typed already."""

    bursts: list[tuple[str, ...]]
    is_terminal: bool = True

    async def burst(self) -> tuple[str, ...] | None:
        return self.bursts.pop(0) if self.bursts else None

    async def everything(self) -> str:
        return "\n".join(line for burst in self.bursts for line in burst)


@dataclass
class ConsoleStage:
    """Every line of a story is a visit to the terminal: date and origin are set, the text is pasted, the answer is read."""

    converse: Converse
    phrasebook: Phrasebook
    clock: Clock
    width: int = 90

    async def say(self, said: Said) -> Seen:
        bursts: list[tuple[str, ...]] = []
        if said.published:
            bursts.append((f"/date {said.published.isoformat()}",))
        if said.origin:
            bursts.append((f"/from {said.origin}",))
        bursts.append((*said.text.split("\n"), ""))
        shown = StringIO()
        front = ConsoleFront(
            self.converse,
            keyboard=TypedLines(bursts),
            console=open_console(shown, width=self.width),
            phrasebook=self.phrasebook,
            clock=self.clock,
            audience=Audience.PUBLIC,
        )
        await front.run()
        return read_terminal(shown.getvalue(), self.phrasebook)


@dataclass
class WebStage:
    """A browser without script: opens the page, fills in the form, sends it, reads the page that comes back."""

    client: TestClient[web.Request, web.Application]
    html: str = field(default="", init=False)

    async def say(self, said: Said) -> Seen:
        async with self.client.get("/") as opened:
            form = read_page(await opened.text()).fields
        published = said.published.isoformat() if said.published else ""
        filled = form | {"text": said.text, "published": published, "origin": said.origin}
        async with self.client.post("/", data=filled) as answered:
            self.html = await answered.text()
        page = read_page(self.html)
        relations = tuple(Relation(relation) for relation in page.relations)
        return Seen(relations, frozenset(page.slots), page.text)


@asynccontextmanager
async def browser(parts: Parts) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    """A browser with cookies before a running server made of these parts."""
    async with TestClient(TestServer(build(parts))) as client:
        yield client


def read_terminal(shown: str, phrasebook: Phrasebook) -> Seen:
    """Headlines and slots are found by their sentences in the phrase book, so a wrong sentence is a wrong answer."""
    text = " ".join(shown.split())
    found = {
        (match.start(), relation)
        for relation in Relation
        for headline in _headlines(relation, phrasebook)
        for match in headline.finditer(text)
    }
    keys = phrasebook.keys()
    slots = {
        key.removeprefix("slot.")
        for key in keys
        if key.startswith("slot.") and _difference(key, phrasebook).search(text)
    }
    return Seen(tuple(relation for _, relation in sorted(found)), frozenset(slots), text)


def _headlines(relation: Relation, phrasebook: Phrasebook) -> list["re.Pattern[str]"]:
    mark = phrasebook.text(f"talk.mark.{relation.value}")
    keys = phrasebook.keys()
    ours = (key for key in keys if key.startswith(f"relation.{relation.value}."))
    return [_pattern(f"{mark} {phrasebook.text(key, verdict=_ANY)}") for key in ours]


def _difference(key: str, phrasebook: Phrasebook) -> "re.Pattern[str]":
    """How a difference of that slot is worded: its name, then what the text says."""
    named, _, _ = phrasebook.text(
        "differs.line", slot=phrasebook.text(key), theirs=_ANY, ours=_ANY
    ).partition(_ANY)
    return _pattern(named)


def _pattern(sentence: str) -> "re.Pattern[str]":
    return re.compile(r"(?<!\w)" + ".+?".join(re.escape(part) for part in sentence.split(_ANY)))
