"""Articles that were read behind the links of a case are kept as long as what was brought."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.archived import ARCHIVED, Archived
from bot.desk.audit import subject_of_case
from bot.errors import Refusal
from bot.speech.outcome import Ask, TakeBack
from tests.claims.test_submission import an_article
from tests.contract.desk import ANA
from tests.contract.kept import Kept, a_message, a_question, a_sender


async def brought(kept: Kept) -> Archived:
    """A question, and an article behind its link."""
    await kept.finish(a_message(), deeds=[Ask(a_question(), a_sender())])
    file = await kept.desk.case(1)
    assert file is not None
    return Archived(file.matters[0].key, an_article())


async def test_article_is_kept_as_it_was_read(kept: Kept) -> None:
    one = await brought(kept)
    await kept.articles.archive(1, one, ANA)

    assert await kept.articles.archived(1) == (one,)
    assert await kept.reopened().articles.archived(1) == (one,)
    assert await kept.articles.archived(2) == ()


async def test_same_text_is_kept_and_told_once(kept: Kept) -> None:
    one = await brought(kept)
    page = one.article.page
    later = replace(page, read_at=page.read_at + timedelta(hours=1))
    other = replace(one, article=replace(one.article, page=replace(later, digest="1" * 64)))
    for archived in (one, replace(one, article=replace(one.article, page=later)), other):
        await kept.articles.archive(1, archived, ANA)

    assert await kept.articles.archived(1) == (one, other)
    lines = await kept.audit.entries(limit=10, subject=subject_of_case(1))
    assert [line.act for line in lines].count(ARCHIVED) == 2
    assert any(line.words and page.digest in line.words.detail for line in lines)


async def test_article_goes_with_what_was_brought(kept: Kept) -> None:
    await kept.articles.archive(1, await brought(kept), ANA)
    await kept.finish(a_message(), deeds=[TakeBack(a_question().code)])

    assert await kept.articles.archived(1) == ()


async def test_nothing_is_kept_of_what_is_not_there(kept: Kept) -> None:
    one = await brought(kept)

    with pytest.raises(Refusal):
        await kept.articles.archive(2, one, ANA)
    with pytest.raises(Refusal):
        await kept.articles.archive(1, replace(one, key="nothing"), ANA)
