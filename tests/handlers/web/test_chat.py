import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Refusal, Unavailable
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.choices import Act, Choice
from bot.speech.heard import Command, From, Heard
from bot.speech.replies import Told
from handlers.web.chat.read import LONGEST_TEXT
from handlers.web.chat.seats import Limits
from handlers.web.server import LONGEST_BODY
from tests.fakes.bugs import SeenBugs
from tests.fakes.checking import HeldChecking, PreparedChecking
from tests.fakes.reports import nothing, report
from tests.handlers.web.browsing import FORM, Browser, browse
from tests.stories.page import read_page
from tests.stories.talking import BUTTONS

TEXT = "A claim."
REPORT = report(nothing(TEXT))
HOSTILE = "<script>alert(1)</script>\x00\u202e\x1b[2J"


def who(heard: Heard) -> Pseudonym:
    return heard.sender.person


async def test_question_is_answered_without_script() -> None:
    checking = PreparedChecking({TEXT: REPORT})
    async with browse(checking) as browser:
        response = await browser.send(TEXT, published="2024-01-31", origin="t.me/x")
        page = read_page(await response.text())

    assert (response.status, page.relations) == (200, ["nothing"])
    assert [
        (asked.text, str(asked.published), asked.forwarded_from, who) for asked, who in checking.asked
    ] == [(TEXT, "2024-01-31", "t.me/x", Audience.PUBLIC)]


async def test_stream_tells_progress_then_the_answer() -> None:
    async with browse(PreparedChecking({TEXT: REPORT}, steps=2)) as browser:
        lines = await browser.stream(TEXT)

    assert [(line["kind"], line.get("done")) for line in lines] == [
        ("working", 0),
        ("working", 1),
        ("working", 2),
        ("said", None),
        ("ended", None),
    ]
    assert 'data-relation="nothing"' in str(lines[-2]["html"])


async def test_hostile_claim_is_never_unescaped() -> None:
    async with browse(PreparedChecking({HOSTILE: report(nothing(HOSTILE))})) as browser:
        page = await (await browser.send(HOSTILE)).text()
        lines = await browser.stream(HOSTILE)

    for html in (page, str(lines[-2]["html"])):
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html
        assert not {"\x00", "\u202e", "\x1b"} & set(html)


@pytest.mark.parametrize(
    ("failure", "status", "words"),
    [
        (Refusal("refused.only_link"), 422, "Paste the text that stands behind it"),
        (Unavailable("index", retry_after=20), 503, "The check could not be made"),
    ],
)
async def test_text_stays_in_the_box_when_nothing_was_checked(
    failure: Exception, status: int, words: str
) -> None:
    async with browse(PreparedChecking({TEXT: failure})) as browser:
        response = await browser.send(TEXT, origin="t.me/x")
        page = read_page(await response.text())

    assert (response.status, page.relations) == (status, [])
    assert words in page.text
    assert (page.fields["text"], page.fields["origin"]) == (TEXT, "t.me/x")


async def test_failure_says_when_to_come_back() -> None:
    async with browse(PreparedChecking({TEXT: Unavailable("index", retry_after=20)})) as browser:
        response = await browser.send(TEXT)

    assert response.headers["Retry-After"] == "20"


@pytest.mark.parametrize(
    ("published", "origin", "words"),
    [
        ("last week", "", "This date cannot be read"),
        ("2026-04-01", "", "lies in the future"),
        ("", "x" * 300, "at most 200 characters"),
        ("", "John Smith +44 7700 900123", "never a person"),
    ],
)
async def test_unusable_field_is_explained(published: str, origin: str, words: str) -> None:
    async with browse(PreparedChecking({})) as browser:
        response = await browser.send(TEXT, published=published, origin=origin)
        page = read_page(await response.text())

    assert response.status == 422
    assert words in page.text
    assert page.fields["text"] == TEXT


async def test_bug_is_told_without_losing_the_text() -> None:
    seen = SeenBugs()
    async with browse(PreparedChecking({TEXT: KeyError("a bug")}), on_bug=seen) as browser:
        response = await browser.send(TEXT)
        page = read_page(await response.text())

    assert (response.status, page.relations, page.fields["text"]) == (500, [], TEXT)
    assert "something failed on our side" in page.text
    assert [type(bug) for bug in seen.bugs] == [KeyError]


async def test_answer_that_breaks_midway_has_no_last_line() -> None:
    unsayable = report(replace(nothing(TEXT), not_checked=(note("no.such.phrase"),)))
    seen = SeenBugs()
    async with browse(PreparedChecking({TEXT: unsayable}), on_bug=seen) as browser:
        lines = await browser.stream(TEXT)
        whole = await browser.send(TEXT)

    assert [line["kind"] for line in lines] == ["working"]
    assert whole.status == 500
    assert len(seen.bugs) == 2


async def test_too_much_text_comes_back_in_its_box() -> None:
    text = "x" * (LONGEST_TEXT + 1)
    async with browse(PreparedChecking({})) as browser:
        response = await browser.send(text)
        page = read_page(await response.text())

    assert response.status == 422
    assert len(page.fields["text"]) == len(text)


async def test_crowd_is_asked_to_wait() -> None:
    checking = HeldChecking(REPORT)
    async with browse(checking, limits=Limits(at_once=1)) as browser:
        first = asyncio.create_task(browser.send(TEXT))
        await checking.has_begun.wait()
        refused = await browser.send(TEXT)
        checking.let_go.set()
        answered = await first

    assert (refused.status, refused.headers["Retry-After"], answered.status) == (503, "10", 200)


@asynccontextmanager
async def unfinished_form(browser: Browser, length: int) -> AsyncIterator[asyncio.StreamReader]:
    """A form of which only the head is sent; gives what the server answers."""
    server = browser.client.server
    assert server.port is not None
    reader, writer = await asyncio.open_connection(server.host, server.port)
    head = f"POST / HTTP/1.1\r\nHost: {server.host}:{server.port}\r\nContent-Type: {FORM}\r\nContent-Length: {length}\r\n\r\n"
    writer.write(head.encode())
    await writer.drain()
    try:
        yield reader
    finally:
        writer.close()
        await writer.wait_closed()


async def test_slow_forms_take_no_seat_of_a_check() -> None:
    limits = Limits(at_once=1, received_at_once=2)
    async with (
        browse(PreparedChecking({TEXT: REPORT}), limits=limits) as browser,
        unfinished_form(browser, 100),
    ):
        response = await browser.send(TEXT)

    assert response.status == 200


async def test_more_forms_than_can_be_received_are_asked_to_wait() -> None:
    async with browse(PreparedChecking({}), limits=Limits(received_at_once=0)) as browser:
        response = await browser.send(TEXT)

    assert (response.status, response.headers["Retry-After"]) == (503, "10")


async def test_form_that_does_not_come_is_given_up() -> None:
    limits = Limits(received_at_once=1, patience=0.01)
    async with (
        browse(PreparedChecking({}), limits=limits) as browser,
        unfinished_form(browser, 100) as answer,
    ):
        status = await answer.readline()

    assert b" 408 " in status


async def test_form_that_is_too_long_is_not_read() -> None:
    async with browse(PreparedChecking({})) as browser, unfinished_form(browser, LONGEST_BODY + 1) as answer:
        status = await answer.readline()

    assert b" 413 " in status


async def test_endless_check_is_stopped_and_told() -> None:
    checking = HeldChecking(REPORT)
    async with browse(checking, limits=Limits(patience=0.01)) as browser:
        lines = await browser.stream(TEXT)

    assert lines[-1]["mood"] == "unavailable"
    assert checking.was_cancelled.is_set()


@pytest.mark.parametrize("path", ["/help", "/privacy", "/status", "/mydata"])
async def test_side_pages_talk_like_the_bot(path: str) -> None:
    async with browse(PreparedChecking({})) as browser, browser.client.get(path) as response:
        page = read_page(await response.text())
        [heard] = browser.talk.heard

    assert (response.status, page.moods) == (200, ["talk"])
    assert isinstance(heard, Command)
    assert heard.verb == path[1:]


async def test_page_that_is_loaded_again_tells_what_is_open() -> None:
    async def begun(_sender: From) -> Told:
        return Told((note("talk.tip.still_open"),))

    async with browse(PreparedChecking({}), begun=begun) as browser:
        async with browser.client.get("/") as first:
            assert read_page(await first.text()).moods == []
        async with browser.client.get("/") as again:
            page = read_page(await again.text())

    assert page.moods == ["talk"]
    assert browser.talk.heard == []


async def test_page_stands_where_what_is_open_cannot_be_read() -> None:
    async def begun(_sender: From) -> Told:
        raise Unavailable("database")

    async with browse(PreparedChecking({}), begun=begun) as browser:
        await browser.client.get("/")
        async with browser.client.get("/") as again:
            assert (again.status, read_page(await again.text()).moods) == (200, [])


async def test_side_page_is_for_whoever_has_the_cookie() -> None:
    async with browse(PreparedChecking({})) as browser:
        for _ in range(2):
            async with browser.client.get("/status"):
                await browser.token()
        stranger, visitor = (who(heard) for heard in browser.talk.heard)

    assert stranger != visitor


async def test_stranger_has_nothing_to_press() -> None:
    asked = Told((note("talk.start.who"),), buttons=BUTTONS)
    async with browse(PreparedChecking({}), replies=[[asked], [asked]]) as browser:
        async with browser.client.get("/mydata") as response:
            stranger = read_page(await response.text())
        await browser.token()
        async with browser.client.get("/mydata") as response:
            visitor = read_page(await response.text())

    assert (stranger.choices, len(visitor.choices)) == ([], 6)


async def test_what_is_kept_can_be_deleted_where_it_is_told() -> None:
    async with browse(PreparedChecking({})) as browser:
        await browser.token()
        async with browser.client.get("/mydata") as response:
            page = read_page(await response.text())

    assert page.choices == [Choice(Act.FORGET)]


async def test_command_in_the_box_is_answered() -> None:
    async with browse(PreparedChecking({})) as browser:
        page = read_page(await (await browser.send("/help")).text())

    assert page.moods == ["talk"]


async def test_nothing_of_a_question_is_remembered() -> None:
    async with browse(PreparedChecking({TEXT: REPORT})) as browser:
        await browser.send(TEXT)
        async with browser.client.get("/") as response:
            html = await response.text()

    assert TEXT not in html
    assert response.headers["Cache-Control"] == "no-store"


async def test_submission_is_taken_as_it_was_typed() -> None:
    text = "One\n\nTwo ပဇီကြီး  & <three>"
    checking = PreparedChecking({text: report(nothing(text))})
    async with browse(checking) as browser:
        await browser.send(text.replace("\n", "\r\n"))

    assert checking.asked == [(Submission(text), Audience.PUBLIC)]
