"""Tells the desk's chats what cannot wait until somebody looks, and once a day how things stand. Nothing calls in quiet hours.

Where the desk has no chat, those who may decide and stand in the settings are told, each alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.desk.alerts import Alarm, Pressing
from bot.desk.hours import Hours
from bot.dialogue.desk.alert import word_burst, word_digest, word_overdue
from bot.moderation import Alerts, Desk
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.ports import Clock
from bot.runtime.numbers import Errand, Numbers
from bot.runtime.rounds import Edge, Woken, in_rounds
from bot.speech.heard import From

_LOOKS_EVERY = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Alarms:
    """When to call: `people` asking about one case within `minutes`, 0 for never; a tip that waits longer than `tip_hours`."""

    people: int
    minutes: int
    tip_hours: int
    hours: Hours
    with_text: bool
    language: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may decide, alone with the bot. `workspace` tells that of their front, empty until the platform has told it."""

    front: Front
    user: str
    workspace: Callable[[], str]
    name: Callable[[Front, str, str], Sequence[Pseudonym]]

    def place(self) -> From | None:
        workspace = self.workspace()
        if not workspace:
            return None
        person, *formerly = self.name(self.front, workspace, self.user)
        address = Address(self.front, workspace, self.user)
        return From(address, person, Audience.NEWSROOM, formerly=tuple(formerly), user=self.user)


async def look_at_pressing(alerts: Alerts, alarms: Alarms, clock: Clock) -> Pressing:
    """What is to be seen also where nobody could be called."""
    return await alerts.pressing(
        people=alarms.people,
        within=timedelta(minutes=alarms.minutes),
        overdue_before=clock.now() - timedelta(hours=alarms.tip_hours),
    )


@dataclass
class Alerter:
    """`places` are those that can be written to now."""

    alerts: Alerts
    desk: Desk
    places: Callable[[], Sequence[From]]
    alarms: Alarms
    clock: Clock
    numbers: Numbers
    edge: Edge

    async def run(self) -> None:
        await in_rounds(self.look, Woken(self.desk).wait, self.edge)

    async def look(self) -> float:
        now, hours = self.clock.now(), self.alarms.hours
        await self._note_bursts()
        until, places = hours.quiet_until(now), self.places()
        if until is None and places:
            await self._tell_bursts(places)
            await self._tell_overdue(places)
            await self._tell_digest(places)
        next_tip = await self.alerts.next_tip(after=now - self._promised)
        coming = (until, hours.next_digest(now), next_tip and next_tip + self._promised, now + _LOOKS_EVERY)
        soonest = min(moment for moment in coming if moment is not None)
        return max(1.0, (soonest - now).total_seconds())

    @property
    def _promised(self) -> timedelta:
        return timedelta(hours=self.alarms.tip_hours)

    async def _note_bursts(self) -> None:
        """For the audit log, and with it for other systems: by night too, and where nobody could be called."""
        alarms = self.alarms
        if alarms.people:
            await self.alerts.note_bursts(people=alarms.people, within=timedelta(minutes=alarms.minutes))

    async def _tell_bursts(self, places: Sequence[From]) -> None:
        alarms = self.alarms
        if not alarms.people:
            return
        for burst in await self.alerts.bursts(people=alarms.people, within=timedelta(minutes=alarms.minutes)):
            file = await self.desk.case(burst.case) if alarms.with_text else None
            told = word_burst(
                burst,
                file,
                minutes=alarms.minutes,
                with_text=alarms.with_text,
                language=alarms.language,
            )
            await self.alerts.tell(Alarm.BURST, [str(burst.case)], places, told, language=alarms.language)
            self.numbers.ran(Errand.ALERT)

    async def _tell_overdue(self, places: Sequence[From]) -> None:
        cases = await self.alerts.overdue(before=self.clock.now() - self._promised)
        if cases:
            subjects = [str(case) for case in cases]
            await self.alerts.tell(
                Alarm.OVERDUE, subjects, places, word_overdue(cases), language=self.alarms.language
            )
            self.numbers.ran(Errand.ALERT)

    async def _tell_digest(self, places: Sequence[From]) -> None:
        """Once a day. The first one is due a day after the desk began, and one in which nothing would stand is left out."""
        now = self.clock.now()
        day = self.alarms.hours.digest_day(now)
        last = await self.alerts.last_digest()
        if day is None or (last and last.astimezone(self.alarms.hours.zone).date() >= day):
            return
        summary = await self.alerts.summary(since=last or now - _DAY, overdue_before=now - self._promised)
        is_told = last is not None and not summary.is_empty
        await self.alerts.tell(
            Alarm.DIGEST,
            [day.isoformat()],
            places if is_told else (),
            word_digest(summary),
            language=self.alarms.language,
        )
        if is_told:
            self.numbers.ran(Errand.DIGEST)
