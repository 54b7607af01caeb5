from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from aiohttp import web
from multidict import MultiMapping

from bot.desk.alerts import Pressing
from bot.desk.case import LIVING, UNDECIDED, CaseKind, CaseState
from bot.desk.queue import Numbers, Wanted
from bot.errors import Refusal
from bot.moderation import Desk
from bot.people.role import Right
from bot.ports import Clock
from handlers.web.desk.doors import Visit
from handlers.web.desk.frame import HOME, Frame, Notice
from handlers.web.desk.streams import Standing, Streams

Pressings = Callable[[], Awaitable[Pressing]]
"""What cannot wait, whoever was called for it."""

_MOST_NAMED: Final = 12

PAGE: Final = 30
"""Cases on one page."""

STATES: Final = {
    "undecided": UNDECIDED,
    "waiting": frozenset({CaseState.WAITING}),
    "signing": frozenset({CaseState.SIGNING}),
    "decided": frozenset({CaseState.DECIDED}),
    "closed": frozenset({CaseState.CLOSED}),
    "living": LIVING,
    "aside": frozenset({CaseState.ASIDE}),
}
HOLDERS: Final = ("", "mine", "free")


@dataclass(frozen=True, slots=True)
class Filter:
    """What is to be listed, as it stands in the address of the page."""

    state: str = "undecided"
    kind: str = ""
    label: str = ""
    held: str = ""
    after: str = ""

    def wanted(self, member: str) -> Wanted:
        return Wanted(
            STATES[self.state],
            kind=CaseKind(self.kind) if self.kind else None,
            label=self.label,
            held_by=member if self.held == "mine" else "",
            only_free=self.held == "free",
        )

    def path(self, **other: str) -> str:
        """The address of the list with these changes; from its beginning unless `after` is among them."""
        changed = replace(self, **({"after": ""} | other))
        given = {
            name: value for name in _NAMES if (value := getattr(changed, name)) not in {"", _USUAL[name]}
        }
        return f"{HOME}?{urlencode(given)}" if given else HOME


_NAMES: Final = ("state", "kind", "label", "held", "after")
_USUAL: Final = {"state": "undecided", "kind": "", "label": "", "held": "", "after": ""}


def read_filter(query: MultiMapping[str], labels: tuple[str, ...]) -> Filter:
    """What is strange in an address counts as not given."""
    state, kind, label, held = (query.get(name, "") for name in _NAMES[:4])
    return Filter(
        state=state if state in STATES else "undecided",
        kind=kind if kind in {one.value for one in CaseKind} else "",
        label=label if label in labels else "",
        held=held if held in HOLDERS else "",
        after=query.get("after", "")[:500],
    )


def mark_of(numbers: Numbers) -> str:
    """Differs as soon as a case came, was taken, released or decided."""
    since = numbers.waiting_since.timestamp() if numbers.waiting_since else 0
    return f"{numbers.undecided}.{numbers.held}.{numbers.decided_today}.{since:.0f}"


class QueueFront:
    """The list of cases. `labels` are those of the configuration."""

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        streams: Streams,
        clock: Clock,
        *,
        pressing: Pressings,
        labels: tuple[str, ...],
    ) -> None:
        self._desk = desk
        self._pressing = pressing
        self._frame = frame
        self._streams = streams
        self._clock = clock
        self._labels = labels

    async def get(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        chosen = read_filter(request.query, self._labels)
        notices: tuple[Notice, ...] = ()
        wanted = chosen.wanted(visit.member.id)
        try:
            queue = await self._desk.queue(wanted, limit=PAGE, after=chosen.after)
        except Refusal as refusal:  # the place where the page went on from is none any more
            notices = (Notice(self._frame.say(refusal.key, **refusal.values)),)
            chosen = replace(chosen, after="")
            queue = await self._desk.queue(wanted, limit=PAGE)
        numbers = await self._desk.numbers()
        return self._frame.page(
            visit,
            "queue.html",
            title=self._frame.book.text("webdesk.nav.queue"),
            at=HOME,
            notices=notices,
            queue=queue,
            numbers=numbers,
            pressing=await self._pressing(),
            most_named=_MOST_NAMED,
            mark=mark_of(numbers),
            chosen=chosen,
            states=tuple(STATES),
            kinds=("", *(kind.value for kind in CaseKind)),
            holders=HOLDERS,
            labels=self._labels,
            now=self._clock.now(),
            may_decide=visit.member.may(Right.DECIDE),
        )

    async def stream(self, request: web.Request, visit: Visit) -> web.StreamResponse:
        return await self._streams.tell(request, visit, self._stand)

    async def _stand(self) -> Standing:
        numbers = await self._desk.numbers()
        told = self._frame.book.text(
            "webdesk.queue_changed", count=str(numbers.undecided), held=str(numbers.held)
        )
        return Standing(mark_of(numbers), told)
