"""What is counted for the operator. Labels are fronts and kinds of outcome: never anything of a person, a conversation or a text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

from bot.people.address import Front

_BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0)


class Arrived(StrEnum):
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    EXCESS = "excess"  # the first too many, whose sender was told
    DROPPED = "dropped"  # those behind it
    REFUSED = "refused"  # left with the platform, since too much waits or the database is away


class Ended(StrEnum):
    ANSWERED = "answered"
    POSTPONED = "postponed"
    SUPERSEDED = "superseded"  # begun anew, since more of it came
    BROKEN = "broken"
    PARKED = "parked"


class Posted(StrEnum):
    SENT = "sent"
    RETRIED = "retried"
    FAILED = "failed"
    BROKEN = "broken"
    WITHOUT_FRONT = "without_front"  # for a front that is not configured now


class Errand(StrEnum):
    """What the desk does by itself."""

    ANSWER = "answer"
    CORRECTION = "correction"
    CARD = "card"
    JOINED = "joined"
    ALERT = "alert"
    DIGEST = "digest"


class Stage(StrEnum):
    """From the acceptance of the last part of what was sent, but `DELIVERED` from the writing of the reply."""

    SIGN = "sign_of_life"
    ANSWER = "answer_written"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class _Counted(Collector):
    name: str
    meaning: str
    read: Callable[[], Mapping[str, int]]

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily(self.name, self.meaning, labels=("outcome",))
        for outcome, count in self.read().items():
            family.add_metric((outcome,), count)
        yield family


class Numbers:
    """All of them in one place, with a registry of their own. Nothing else knows the library."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._arrived = self._counter("secondsource_arrivals", "Deliveries of platforms", "front", "outcome")
        self._turns = self._counter("secondsource_turns", "Turns of conversations", "front", "outcome")
        self._posted = self._counter("secondsource_messages", "Messages on their way out", "front", "outcome")
        self._errands = self._counter("secondsource_desk_errands", "What went out by itself", "what")
        self._seconds = Histogram(
            "secondsource_seconds",
            "Time until people see something",
            ("front", "stage"),
            registry=self._registry,
            buckets=_BUCKETS,
        )
        self._gauges: dict[str, Gauge] = {}
        self._swept_at = Gauge(
            "secondsource_retention_timestamp_seconds",
            "When what is due was deleted last",
            registry=self._registry,
        )
        self._swept = Gauge(
            "secondsource_retention_rows", "Rows that were deleted then", ("kind",), registry=self._registry
        )
        self._tries = self._of_receivers("tries", "How often what is told next was tried in vain")
        self._given_up = self._of_receivers("given_up", "What could not be told within its time, so far")
        self._up = Gauge("secondsource_part_up", "Whether a part answers", ("part",), registry=self._registry)

    def arrived(self, front: Front, outcome: Arrived, count: int = 1) -> None:
        self._arrived.labels(front.value, outcome.value).inc(count)

    def turned(self, front: Front, outcome: Ended) -> None:
        self._turns.labels(front.value, outcome.value).inc()

    def posted(self, front: Front, outcome: Posted) -> None:
        self._posted.labels(front.value, outcome.value).inc()

    def ran(self, errand: Errand, count: int = 1) -> None:
        self._errands.labels(errand.value).inc(count)

    def took(self, front: Front, stage: Stage, seconds: float) -> None:
        self._seconds.labels(front.value, stage.value).observe(max(0.0, seconds))

    def note_waiting(self, waiting: Mapping[str, float]) -> None:
        """How things stand now, by name: `inbox`, `outbox`, `parked`, `oldest_seconds` and the like."""
        for name, value in waiting.items():
            if name not in self._gauges:
                self._gauges[name] = Gauge(
                    f"secondsource_waiting_{name}", f"How things stand: {name}", registry=self._registry
                )
            self._gauges[name].set(value)

    def note_receiver(self, name: str, *, tries: int, given_up: int) -> None:
        """Of webhooks, by its name in the settings."""
        self._tries.labels(name).set(tries)
        self._given_up.labels(name).set(given_up)

    def note_part(self, part: str, *, is_up: bool) -> None:
        self._up.labels(part).set(int(is_up))

    def note_retention(self, at: float, counts: Mapping[str, int]) -> None:
        """When what is due was deleted last, in seconds since 1970, and how many rows of which kind."""
        self._swept_at.set(at)
        self._swept.clear()
        for kind, count in counts.items():
            self._swept.labels(kind).set(count)

    def watch(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """A number that is read when it is asked for, such as how many lanes work now."""
        Gauge(f"secondsource_{name}", meaning, registry=self._registry).set_function(read)

    def watch_counts(self, name: str, meaning: str, read: Callable[[], Mapping[str, int]]) -> None:
        """What something else counts, by outcome: read when it is asked for."""
        self._registry.register(_Counted(f"secondsource_{name}", meaning, read))

    def render(self) -> bytes:
        """All of them in Prometheus' text format."""
        return generate_latest(self._registry)

    def _of_receivers(self, name: str, meaning: str) -> Gauge:
        return Gauge(f"secondsource_webhook_{name}", meaning, ("receiver",), registry=self._registry)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, registry=self._registry)
