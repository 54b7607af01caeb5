"""One message on its way to where it belongs."""

from collections import OrderedDict
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Lost, Undeliverable
from bot.speech.heard import From
from handlers.slack.api import BAD_BLOCKS, GONE, NO_MESSAGE, Declined, call, fault_of
from handlers.slack.paragraphs import Post
from handlers.slack.payload import Payload, text_in
from handlers.slack.spot import Spot, is_user, read_spot

_MOST_REMEMBERED: Final = 10_000


class Posting:
    """Posts, changes and takes back messages. Raises `Unavailable` and `Undeliverable`.

    Remembers in memory which direct conversation belongs to whom, so that it is asked once.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._direct: OrderedDict[str, str] = OrderedDict()

    async def post(self, to: From, handle: str, post: Post) -> Spot:
        """Under what was asked. Where a channel is closed to us the person is told directly."""
        try:
            place = await self._place(to, handle)
            try:
                return await self._post_at(place, post)
            except Declined as declined:
                if declined.code not in GONE:
                    raise
                return await self._post_at(await self._elsewhere(to, place, declined), post)
        except Declined as declined:
            raise fault_of(declined) from declined

    async def post_directly(self, user: str, post: Post) -> Spot:
        """To the person's direct messages, under nothing."""
        try:
            return await self._post_at(Spot(await self._open(user), ""), post)
        except Declined as declined:
            raise fault_of(declined) from declined

    async def whisper(self, to: From, handle: str, post: Post) -> bool:
        """To the person alone, in a channel. False where Slack cannot do that there.

        In a thread only where there is one: under a message without answers Slack shows it to nobody
        (https://docs.slack.dev/reference/methods/chat.postEphemeral).
        """
        place, asked = await self._place(to, handle), read_spot(handle)
        thread = place.thread if asked is None else asked.thread
        try:
            await self._with_blocks(
                "chat.postEphemeral", post, channel=place.channel, user=to.user, thread_ts=thread
            )
        except Declined:
            return False
        return True

    async def change(self, spot: Spot, post: Post) -> bool:
        """The message becomes this one. False where it is not there any more."""
        try:
            await self._with_blocks("chat.update", post, channel=spot.channel, ts=spot.ts)
        except Declined as declined:
            if declined.code in NO_MESSAGE | GONE:
                return False
            raise fault_of(declined) from declined
        return True

    async def take_back(self, spot: Spot) -> None:
        """A message that nobody misses; one that cannot be taken back stays."""
        try:
            await call(self._client, "chat.delete", channel=spot.channel, ts=spot.ts)
        except Declined:
            return

    async def _post_at(self, place: Spot, post: Post) -> Spot:
        answer = await self._with_blocks(
            "chat.postMessage",
            post,
            channel=place.channel,
            thread_ts=place.thread,
            unfurl_links=False,
            unfurl_media=False,
        )
        channel, ts = text_in(answer, "channel") or place.channel, text_in(answer, "ts")
        return Spot(channel, ts, place.thread)

    async def _with_blocks(self, method: str, post: Post, **arguments: object) -> Payload:
        """Words alone where Slack does not take the blocks: an answer that looks plain is better than none."""
        try:
            return await call(self._client, method, text=post.text, blocks=list(post.blocks), **arguments)
        except Declined as declined:
            if declined.code not in BAD_BLOCKS:
                raise
        # A change without any would leave the old ones standing.
        return await call(self._client, method, text=post.text, blocks=[], **arguments)

    async def _place(self, to: From, handle: str) -> Spot:
        """Where an answer is posted: `ts` is empty, `thread` names the message that it stands under."""
        asked = read_spot(handle)
        if asked is not None:
            return Spot(asked.channel, "", asked.root)
        chat = to.address.chat
        if not chat:
            raise Undeliverable(Lost.GONE)
        return Spot(await self._open(chat) if is_user(chat) else chat, "", to.address.thread)

    async def _elsewhere(self, to: From, place: Spot, declined: Declined) -> Spot:
        """With the person alone. What was asked may have been deleted meanwhile, and the answer has lost its place under it."""
        if not to.is_private and is_user(to.user):
            return Spot(await self._open(to.user), "")
        if to.is_private and declined.code == "thread_not_found":
            return Spot(place.channel, "")
        raise declined

    async def _open(self, user: str) -> str:
        """The direct conversation with this person."""
        if user not in self._direct:
            try:
                answer = await call(self._client, "conversations.open", users=user)
            except Declined as declined:
                raise fault_of(declined) from declined
            channel = text_in(answer, "channel", "id")
            if not channel:
                raise Undeliverable(Lost.GONE)
            self._direct[user] = channel
            if len(self._direct) > _MOST_REMEMBERED:
                self._direct.popitem(last=False)
        self._direct.move_to_end(user)
        return self._direct[user]
