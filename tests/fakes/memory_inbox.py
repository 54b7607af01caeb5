from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.speech.heard import is_check
from bot.speech.traffic import Arrival, Event
from tests.fakes.memory_store import PARKED, WAITING, EventRow, Store, lane_of


class MemoryInbox:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def accept(self, arrivals: Sequence[Arrival]) -> int:
        self._store.fail("accept")
        new = 0
        for arrival in arrivals:
            names = {arrival.event, *arrival.also}
            if self._store.known.isdisjoint(names):
                now = self._store.clock.now()
                event = Event(len(self._store.events) + 1, arrival.heard, now)
                self._store.events.append(EventRow(event, lane_of(arrival.heard.sender.address)))
                new += 1
            self._store.known |= names
        if new:
            self._store.arrived.ring()
        return new

    async def take(self, *, limit: int) -> tuple[str, ...]:
        self._store.fail("take")
        now = self._store.clock.now()
        due = dict.fromkeys(row.lane for row in self._store.workable_events(now))
        lanes = [lane for lane in due if lane not in self._store.inbox_held][:limit]
        self._store.inbox_held.update(lanes)
        return tuple(lanes)

    async def pending(self, lane: str) -> tuple[Event, ...]:
        self._store.fail("pending")
        workable = self._store.workable_events(self._store.clock.now())
        return tuple(row.event for row in workable if row.lane == lane)

    async def begin(self, events: Sequence[int]) -> None:
        self._store.fail("begin")
        for row in self._rows(events):
            row.event = replace(row.event, tries=row.event.tries + 1)

    async def take_back(self, events: Sequence[int]) -> None:
        self._store.fail("take_back")
        for row in self._rows(events):
            row.event = replace(row.event, tries=max(0, row.event.tries - 1))

    async def lay_aside(self, events: Sequence[int], *, fault: str) -> None:
        self._store.fail("lay_aside")
        for row in self._rows(events):
            if row.state == WAITING:
                row.state, row.fault = PARKED, fault

    async def note_progress(self, event: int, handle: str) -> None:
        self._store.fail("note_progress")
        for row in self._rows([event]):
            row.event = replace(row.event, progress=handle)

    async def release(self, lane: str) -> None:
        self._store.inbox_held.discard(lane)
        self._store.arrived.ring()

    def holds(self, lane: str) -> bool:
        return lane in self._store.inbox_held

    async def wait(self, *, seconds: float) -> None:
        await self._store.arrived.wait(seconds)

    async def next_due(self) -> datetime | None:
        self._store.fail("next_due")
        firsts = self._store.first_events()
        goes_first = [
            row
            for row in self._store.events
            if row.state == WAITING and (row in firsts or not is_check(row.event.heard))
        ]
        free = [row for row in goes_first if row.lane not in self._store.inbox_held]
        return min((row.due_at for row in free if row.due_at is not None), default=None)

    async def backlog(self) -> int:
        self._store.fail("backlog")
        return sum(row.state == WAITING for row in self._store.events)

    async def parked(self) -> tuple[datetime, ...]:
        return tuple(row.event.accepted_at for row in self._store.events if row.state == PARKED)

    async def retry_parked(self) -> int:
        rows = [row for row in self._store.events if row.state == PARKED]
        for row in rows:
            row.state, row.fault, row.due_at = WAITING, "", None
            row.event = replace(row.event, tries=0, is_told=False)
        self._store.arrived.ring()
        return len(rows)

    async def ping(self) -> None:
        self._store.fail("ping")

    def _rows(self, events: Iterable[int]) -> list[EventRow]:
        return [row for row in self._store.events if row.event.id in set(events)]
