"""What platforms say of our tokens, and the cache of how it is set up: for `doctor` alone."""

from bot.assembly.application import redis_of
from bot.config.section import Secret
from bot.config.settings import Settings
from handlers.slack.examine import Seen as SeenSlack
from handlers.slack.examine import examine_slack
from handlers.telegram.examine import Seen as SeenTelegram
from handlers.telegram.examine import examine_telegram
from storage.cache.policy import Policy, look_at_policy

__all__ = ["Policy", "SeenSlack", "SeenTelegram", "look_at_platforms", "look_at_server"]


async def look_at_platforms(settings: Settings) -> tuple[SeenTelegram | None, SeenSlack | None]:
    """None for one that is not configured. Some seconds where they do not answer."""
    telegram, slack = settings.telegram, settings.slack
    seen_telegram = seen_slack = None
    if telegram.token:
        seen_telegram = await examine_telegram(_value(telegram.token), telegram.base_url)
    if slack.bot_token:
        app_token = _value(slack.app_token) if slack.mode == "socket" else ""
        seen_slack = await examine_slack(
            _value(slack.bot_token), app_token, slack.base_url, takes_files=settings.tips.files
        )
    return seen_telegram, seen_slack


async def look_at_server(settings: Settings) -> Policy | None:
    """How Redis or Valkey is set up; None where it does not answer or does not tell us."""
    place = redis_of(settings.cache)
    return await look_at_policy(place) if place else None


def _value(secret: Secret) -> str:
    return secret.get_secret_value() if secret else ""
