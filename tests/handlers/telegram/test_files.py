"""Pictures that come along with a message: what is read of them, and how they are fetched."""

from dataclasses import replace
from typing import Any

import pytest

from bot.errors import Refusal, Unavailable
from bot.speech.attached import Attachment
from bot.speech.heard import Command, Message
from bot.speech.traffic import Arrival
from handlers.telegram.client import Client
from handlers.telegram.files import TelegramFetcher
from handlers.telegram.read import Reader
from tests.fakes.telegram.failures import Babble, Disconnect, Refuse
from tests.fakes.telegram.files import MOST_FOR_BOTS, Files
from tests.fakes.telegram.people import GROUP
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.telegram.updates import CONTENTS
from tests.handlers.telegram.marking import Marks, marked
from tests.handlers.telegram.reading import READER, new_updates

TAKING = replace(READER, takes_files=True)
PIXELS = b"pixels " * 1000
MOST = 1024 * 1024


def read(raw: dict[str, Any], reader: Reader = TAKING) -> Message:
    found = reader.read(raw)
    assert isinstance(found, Arrival)
    assert isinstance(found.heard, Message)
    return found.heard


def test_largest_of_a_photo_is_taken_along() -> None:
    files = Files()
    photo = files.photo(PIXELS)

    heard = read(new_updates().message(caption="smoke", **photo))

    assert heard.attached == (Attachment("photo", photo["photo"][1]["file_id"], len(PIXELS)),)
    assert files.by_id[heard.attached[0].reference] == PIXELS


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp", "image/gif"])
def test_picture_sent_as_a_file_is_attached(kind: str) -> None:
    document = Files().document(PIXELS, mime_type=kind)

    [attached] = read(new_updates().message(**document)).attached

    assert (attached.kind, attached.reference) == ("document", document["document"]["file_id"])


@pytest.mark.parametrize("kind", ["image/heic", "image/svg+xml", "application/pdf", "image/jpegx", ""])
def test_other_files_are_named_and_not_asked_for(kind: str) -> None:
    document = Files().document(PIXELS, mime_type=kind)

    assert read(new_updates().message(**document)).attached == (Attachment("document"),)


@pytest.mark.parametrize("kind", ["video", "animation", "audio", "voice", "video_note", "sticker"])
def test_what_is_no_picture_is_named_alone(kind: str) -> None:
    [attached] = read(new_updates().message(**CONTENTS[kind])).attached

    assert (attached.reference, attached.size) == ("", 0)


def test_nothing_is_taken_where_no_files_are_taken() -> None:
    photo = new_updates().message(**Files().photo(PIXELS))

    assert read(photo, READER).attached == ()
    assert read(photo, READER).submission.attachments == ("photo",)


def test_nothing_is_attached_in_a_group() -> None:
    update = new_updates().message(chat=GROUP, caption="@second_source_bot smoke", **Files().photo(PIXELS))
    entity = {"type": "mention", "offset": 0, "length": 18}
    update["message"]["caption_entities"] = [entity]

    assert read(update).attached == ()


def test_nothing_else_of_a_file_is_read() -> None:
    marks = Marks()
    update = new_updates().message(caption="smoke", **Files().photo(PIXELS))

    heard = read(marked(update, marks))

    kept = [text for text in marks.texts if text in repr(heard)]
    assert len(kept) == 2
    assert str(heard.attached[0].size) in kept
    assert heard.attached[0].reference in kept


@pytest.mark.parametrize("reference", ["../../etc/passwd", "a b", "x" * 201, 7, None])
def test_words_are_heard_where_the_file_is_malformed(reference: object) -> None:
    update = new_updates().message(caption="smoke", **Files().photo(PIXELS))
    for size in update["message"]["photo"]:
        size["file_id"] = reference

    heard = read(update)

    assert (heard.submission.text, heard.attached) == ("smoke", (Attachment("photo"),))


async def test_file_is_fetched(fake: FakeTelegram, client: Client) -> None:
    reference = fake.files.put(PIXELS)

    assert await TelegramFetcher(client).fetch(reference, most=MOST) == PIXELS


async def test_large_file_is_not_downloaded(fake: FakeTelegram, client: Client) -> None:
    reference = fake.files.put(PIXELS)
    fake.fail("file", Disconnect())

    with pytest.raises(Refusal, match="too_large"):
        await TelegramFetcher(client).fetch(reference, most=100)

    assert not fake.failures.is_done


async def test_what_telegram_gives_no_bot_is_too_large(fake: FakeTelegram, client: Client) -> None:
    reference = fake.files.put(b"x" * (MOST_FOR_BOTS + 1))

    with pytest.raises(Refusal, match="too_large"):
        await TelegramFetcher(client).fetch(reference, most=30 * MOST)


async def test_file_that_is_not_there_is_gone(client: Client) -> None:
    with pytest.raises(Refusal, match="gone"):
        await TelegramFetcher(client).fetch("AgACnone", most=MOST)


@pytest.mark.parametrize("method", ["getfile", "file"])
@pytest.mark.parametrize("failure", [Refuse(502, as_page=True), Disconnect(), Refuse(429, retry_after=7)])
async def test_trouble_on_the_way_passes(
    fake: FakeTelegram, client: Client, method: str, failure: Refuse | Disconnect
) -> None:
    reference = fake.files.put(PIXELS)
    fake.fail(method, failure)

    with pytest.raises(Unavailable):
        await TelegramFetcher(client).fetch(reference, most=MOST)

    assert await TelegramFetcher(client).fetch(reference, most=MOST) == PIXELS


async def test_page_of_a_server_between_is_no_answer(fake: FakeTelegram, client: Client) -> None:
    fake.fail("getfile", Babble())

    with pytest.raises(Unavailable):
        await TelegramFetcher(client).fetch(fake.files.put(PIXELS), most=MOST)


@pytest.mark.parametrize(
    "caption",
    ["/tip smoke", "/add 7KQ2-M4TX-9AB4", "/status 7KQ2-M4TX-9AB4", "status 7KQ2-M4TX-9AB4"],
)
def test_picture_comes_along_with_the_command_of_a_tip(caption: str) -> None:
    found = TAKING.read(new_updates().message(caption=caption, **Files().photo(PIXELS)))

    assert isinstance(found, Arrival)
    assert isinstance(found.heard, Command)
    assert [one.kind for one in found.heard.attached] == ["photo"]
    assert found.heard.attached[0].reference


def test_picture_with_a_command_is_named_where_none_are_taken() -> None:
    found = READER.read(new_updates().message(caption="/tip smoke", **Files().photo(PIXELS)))

    assert isinstance(found, Arrival)
    assert isinstance(found.heard, Command)
    assert found.heard.attached == (Attachment("photo"),)


def test_picture_with_another_command_is_left() -> None:
    found = TAKING.read(new_updates().message(caption="/help", **Files().photo(PIXELS)))

    assert isinstance(found, Arrival)
    assert isinstance(found.heard, Command)
    assert found.heard.attached == ()
