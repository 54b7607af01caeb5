"""Who in the desk's channel is a guest of the workspace, where the app may ask.

It may with the scope `users:read`, which it does not need for anything else; without it guests count as members, and what is asked once is not
asked again. Of what Slack tells only three flags are looked at, and nothing of it is written down.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Unavailable
from bot.ports import Accept, Clock
from bot.speech.choices import Choice
from bot.speech.heard import From
from bot.speech.open_form import OpenForm
from bot.speech.traffic import Arrival
from handlers.slack.api import Declined, answered
from handlers.slack.modals import OpenForms
from handlers.slack.payload import part

_KNOWN_FOR: Final = timedelta(minutes=10)
_MOST_KNOWN: Final = 1000
_OF_GUESTS: Final = ("is_restricted", "is_ultra_restricted", "is_stranger")
_LOGGER: Final = logging.getLogger("secondsource")


@dataclass
class Doorkeeper:
    """Marks those as outsiders who are guests, in what goes on to `accept` and before `forms` opens anything. `channel` is the desk's."""

    client: AsyncWebClient
    channel: str
    accept: Accept
    forms: OpenForms
    clock: Clock
    _known: dict[str, tuple[bool, datetime]] = field(default_factory=dict, init=False)
    _may_ask: bool = field(default=True, init=False)

    async def take(self, arrivals: Sequence[Arrival]) -> None:
        marked = [(one, await self._marked(one.heard.sender)) for one in arrivals]
        await self.accept([replace(one, heard=replace(one.heard, sender=sender)) for one, sender in marked])

    async def open_form(self, sender: From, choice: Choice) -> OpenForm | None:
        return await self.forms(await self._marked(sender), choice)

    async def _marked(self, sender: From) -> From:
        is_at_desk = bool(self.channel) and sender.address.chat == self.channel
        if not is_at_desk or sender.is_outside or not self._may_ask:
            return sender
        return replace(sender, is_outside=await self._is_guest(sender.user))

    async def _is_guest(self, user: str) -> bool:
        """Whoever cannot be told for now is taken for one: they can press again."""
        now = self.clock.now()
        known, until = self._known.get(user, (False, now))
        if until > now:
            return known
        try:
            asked = self.client.api_call("users.info", data={"user": user})  # it takes no JSON
            told = part(await answered(asked), "user")
        except Declined as declined:
            self._may_ask = declined.code != "missing_scope"
            if not self._may_ask:
                _LOGGER.info("slack_guests_count_as_members")
            return self._may_ask
        except Unavailable:
            return True
        is_guest = any(told.get(flag) is True for flag in _OF_GUESTS)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[user] = (is_guest, now + _KNOWN_FOR)
        return is_guest
