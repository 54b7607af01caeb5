"""The program that takes pages apart, as it runs."""

from datetime import date
from pathlib import Path

import pytest

from bot.runtime.links.extracting import Extracted, extract
from bot.runtime.outgoing.pages import Got
from tests.fakes.web import article

URL, TODAY = "https://news.example.org/2023/strike", date(2026, 3, 1)
PARAGRAPHS = [
    "Jets of the air force bombed a gathering in Pazigyi village on Tuesday morning, residents told reporters by telephone.",
    "About 170 people were killed, among them many women and children, according to a local defence group that counted the dead.",
    "The military council said that it had attacked an office of the opposition, and did not say how many people had died there.",
]


async def run(page: str | bytes, *, charset: str = "") -> Extracted | None:
    content = page if isinstance(page, bytes) else page.encode()
    return await extract(Got(URL, content, charset), TODAY)


async def test_article_is_told_from_what_is_around_it() -> None:
    head = (
        "<meta property='article:published_time' content='2023-04-12T08:00:00+06:30'>"
        "<meta property='article:modified_time' content='2023-05-01T08:00:00+06:30'>"
        "<link rel='canonical' href='https://news.example.org/strike'>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    )

    found = await run(article("Strike kills about 170 in Pazigyi", *PARAGRAPHS, head=head))

    assert found is not None
    assert (found.title, found.published) == ("Strike kills about 170 in Pazigyi", date(2023, 4, 12))
    assert found.canonical == "https://news.example.org/strike"
    assert found.is_locked
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "99 people" not in found.text
    assert "rights reserved" not in found.text


async def test_small_print_is_no_date_of_publication() -> None:
    found = await run(article("Strike", *PARAGRAPHS))

    assert found is not None
    assert found.published is None


async def test_letters_come_as_the_server_says() -> None:
    page = article("ပဇီကြီး", *("တပ်မတော်က ပဇီကြီးရွာကို ဗုံးကြဲခဲ့ပြီး လူ ၁၇၀ ခန့် သေဆုံးခဲ့သည်။ " * 4,) * 3)

    found = await run(page.encode("utf-16"), charset="utf-16")

    assert found is not None
    assert found.title == "ပဇီကြီး"
    assert "၁၇၀" in found.text


@pytest.mark.parametrize("page", [b"", b"\0\xff" * 1000, b"<" * 10_000, b"<div>" * 20_000 + b"deep"])
async def test_nonsense_is_no_article(page: bytes) -> None:
    found = await run(page)

    assert found is None or found.text in {"", "deep"}


async def test_program_is_told_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "1:secret")
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import json, os, sys\n"
        "print(json.dumps({'title': str([*os.environ, *map(str, sys.path)]), 'text': '', 'published': '', 'canonical': '',"
        " 'is_locked': False}))"
    )

    found = await extract(Got(URL, b"<p>"), TODAY, program=spy)

    assert found is not None
    assert "TOKEN" not in found.title
    assert repr(str(Path.cwd())) not in found.title
    assert repr(str(tmp_path)) not in found.title


async def test_program_that_breaks_is_no_article(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("import os\nos.abort()")

    assert await extract(Got(URL, b"<p>" * 1_000_000), TODAY, program=broken) is None
