"""What `secondsource doctor` sees of conversations: what waits, what was laid aside, what cannot be delivered. Never a word of any of it."""

from collections.abc import Iterator, Mapping

from bot.commandline.result import Result
from bot.config.settings import Settings
from bot.desk.webhook import Reached
from bot.ports import Clock, Inbox, Outbox

LONGEST_WAIT = 15 * 60
"""Seconds. What waits longer than this in a program that runs is stuck."""


async def look_at_waiting(
    counts: Mapping[str, int], inbox: Inbox, outbox: Outbox, clock: Clock
) -> tuple[Result, ...]:
    """`counts` as `count_waiting` gives them. Raises `Unavailable`."""
    return (_waiting(counts), await _parked(inbox, clock), await _failures(outbox))


def _waiting(counts: Mapping[str, int]) -> Result:
    found = f"messages to answer: {counts['events']}, replies to deliver: {counts['replies']}"
    if counts["oldest_seconds"] <= LONGEST_WAIT:
        return Result("waiting", found=found)
    return Result(
        "waiting",
        wrong=f"{found}; the oldest for {counts['oldest_seconds'] // 60} minutes",
        remedy="If the program runs, look at its log for a part or a front that is away; else start it.",
    )


async def _parked(inbox: Inbox, clock: Clock) -> Result:
    parked = await inbox.parked()
    if not parked:
        return Result("laid aside", found="nothing")
    days = (clock.now() - min(parked)).days
    return Result(
        "laid aside",
        wrong=f"messages that broke the program every time: {len(parked)}; days since the oldest: {days}. Whoever sent them was told",
        remedy="Look for faults in the log; after an update give them another chance: secondsource retry",
    )


async def _failures(outbox: Outbox) -> Result:
    failures = await outbox.failures()
    told = ", ".join(f"{count} {why}" for why, count in sorted(failures.items()))
    return Result("not delivered", found=told or "nothing")


def tell_receivers(receivers: Mapping[str, Reached], clock: Clock) -> Iterator[Result]:
    """How the receivers of webhooks took what they were told."""
    for name, reached in receivers.items():
        lost = f"; given up so far: {reached.given_up}" if reached.given_up else ""
        if reached.failing_since is None:
            yield Result(f"webhook {name}", found=f"took all that it was told{lost}")
            continue
        minutes = int((clock.now() - reached.failing_since).total_seconds() // 60)
        yield Result(
            f"webhook {name}",
            wrong=f"has not taken what it is told for {minutes} minutes, tried {reached.tries} times{lost}",
            remedy=f"See what it says to: secondsource webhook test --receiver {name}",
        )


def look_at_fronts(settings: Settings) -> Iterator[Result]:
    """Which platforms are served, and how. Whether they take the tokens is told by them when the program starts."""
    telegram, slack = settings.telegram, settings.slack
    yield Result("telegram", found=telegram.mode if telegram.token else "not configured")
    yield Result("slack", found=slack.mode if slack.bot_token else "not configured")
