"""What stands behind a link, for those whose links are opened: read before the check, and kept with what they sent."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.claims.article import Article, Unread
from bot.claims.links import beside_links, canonical_link, found_links, openable_address
from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.people.audience import Audience
from bot.ports import Checking, LinkReader, Progress
from bot.verdicts.finding import Report

LONGEST_WORDS = 280
"""Characters beside a link up to which it is what somebody asks about. Beyond it they ask about their text."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission with the article behind its link, or without: `why` is None where nobody tried, `site` empty where there is nothing to try."""

    submission: Submission
    site: str = ""
    why: Unread | None = None

    def reworded(self, refusal: Refusal) -> Refusal:
        """The refusal of a link alone says why it was not read."""
        if refusal.key != "refused.only_link" or self.why is None:
            return refusal
        return Refusal(f"refused.link_unread.{self.why.value}", site=self.site)

    def told(self, report: Report) -> Report:
        """The report says of the link why it was not read."""
        if not self.site:
            return report
        key = f"not_checked.link_unread.{self.why.value}" if self.why else "not_checked.link_beside"
        plain, why = note("not_checked.link", site=self.site), note(key, site=self.site)
        return replace(
            report, not_checked=tuple(why if said == plain else said for said in report.not_checked)
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """A `Checking` for whoever asks outside of a conversation. `readers` are those whose links are opened."""

    checking: Checking
    links: LinkReader | None
    readers: Collection[Audience]

    async def check(
        self, submission: Submission, audience: Audience, *, progress: Progress | None = None
    ) -> Report:
        link = await opened(submission, audience, self.links, readers=self.readers)
        try:
            report = await self.checking.check(link.submission, audience, progress=progress)
        except Refusal as refusal:
            raise link.reworded(refusal) from None
        return link.told(report)


async def opened(
    submission: Submission, audience: Audience, links: LinkReader | None, *, readers: Collection[Audience]
) -> Opened:
    """Opens the link of a text that has one, and little else. Where it has been read nobody goes there again."""
    if links is None or audience not in readers or submission.article:
        return Opened(submission)
    found = {link.url: address for address in _addresses(submission) if (link := canonical_link(address))}
    if len(found) != 1:
        return Opened(submission)
    ((url, address),) = found.items()
    link = canonical_link(url)
    site = link.site if link else ""
    if len(beside_links(submission.text)) > LONGEST_WORDS:
        return Opened(submission, site)
    read = await links.read(openable_address(address) or url)
    if isinstance(read, Article):
        return Opened(replace(submission, article=read))
    return Opened(submission, site, read)


def _addresses(submission: Submission) -> tuple[str, ...]:
    return (*found_links(submission.text), *submission.links)
