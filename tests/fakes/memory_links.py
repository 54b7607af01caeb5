from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from bot.claims.article import Article, Page, Unread
from bot.claims.links import canonical_link, openable_address
from bot.ports import Clock


@dataclass
class MemoryLinks:
    """A `LinkReader` that knows these pages, by address: title, text and day. Nothing else is there."""

    clock: Clock
    pages: Mapping[str, tuple[str, str, date | None] | Unread]
    asked: list[str] = field(default_factory=list)

    async def read(self, address: str) -> Article | Unread:
        self.asked.append(address)
        found, link = self.pages.get(address, Unread.GONE), canonical_link(address)
        if isinstance(found, Unread) or link is None:
            return found if isinstance(found, Unread) else Unread.NOT_PUBLIC
        title, text, day = found
        digest = sha256(text.encode()).hexdigest()
        return Article(
            Page(openable_address(address) or link.url, link.site, title, day, self.clock.now(), digest), text
        )
