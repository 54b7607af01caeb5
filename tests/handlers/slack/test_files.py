"""Pictures that come along with a message or a form: what is read of them, and how they are fetched."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Refusal, Unavailable
from bot.speech.attached import Attachment
from bot.speech.forms import Asked, Form
from bot.speech.heard import Command, Message
from bot.speech.open_form import OpenForm
from bot.speech.traffic import Arrival
from bot.verdicts.phrasebook import load_phrasebook
from handlers.slack.app import quiet_logger
from handlers.slack.files import SlackFetcher
from handlers.slack.modal import read_modal, render_modal
from handlers.slack.read import read_event
from tests.fakes.slack import payloads
from tests.fakes.slack.failures import BROKEN, Failure, Kind, limited, refused
from tests.fakes.slack.files import File
from tests.fakes.slack.methods import ALL_SCOPES
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import CHANNEL
from tests.handlers.slack.reading import TS, direct, heard_in, senders
from tests.handlers.slack.second_opinion import judge_form

PIXELS = b"pixels " * 1000
MOST = 1024 * 1024
PICTURE = File("F0PICTURE", PIXELS)


def read(file: File, **more: Any) -> Message:
    event = direct("smoke", subtype="file_share", files=[file.in_event("https://files.slack.com")], **more)
    taking = replace(senders(), takes_files=True)
    arrival = read_event(payloads.callback(event, event_id="Ev1"), taking)
    assert isinstance(arrival, Arrival)
    assert isinstance(arrival.heard, Message)
    return arrival.heard


@asynccontextmanager
async def fetching(fake: FakeSlack) -> AsyncIterator[SlackFetcher]:
    async with ClientSession(timeout=ClientTimeout(total=5)) as session:
        client = AsyncWebClient(
            token=fake.bot_token,
            base_url=fake.base_url,
            session=session,
            logger=quiet_logger(),
            retry_handlers=[],
        )
        client.proxy = None
        yield SlackFetcher(client, session, base_url=fake.base_url)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(scopes=ALL_SCOPES | {"files:read"}) as fake:
        yield fake


def test_picture_is_taken_along_by_its_id() -> None:
    heard = read(PICTURE)

    assert heard.attached == (Attachment("photo", "F0PICTURE", len(PIXELS)),)
    assert "mandalay" not in repr(heard)
    assert "files.slack.com" not in repr(heard)


def test_file_of_another_organisation_is_asked_for() -> None:
    assert read(replace(PICTURE, is_foreign=True)).attached == (Attachment("document", "F0PICTURE"),)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (replace(PICTURE, mimetype="application/pdf"), "document"),
        (replace(PICTURE, mimetype="image/heic"), "photo"),
        (replace(PICTURE, mimetype="video/mp4"), "video"),
        (replace(PICTURE, mode="external"), "photo"),
        (replace(PICTURE, id="../F0"), "photo"),
    ],
)
def test_what_cannot_be_fetched_is_named_alone(file: File, kind: str) -> None:
    assert read(file).attached == (Attachment(kind),)


@pytest.mark.parametrize("text", ["tip", "add 7KQ2-M4TX-9AB4"])
def test_picture_comes_along_with_the_command_of_a_tip(text: str) -> None:
    event = direct(text, subtype="file_share", files=[PICTURE.in_event("https://files.slack.com")])
    for taken, reference, size in ((True, "F0PICTURE", len(PIXELS)), (False, "", 0)):
        arrival = read_event(payloads.callback(event, event_id="Ev1"), replace(senders(), takes_files=taken))

        assert isinstance(arrival, Arrival)
        assert isinstance(arrival.heard, Command)
        assert arrival.heard.attached == (Attachment("photo", reference, size),)


def test_deleted_file_is_nothing() -> None:
    assert read(replace(PICTURE, mode="tombstone")).attached == ()


def test_nothing_is_taken_along_where_no_files_are_taken() -> None:
    heard = heard_in(direct("smoke", subtype="file_share", files=[PICTURE.described("https://x")]))

    assert isinstance(heard, Message)
    assert (heard.attached, heard.submission.attachments) == ((), ("photo",))


def test_nothing_is_taken_along_in_a_channel() -> None:
    event = payloads.mentioned("smoke", ts=TS, channel=CHANNEL, files=[PICTURE.described("https://x")])
    taking = replace(senders(), takes_files=True)

    arrival = read_event(payloads.callback(event, event_id="Ev1"), taking)

    assert isinstance(arrival, Arrival)
    assert isinstance(arrival.heard, Message)
    assert arrival.heard.attached == ()


def test_form_takes_pictures_and_gives_them_back() -> None:
    form = OpenForm(Asked(Form.TIP), pictures=10)
    view = render_modal(form, load_phrasebook("en"))
    judge_form(view)

    sent = payloads.submitted({**view, "id": "V1"}, trigger="t", what="smoke", files=[PICTURE.described("x")])
    read_back = read_modal(sent["view"])

    assert read_back is not None
    assert read_back.attached == (Attachment("photo", "F0PICTURE", len(PIXELS)),)
    assert "files" not in dict(read_back.values)


def test_form_without_pictures_has_no_such_field() -> None:
    view = render_modal(OpenForm(Asked(Form.TIP)), load_phrasebook("en"))

    assert "files" not in [block.get("block_id") for block in view["blocks"]]  # type: ignore[attr-defined]


async def test_picture_is_fetched(slack: FakeSlack) -> None:
    file = slack.world.put_file(PIXELS)

    async with fetching(slack) as fetcher:
        assert await fetcher.fetch(file.id, most=MOST) == PIXELS


async def test_large_picture_is_not_downloaded(slack: FakeSlack) -> None:
    file = slack.world.put_file(PIXELS)

    async with fetching(slack) as fetcher:
        with pytest.raises(Refusal, match="too_large"):
            await fetcher.fetch(file.id, most=100)

    assert slack.called("download") == []


@pytest.mark.parametrize(
    "more",
    [
        {"is_deleted": True},
        {"mimetype": "application/pdf"},
        {"address": "https://evil.example/files-pri/T1-F0"},
        {"address": "http://files.slack.com/files-pri/T1-F0"},
        {"address": "https://slack.com.evil.example/files-pri/T1-F0"},
    ],
)
async def test_what_is_not_ours_to_have_is_gone(slack: FakeSlack, more: dict[str, Any]) -> None:
    """The token goes nowhere but to Slack."""
    file = slack.world.put_file(PIXELS, **more)

    async with fetching(slack) as fetcher:
        with pytest.raises(Refusal, match="gone"):
            await fetcher.fetch(file.id, most=MOST)


async def test_missing_right_is_no_fault_of_the_picture() -> None:
    async with FakeSlack() as slack:
        file = slack.world.put_file(PIXELS)
        async with fetching(slack) as fetcher:
            with pytest.raises(Unavailable):
                await fetcher.fetch(file.id, most=MOST)


async def test_page_to_sign_in_is_no_picture(slack: FakeSlack) -> None:
    file = slack.world.put_file(PIXELS)
    slack.failures.plan("download", Failure(Kind.PAGE, status=200))

    async with fetching(slack) as fetcher:
        with pytest.raises(Unavailable):
            await fetcher.fetch(file.id, most=MOST)


@pytest.mark.parametrize(
    ("method", "failure"),
    [
        ("files.info", limited(7)),
        ("files.info", BROKEN),
        ("files.info", refused("internal_error")),
        ("download", BROKEN),
        ("download", limited(7)),
    ],
)
async def test_trouble_on_the_way_passes(slack: FakeSlack, method: str, failure: Failure) -> None:
    file = slack.world.put_file(PIXELS)
    slack.failures.plan(method, failure)

    async with fetching(slack) as fetcher:
        with pytest.raises(Unavailable):
            await fetcher.fetch(file.id, most=MOST)

        assert await fetcher.fetch(file.id, most=MOST) == PIXELS
