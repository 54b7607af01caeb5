from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO

from rich.console import Console

from bot.claims.note import note
from bot.people.audience import Audience
from bot.speech.replies import Reply, Told
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import load_phrasebook
from handlers.console.front import ConsoleFront
from handlers.console.read import typist
from handlers.console.streams import open_console
from tests.fakes.bugs import SeenBugs
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.reports import report, same_event
from tests.stories.adapters import TypedLines
from tests.stories.plain_keys import PlainKeys
from tests.stories.talking import PreparedTalk

TEXT = "A claim."
ANSWERS: Mapping[str, Report | Exception] = {TEXT: report(same_event(TEXT))}
HOSTILE = "[bold red]x[/] \x1b[2J\x1b]0;owned\x07 :boom: \u202egnp"


class Sitting:
    """One visit to the terminal: what was typed, what was checked, what stood there at the end."""

    def __init__(
        self,
        answers: Mapping[str, Report | Exception] = ANSWERS,
        *,
        width: int = 80,
        steps: int = 0,
        is_screen: bool = False,
        replies: Sequence[Sequence[Reply]] = (),
    ) -> None:
        self.checking = PreparedChecking(answers, steps)
        start: Sequence[Reply] = [Told((note("talk.start.who"),))]
        self.talk = PreparedTalk(self.checking, SeenBugs(), [start, *replies] if replies else [])
        self.screen = StringIO()
        plain_console = open_console(self.screen, width=width)
        self._console = (
            Console(file=self.screen, width=width, force_terminal=True) if is_screen else plain_console
        )

    async def type(self, *bursts: tuple[str, ...]) -> str:
        return await self._run(TypedLines(list(bursts)))

    async def pipe(self, text: str) -> int:
        await self._run(TypedLines([tuple(text.split("\n"))], is_terminal=False))
        return self.code

    async def _run(self, keyboard: TypedLines) -> str:
        front = ConsoleFront(
            self.talk,
            sender=typist(PlainKeys(), Audience.PUBLIC),
            keyboard=keyboard,
            console=self._console,
            phrasebook=load_phrasebook("en"),
            clock=FixedClock(date(2026, 3, 1)),
        )
        self.code = await front.run()
        return " ".join(self.screen.getvalue().split())
