"""A conversation without a dialogue: what fronts are tried against alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.claims.note import note
from bot.dialogue.check import not_made, refused
from bot.errors import Refusal, Unavailable
from bot.ports import Checking
from bot.speech.choices import Act, Button, Choice
from bot.speech.heard import Heard, Message
from bot.speech.replies import Answered, Mood, Reply, Told, Working
from bot.speech.turns import Say

ANSWER = "kept-answer1"
BUTTONS = (
    tuple(
        Button(Choice(act, ANSWER, 1, match), note(f"choice.{act.value}"))
        for act, match in ((Act.THIS, 1), (Act.NOT_THIS, 1), (Act.NONE, 0))
    ),
    tuple(Button(Choice(act, ANSWER, 1), note(f"choice.{act.value}")) for act in (Act.ASK, Act.WHY)),
)
"""As under an answer to one claim."""

OnBug = Callable[[Exception], None]


@dataclass
class PreparedTalk:
    """Checks texts as `checking` does and answers everything else with `replies`, which are said once each, in order; keeps what it heard."""

    checking: Checking
    on_bug: OnBug
    replies: list[Sequence[Reply]] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    async def __call__(self, heard: Heard, say: Say) -> None:
        self.heard.append(heard)
        said = [await self._answer(heard, say)] if isinstance(heard, Message) else self._reply()
        for reply in said:
            await say(reply)

    def _reply(self) -> Sequence[Reply]:
        return self.replies.pop(0) if self.replies else [Told((note("talk.start.who"),))]

    async def _answer(self, message: Message, say: Say) -> Reply:
        async def tell(done: int, total: int) -> None:
            await say(Working(done, total))

        await say(Working())
        try:
            report = await self.checking.check(message.submission, message.sender.audience, progress=tell)
        except Refusal as refusal:
            return refused(refusal)
        except Unavailable as failure:
            return not_made(failure)
        except Exception as bug:  # noqa: BLE001 - as the edge of the real conversation
            self.on_bug(bug)
            return Told((note("unavailable.fault"), note("unavailable.no_finding")), Mood.FAILED)
        return Answered(report, ANSWER, BUTTONS if len(report.findings) == 1 else ())
