"""What was read behind the links that people brought to the desk, kept as evidence."""

from dataclasses import dataclass

from bot.claims.article import Article
from bot.claims.links import canonical_link, found_links, openable_address
from bot.desk.case import Matter
from bot.desk.question import Question

ARCHIVED = "read_link"
"""The line in the audit log."""


@dataclass(frozen=True, slots=True)
class Archived:
    """`key` is that of the matter whose link it was."""

    key: str
    article: Article


def links_of(matter: Matter) -> tuple[str, ...]:
    """The addresses that can be opened of what somebody brought, each once."""
    if isinstance(matter, Question):
        written = [matter.page.url] if matter.page else []
        texts = [matter.claim.text]
    else:
        written, texts = [], [matter.what, matter.evidence]
    found = [*written, *(link for text in texts for link in found_links(text))]
    known = {link.url: openable_address(address) for address in found if (link := canonical_link(address))}
    return tuple(address for address in known.values() if address)
