"""What Slack says of our tokens, for whoever asks what is wrong. https://docs.slack.dev/reference/methods/auth.test"""

from dataclasses import dataclass
from typing import Final

from aiohttp import ClientSession

from handlers.asking import Answered, ask

SCOPES: Final = frozenset(
    {"app_mentions:read", "chat:write", "commands", "im:history", "im:write", "reactions:write"}
)
"""What the manifests in `deploy/slack` ask for."""

FILES: Final = "files:read"


@dataclass(frozen=True, slots=True)
class Seen:
    """`code` and `app_code` are Slack's words for what is wrong with the bot's and the app's token, empty for nothing. `missing`: scopes that the
    installed app lacks."""

    is_there: bool
    code: str = ""
    app_code: str = ""
    missing: frozenset[str] = frozenset()
    skew: float | None = None


async def examine_slack(bot_token: str, app_token: str, base_url: str, *, takes_files: bool) -> Seen:
    """Without an `app_token` that is not asked for."""
    base = base_url.rstrip("/")
    async with ClientSession() as session:
        bot = await ask(session, f"{base}/auth.test", token=bot_token)
        if bot is None:
            return Seen(is_there=False)
        app = await ask(session, f"{base}/apps.connections.open", token=app_token) if app_token else None
    has = {scope.strip() for scope in bot.headers.get("x-oauth-scopes", "").split(",") if scope.strip()}
    wanted = SCOPES | ({FILES} if takes_files else set())
    return Seen(
        is_there=True,
        code=_code(bot),
        app_code=_code(app) if app else "",
        missing=frozenset(wanted - has) if has else frozenset(),
        skew=bot.skew,
    )


def _code(answered: Answered) -> str:
    return "" if answered.body.get("ok") is True else str(answered.body.get("error") or "unknown")
