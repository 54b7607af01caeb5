from bot.config.settings import Settings
from bot.desk.webhook import Reached
from storage.open import Storage


async def look_at_receivers(storage: Storage, settings: Settings) -> dict[str, Reached]:
    """How far each receiver of webhooks was told, without those to whom nothing was. Raises `Unavailable`."""
    found = {name: await storage.followed.reached(name) for name in settings.webhook.receivers}
    return {name: reached for name, reached in found.items() if reached is not None}
