"""What the desk does by itself, each as a job that runs as long as the program."""

from bot.assembly.application import Application
from bot.runtime.answering import Answerer
from bot.runtime.process import Job
from bot.runtime.rounds import Edge


def errands(application: Application) -> tuple[Job, ...]:
    kept, clock, numbers = application.storage, application.clock, application.numbers
    edge = Edge(application.watch.note_away, application.on_bug)
    answerer = Answerer(kept.desk, kept.library, clock, numbers, edge)
    return (answerer.run,)
