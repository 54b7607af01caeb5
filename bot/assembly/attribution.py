"""The model that hears who speaks. It is loaded when the first text is read."""

from bot.claims.guess import Attributor
from bot.config.settings import Settings
from storage.attribution.attributor import find_built_in


def open_attributor(settings: Settings) -> Attributor | None:
    """None where it is switched off, or where none lies with the program. Raises `Misconfigured` for one that is broken."""
    return find_built_in() if settings.attribution.enabled else None
