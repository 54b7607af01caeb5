"""Signs of life: a glance at the message and a status in its thread, and for long work one message that tells how far it is."""

import asyncio
from collections import Counter
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Cause, Unavailable, Undeliverable
from bot.speech.heard import Heard, Message, handle_of
from bot.speech.replies import Working
from bot.verdicts.phrasebook import load_phrasebook
from handlers.slack.api import Declined, call
from handlers.slack.posting import Posting
from handlers.slack.render import render_working
from handlers.slack.spot import Spot, read_spot

_EYES: Final = "eyes"
_STATUS: Final = "assistant.threads.setStatus"
_ENOUGH: Final = 5

_NEVER: Final = frozenset(
    {
        "method_deprecated",
        "method_not_supported_for_channel_type",
        "missing_scope",
        "not_allowed_token_type",
        "unknown_method",
    }
)


class Signs:
    def __init__(self, client: AsyncWebClient, posting: Posting) -> None:
        self._client = client
        self._posting = posting
        self._refusals: Counter[str] = Counter()
        """How often in a row each call was refused: one that this workspace does not have for us is left out after a while."""

    async def give(self, heard: Heard, working: Working, progress: str) -> str:
        """As the port says: the handle of the message that tells how far the work is, empty for none."""
        try:
            if working.total:
                return await self._tell(heard, working, progress)
            await self._notice(heard)
        except Unavailable as failure:
            if failure.cause is Cause.LIMITED:
                raise
        except Undeliverable:
            pass
        return progress

    async def _notice(self, heard: Heard) -> None:
        spot = read_spot(handle_of(heard)) if isinstance(heard, Message) else None
        if spot is not None:
            await asyncio.gather(self._glance(spot), self._set_status(heard, spot))

    async def _glance(self, spot: Spot) -> None:
        await self._attempt("reactions.add", channel=spot.channel, timestamp=spot.ts, name=_EYES)

    async def _set_status(self, heard: Heard, spot: Spot) -> None:
        """Slack takes it away when an answer comes, or after two minutes."""
        said = load_phrasebook(heard.sender.language).text("talk.reading")
        await self._attempt(_STATUS, channel_id=spot.channel, thread_ts=spot.root, status=said)

    async def _attempt(self, method: str, **arguments: object) -> None:
        if self._refusals[method] >= _ENOUGH:
            return
        try:
            await call(self._client, method, **arguments)
        except Declined as declined:
            if declined.code != "already_reacted":
                self._refusals[method] += _ENOUGH if declined.code in _NEVER else 1
        except Unavailable as failure:
            if failure.cause is Cause.LIMITED:
                raise
        else:
            self._refusals[method] = 0

    async def _tell(self, heard: Heard, working: Working, progress: str) -> str:
        post = render_working(working, load_phrasebook(heard.sender.language))
        standing = read_spot(progress)
        if standing is not None and await self._posting.change(standing, post):
            return progress
        return str(await self._posting.post(heard.sender, handle_of(heard), post))
