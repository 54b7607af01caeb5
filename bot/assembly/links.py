"""What the settings say of the articles behind links."""

from bot.config.links import LinkSettings
from bot.people.audience import Audience
from bot.ports import Cache, Clock, Keys, LinkReader


def readers_of_links(settings: LinkSettings) -> frozenset[Audience]:
    """Whose links are opened when they send them."""
    if not settings.fetch:
        return frozenset()
    newsroom = {Audience.NEWSROOM, Audience.RESTRICTED} if settings.newsroom else set[Audience]()
    return frozenset(newsroom | ({Audience.PUBLIC} if settings.public else set()))


def readers_here(settings: LinkSettings) -> frozenset[Audience]:
    """The same at this machine: whoever asks here is of the newsroom, whatever they want to be shown."""
    return frozenset(Audience) if settings.fetch and settings.newsroom else readers_of_links(settings)


def link_reader(settings: LinkSettings, cache: Cache, *, keys: Keys, clock: Clock) -> LinkReader | None:
    """None where no links are opened."""
    if not settings.fetch:
        return None
    # What opens links is loaded where any are opened.
    from bot.runtime.links.extracting import extract  # noqa: PLC0415
    from bot.runtime.links.reading import PageReader  # noqa: PLC0415
    from bot.runtime.outgoing.pages import Pages  # noqa: PLC0415

    proxy = settings.proxy.get_secret_value() if settings.proxy else ""
    pages = Pages(proxy=proxy)
    return PageReader(pages, extract, cache, keys=keys, clock=clock, hours=settings.cache_hours)
