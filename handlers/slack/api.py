"""Calls to Slack's Web API, and what its refusals mean. Nothing is sent twice by itself: Slack knows no second copy of a message for one."""

from collections.abc import Awaitable
from typing import Final

from aiohttp import ClientError, ClientResponse
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import Cause, Lost, SecondSourceError, Unavailable, Undeliverable
from handlers.slack.payload import Payload

PART: Final = "slack"

_AGAIN: Final = 5.0
_LATER: Final = 300.0
"""Seconds until something is tried again that passes by itself, and that somebody has to mend first."""

_LONGEST_WAIT: Final = 3600.0

_PASSING: Final = frozenset(
    {
        "accesslimited",
        "fatal_error",
        "internal_error",
        "message_limit_exceeded",
        "org_login_required",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "team_not_found",
    }
)
_LIMITED: Final = frozenset({"message_limit_exceeded", "rate_limited", "ratelimited"})
TO_MEND: Final = frozenset(
    {
        "access_denied",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "token_expired",
        "two_factor_setup_required",
    }
)
"""Whoever runs the bot can put these right, and what waits then goes out."""

_TAKEN_AWAY: Final = frozenset(
    {"account_inactive", "app_uninstalled", "team_access_not_granted", "token_revoked"}
)
GONE: Final = frozenset(
    {
        "cannot_dm_bot",
        "channel_is_limited_access",
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "thread_not_found",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "user_not_visible",
    }
)
"""There is no such conversation, or not for us."""

BAD_BLOCKS: Final = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
NO_MESSAGE: Final = frozenset(
    {"cant_update_message", "edit_window_closed", "message_not_found", "thread_not_found"}
)
"""There is nothing to change any more."""


class Declined(SecondSourceError):
    """Slack understood and will not. `code` is its word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def call(client: AsyncWebClient, method: str, **arguments: object) -> Payload:
    """What Slack answered. Raises `Declined`, and `Unavailable` where the same call may succeed later."""
    given = {name: value for name, value in arguments.items() if value not in ("", None)}
    return await answered(client.api_call(method, json=given))


async def answered(calling: Awaitable[AsyncSlackResponse]) -> Payload:
    """As `call`, for a call that the SDK makes."""
    try:
        response = await calling
    except SlackApiError as error:
        raise _declined(error) from error
    except (ClientError, SlackClientError, TimeoutError) as error:
        raise Unavailable(PART, retry_after=_AGAIN) from error
    data = response.data
    return data if isinstance(data, dict) else {}


def fault_of(declined: Declined) -> Unavailable | Undeliverable:
    """What a refusal means for a reply."""
    if declined.code in TO_MEND:
        return Unavailable(PART, retry_after=_LATER)
    if declined.code in _TAKEN_AWAY:
        return Undeliverable(Lost.BLOCKED)
    return Undeliverable(Lost.GONE if declined.code in GONE else Lost.REFUSED)


def is_refused_token(declined: Declined) -> bool:
    return declined.code in _TAKEN_AWAY | {
        "invalid_auth",
        "not_authed",
        "not_allowed_token_type",
        "token_expired",
    }


def _declined(error: SlackApiError) -> Declined | Unavailable:
    response = error.response
    if isinstance(response, ClientResponse):  # no JSON at all: a proxy's page, or half an answer
        return Unavailable(PART, retry_after=_AGAIN)
    code = response.data.get("error", "") if isinstance(response.data, dict) else ""
    is_down = response.status_code == 429 or response.status_code >= 500
    if is_down or code in _PASSING or not isinstance(code, str) or not code:
        is_limited = response.status_code == 429 or code in _LIMITED
        cause = Cause.LIMITED if is_limited else Cause.UNKNOWN
        return Unavailable(PART, retry_after=_seconds(response.headers.get("Retry-After")), cause=cause)
    return Declined(code)


def _seconds(told: object) -> float:
    return min(float(told), _LONGEST_WAIT) if isinstance(told, str) and told.isdecimal() else _AGAIN


def refused_token() -> Unavailable:
    return Unavailable(PART, retry_after=_LATER, cause=Cause.RIGHTS)
