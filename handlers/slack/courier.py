"""How replies leave on Slack."""

from collections.abc import Callable
from typing import Final, assert_never

from slack_sdk.web.async_client import AsyncWebClient

from bot.speech.heard import From, Heard
from bot.speech.replies import Answered, Card, FollowUp, Mood, Shown, Superseded, Told, Working
from bot.speech.traffic import Outgoing, Sent
from bot.verdicts.phrasebook import load_phrasebook
from handlers.slack.card import render_card
from handlers.slack.paragraphs import Post
from handlers.slack.posting import Posting
from handlers.slack.render import render, render_sentence
from handlers.slack.signs import Signs
from handlers.slack.spot import is_user, read_spot

_SPACING: Final = 1.0
"""https://docs.slack.dev/apis/web-api/rate-limits: one message a second in each channel."""

_PER_SECOND: Final = 20.0
"""Slack names no number for a whole workspace ("several hundred a minute") and lets bursts through; beyond them it tells how long to wait."""


class SlackCourier:
    """`on_answered` is told to whom something went."""

    def __init__(self, client: AsyncWebClient, on_answered: Callable[[From], None] | None = None) -> None:
        self._on_answered = on_answered
        self._posting = Posting(client)
        self._signs = Signs(client, self._posting)

    def spacing(self, to: From) -> float:  # noqa: ARG002 - the same everywhere
        return _SPACING

    @property
    def per_second(self) -> float:
        return _PER_SECOND

    async def sign(self, heard: Heard, working: Working, progress: str) -> str:
        return await self._signs.give(heard, working, progress)

    async def beckon(self, to: From, handle: str) -> None:
        """Tells somebody who called without a text how it is done. Nobody else sees it."""
        said = load_phrasebook(to.language).text("slack.beckoned")
        await self._posting.whisper(to, handle, render_sentence(said))

    async def tell_late(self, to: From) -> None:
        """Tells somebody that the form could not be opened any more."""
        await self.tell(to, "slack.too_late")

    async def tell(self, to: From, key: str) -> None:
        """A sentence to one person alone, in their direct messages."""
        await self._posting.post_directly(to.user, render_sentence(load_phrasebook(to.language).text(key)))

    async def send_next(self, outgoing: Outgoing) -> Sent:
        sent = await self._send_next(outgoing)
        if self._on_answered is not None:
            self._on_answered(outgoing.to)
        return sent

    async def _send_next(self, outgoing: Outgoing) -> Sent:
        match outgoing.reply:
            case Working():
                return Sent("")  # signs of life do not wait in the outbox
            case Card():
                return await self._show_case(outgoing, outgoing.reply)
            case Superseded():
                return await self._mark_superseded(outgoing)
            case Told() | Answered() | Shown() | FollowUp():
                return await self._say(outgoing, outgoing.reply)
            case _:
                assert_never(outgoing.reply)

    async def _say(self, outgoing: Outgoing, reply: Told | Answered | Shown | FollowUp) -> Sent:
        to = outgoing.to
        posts = render(reply, load_phrasebook(outgoing.language), audience=to.audience)
        index, last = len(outgoing.sent), len(posts) - 1
        if index > last:
            return Sent("")
        if _is_for_one(to, reply):
            return await self._tell_alone(outgoing, posts[index], last - index)
        standing = read_spot(outgoing.progress) if index == 0 else None
        if standing is not None and await self._posting.change(standing, posts[0]):
            return Sent(str(standing), last)
        spot = await self._posting.post(to, outgoing.handle, posts[index])
        return Sent(str(spot), last - index)

    async def _show_case(self, outgoing: Outgoing, card: Card) -> Sent:
        """In place of the message that shows the case already."""
        if outgoing.sent:
            return Sent("")
        post = render_card(card, load_phrasebook(outgoing.language))
        standing = read_spot(outgoing.progress or card.in_place_of)
        if standing is not None and await self._posting.change(standing, post):
            return Sent(str(standing))
        if card.only_in_place:
            return Sent("")
        return Sent(str(await self._posting.post(outgoing.to, "", post)))

    async def _tell_alone(self, outgoing: Outgoing, post: Post, remaining: int) -> Sent:
        """Where Slack cannot show it to one person in the channel, it goes to their direct messages: never in front of everybody."""
        handle = ""  # a message that one person sees cannot be changed later
        if not await self._posting.whisper(outgoing.to, outgoing.handle, post):
            handle = str(await self._posting.post_directly(outgoing.to.user, post))
        standing = read_spot(outgoing.progress)
        if standing is not None:
            await self._posting.take_back(standing)
        return Sent(handle, remaining)

    async def _mark_superseded(self, outgoing: Outgoing) -> Sent:
        """The words and buttons of each message give way to a sentence: an old answer must not be passed on for the new one."""
        earlier = [spot for spot in map(read_spot, outgoing.earlier) if spot is not None]
        index, last = len(outgoing.sent), len(earlier) - 1
        if index > last:
            return Sent("")
        key = "slack.superseded_more" if index else "slack.superseded"
        said = load_phrasebook(outgoing.language).text(key)
        await self._posting.change(earlier[index], render_sentence(said))
        return Sent(str(earlier[index]), last - index)


def _is_for_one(to: From, reply: Told | Answered | Shown | FollowUp) -> bool:
    """In a channel, what says something about the message rather than about a claim is nobody else's business."""
    is_aside = (
        isinstance(reply, Told) and (reply.is_brief or reply.mood is Mood.REFUSED) and not reply.buttons
    )
    return is_aside and not to.is_private and is_user(to.user)
