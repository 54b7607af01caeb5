from datetime import UTC, date, datetime

import pytest

from bot.claims.article import Article, Page
from bot.claims.fingerprint import fingerprint
from bot.claims.submission import Submission, spelled_out

READ_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINK = "https://news.example.org/a"


def an_article(text: str = "Jets bombed it.", *, published: date | None = None) -> Article:
    return Article(Page(LINK, "example.org", "Strike on Pazigyi", published, READ_AT, "0" * 64), text)


@pytest.mark.parametrize(
    ("said", "text", "read"),
    [
        (LINK, "Jets bombed it.", "Strike on Pazigyi\n\nJets bombed it."),
        (f"Is this so? {LINK}", "Jets bombed it.", "Is this so?\n\nStrike on Pazigyi\n\nJets bombed it."),
        (f"strike on pazigyi\n{LINK}", "Jets bombed it.", "Strike on Pazigyi\n\nJets bombed it."),
        (LINK, "Strike on Pazigyi\nJets bombed it.", "Strike on Pazigyi\nJets bombed it."),
    ],
)
def test_article_reads_as_if_pasted(said: str, text: str, read: str) -> None:
    assert spelled_out(Submission(said, article=an_article(text))).text == read


def test_text_is_of_the_site_and_its_day() -> None:
    day = date(2023, 4, 12)
    sent = Submission(LINK, date(2023, 4, 14), "@channel", (LINK,), article=an_article(published=day))

    read = spelled_out(sent)

    assert (read.forwarded_from, read.published, read.links) == ("example.org", day, ())
    assert spelled_out(Submission(LINK, day, article=an_article())).published == day


def test_article_read_anew_is_another_text() -> None:
    sent = Submission(LINK, article=an_article())

    assert fingerprint(sent) != fingerprint(Submission(LINK))
    assert fingerprint(Submission(LINK, article=an_article())) == fingerprint(sent)
