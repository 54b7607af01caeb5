"""How long people wait for a sign of life and for an answer: read from what the bot calls and when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from benchmarks.rig.platforms import Platforms
from benchmarks.rig.stamped import Stamped
from bot.people.address import Front
from tests.fakes.slack.server import Call as SlackCall
from tests.fakes.telegram.server import Call as TelegramCall

Place = tuple[Front, str, str]
"""A message of somebody's: front, chat, message."""

_TELEGRAM_SIGNS: Final = frozenset({"setmessagereaction"})
_SLACK_SIGNS: Final = frozenset({"reactions.add", "assistant.threads.setStatus"})


@dataclass
class Watches:
    """`asked` is when each message was there to be fetched, or was brought."""

    platforms: Platforms
    asked: dict[Place, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._telegram: Stamped[TelegramCall] = Stamped()
        self._slack: Stamped[SlackCall] = Stamped()
        self.platforms.telegram.calls = self._telegram
        self.platforms.slack.calls = self._slack

    def signs(self, front: Front) -> list[float]:
        """Seconds to the first sign of life, of every message that got one."""
        return self._first(
            front, self._signs_on_telegram() if front is Front.TELEGRAM else self._signs_on_slack()
        )

    def answers(self, front: Front) -> list[float]:
        """Seconds to the first message that answers, of every message that was answered."""
        return self._first(
            front, self._answers_on_telegram() if front is Front.TELEGRAM else self._answers_on_slack()
        )

    def _first(self, front: Front, seen: Iterator[tuple[Place, float]]) -> list[float]:
        first: dict[Place, float] = {}
        for place, moment in seen:
            first.setdefault(place, moment)
        return [first[place] - at for place, at in self.asked.items() if place[0] is front and place in first]

    def _signs_on_telegram(self) -> Iterator[tuple[Place, float]]:
        for call, moment in self._telegram.with_moments():
            if call.method in _TELEGRAM_SIGNS and call.status == 200:
                yield (Front.TELEGRAM, str(call.given["chat_id"]), str(call.given["message_id"])), moment

    def _signs_on_slack(self) -> Iterator[tuple[Place, float]]:
        for call, moment in self._slack.with_moments():
            if call.method in _SLACK_SIGNS and not call.error:
                given = call.arguments
                channel = given.get("channel") or given.get("channel_id", "")
                yield (Front.SLACK, channel, given.get("timestamp") or given.get("thread_ts", "")), moment

    def _answers_on_telegram(self) -> Iterator[tuple[Place, float]]:
        sent = iter(self.platforms.telegram.sent)
        for call, moment in self._telegram.with_moments():
            if call.method == "sendmessage" and call.status == 200:
                message = next(sent)
                yield (Front.TELEGRAM, str(message.chat), str(message.answered)), moment

    def _answers_on_slack(self) -> Iterator[tuple[Place, float]]:
        for call, moment in self._slack.with_moments():
            if call.method == "chat.postMessage" and not call.error:
                yield (Front.SLACK, call.arguments["channel"], call.arguments.get("thread_ts", "")), moment
