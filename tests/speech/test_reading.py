from datetime import date

import pytest

from bot.errors import Refusal
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.background import read_published
from bot.speech.carrier import read_carrier
from bot.speech.commands import read_command
from bot.speech.heard import From, Verb

TODAY = date(2026, 3, 1)
SENDER = From(Address(Front.CONSOLE, "", "here"), Pseudonym("somebody"), Audience.PUBLIC)


@pytest.mark.parametrize(
    ("text", "published"),
    [("", None), ("  ", None), (" 2024-01-31 ", date(2024, 1, 31)), ("2026-03-02", date(2026, 3, 2))],
)
def test_date_of_publication_is_read(text: str, published: date | None) -> None:
    assert read_published(text, today=TODAY) == published


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("yesterday", "refused.bad_date"),
        ("31.01.2024", "refused.bad_date"),
        ("2024-02-30", "refused.bad_date"),
        ("20240131", "refused.bad_date"),
        ("2024-W05-3", "refused.bad_date"),
        ("0001-01-01", "refused.early_date"),
        ("2026-03-03", "refused.future_date"),
        ("9999-12-31", "refused.future_date"),
    ],
)
def test_unusable_date_is_refused(text: str, key: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_published(text, today=TODAY)

    assert refusal.value.key == key


def test_carrier_is_one_clean_line() -> None:
    assert read_carrier(" t.me/\u202esome\n channel\x00 ") == "t.me/some channel"


def test_carrier_is_a_name_not_a_text() -> None:
    with pytest.raises(Refusal) as refusal:
        read_carrier("a" * 201)

    assert refusal.value.key == "refused.long_origin"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("/help", Verb.HELP),
        (" /START\n", Verb.START),
        ("/privacy@our_bot", Verb.PRIVACY),
        ("/frobnicate", None),
    ],
)
def test_single_word_behind_a_stroke_is_a_command(text: str, verb: Verb | None) -> None:
    command = read_command(SENDER, text)

    assert command is not None
    assert command.verb is verb


@pytest.mark.parametrize(
    "text", ["", "/", "helpers", "/help me", "/etc/passwd was read", "//", "/" + "a" * 40, "12/13"]
)
def test_anything_else_is_a_text(text: str) -> None:
    assert read_command(SENDER, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DVB",
        "BBC Burmese, 11.04.2023",
        "Radio 24/7",
        "@channel_2021",
        "@mastodon_account@social.example",
        "t.me/somechannel/1234567",
        "https://www.facebook.com/permalink.php?id=100064123456789",
        "https://t.me/s/channel?before=20231104",
        "www.example.org",
        "Assistance Association for Political Prisoners (AAPP), on Facebook",
        "မြန်မာ့အသံ",
    ],
)
def test_channels_sites_and_outlets_are_carriers(text: str) -> None:
    assert read_carrier(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "John Smith +44 7700 900123",
        "(07700) 900-123",
        "၀၉ ၇၇၇ ၁၂၃ ၄၅၆",
        "john.smith@example.org",
        "John <js@localhost>",
        "t.me/+447700900123",
        "https://wa.me/447700900123",
        "tel:112233",
        "someone who lives next door to us and who saw it with his own eyes",
    ],
)
def test_carrier_is_never_a_way_to_a_person(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_carrier(text)

    assert refusal.value.key == "refused.private_origin"
