from collections.abc import Iterator

from bot.claims.article import Page
from bot.matching.shown import show_day
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Line, Tone


def page_lines(page: Page, book: Phrasebook) -> Iterator[Line]:
    """Which article was read, of which day, and when: a page may say something else tomorrow."""
    read_at = f"{show_day(page.read_at.date())}, {page.read_at:%H:%M} UTC"
    key = "article.read" if page.published else "article.read_undated"
    day = show_day(page.published) if page.published else ""
    text = book.text(key, title=page.title or page.site, site=page.site, day=day, read_at=read_at)
    yield Line(Tone.PLAIN, text, link=page.url)
    if page.is_partial:
        yield Line(Tone.NOT_CHECKED, book.text("article.partial"), label=book.text("unchecked.whole"))
