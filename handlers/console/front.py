"""A conversation in a terminal, or one answer for a whole text that is piped in."""

from dataclasses import replace
from typing import Final, assert_never

from rich.console import Console
from rich.status import Status
from rich.text import Text

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.people.audience import Audience
from bot.ports import Clock
from bot.speech.background import read_published
from bot.speech.carrier import read_carrier
from bot.speech.commands import read_command
from bot.speech.heard import Command, Heard, Message, Verb
from bot.speech.replies import Answered, Mood, Reply, Told, Working
from bot.speech.session import Session
from bot.speech.turns import Converse
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import word_report
from bot.verdicts.wording import Wording
from handlers.console.keyboard import Keyboard
from handlers.console.read import Entry, Origin, Published, Quit, Why, is_maybe_cut, read_entry, typist
from handlers.console.render import render_answer, render_reasons, render_told, render_working

_EXIT: Final = {Mood.TALK: 0, Mood.REFUSED: 2, Mood.UNAVAILABLE: 69, Mood.FAILED: 70}
"""What the shell is told after a piped text (sysexits.h)."""


class ConsoleFront:
    """One person at one terminal. `run` talks until the input ends."""

    def __init__(
        self,
        converse: Converse,
        *,
        keyboard: Keyboard,
        console: Console,
        phrasebook: Phrasebook,
        clock: Clock,
        audience: Audience,
    ) -> None:
        self._converse = converse
        self._keyboard = keyboard
        self._console = console
        self._phrasebook = phrasebook
        self._clock = clock
        self._audience = audience
        self._session = Session(phrasebook.language)
        self._next = Submission("")  # what is known of the next text besides its words
        self._last: Wording | None = None
        self._mood = Mood.TALK
        self._status: Status | None = None

    async def run(self) -> int:
        """Returns what the shell is told: for a piped text 0 answered, 2 refused, 69 unavailable, 70 a fault of ours; else 0."""
        if not self._keyboard.is_terminal:
            await self._take_text(await self._keyboard.everything())
            return _EXIT[self._mood]
        await self._turn(Command(typist(self._audience), Verb.START, Verb.START.value))
        self._tell("console.welcome")
        self._tell("console.commands")
        while (entry := await self._gather()) is not None and not isinstance(entry, Quit):
            await self._take(entry)
        self._tell("console.farewell")
        return 0

    async def _gather(self) -> Entry | str | None:
        """The next entry, or the next text: it ends with an empty line that nothing follows at once. None at the end."""
        lines: list[str] = []
        self._console.print()
        while True:
            self._prompt("console.continued" if lines else "console.prompt")
            burst = await self._keyboard.burst()
            if burst is None:
                return "\n".join(lines) if lines else None
            if not lines and len(burst) == 1 and (entry := read_entry(burst[0], self._audience)) is not None:
                return entry
            lines.extend(burst)
            if not lines[-1].strip():
                return "\n".join(lines).strip("\n")

    async def _take(self, entry: Why | Published | Origin | Command | str) -> None:
        match entry:
            case str():
                await self._take_text(entry)
            case Command():
                await self._turn(entry)
                if entry.verb in {Verb.HELP, None}:
                    self._tell("console.commands")
            case Why():
                self._explain()
            case Published():
                self._set_published(entry.text)
            case Origin():
                self._set_origin(entry.text)
            case _:
                assert_never(entry)

    async def _take_text(self, text: str) -> None:
        if self._keyboard.is_terminal and is_maybe_cut(text):
            self._tell("console.line_cut")
        sender = typist(self._audience)
        command = read_command(sender, text)
        await self._turn(command or Message(sender, replace(self._next, text=text)))

    async def _turn(self, heard: Heard) -> None:
        try:
            self._session = await self._converse(self._session, heard, self._say)
        finally:
            self._rest()

    async def _say(self, reply: Reply) -> None:
        match reply:
            case Working():
                self._show_progress(reply)
            case Told():
                self._rest()
                self._mood = reply.mood
                self._console.print(render_told(reply, self._phrasebook))
            case Answered(report):
                self._rest()
                self._mood = Mood.TALK
                self._next = Submission("")
                self._last = word_report(report, self._phrasebook)
                self._console.print(render_answer(self._last, self._phrasebook))
            case _:
                assert_never(reply)

    def _show_progress(self, working: Working) -> None:
        if not self._console.is_terminal:
            return
        text = render_working(working, self._phrasebook)
        if self._status is None:
            self._status = self._console.status(text)
            self._status.start()
        else:
            self._status.update(text)

    def _rest(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None

    def _explain(self) -> None:
        if self._last is None:
            self._tell("console.no_reasons")
            return
        reasons = render_reasons(self._last, self._phrasebook)
        if reasons is None:
            self._tell("console.no_why")
        else:
            self._console.print(reasons)

    def _set_published(self, text: str) -> None:
        try:
            published = read_published(text, today=self._clock.today())
        except Refusal as refusal:
            self._tell(refusal.key, **refusal.values)
            return
        self._next = replace(self._next, published=published)
        if published is None:
            self._tell("console.published_unset")
        else:
            self._tell("console.published_set", date=published.isoformat())

    def _set_origin(self, text: str) -> None:
        try:
            origin = read_carrier(text)
        except Refusal as refusal:
            self._tell(refusal.key, **refusal.values)
            return
        self._next = replace(self._next, forwarded_from=origin)
        if origin:
            self._tell("console.origin_set", origin=origin)
        else:
            self._tell("console.origin_unset")

    def _tell(self, key: str, **values: str) -> None:
        self._console.print(render_told(Told((note(key, **values),)), self._phrasebook))

    def _prompt(self, key: str) -> None:
        self._console.print(Text(self._phrasebook.text(key), "bold"), end="")
