from dataclasses import replace

import pytest

from bot.claims.names import Names
from bot.claims.note import note
from bot.claims.read import read_submission
from bot.claims.submission import Submission
from bot.dialogue.attachments import named, refuse_what_is_not_taken, reworded
from bot.errors import Refusal
from tests.dialogue.conversation import BOOK
from tests.fakes.reports import nothing, report

KINDS = [
    "photo",
    "sticker",
    "video",
    "video message",
    "animation",
    "voice message",
    "audio",
    "document",
    "contact",
    "place",
    "poll",
]


def words_for(text: str, kind: str) -> str:
    """What is said about something of this kind that came along with this text, as it is read and worded."""
    submission = Submission(text, attachments=(kind,))
    try:
        refuse_what_is_not_taken(submission)
        reading = read_submission(submission, Names(()))
    except Refusal as refusal:
        said = reworded(refusal)
        return BOOK.text(said.key, **said.values)
    found = named(replace(report(nothing(text)), not_checked=reading.not_read))
    return " ".join(BOOK.say(each) for each in found.not_checked)


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_alone_is_refused_in_words(kind: str) -> None:
    said = words_for("", kind)

    assert "attachments" not in said
    assert "not" in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["🙂", "Forty houses burned in Lampang."])
def test_what_came_beside_a_text_is_named(kind: str, text: str) -> None:
    said = words_for(text, kind)

    assert f"“{kind}”" not in said
    assert "not" in said


def test_picture_with_a_caption_was_not_looked_at() -> None:
    assert "it was not looked at" in words_for("Forty houses burned in Lampang.", "photo")


def test_unknown_kind_is_named_as_it_came() -> None:
    assert "hologram" in words_for("Forty houses burned in Lampang.", "hologram")
    assert "hologram" in words_for("", "hologram")


def test_other_notes_stay_as_they_are() -> None:
    rewritten = replace(report(nothing("Text.")), not_checked=(note("not_checked.rewritten"),))

    assert named(rewritten) == rewritten


def test_same_thing_is_named_once() -> None:
    kinds = tuple(note("not_checked.attachment", kind=kind) for kind in ("photo", "sticker"))

    found = named(replace(report(nothing("Text.")), not_checked=kinds))

    assert found.not_checked == (note("not_checked.beside.picture"),)
