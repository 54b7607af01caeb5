"""slack_bolt between Slack's payloads and our intake.

`process_before_response`: without it bolt tells Slack that an event arrived before anybody has looked at it, and a killed process loses it.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SecondSourceError, Unavailable
from handlers.slack.intake import Intake
from handlers.slack.names import CHECK_MESSAGE, CHECK_TEXT, CHOICE, FORM, HAND_IN
from handlers.slack.payload import Payload, text_in

_ANY: Final = re.compile(r".*", re.DOTALL)
_OBJECTS: Final = ("channel", "container", "enterprise", "event", "message", "team", "user", "view")
_LOGGER: Final = logging.getLogger("secondsource")

Failed = Callable[[Exception], Awaitable[BoltResponse]]


def quiet_logger() -> logging.Logger:
    """For the libraries, which quote what they could not handle: what matters is logged by us, without content."""
    logger = logging.getLogger("secondsource.slack.silent")
    logger.disabled = True
    logger.setLevel(
        logging.CRITICAL
    )  # bolt and the SDK look at the level itself, and take an unset one for "log everything"
    return logger


class Dispatcher:
    """Answers Slack's payloads with what Slack is to be told: a status of 200 says that the payload is safe with us."""

    def __init__(
        self, intake: Intake, *, client: AsyncWebClient, on_bug: Callable[[Exception], None]
    ) -> None:
        self._on_bug = on_bug
        self._app = _register(intake, client, self._failed)

    async def dispatch(self, payload: dict[str, Any], *, retry: str = "") -> BoltResponse:
        """`payload` was verified: nothing here asks who sent it. `retry` is the number of the delivery, as Slack tells it."""
        if not _is_sound(payload):
            return _of_another_shape()
        headers: dict[str, str | Sequence[str]] = {"x-slack-retry-num": retry} if retry else {}
        try:
            request = AsyncBoltRequest(mode="socket_mode", body=payload, headers=headers)
        except (AttributeError, KeyError, TypeError, ValueError):
            return _of_another_shape()
        return await self._app.async_dispatch(request)

    def report(self, bug: Exception) -> None:
        """For what breaks between Slack and here."""
        self._on_bug(bug)

    async def _failed(self, error: Exception) -> BoltResponse:
        if isinstance(error, Unavailable):
            wait = str(max(1, round(error.retry_after)))
            return BoltResponse(status=503, body="", headers={"retry-after": [wait]})
        if isinstance(error, SecondSourceError):
            _LOGGER.info("slack_not_done", extra={"fault": type(error).__name__})
            return BoltResponse(status=200, body="")
        self._on_bug(error)
        return BoltResponse(status=500, body="")


def _is_sound(payload: dict[str, Any]) -> bool:
    """bolt asks payloads what they are without looking twice: what it takes for an object has to be one."""
    objects = (payload.get(name) for name in _OBJECTS)
    actions = payload.get("actions", [])
    return (
        all(found is None or isinstance(found, dict) for found in objects)
        and isinstance(actions, list)
        and all(isinstance(action, dict) for action in actions)
        and ("event" not in payload or bool(text_in(payload, "event", "type")))
    )


def _of_another_shape() -> BoltResponse:
    _LOGGER.warning("slack_payload_of_another_shape")
    return BoltResponse(status=400, body="")


def _register(intake: Intake, client: AsyncWebClient, failed: Failed) -> AsyncApp:
    app = AsyncApp(
        logger=quiet_logger(),
        client=client,
        authorize=_authorization(intake, client),
        process_before_response=True,
        request_verification_enabled=False,  # `http.py` has done so, on the bytes as they came
        ssl_check_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    app.event(_ANY)(_alone(intake.event))
    app.command(_ANY)(_with_ack(intake.command))
    app.message_shortcut(CHECK_MESSAGE)(_alone(intake.message_shortcut))
    app.global_shortcut(CHECK_TEXT)(_alone(intake.text_shortcut))
    app.global_shortcut(HAND_IN)(_alone(intake.tip_shortcut))
    app.view_submission(CHECK_TEXT)(_with_ack(intake.submission))
    app.view_submission(FORM)(_with_ack(intake.filled))
    app.block_action(CHOICE)(_alone(intake.press))
    app.block_action(_ANY)(_alone(_nothing))

    async def on_error(error: Exception) -> BoltResponse:
        return await failed(error)

    app.error(on_error)
    return app


def _alone(take: Callable[[Payload], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """A listener for what Slack wants to hear nothing about but that it arrived. bolt gives what the names of the arguments ask for."""

    async def listener(body: dict[str, Any], ack: AsyncAck) -> None:
        await take(body)
        await ack()

    return listener


def _with_ack(take: Callable[[Payload, AsyncAck], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """A listener for what Slack shows our answer to."""

    async def listener(body: dict[str, Any], ack: AsyncAck) -> None:
        await take(body, ack)

    return listener


async def _nothing(_body: Payload) -> None:
    """A button that is not ours any more."""


def _authorization(intake: Intake, client: AsyncWebClient) -> Callable[..., Any]:
    """Who we are was asked at the start. bolt would ask again with the first event, and drop that event where Slack does not answer."""
    senders = intake.senders

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=senders.workspace,
            bot_user_id=senders.bot,
            bot_token=client.token,
        )

    return authorize
