"""Reads the articles behind links: each once for all who ask within some hours."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

import msgspec
import structlog

from bot.claims.article import Article, Page, Unread
from bot.claims.links import canonical_link, openable_address
from bot.ports import Cache, Clock, Keys
from bot.runtime.links.extracting import Extracted
from bot.runtime.outgoing.pages import Got, Pages
from bot.runtime.sealing import Place, seal, unseal
from bot.runtime.single_flight import SingleFlight

_AT_ONCE = 4
"""Pages that are fetched and taken apart side by side, each up to some hundred megabytes."""

_LEAST = 200
"""Characters. What is shorter is a teaser, a notice about cookies, a wall."""

_UNREAD_SECONDS = 300.0
"""How long it is remembered that a page was not read: nobody knocks at every message."""

_LONGEST_TITLE = 300

Extract = Callable[[Got, date], Awaitable[Extracted | None]]
logger = structlog.get_logger("secondsource")


@dataclass(frozen=True, slots=True)
class _Kept:
    article: Article | None
    why: Unread | None


_DECODER = msgspec.json.Decoder(_Kept)


class PageReader:
    """Implements `LinkReader`. What was read is kept in the cache, sealed under names that only the keys of this newsroom make."""

    def __init__(
        self, pages: Pages, extract: Extract, cache: Cache, *, keys: Keys, clock: Clock, hours: int
    ) -> None:
        self._pages = pages
        self._extract = extract
        self._cache = cache
        self._keys = keys
        self._clock = clock
        self._seconds = timedelta(hours=hours).total_seconds()
        self._flights: SingleFlight[Article | Unread] = SingleFlight()
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def read(self, address: str) -> Article | Unread:
        place = Place(self._keys.digest("link", address), secret=self._keys.digest("article", address))
        return await self._flights.do(place.key, lambda _tell: self._read_once(address, place))

    async def _read_once(self, address: str, place: Place) -> Article | Unread:
        if kept := await self._cache.get(place.key):
            found = _opened(kept, place)
            if found is not None:
                return found
        async with self._room:
            read = await self._read(address)
        is_read = isinstance(read, Article)
        stored = _Kept(read, None) if isinstance(read, Article) else _Kept(None, read)
        seconds = self._seconds if is_read else min(_UNREAD_SECONDS, self._seconds)
        await self._cache.put(place.key, seal(msgspec.json.encode(stored), place), seconds=seconds)
        logger.info("link opened", outcome="read" if isinstance(read, Article) else read.value)
        return read

    async def _read(self, address: str) -> Article | Unread:
        got = await self._pages.get(address)
        if isinstance(got, Unread):
            return got
        link = canonical_link(got.url)
        if link is None:
            return Unread.NOT_PUBLIC
        today = self._clock.today()
        found = await self._extract(got, today)
        if found is None or len(found.text) < _LEAST:
            return Unread.LOCKED if found and found.is_locked else Unread.NO_ARTICLE
        published = found.published if found.published and found.published <= today else None
        page = Page(
            url=_own(found.canonical, link.site) or openable_address(got.url) or link.url,
            site=link.site,
            title=" ".join(found.title.split())[:_LONGEST_TITLE],
            published=published,
            read_at=self._clock.now().replace(microsecond=0),
            digest=sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest(),
            is_partial=found.is_locked,
        )
        return Article(page, found.text)


def _own(canonical: str, site: str) -> str:
    """The address that a page gives itself, as far as it is of the same site: else anybody could pass for a source that we trust."""
    link = canonical_link(canonical)
    return (openable_address(canonical) or "") if link and link.site == site else ""


def _opened(sealed: bytes, place: Place) -> Article | Unread | None:
    plain = unseal(sealed, place)
    try:
        kept = _DECODER.decode(plain) if plain is not None else None
    except msgspec.MsgspecError:
        return None
    return (kept.article or kept.why) if kept else None
