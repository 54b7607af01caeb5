"""Whoever may not see something learns nothing of it: neither from what is said nor from what is done for them."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.assembly.application import Application, open_application
from bot.config.settings import Settings, StorageSettings
from bot.desk.tip import Tip
from bot.dialogue.converse import converse
from bot.library.event import Event
from bot.library.filing import Status
from bot.people.audience import Audience
from bot.speech.choices import Act
from bot.speech.heard import Command, From, Heard, Pressed, Verb
from bot.speech.outcome import HandIn, Outcome
from bot.speech.replies import Answered, Reply, Shown, Told
from bot.speech.session import Session
from bot.speech.traffic import Turn
from handlers.telegram.render import Rendered, render
from storage.database import Database
from storage.index.encoder import OnnxEncoder
from storage.index.tantivy_index import TantivyIndex
from tests.contract.kept import a_command, a_message, a_sender
from tests.fakes.bugs import no_bugs
from tests.fakes.entries import a_filing, an_event
from tests.stories.conftest import TODAY

ASKED = (
    "Jets of the air force bombed a gathering in Pazigyi on 11 April 2023, and about 170 people were killed.",
    "Colonel Zaw Tun was shot at a checkpoint in Hakha on 3 June 2024.",
)
"""Something that the starter library has, and something that it has not."""

HIDDEN = {
    "restricted": a_filing(visibility=Audience.RESTRICTED),
    "newsroom": a_filing(visibility=Audience.NEWSROOM),
    "draft": a_filing(Status.DRAFT),
}
RECORDS = [replace(an_event(f"hidden-{at}", text), phrasings=(text,)) for at, text in enumerate(ASKED)]


@dataclass
class Watched:
    """An asker before the whole program, with all that they were told and all that was done: statements, texts that were encoded, candidates."""

    application: Application
    said: list[Rendered] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        codes, ids = (
            (f"7KQ2-M4TX-9AB{number}" for number in count(5)),
            (f"answer{number}" for number in count()),
        )
        self._parts = replace(
            self.application.parts(), make_code=partial(next, codes), make_id=partial(next, ids)
        )

    async def hears(self, heard: Heard) -> tuple[Reply, ...]:
        kept = self.application.storage

        async def tell(_working: object) -> None: ...

        known = await kept.sessions.session(heard.sender.address) or Session()
        outcome = await converse(known, heard, tell, parts=self._parts)
        await kept.turns.finish(Turn(heard, outcome))
        book = self.application.phrasebook
        for reply in outcome.replies:
            assert isinstance(reply, Told | Answered | Shown)
            self.said.append(render(reply, book, is_private=True))
        return outcome.replies

    async def asks(self, sender: From, text: str) -> None:
        """The way of somebody who wants to know: a check, why, a moderator, and how it stands."""
        await self.hears(a_message(text, sender=sender))
        await self.hears(a_command(Verb.WHY, sender=sender))
        (consent,) = await self.hears(a_command(Verb.ASK, sender=sender))
        assert isinstance(consent, Told)
        agree = next(each for row in consent.buttons for each in row if each.choice.act is Act.AGREE)
        await self.hears(Pressed(sender, agree.choice))
        await self.hears(a_command(Verb.STATUS, sender=sender))
        await self.hears(Command(sender, Verb.STATUS, "status", "7KQ2-M4TX-9AB5"))


@asynccontextmanager
async def watching(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    def executed(_connection: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        watched.done[sql] += 1

    def noting(kind: type, name: str, note: Callable[..., str]) -> None:
        real = getattr(kind, name)

        async def noted(self: Any, *args: Any, **rest: Any) -> Any:
            result = await real(self, *args, **rest)
            watched.done[note(result, *args)] += 1
            return result

        monkeypatch.setattr(kind, name, noted)

    noting(Database, "read_rows", lambda rows, sql, asked=(): f"{sql} of {len(asked)}: {len(rows)} rows")
    noting(OnnxEncoder, "encode", lambda _vectors, texts: f"encoded {texts}")
    noting(
        TantivyIndex,
        "find",
        lambda every, *_queries: f"found {[hit.id for found in every for hit in found.hits]}",
    )
    event.listen(Engine, "before_cursor_execute", executed)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", executed)


@asynccontextmanager
async def begun(starter: Path, folder: Path) -> AsyncIterator[Watched]:
    settings = Settings(storage=StorageSettings(folder=copytree(starter, folder)))
    async with open_application(settings, clock=TODAY, on_bug=no_bugs) as application:
        yield Watched(application)


async def watch(
    starter: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    records: Sequence[Event] = (),
    tip: str = "",
) -> Watched:
    """What somebody of the public hears, and what is done for it."""
    async with begun(starter, folder) as watched:
        kept = watched.application.storage
        await kept.library.publish(records)
        await kept.follower.catch_up()
        await kept.follower.encode_all()
        await kept.library.shelf()
        if tip:
            other = a_sender("elsewhere", person="bo")
            outcome = Outcome(Session(), deeds=(HandIn(Tip("7KQ2-M4TX-9AB4", tip), other),))
            await kept.turns.finish(Turn(a_message(sender=other), outcome))
        with monkeypatch.context() as patch:
            async with watching(watched, patch):
                for text in ASKED:
                    await watched.asks(a_sender(), text)
        return watched


@pytest.mark.parametrize("kind", HIDDEN)
async def test_hidden_record_changes_neither_words_nor_work(
    kind: str, starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = [replace(one, filing=HIDDEN[kind]) for one in RECORDS]
    nothing = await watch(starter_folder, tmp_path / "nothing", monkeypatch)
    there = await watch(starter_folder, tmp_path / "hidden", monkeypatch, records=hidden)

    assert there.said == nothing.said
    assert there.done == nothing.done


async def test_tip_of_somebody_else_changes_neither_words_nor_work(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = await watch(starter_folder, tmp_path / "nothing", monkeypatch)
    there = await watch(starter_folder, tmp_path / "tip", monkeypatch, tip=ASKED[1])

    assert there.said == nothing.said
    assert there.done == nothing.done


async def test_public_record_changes_both(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without which the others would say nothing."""
    nothing = await watch(starter_folder, tmp_path / "nothing", monkeypatch)
    there = await watch(starter_folder, tmp_path / "public", monkeypatch, records=RECORDS)

    assert there.said != nothing.said
    assert there.done != nothing.done
