"""What the desk does by itself, each as a job that runs as long as the program."""

from collections.abc import Sequence
from functools import partial

from bot.assembly.application import Application
from bot.assembly.desk import alarms_of, desk_facts_of
from bot.config.thresholds import weights_in_force
from bot.runtime.alerting import Alerter, Colleague
from bot.runtime.answering import Answerer
from bot.runtime.carding import Board, CardKeeper, CardParts
from bot.runtime.correcting import Corrector
from bot.runtime.joining import Joiner
from bot.runtime.pacing import Paces
from bot.runtime.process import Job
from bot.runtime.rounds import Edge
from bot.speech.heard import From


def errands(
    application: Application, boards: Sequence[Board], colleagues: Sequence[Colleague], paces: Paces
) -> tuple[Job, ...]:
    """`boards` are the desk's chats on the fronts that are served, `colleagues` those who are called where there is none."""
    kept, clock, numbers = application.storage, application.clock, application.numbers
    edge = Edge(application.watch.note_away, application.on_bug)
    alarms = alarms_of(application.settings)
    places = partial(_places, boards or colleagues)
    alerter = Alerter(kept.alerts, kept.desk, places, alarms, clock, numbers, edge)
    answerer = Answerer(kept.desk, kept.library, clock, numbers, edge)
    cards = CardParts(
        kept.desk,
        kept.cards,
        application.checking,
        clock,
        desk_facts_of(application.settings),
        application.settings.checking.language,
        numbers,
        edge,
        paces,
        is_night=lambda: alarms.hours.quiet_until(clock.now()) is not None,
    )
    corrector = Corrector(
        kept.library, kept.index, application.checking, kept.corrections, kept.desk, clock, numbers, edge
    )
    return (
        answerer.run,
        corrector.run,
        alerter.run,
        _joiner(application, edge).run,
        *(CardKeeper(board, cards).run for board in boards),
    )


def _joiner(application: Application, edge: Edge) -> Joiner:
    kept, clock, numbers = application.storage, application.clock, application.numbers
    return Joiner(
        kept.desk,
        kept.desk,
        kept.library,
        kept.encoder,
        weights_in_force(application.settings.thresholds),
        application.calibrator.calibration,
        clock,
        application.settings.desk.join,
        numbers,
        edge,
    )


def _places(boards: Sequence[Board | Colleague]) -> list[From]:
    return [place for board in boards if (place := board.place()) is not None]
