"""What the settings say together: a front that is switched on must have all that it needs."""

import re
from collections.abc import Iterator

from bot.config.section import Secret
from bot.config.settings import Settings
from bot.config.thresholds import weights_in_force
from bot.desk.webhook import LEAST_BYTES, key_of
from bot.errors import Problem
from bot.matching.thresholds import are_usable, order_of

_TELEGRAM_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def find_contradictions(settings: Settings) -> Iterator[Problem]:
    """Every mistake, at the key where it can be put right. A secret is never quoted."""
    yield from _telegram(settings)
    yield from _slack(settings)
    yield from _thresholds(settings)
    yield from _webhook(settings)
    if settings.desk.public and not settings.public.url:
        yield Problem("public.url", "A desk that is reached from outside needs the public address.")
    if settings.api.public and not settings.public.url:
        yield Problem("public.url", "An API that is reached from outside needs the public address.")
    if settings.api.public and not settings.api.enabled:
        yield Problem("api.enabled", "An API that is reached from outside has to be switched on.")


def _telegram(settings: Settings) -> Iterator[Problem]:
    telegram = settings.telegram
    if telegram.token is None:
        return
    if not _TELEGRAM_TOKEN.fullmatch(_value(telegram.token)):
        yield Problem("telegram.token", "This is no bot token. BotFather's look like 123456:ABC-def.")
    if telegram.mode == "webhook":
        if not settings.public.url:
            yield Problem(
                "public.url", "A Telegram webhook needs the public address. Or use telegram.mode = polling."
            )
        if not _TELEGRAM_SECRET.fullmatch(_value(telegram.webhook_secret)):
            yield Problem(
                "telegram.webhook_secret", "A webhook needs a secret of 1 to 256 letters, digits, _ and -."
            )


def _slack(settings: Settings) -> Iterator[Problem]:
    slack = settings.slack
    if slack.bot_token is None:
        return
    if not _value(slack.bot_token).startswith("xoxb-"):
        yield Problem("slack.bot_token", "This is no bot token. Slack's begin with xoxb-.")
    if slack.mode == "socket" and not _value(slack.app_token).startswith("xapp-"):
        yield Problem("slack.app_token", "Socket Mode needs an app-level token, which begins with xapp-.")
    if slack.mode == "http":
        if not settings.public.url:
            yield Problem(
                "public.url", "Slack over HTTP needs the public address. Or use slack.mode = socket."
            )
        if slack.signing_secret is None:
            yield Problem("slack.signing_secret", "Slack over HTTP needs the app's signing secret.")


def _thresholds(settings: Settings) -> Iterator[Problem]:
    """What is left out is as shipped, so that the order can only be told with the shipped ones beside."""
    weights = weights_in_force(settings.thresholds)
    places = {"thresholds": weights.thresholds}
    places |= {f"thresholds.languages.{name}": own for name, own in weights.languages.items()}
    for place, thresholds in places.items():
        if not are_usable(thresholds):
            yield Problem(place, f"This must hold: {order_of(thresholds)}.")


def _webhook(settings: Settings) -> Iterator[Problem]:
    for name, receiver in settings.webhook.receivers.items():
        try:
            key_of(_value(receiver.secret))
        except ValueError:
            yield Problem(
                f"webhook.receivers.{name}.secret",
                f"A webhook is signed with {LEAST_BYTES} bytes at least: text, or whsec_ and base64.",
            )


def _value(secret: Secret) -> str:
    return secret.get_secret_value() if secret else ""
