"""Making everything that people sent unreadable, within seconds and without the network, and noticing where that was done."""

from time import monotonic

from bot.assembly.place import place_in
from bot.config.settings import StorageSettings
from bot.runtime.process import wait_until
from storage.keys.open import FileKeys, Presence
from storage.panic import Destroyed, destroy_all

MISSING_SECONDS = 60.0
"""For so long a key file may be away, such as while it is put back, before the program forgets its keys and ends."""

_EVERY = 1.0


async def destroy(kept: StorageSettings) -> Destroyed:
    """The keys first, then what else can be done. Raises `Unavailable` where the keys could not be destroyed: then nothing was done."""
    return await destroy_all(kept.keys_path, place_in(kept))


async def wait_until_keys_are_gone(keys: FileKeys) -> bool:
    """True where they were destroyed on purpose, False where the file has been missing for long. It goes on for ever where neither happens."""
    missing_since: float | None = None

    def are_gone() -> bool:
        nonlocal missing_since
        presence = keys.presence()
        if presence is not Presence.MISSING:
            missing_since = None
            return presence is Presence.DESTROYED
        missing_since = missing_since or monotonic()
        return monotonic() - missing_since >= MISSING_SECONDS

    await wait_until(are_gone, every=_EVERY)
    return keys.presence() is Presence.DESTROYED
