"""What the desk does by itself, each as a job that runs as long as the program."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from bot.assembly.application import Application
from bot.assembly.desk import alarms_of, desk_facts_of
from bot.assembly.webhook import notifier_of
from bot.config.thresholds import weights_in_force
from bot.people.address import Front
from bot.ports import Courier
from bot.runtime.alerting import Alerter, Colleague
from bot.runtime.answering import Answerer
from bot.runtime.carding import Board, CardKeeper, CardParts
from bot.runtime.copying import CopyKeeper
from bot.runtime.correcting import Corrector
from bot.runtime.joining import Joiner
from bot.runtime.notifying import Notifier
from bot.runtime.pacing import Paces
from bot.runtime.process import Job
from bot.runtime.rounds import Edge
from bot.speech.heard import From


def errands(
    application: Application,
    boards: Sequence[Board],
    colleagues: Sequence[Colleague],
    couriers: Mapping[Front, Courier],
    paces: Paces,
) -> tuple[Job, ...]:
    """`boards` are the desk's chats on the fronts that are served, `colleagues` those who are called where there is none. Each job falls to
    one process, and begins anew there: what it remembers is of no use to another one."""
    errands: dict[str, Callable[[], _Errand]] = {
        "answers": partial(_answerer, application),
        "corrections": partial(_corrector, application),
        "alerts": partial(_alerter, application, boards or colleagues),
        "joining": partial(_joiner, application),
        "copies": partial(_copy_keeper, application, couriers, paces),
    }
    errands |= {
        f"cards {board.front.value}": partial(_card_keeper, application, board, paces) for board in boards
    }
    errands |= {
        f"webhook {name}": partial(_notifier, application, name)
        for name in application.settings.webhook.receivers
    }
    duties = application.duties()
    return tuple(partial(duties.hold, duty, partial(_begin, make)) for duty, make in errands.items())


class _Errand(Protocol):
    async def run(self) -> None: ...


async def _begin(make: Callable[[], _Errand]) -> None:
    await make().run()


def _edge(application: Application) -> Edge:
    return Edge(application.watch.note_away, application.on_bug)


def _answerer(application: Application) -> Answerer:
    kept = application.storage
    return Answerer(kept.desk, kept.library, application.clock, application.numbers, _edge(application))


def _corrector(application: Application) -> Corrector:
    kept = application.storage
    return Corrector(
        kept.library,
        kept.index,
        application.checking,
        kept.corrections,
        kept.desk,
        application.clock,
        application.numbers,
        _edge(application),
    )


def _alerter(application: Application, places: Sequence[Board | Colleague]) -> Alerter:
    kept, alarms = application.storage, alarms_of(application.settings)
    return Alerter(
        kept.alerts,
        kept.desk,
        partial(_places, places),
        alarms,
        application.clock,
        application.numbers,
        _edge(application),
    )


def _joiner(application: Application) -> Joiner:
    kept = application.storage
    return Joiner(
        kept.desk,
        kept.desk,
        kept.library,
        kept.encoder,
        weights_in_force(application.settings.thresholds),
        application.calibrator.calibration,
        application.clock,
        application.settings.desk.join,
        application.numbers,
        _edge(application),
    )


def _notifier(application: Application, receiver: str) -> Notifier:
    return notifier_of(application, receiver, _edge(application))


def _card_keeper(application: Application, board: Board, paces: Paces) -> CardKeeper:
    return CardKeeper(board, _card_parts(application, paces))


def _copy_keeper(application: Application, couriers: Mapping[Front, Courier], paces: Paces) -> CopyKeeper:
    return CopyKeeper(application.storage.copies, couriers, _card_parts(application, paces))


def _card_parts(application: Application, paces: Paces) -> CardParts:
    kept, clock = application.storage, application.clock
    hours = alarms_of(application.settings).hours
    return CardParts(
        kept.desk,
        kept.cards,
        application.checking,
        clock,
        desk_facts_of(application.settings),
        application.settings.checking.language,
        application.numbers,
        _edge(application),
        paces,
        is_night=lambda: hours.quiet_until(clock.now()) is not None,
    )


def _places(boards: Sequence[Board | Colleague]) -> list[From]:
    return [place for board in boards if (place := board.place()) is not None]
