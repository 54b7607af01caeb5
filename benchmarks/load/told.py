"""What a run is told in, and which floors it is held to."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from benchmarks.latency import Report, Speakers, percentile
from benchmarks.load.crowd import TEXTS, Load
from benchmarks.rig.kept import Left
from benchmarks.rig.platforms import Platforms
from benchmarks.rig.refusals import refused_by
from bot.people.address import Front

LEAST_HITS: Final = 0.9
LONGEST_ANSWER: Final = 1.0
LEAST_OF_TWO: Final = 1.8


@dataclass(frozen=True, slots=True)
class Run:
    """`worked` are seconds of processor, of all processes of the bot; `counts` what became of their questions to the cache."""

    worked: float
    counts: Counter[str]
    left: Left


def tell(report: Report, name: str, speakers: Speakers, load: Load, run: Run, *, shares_cache: bool) -> None:
    """The floor of hits is for those who share what they have: of several who do not, each has to check a text once."""
    _tell_work(report, name, len(speakers.said), run)
    if load.is_viral:
        _tell_cache(report, name, len(speakers.said), run, shares_cache=shares_cache)
    _tell_waiting(report, name, speakers, load)
    _tell_left(report, name, speakers.platforms, run.left)


def tell_gain(report: Report, name: str, of_one: float, of_two: float) -> None:
    """How much two processes do where each has a processor of its own, by what a forward costs them."""
    gain = 2 * of_one / of_two
    floor = f"at least {LEAST_OF_TWO}"
    report.say(f"{name}: two against one, by work", f"{gain:.2f}", floor=floor, holds=gain >= LEAST_OF_TWO)


def _tell_work(report: Report, name: str, many: int, run: Run) -> None:
    report.say(f"{name}: forwards", str(many))
    report.say(f"{name}: processor for one forward", f"{run.worked / many * 1000:.1f} ms")


def _tell_cache(report: Report, name: str, many: int, run: Run, *, shares_cache: bool) -> None:
    share = run.counts["hits"] / many
    report.say(
        f"{name}: {TEXTS} texts, answered from the cache",
        f"{share:.1%}",
        floor=f"at least {LEAST_HITS:.0%}" if shares_cache else "",
        holds=share >= LEAST_HITS or not shares_cache,
    )
    report.say(f"{name}: asked of the cache in vain", str(run.counts["misses"]))
    report.say(f"{name}: errors of the cache", str(run.counts["errors"] + run.counts["skipped"]))


def _tell_waiting(report: Report, name: str, speakers: Speakers, load: Load) -> None:
    """What is not viral is as much as processors bear, and not held to how long it waits."""
    for front in (Front.TELEGRAM, Front.SLACK):
        found = speakers.watches.answers(front)
        for which in (50, 95, 99):
            seconds = percentile(found, which)
            is_held = which == 95 and load.is_viral
            report.say(
                f"{name}: {front.value}, answer, p{which}",
                f"{seconds * 1000:.0f} ms",
                floor=f"at most {LONGEST_ANSWER * 1000:.0f} ms" if is_held else "",
                holds=not is_held or seconds <= LONGEST_ANSWER,
            )


def _tell_left(report: Report, name: str, platforms: Platforms, left: Left) -> None:
    gone = left.events + left.replies + left.parked + left.failed
    report.say(f"{name}: waiting, parked or given up", str(gone), floor="at most 0", holds=not gone)
    refused, _ = refused_by(platforms)
    report.say(f"{name}: refused by the platforms", str(len(refused)), floor="at most 0", holds=not refused)
