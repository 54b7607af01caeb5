from dataclasses import dataclass
from datetime import timedelta

from bot.people.address import LIVE
from bot.people.audience import Audience
from bot.speech.heard import From


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long what somebody sent, the answer and the way back to them are kept: `page` on the chat page and in the terminal."""

    public: timedelta = timedelta(hours=72)
    staff: timedelta = timedelta(days=90)
    page: timedelta = timedelta(hours=12)

    def of(self, sender: From) -> timedelta:
        if sender.address.front in LIVE:
            return self.page
        return self.public if sender.audience is Audience.PUBLIC else self.staff
