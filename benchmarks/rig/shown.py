"""What the bot has said on either platform, told in the same way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.rig.platforms import Platforms
from bot.people.address import Front
from bot.verdicts.phrasebook import load_phrasebook

_PROGRESS: Final = re.compile(load_phrasebook("en").text("talk.progress", done="[0-9]+", total="[0-9]+"))


@dataclass(frozen=True, slots=True)
class Shown:
    """`place` is the message that it answers, on Slack the thread that it stands in; empty for nothing. `handle` is its own name."""

    front: Front
    chat: str
    place: str
    handle: str
    text: str

    @property
    def content(self) -> "Content":
        """Two messages that are equal in this are one message that was sent twice."""
        return self.front, self.chat, self.place, self.text

    @property
    def is_progress(self) -> bool:
        """Whether it still tells how far the work is, and no answer has taken its place."""
        return _PROGRESS.fullmatch(self.text) is not None


Content = tuple[Front, str, str, str]


def shown_on(platforms: Platforms) -> list[Shown]:
    """In the order in which it was sent, on Telegram and then on Slack."""
    return [*_on_telegram(platforms), *_on_slack(platforms)]


def _on_telegram(platforms: Platforms) -> Iterator[Shown]:
    for sent in platforms.telegram.sent:
        place = str(sent.answered) if sent.answered else ""
        yield Shown(Front.TELEGRAM, str(sent.chat), place, str(sent.id), sent.text)


def _on_slack(platforms: Platforms) -> Iterator[Shown]:
    for message in platforms.slack.world.messages.values():
        if message.author.endswith("BOT") and not message.is_deleted:
            handle = f"{message.channel}/{message.thread}/{message.ts}"
            yield Shown(Front.SLACK, message.channel, message.thread, handle, message.text)
