"""The fronts as stages for stories: each is used as a person uses it, and read as a person reads it."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import StringIO

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.people.audience import Audience
from bot.ports import Clock, Keys
from bot.speech.choices import Act, Choice, write_choice
from bot.speech.turns import Talk
from bot.verdicts.finding import Relation
from bot.verdicts.phrasebook import Phrasebook
from handlers.console.front import ConsoleFront
from handlers.console.read import typist as console_typist
from handlers.console.streams import open_console
from handlers.web.server import Parts, build
from tests.stories.page import read_page
from tests.stories.story import Said, Seen

_TYPED = {
    Act.WHY: "why",
    Act.THIS: "this",
    Act.NOT_THIS: "not",
    Act.NONE: "none",
    Act.ASK: "ask",
    Act.AGREE: "yes",
    Act.CANCEL: "no",
    Act.FORGET: "/forget",
    Act.QUIET: "/settings quiet on",
    Act.LOUD: "/settings quiet off",
}
"""What is typed at the prompt for a button."""

_COMMANDS = {act: f"/{word}" for act, word in _TYPED.items() if not word.startswith("/")} | {
    Act.CANCEL: "/cancel",
    Act.FORGET: "/forget",
}
"""What is typed into the page where there is no button."""

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
class Typist:
    """A terminal at which somebody types what the story says next; `is_waiting` while the prompt stands and nothing more was typed."""

    bursts: asyncio.Queue[tuple[str, ...] | None] = field(default_factory=asyncio.Queue)
    is_waiting: asyncio.Event = field(default_factory=asyncio.Event)
    is_terminal: bool = True

    async def burst(self) -> tuple[str, ...] | None:
        if self.bursts.empty():
            self.is_waiting.set()
        return await self.bursts.get()

    async def everything(self) -> str:
        raise AssertionError("nobody pipes anything in")

    async def type(self, *bursts: tuple[str, ...]) -> None:
        self.is_waiting.clear()
        for burst in bursts:
            self.bursts.put_nowait(burst)
        await self.is_waiting.wait()


@dataclass
class ConsoleStage:
    """One visit to the terminal: date and origin are set, the text is pasted, the answer is read, and words are typed for buttons."""

    typist: Typist
    screen: StringIO
    phrasebook: Phrasebook

    async def say(self, said: Said) -> Seen:
        bursts: list[tuple[str, ...]] = []
        if said.published:
            bursts.append((f"/date {said.published.isoformat()}",))
        if said.origin:
            bursts.append((f"/from {said.origin}",))
        lines = tuple(said.text.split("\n"))
        bursts.append(lines if said.text.startswith("/") else (*lines, ""))
        return await self._type(*bursts)

    async def press(self, choice: Choice, *, by_other: bool = False) -> Seen:
        assert not by_other, "nobody else sits at this terminal"
        number = f" {choice.number}" if choice.number else ""
        word = choice.value if choice.act is Act.TIP else f"{_TYPED[choice.act]}{number}"
        return await self._type((word,))

    async def _type(self, *bursts: tuple[str, ...]) -> Seen:
        before = len(self.screen.getvalue())
        await self.typist.type(*bursts)
        return read_terminal(self.screen.getvalue()[before:], self.phrasebook)


@asynccontextmanager
async def terminal(
    talk: Talk, phrasebook: Phrasebook, clock: Clock, *, keys: Keys, width: int = 90
) -> AsyncIterator[ConsoleStage]:
    """Somebody sits down at a terminal, and gets up again at the end."""
    typist, screen = Typist(), StringIO()
    front = ConsoleFront(
        talk,
        sender=console_typist(keys, Audience.PUBLIC),
        keyboard=typist,
        console=open_console(screen, width=width),
        phrasebook=phrasebook,
        clock=clock,
    )
    sitting = asyncio.create_task(front.run())
    sitting.add_done_callback(lambda _: typist.is_waiting.set())  # a front that broke answers nobody
    await typist.is_waiting.wait()
    try:
        yield ConsoleStage(typist, screen, phrasebook)
    finally:
        typist.bursts.put_nowait(None)
        await sitting


@dataclass
class WebStage:
    """A browser without script: opens the page, fills in the form, sends it, presses buttons, and goes on from the page that comes back."""

    client: TestClient[web.Request, web.Application]
    html: str = field(default="", init=False)

    async def say(self, said: Said) -> Seen:
        published = said.published.isoformat() if said.published else ""
        return await self._send("/", {"text": said.text, "published": published, "origin": said.origin})

    async def press(self, choice: Choice, *, by_other: bool = False) -> Seen:
        """Reasons stand on the page itself; asked for without a button they are typed for."""
        if not choice.answer and choice.act in _COMMANDS:
            number = f" {choice.number}" if choice.number else ""
            return await self.say(Said(f"{_COMMANDS[choice.act]}{number}"))
        if by_other:
            self.client.session.cookie_jar.clear()
            self.html = ""
        return await self._send("/press", {"choice": write_choice(choice)})

    async def _send(self, path: str, filled: Mapping[str, str]) -> Seen:
        if not self.html:
            async with self.client.get("/") as opened:
                self.html = await opened.text()
        token = read_page(self.html).fields["token"]
        async with self.client.post(path, data={"token": token, **filled}) as answered:
            self.html = await answered.text()
        page = read_page(self.html)
        relations = tuple(Relation(relation) for relation in page.relations)
        return Seen(relations, frozenset(page.slots), page.text, tuple(page.choices))


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
    relations = tuple(relation for _, relation in sorted(found))
    return Seen(relations, frozenset(slots), text, tuple(_offered(text, phrasebook)))


def _offered(text: str, phrasebook: Phrasebook) -> Iterator[Choice]:
    """The words that can be typed, as choices of no answer in particular: at a prompt the word is all that counts."""
    acts = {word: act for act, word in _TYPED.items()}
    known = re.compile(rf"({'|'.join(map(re.escape, acts))})(?: (\d+))?(?!\w)")
    before, _, _ = phrasebook.text("console.words", words=_ANY).partition(_ANY)
    for listed in text.split(before)[1:]:
        for one in listed.split(phrasebook.text("console.between")):
            if (found := known.match(one)) is not None:
                yield Choice(acts[found[1]], number=int(found[2] or 0))


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
