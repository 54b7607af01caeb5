from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Unread(StrEnum):
    """Why the page behind a link was not read."""

    AWAY = "away"  # no server answers, or it says that it is broken
    LATE = "late"
    GONE = "gone"
    REFUSED = "refused"  # to us: a sign-in, a block of robots or of countries
    LOCKED = "locked"  # for those who pay
    TOO_LARGE = "too_large"
    NOT_A_PAGE = "not_a_page"  # a file, a film
    NO_ARTICLE = "no_article"  # a page of teasers, or one that a program in the browser writes
    NOT_PUBLIC = "not_public"  # leads into a private network
    ASTRAY = "astray"  # leads from one address to the next, or to none


@dataclass(frozen=True, slots=True)
class Page:
    """What is told of a page that was read. `url` opens it again; `site` is the registered domain that gave it, whatever the page says of itself; `published` the day
    that the page names; `digest` the SHA-256 of the article's text in UTF-8, in hex. `is_partial`: the page says that the rest is for those who pay."""

    url: str
    site: str
    title: str
    published: date | None
    read_at: datetime
    digest: str
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article with the page that it stands on."""

    page: Page
    text: str
