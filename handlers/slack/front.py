"""Slack, from the first question who we are to the last event."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout, web
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Misconfigured, Problem, Unavailable
from bot.people.audience import Audience
from bot.ports import Accept, Clock, Keys
from bot.sharing import Duties
from bot.speech.heard import From
from handlers.slack.api import PART, Declined, call, is_refused_token, refused_token
from handlers.slack.app import Dispatcher, quiet_logger
from handlers.slack.courier import SlackCourier
from handlers.slack.errands import Errands
from handlers.slack.files import SlackFetcher
from handlers.slack.guests import Doorkeeper
from handlers.slack.home import Home
from handlers.slack.http import SlackHttp
from handlers.slack.intake import Intake
from handlers.slack.modals import Modals, OpenForms
from handlers.slack.payload import Payload, text_in
from handlers.slack.sender import Senders
from handlers.slack.socket import SlackSocket
from handlers.slack.spot import ID

_PATIENCE: Final = ClientTimeout(total=20, connect=5)
_GRACE: Final = 3.0
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0
_LOGGER: Final = logging.getLogger("secondsource")

Wait = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Workspace:
    """One installed app. With an `app_token` it hears over Socket Mode, else over HTTP with the `signing_secret`.

    `audience` is what members of the workspace are shown. In the `desk_channel` guests are told from members where the app may ask.
    `takes_files`: pictures may go along with tips.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    base_url: str = "https://slack.com/api/"
    audience: Audience = Audience.NEWSROOM
    desk_channel: str = ""
    takes_files: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the front asks of the rest. `on_bug` gets exceptions whose messages must not be logged. Where there are `duties`, the socket is opened by
    the process that it falls to."""

    accept: Accept
    keys: Keys
    home: Home
    forms: OpenForms
    clock: Clock
    on_bug: Callable[[Exception], None]
    duties: Duties | None = None


class Slack:
    """`run` hears, `courier` answers. Both may be used before Slack has answered for the first time."""

    def __init__(
        self, client: AsyncWebClient, session: ClientSession, workspace: Workspace, surroundings: Surroundings
    ) -> None:
        self.courier = SlackCourier(client, self._answered)
        self.fetcher = SlackFetcher(client, session, base_url=workspace.base_url)
        self._intake: Intake | None = None
        self._client = client
        self._session = session
        self._workspace = workspace
        self._surroundings = surroundings
        self.errands = Errands(surroundings.on_bug)
        self._http = SlackHttp(workspace.signing_secret, dispatcher=lambda: self._dispatcher)
        self._dispatcher: Dispatcher | None = None
        self._team = ""
        self._socket: SlackSocket | None = None
        self._is_refused = False
        self._stands_by = False

    @property
    def workspace(self) -> str:
        """The id of the team, empty until Slack has told it."""
        return self._team

    def add_routes(self, app: web.Application) -> None:
        """For HTTP; nothing where Slack is heard over a socket."""
        if not self._workspace.app_token:
            self._http.add_routes(app)

    async def run(self, *, wait: Wait = asyncio.sleep) -> None:
        """Hears until it is cancelled."""
        self._dispatcher = self._made(await self._identify(wait))
        if not self._workspace.app_token:
            await asyncio.Event().wait()
        await self._listen_alone(self._dispatcher, wait)

    async def _listen_alone(self, dispatcher: Dispatcher, wait: Wait) -> None:
        """Slack gives each event to one of the sockets that are open, and those of one conversation then to several."""

        async def listen() -> None:
            self._socket = SlackSocket(
                self._workspace.app_token,
                client=self._client,
                session=self._session,
                dispatcher=dispatcher,
                wait=wait,
            )
            try:
                await self._socket.run()
            finally:
                self._socket = None

        duties = self._surroundings.duties
        if duties is None:
            await listen()
            return
        self._stands_by = True
        try:
            await duties.hold("slack", listen)
        finally:
            self._stands_by = False

    async def ping(self) -> None:
        """Raises `Unavailable` where nothing of Slack's reaches us, and it is not another process that hears it."""
        if self._is_refused:
            raise refused_token()
        if self._dispatcher is None:
            raise Unavailable(PART)
        if self._socket is not None:
            await self._socket.ping()
        elif self._stands_by:
            await self._ask_who_we_are()
        elif self._workspace.app_token:
            raise Unavailable(PART)
        else:
            await self._ask_who_we_are()

    async def _identify(self, wait: Wait) -> Payload:
        pause = _FIRST_PAUSE
        while True:
            try:
                return await self._ask_who_we_are()
            except Unavailable as failure:
                _LOGGER.warning("slack_away", extra={"part": failure.part})
                await wait(_LONGEST_PAUSE if self._is_refused else pause)
                pause = min(pause * 2, _LONGEST_PAUSE)

    async def _ask_who_we_are(self) -> Payload:
        try:
            found = await call(self._client, "auth.test")
        except Declined as declined:
            self._is_refused = is_refused_token(declined)
            raise (refused_token() if self._is_refused else Unavailable(PART)) from declined
        if not (ID.fullmatch(text_in(found, "team_id")) and ID.fullmatch(text_in(found, "user_id"))):
            raise Unavailable(PART)
        self._is_refused = False
        return found

    def _answered(self, to: From) -> None:
        if self._intake is not None:
            self._intake.answered(to)

    def _made(self, identity: Payload) -> Dispatcher:
        around, self._team = self._surroundings, text_in(identity, "team_id")
        workspace, user = self._workspace, text_in(identity, "user_id")
        senders = Senders(self._team, user, workspace.audience, around.keys, workspace.takes_files)
        door = Doorkeeper(
            self._client, self._workspace.desk_channel, around.accept, around.forms, around.clock
        )
        self._intake = Intake(
            senders,
            door.take,
            around.home,
            around.clock,
            self._client,
            self.courier,
            self.errands,
            Modals(self._client, door.open_form, door.take, self.courier),
        )
        return Dispatcher(self._intake, client=self._client, on_bug=around.on_bug)


@asynccontextmanager
async def open_slack(workspace: Workspace, surroundings: Surroundings) -> AsyncIterator[Slack]:
    """Raises `Misconfigured` where Slack refuses the bot's token. Where it does not answer, `run` goes on asking."""
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    async with ClientSession(timeout=_PATIENCE) as session:
        client = _client(workspace, session)
        await _check_token(client)
        slack = Slack(client, session, workspace, surroundings)
        try:
            yield slack
        finally:
            await slack.errands.close(seconds=_GRACE)


def _client(workspace: Workspace, session: ClientSession) -> AsyncWebClient:
    client = AsyncWebClient(
        token=workspace.bot_token,
        base_url=workspace.base_url,
        session=session,
        logger=quiet_logger(),
        retry_handlers=[],
    )
    if urlsplit(workspace.base_url).scheme == "http":
        client.proxy = None  # a server of one's own beside us; the SDK takes the proxy of the environment for every address
    return client


async def _check_token(client: AsyncWebClient) -> None:
    try:
        await call(client, "auth.test")
    except Declined as declined:
        if is_refused_token(declined):
            problem = Problem(
                "slack.bot_token",
                "Slack refuses this token. Copy the Bot User OAuth Token of the installed app again, and see that slack.base_url is right.",
            )
            raise Misconfigured((problem,)) from None
        _LOGGER.warning("slack_refused_at_start", extra={"code": declined.code})
    except Unavailable:
        _LOGGER.warning("slack_away_at_start")
