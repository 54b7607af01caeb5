from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from aiohttp import web

from bot.desk.statistics import Statistics, by_day, by_hour, by_length, middle, times_to_answer
from bot.matching.shown import show_day
from bot.moderation import Desk
from bot.ports import Clock, Feedback
from bot.verdicts.finding import Likelihood
from bot.verdicts.judgement import Judgement, Vote
from bot.verdicts.likelihood import likelihood_of
from handlers.web.desk.charts import Chart, draw
from handlers.web.desk.doors import Visit
from handlers.web.desk.frame import HOME, Frame

PATH: Final = f"{HOME}/numbers"
_DAYS: Final = 30
_HOURS: Final = 48
_MOST_VOTES: Final = 2_000
_LENGTHS: Final = ("hour", "four_hours", "day", "three_days", "longer")


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot with its table. `key` names its phrases; `columns` are the headings of the table."""

    key: str
    told: str
    chart: Chart
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class NumbersFront:
    """How the desk has been doing. Everything is counted anew for each look: what is kept goes with those who asked."""

    def __init__(self, desk: Desk, feedback: Feedback, frame: Frame, clock: Clock) -> None:
        self._desk = desk
        self._feedback = feedback
        self._frame = frame
        self._clock = clock

    async def get(self, _request: web.Request, visit: Visit) -> web.Response:
        now = self._clock.now()
        statistics = await self._desk.statistics(
            since=now - timedelta(days=_DAYS), asked_since=now - timedelta(hours=_HOURS)
        )
        votes = await self._feedback.votes(limit=_MOST_VOTES)
        figures = (
            self._days(statistics),
            self._lengths(statistics),
            self._hours(statistics),
            self._quality(votes),
        )
        title = self._frame.book.text("webdesk.nav.numbers")
        return self._frame.page(visit, "numbers.html", title=title, at=PATH, figures=figures)

    def _figure(
        self,
        key: str,
        told: str,
        labels: Sequence[str],
        *series: Sequence[float],
        top: float = 0.0,
        unit: str = "",
        is_timed: bool = False,
    ) -> Figure:
        names = tuple(
            self._frame.book.text(f"webdesk.plot.{key}.column{place}") for place in range(len(series) + 1)
        )
        rows = tuple(
            (label, *(f"{one[place]:g}{unit}" for one in series)) for place, label in enumerate(labels)
        )
        chart = draw(labels, *series, top=top, unit=unit, is_timed=is_timed)
        return Figure(key, told, chart, names, rows[::-1] if is_timed else rows)

    def _days(self, statistics: Statistics) -> Figure:
        days = by_day(statistics.courses, today=self._clock.today(), days=_DAYS)
        opened, answered = [day.opened for day in days], [day.answered for day in days]
        told = self._frame.book.text(
            "webdesk.plot.days.told", opened=str(sum(opened)), answered=str(sum(answered)), days=str(_DAYS)
        )
        labels = [show_day(day.day).rsplit(" ", 1)[0] for day in days]
        return self._figure("days", told, labels, opened, answered, is_timed=True)

    def _lengths(self, statistics: Statistics) -> Figure:
        book, times = self._frame.book, times_to_answer(statistics.courses)
        half = middle(times)
        told = (
            book.text("webdesk.plot.lengths.told", span=self._frame.moments.span(half))
            if half is not None
            else book.text("webdesk.plot.nothing")
        )
        labels = [book.text(f"webdesk.plot.lengths.{name}") for name in _LENGTHS]
        return self._figure("lengths", told, labels, by_length(times))

    def _hours(self, statistics: Statistics) -> Figure:
        hours = by_hour(statistics.asked, now=self._clock.now(), hours=_HOURS)
        moment, most = max(hours, key=lambda hour: hour[1])
        told = self._frame.book.text(
            "webdesk.plot.hours.told", count=str(most), moment=self._frame.moments.moment(moment)
        )
        labels, counts = [f"{start:%H}:00" for start, _ in hours], [count for _, count in hours]
        return self._figure("hours", told, labels, counts, is_timed=True)

    def _quality(self, votes: Sequence[Vote]) -> Figure:
        book = self._frame.book
        judged = Counter(
            (likelihood_of(vote.probability), vote.judgement is Judgement.RIGHT) for vote in votes
        )
        bands = [band for band in Likelihood if judged[band, True] + judged[band, False]]
        shares = [
            round(100 * judged[band, True] / (judged[band, True] + judged[band, False])) for band in bands
        ]
        told = (
            book.text("webdesk.plot.quality.told", count=str(len(votes)))
            if votes
            else book.text("webdesk.plot.nothing")
        )
        labels = [book.text(f"likelihood.words.{band.value}") for band in bands]
        return self._figure("quality", told, labels, shares, top=100, unit="%")
