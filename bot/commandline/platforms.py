"""What `secondsource doctor` hears from the platforms. Never a token."""

from collections.abc import Iterator

from bot.assembly.examining import SeenSlack, SeenTelegram
from bot.commandline.result import Result
from bot.config.settings import Settings

MOST_SKEW = 60.0
"""Seconds. Slack's signatures hold for five minutes, and people are told times."""


def tell_platforms(
    settings: Settings, telegram: SeenTelegram | None, slack: SeenSlack | None
) -> Iterator[Result]:
    yield _telegram(settings, telegram) if telegram else Result("telegram", found="not configured")
    yield from _slack(settings, slack) if slack else (Result("slack", found="not configured"),)
    skews = [seen.skew for seen in (telegram, slack) if seen and seen.skew is not None]
    if skews:
        yield _clock(max(skews, key=abs))


def _telegram(settings: Settings, seen: SeenTelegram) -> Result:
    wanted = settings.public.url if settings.telegram.mode == "webhook" else ""
    if not seen.is_there:
        return _away("telegram", "telegram.base_url")
    if not seen.is_accepted:
        return Result(
            "telegram",
            wrong="refuses the token",
            remedy="Copy it again from @BotFather (/token), and see that telegram.base_url is right.",
        )
    if seen.failure and seen.waits:
        remedy = "Make sure that public.url leads to the public listener, by TLS that Telegram trusts, on port 443, 80, 88 or 8443."
        wrong = f"{seen.waits} updates wait there; of its last call that failed it says: {seen.failure}"
        return Result("telegram", wrong=wrong, remedy=remedy)
    if bool(seen.webhook) != bool(wanted) or not seen.webhook.startswith(wanted):
        found = "the webhook is another one; the next start sets it right"
        return Result("telegram", found=f"{settings.telegram.mode}, the token is accepted; {found}")
    return Result("telegram", found=f"{settings.telegram.mode}, the token is accepted")


def _slack(settings: Settings, seen: SeenSlack) -> Iterator[Result]:
    if not seen.is_there:
        yield _away("slack", "slack.base_url")
        return
    for key, code in (("slack.bot_token", seen.code), ("slack.app_token", seen.app_code)):
        if code:
            remedy = f"Copy {key} again from the app's pages (docs/slack.md), and see that slack.base_url is right."
            yield Result("slack", wrong=f"says of {key}: {code}", remedy=remedy)
    if seen.missing:
        remedy = "Add them under OAuth & Permissions, or bring the app up to the manifest in deploy/slack, then install it again."
        yield Result("slack", wrong=f"the app lacks scopes: {', '.join(sorted(seen.missing))}", remedy=remedy)
    if not (seen.code or seen.app_code or seen.missing):
        yield Result("slack", found=f"{settings.slack.mode}, the tokens are accepted, with all scopes")


def _away(platform: str, setting: str) -> Result:
    remedy = f"Look at the network, the proxy and {setting}. The token could not be tried; --offline leaves this out."
    return Result(platform, wrong="does not answer from here", remedy=remedy)


def _clock(skew: float) -> Result:
    if abs(skew) <= MOST_SKEW:
        return Result("clock", found=f"within {abs(skew):.0f} s of the platforms'")
    way = "ahead of" if skew > 0 else "behind"
    return Result(
        "clock",
        wrong=f"{abs(skew):.0f} s {way} the platforms'",
        remedy="Let the machine keep its time by NTP: requests that Slack signs are refused otherwise.",
    )
