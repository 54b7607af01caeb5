"""The one place where a bug inside a turn is caught, so that nobody is left without an answer."""

from collections.abc import Callable

from bot.claims.note import note
from bot.speech.heard import Heard
from bot.speech.replies import Mood, Reply, Told
from bot.speech.session import Session
from bot.speech.turns import Converse, Say


def guarded(turn: Converse, *, on_bug: Callable[[Exception], None]) -> Converse:
    """The same turn, which tells the person when it broke instead of raising.

    `on_bug` gets the exception for the log; its message may quote what the person wrote and must not be logged.
    What the front's own `say` raises is the front's business and passes through.
    """

    async def answer(session: Session, heard: Heard, say: Say) -> Session:
        way_back = _WayBack(say)
        try:
            return await turn(session, heard, way_back.say)
        except Exception as bug:
            if way_back.is_broken:
                raise
            on_bug(bug)
        await say(Told((note("unavailable.fault"), note("unavailable.no_finding")), Mood.FAILED))
        return session

    return answer


class _WayBack:
    def __init__(self, say: Say) -> None:
        self._say = say
        self.is_broken = False

    async def say(self, reply: Reply) -> None:
        self.is_broken = True
        await self._say(reply)
        self.is_broken = False
