from dataclasses import dataclass, replace
from datetime import date

from bot.claims.article import Article, Page
from bot.claims.claim import Claim
from bot.claims.links import beside_links
from bot.claims.note import Note


@dataclass(frozen=True, slots=True)
class Submission:
    """What a person sent. `published` is the date of the text (not of the forwarding), where it is known.

    `forwarded_from` is the public channel or site it came from, never a person. `attachments` names what came along and
    cannot be read ("photo", "document"). `article` is what was read behind its link.
    """

    text: str
    published: date | None = None
    forwarded_from: str = ""
    links: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    article: Article | None = None

    @property
    def page(self) -> Page | None:
        return self.article.page if self.article else None

    @property
    def origin(self) -> str:
        """Where what was checked comes from: the site of the article, else whoever it was forwarded from."""
        return self.article.page.site if self.article else self.forwarded_from


def spelled_out(submission: Submission) -> Submission:
    """The submission as if its article had been pasted behind the words that stand beside the link."""
    article = submission.article
    if article is None:
        return submission
    page, words = article.page, beside_links(submission.text)
    parts = [words, page.title, article.text]
    if words.casefold() in page.title.casefold():
        parts.remove(words)
    if article.text.startswith(page.title):
        parts.remove(page.title)
    return replace(
        submission,
        text="\n\n".join(part for part in parts if part),
        published=page.published or submission.published,
        forwarded_from=submission.origin,
        links=(),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A submission that was read: its normalised text, its claims in order, and what was left out and why.

    `published` is the date of the text: as it was given, else as a dateline tells it.
    """

    text: str
    language: str
    claims: tuple[Claim, ...]
    not_read: tuple[Note, ...] = ()
    published: date | None = None
