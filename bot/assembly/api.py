"""The API for programs, and the keys that they come with."""

from urllib.parse import urlsplit

from bot.assembly.application import Application
from bot.assembly.links import readers_of_links
from bot.dialogue.links import Opening
from bot.runtime.allowance import Limits, OwnAllowances
from bot.sharing import Allowances
from handlers.web.api.application import ApiParts


def api_parts(application: Application, allowances: Allowances, *, is_public: bool) -> ApiParts:
    settings, kept = application.settings, application.storage
    return ApiParts(
        api_keys=kept.api_keys,
        allowances=allowances,
        checking=Opening(application.checking, application.links, readers_of_links(settings.links)),
        library=kept.library,
        records=kept.records,
        index=kept.index,
        desk=kept.desk,
        receipts=kept.desk,
        talk=application.talk(),
        keys=kept.keys,
        phrasebook=application.phrasebook,
        clock=application.clock,
        on_bug=application.on_bug,
        hosts=(urlsplit(settings.public.url).netloc,) if is_public else settings.web.allowed_hosts,
    )


def api_allowances(application: Application) -> Allowances:
    """How much one key may ask, of all processes together where they share a server."""
    api = application.settings.api
    own = OwnAllowances(Limits(api.per_minute, api.per_day))
    return application.storage.allowances(own, name="api", per_minute=api.per_minute, per_day=api.per_day)
