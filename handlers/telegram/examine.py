"""What the Bot API says of a bot, for whoever asks what is wrong. https://core.telegram.org/bots/api#getwebhookinfo"""

from dataclasses import dataclass

from aiohttp import ClientSession

from handlers.asking import ask


@dataclass(frozen=True, slots=True)
class Seen:
    """`is_there`: the Bot API answers. `webhook`: where it calls, empty for nowhere; `failure` what it said of its last call that failed, and
    `waits` how many updates wait there."""

    is_there: bool
    is_accepted: bool = False
    webhook: str = ""
    failure: str = ""
    waits: int = 0
    skew: float | None = None


async def examine_telegram(token: str, base_url: str) -> Seen:
    address = f"{base_url.rstrip('/')}/bot{token}"
    async with ClientSession() as session:
        me = await ask(session, f"{address}/getMe")
        if me is None:
            return Seen(is_there=False)
        if me.body.get("ok") is not True:
            return Seen(is_there=True, skew=me.skew)
        told = await ask(session, f"{address}/getWebhookInfo")
    found = told.body.get("result") if told else None
    info = found if isinstance(found, dict) else {}
    waits = info.get("pending_update_count")
    return Seen(
        is_there=True,
        is_accepted=True,
        webhook=str(info.get("url") or ""),
        failure=str(info.get("last_error_message") or ""),
        waits=waits if isinstance(waits, int) else 0,
        skew=me.skew,
    )
