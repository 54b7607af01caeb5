"""What fronts hand over comes in here: as much of it as one person may send, and as may wait altogether."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.errors import Unavailable
from bot.ports import Clock, Inbox
from bot.runtime.allowance import Limits
from bot.runtime.numbers import Arrived, Numbers
from bot.sharing import Allowances
from bot.speech.allowance import Allowed, StillTooMany, TooMany
from bot.speech.heard import Command, Excess, From, Heard, Left, Pressed, Verb, album_of, handle_of
from bot.speech.traffic import Arrival

RETRY_SECONDS = 5.0
"""After which a platform is asked to come again where too much waits."""

_COUNTED_SECONDS = 1.0
"""Between two counts of what waits: it need not be known to the last one."""

_REMEMBERED = 20_000
"""Deliveries that are known again, since a repeated one costs nothing. Platforms repeat within minutes; what came before a restart is known
to the inbox only."""


_UNDOING = frozenset({Verb.FORGET, Verb.YES, Verb.CANCEL})


@dataclass(frozen=True, slots=True)
class _Admitted:
    """An arrival as it is handed on. `taken`: what its sender's allowance in `charged` was charged with, None for nothing. `is_known`: it came
    before."""

    arrival: Arrival
    charged: Allowances | None = None
    taken: float | None = None
    is_known: bool = False


class Reception:
    """`accept` is the `Accept` of every front. `allowances` makes one that counts apart from those of other names. `on_accepted` hears at once of what was taken in."""

    def __init__(
        self,
        inbox: Inbox,
        *,
        limits: Limits,
        allowances: Callable[[str], Allowances],
        numbers: Numbers,
        clock: Clock,
        on_accepted: Callable[[Iterable[Heard]], None],
    ) -> None:
        self._inbox = inbox
        self._limits = limits
        self._numbers = numbers
        self._clock = clock
        self._on_accepted = on_accepted
        self._allowances = allowances("messages")
        # However much somebody wrote, they can still take it back: that has an allowance of its own.
        self._second_thoughts = allowances("second thoughts")
        self._known: OrderedDict[str, None] = OrderedDict()
        self._waiting = 0  # as counted last, and what has come since
        self._counted_at = -_COUNTED_SECONDS
        self._entrance = asyncio.Lock()

    async def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Takes in what may be taken in; raises `Unavailable` where nothing was, as the port says."""
        async with (
            self._entrance
        ):  # one after another: overtaking would change the order of what somebody wrote
            await self._refuse_too_much(arrivals)
            admitted = [one for arrival in arrivals if (one := await self._admit(arrival)) is not None]
        if not admitted:
            return
        new = None
        try:
            new = await self._inbox.accept([one.arrival for one in admitted])
        finally:
            if new is None:
                # Also where the platform hangs up meanwhile: it comes again, and nobody must be charged twice.
                await self._take_back(admitted)
                self._count(admitted, Arrived.REFUSED)
        await self._settle(admitted, new)

    async def _refuse_too_much(self, arrivals: Sequence[Arrival]) -> None:
        """Whoever leaves is always heard: what is kept of them has to go."""
        if all(isinstance(arrival.heard, Left) for arrival in arrivals):
            return
        now = asyncio.get_running_loop().time()
        if now - self._counted_at >= _COUNTED_SECONDS:
            self._waiting = await self._inbox.backlog()
            self._counted_at = now
        if self._waiting >= self._limits.waiting:
            self._count([_Admitted(arrival) for arrival in arrivals], Arrived.REFUSED)
            raise Unavailable("busy", retry_after=RETRY_SECONDS)

    async def _admit(self, arrival: Arrival) -> _Admitted | None:
        """None for one too many whose sender was told before."""
        heard = arrival.heard
        if isinstance(heard, Left | Excess):
            return _Admitted(arrival)
        if any(name in self._known for name in (arrival.event, *arrival.also)):
            return _Admitted(arrival, is_known=True)
        allowances = self._second_thoughts if _is_second_thought(heard) else self._allowances
        match await allowances.ask(_names(heard.sender), album=album_of(heard), age=self._age(arrival)):
            case StillTooMany():
                self._count([_Admitted(arrival)], Arrived.DROPPED)
                return None
            case TooMany(seconds):
                excess = Excess(heard.sender, seconds, handle_of(heard))
                self._remember(arrival)
                return _Admitted(replace(arrival, heard=excess), allowances)
            case Allowed(taken):
                self._remember(arrival)
                return _Admitted(arrival, allowances, taken)

    def _age(self, arrival: Arrival) -> float:
        """How long ago it was written: what comes late must not count as if all of it had been written now."""
        if arrival.sent_at is None:
            return 0.0
        return max(0.0, (self._clock.now() - arrival.sent_at).total_seconds())

    async def _settle(self, admitted: Sequence[_Admitted], new: int) -> None:
        self._waiting += new
        if new == 0:
            await self._give_back(admitted)
        else:
            self._on_accepted([one.arrival.heard for one in admitted if not one.is_known])
        self._count(admitted[:new], Arrived.ACCEPTED)
        self._count(admitted[new:], Arrived.DUPLICATE)
        excess = [one for one in admitted if isinstance(one.arrival.heard, Excess)]
        self._count(excess, Arrived.EXCESS)

    async def _take_back(self, admitted: Sequence[_Admitted]) -> None:
        """As if none of it had come."""
        for one in admitted:
            if not one.is_known:
                for name in (one.arrival.event, *one.arrival.also):
                    self._known.pop(name, None)
        await self._give_back(admitted)
        for one in admitted:
            if isinstance(one.arrival.heard, Excess) and one.charged is not None:
                await one.charged.speak_again(one.arrival.heard.sender.person)

    async def _give_back(self, admitted: Sequence[_Admitted]) -> None:
        for one in admitted:
            if one.charged is not None and one.taken is not None:
                await one.charged.give_back(one.arrival.heard.sender.person, one.taken)

    def _remember(self, arrival: Arrival) -> None:
        for name in (arrival.event, *arrival.also):
            self._known[name] = None
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def _count(self, admitted: Sequence[_Admitted], outcome: Arrived) -> None:
        for one in admitted:
            self._numbers.arrived(one.arrival.heard.sender.address.front, outcome)


def _is_second_thought(heard: Heard) -> bool:
    return isinstance(heard, Pressed) or (isinstance(heard, Command) and heard.verb in _UNDOING)


def _names(sender: From) -> tuple[str, ...]:
    return (sender.person, *sender.formerly)
