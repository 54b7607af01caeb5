"""Telegram, from the first question who we are to the last update."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bot.errors import Cause, Misconfigured, Problem, Unavailable
from bot.ports import Accept, Keys
from bot.sharing import Duties
from handlers.telegram.client import Client, open_client
from handlers.telegram.commands import publish
from handlers.telegram.courier import TelegramCourier
from handlers.telegram.faults import PART
from handlers.telegram.files import TelegramFetcher
from handlers.telegram.intake import Intake
from handlers.telegram.patience import Patience
from handlers.telegram.polling import Polling
from handlers.telegram.presses import Presses
from handlers.telegram.read import Me, Reader
from handlers.telegram.webhook import Registration, Webhook

_FIRST_QUESTION: Final = 5.0
"""Seconds in which Telegram may tell at the start that the token is wrong; if it is away, we go on and ask again later."""

_LOGGER: Final = logging.getLogger("secondsource")


@dataclass(frozen=True, slots=True)
class Account:
    """The bot's account and who belongs to the newsroom; `desk_chat` is where its moderators work, 0 for none. Without a `webhook` updates are
    polled. `takes_files`: pictures may go along with tips."""

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org"
    webhook: Registration | None = field(default=None, repr=False)
    staff: frozenset[int] = frozenset()
    staff_chats: frozenset[int] = frozenset()
    desk_chat: int = 0
    takes_files: bool = False

    @property
    def workspace(self) -> str:
        """The bot's id, with which every token begins."""
        return self.token.partition(":")[0]


class Telegram:
    """`run` hears, `courier` answers. Both may be used before Telegram has answered for the first time."""

    def __init__(
        self, client: Client, account: Account, *, accept: Accept, keys: Keys, duties: Duties | None = None
    ) -> None:
        self._presses = Presses(client)
        self.courier = TelegramCourier(client, self._presses)
        self.fetcher = TelegramFetcher(client)
        self._client = client
        self._account = account
        self._accept = accept
        self._keys = keys
        self._duties = duties
        self._webhook = Webhook(client, account.webhook) if account.webhook else None
        self._polling: Polling | None = None
        self._is_refused = False
        self._stands_by = False

    @property
    def workspace(self) -> str:
        return self._account.workspace

    def add_routes(self, app: web.Application) -> None:
        """For a webhook; nothing where updates are polled."""
        if self._webhook:
            self._webhook.add_routes(app)

    async def run(self, *, wait: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Hears until it is cancelled."""
        account = self._account
        reader = Reader(
            await self._identify(wait), self._keys, account.staff, account.staff_chats, account.takes_files
        )
        intake = Intake(reader, self._accept, on_pressed=self._presses.note)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(publish(self._client, desk_chat=self._account.desk_chat))
            tasks.create_task(self._presses.run())
            if self._webhook:
                await self._webhook.run(intake)
            else:
                await self._poll_alone(partial(Polling, self._client, intake, wait=wait))

    async def _poll_alone(self, make: Callable[[], Polling]) -> None:
        """Telegram serves one that asks: of several processes the others stand by."""

        async def poll() -> None:
            self._polling = make()
            try:
                await self._polling.run()
            finally:
                self._polling = None

        if self._duties is None:
            await poll()
            return
        self._stands_by = True
        try:
            await self._duties.hold("telegram", poll)
        finally:
            self._stands_by = False

    async def ping(self) -> None:
        """Raises `Unavailable` where nothing of Telegram's reaches us, and it is not another process that hears it."""
        if self._is_refused:
            raise Unavailable(PART, cause=Cause.RIGHTS)
        if self._stands_by and self._polling is None:
            return
        hearing = self._webhook or self._polling
        if hearing is None:
            raise Unavailable(PART)
        await hearing.ping()

    async def _identify(self, wait: Callable[[float], Awaitable[None]]) -> Me:
        patience = Patience("identity")
        while True:
            try:
                me = await self._client.get_me()
            except TelegramError as error:
                self._is_refused = isinstance(error, InvalidToken)
                await wait(patience.seconds_after(error))
            else:
                self._is_refused = False
                patience.well()
                return Me(str(me.id), me.username or "")


@asynccontextmanager
async def open_telegram(
    account: Account, *, accept: Accept, keys: Keys, duties: Duties | None = None
) -> AsyncIterator[Telegram]:
    """Where there are `duties`, updates are polled by the process that it falls to. Raises `Misconfigured` where Telegram refuses the token. Where it does not answer, `run` goes on asking."""
    async with open_client(account.token, account.base_url) as client:
        await _check_token(client)
        yield Telegram(client, account, accept=accept, keys=keys, duties=duties)


async def _check_token(client: Client) -> None:
    try:
        await client.get_me(read_timeout=_FIRST_QUESTION, connect_timeout=_FIRST_QUESTION)
    except InvalidToken:
        problem = Problem(
            "telegram.token",
            "Telegram refuses this token. Ask BotFather for it again, and see that telegram.base_url is right.",
        )
        raise Misconfigured((problem,)) from None
    except TelegramError as error:
        _LOGGER.warning("telegram_away_at_start", extra={"fault": type(error).__name__})
