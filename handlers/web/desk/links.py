"""Links in what was brought to a case: read where somebody at the desk wants that, and kept as evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.claims.article import Article
from bot.claims.links import canonical_link
from bot.desk.archived import Archived, links_of
from bot.desk.case import CaseFile
from bot.errors import Refusal
from bot.moderation import Articles, Desk
from bot.ports import LinkReader
from handlers.web.desk.doors import Visit
from handlers.web.desk.fields import Fields, read_number
from handlers.web.desk.frame import HOME, Frame
from handlers.web.desk.once import see_other


@dataclass(frozen=True, slots=True)
class OfMatter:
    """`addresses` can be opened, each by its number; `read` are the articles that were."""

    addresses: Sequence[str] = ()
    read: Sequence[Article] = ()


class LinkFront:
    """`reader` is None where no links are opened: what was read before is shown all the same."""

    def __init__(self, desk: Desk, articles: Articles, reader: LinkReader | None, frame: Frame) -> None:
        self._desk = desk
        self._articles = articles
        self._reader = reader
        self._frame = frame

    async def of_case(self, file: CaseFile) -> Mapping[str, OfMatter]:
        """By the keys of its matters."""
        kept = await self._articles.archived(file.case.id)
        return {
            one.key: OfMatter(
                links_of(one.matter) if self._reader else (),
                [archived.article for archived in kept if archived.key == one.key],
            )
            for one in file.matters
        }

    async def read(self, request: web.Request, visit: Visit, fields: Fields) -> web.StreamResponse:
        """Only a link that stands in the case is opened: the form names it by its number."""
        case = read_number(request.match_info["case"])
        file = await self._desk.case(case) if case is not None else None
        if file is None or self._reader is None:
            raise web.HTTPNotFound
        key, number = fields.first("key"), fields.number("at") or 0
        matter = next((one.matter for one in file.matters if one.key == key), None)
        addresses = links_of(matter) if matter else ()
        if not 1 <= number <= len(addresses):
            raise Refusal("desk.no_such_matter", case=str(case))
        read = await self._reader.read(addresses[number - 1])
        if not isinstance(read, Article):
            link = canonical_link(addresses[number - 1])
            why = self._frame.say(f"not_checked.link_unread.{read.value}", site=link.site if link else "")
            raise Refusal("webdesk.link_unread", why=why)
        await self._articles.archive(file.case.id, Archived(key, read), visit.member)
        return see_other(f"{HOME}/case/{case}", done="read_link")
