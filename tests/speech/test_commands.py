from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.submission import Submission
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.commands import (
    checked_alone,
    read_command,
    read_said,
    read_sentence,
    read_source,
    read_verb_words,
)
from bot.speech.heard import Command, From, Message, Verb
from bot.speech.slips import nearest

SENDER = From(Address(Front.SLACK, "T1", "D1"), Pseudonym("somebody"), Audience.PUBLIC)


@pytest.mark.parametrize(
    ("text", "verb", "argument"),
    [
        ("/why 2", Verb.WHY, "2"),
        ("/THIS@our_bot 1", Verb.THIS, "1"),
        ("/not", Verb.NOT_THIS, ""),
        ("/none\n3", Verb.NONE, "3"),
        ("/ask 12", Verb.ASK, "12"),
        ("/status 7kq2 m4tx", Verb.STATUS, "7kq2 m4tx"),
        ("/status nonsense", Verb.STATUS, "nonsense"),
        ("/settings quiet on", Verb.SETTINGS, "quiet on"),
        ("/settings colour blue", Verb.SETTINGS, "colour blue"),
        ("/start 7KQ2-M4TX", Verb.START, "7KQ2-M4TX"),
        ("/check Line one.\nLine two.", Verb.CHECK, "Line one.\nLine two."),
        ("/check", Verb.CHECK, ""),
        ("/yes ", Verb.YES, ""),
        ("/yes delete it", Verb.YES, "delete it"),
        ("/forget everything about me", Verb.FORGET, "everything about me"),
        ("/mydata please", Verb.MYDATA, "please"),
        ("/status of my question", Verb.STATUS, "of my question"),
    ],
)
def test_verb_takes_what_it_has_a_use_for(text: str, verb: Verb, argument: str) -> None:
    command = read_command(SENDER, text, handle="m1")

    assert command == Command(SENDER, verb, verb.value, argument, "m1")


@pytest.mark.parametrize(
    "text",
    [
        "/why did the army shell the school",
        "/ask is it true that five people died",
        "/help arrived in Pazigyi",
        "/start of the fighting in Laukkai",
        "/ check this",
        "and /why",
        "/etc/passwd was read",
        "/path to victory",
        "/24/7 they shell the town",
        "24/7 shelling of the town",
    ],
)
def test_no_sentence_is_lost_to_a_command(text: str) -> None:
    assert read_command(SENDER, text) is None


@pytest.mark.parametrize(("text", "verb"), [("Help!", Verb.HELP), ("ask a moderator", Verb.ASK)])
def test_plain_word_is_a_command_where_nobody_reads_along(text: str, verb: Verb) -> None:
    assert read_command(SENDER, text) == Command(SENDER, verb, verb.value)
    assert read_command(replace(SENDER, is_private=False), text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/stauts 7KQ2-M4TK", "status"),
        ("/tpi I saw two lorries", "tip"),
        ("/Fogret 7KQ2-M4TK", "forget"),
        ("/hepl", "help"),
        ("/chekc Five people died.", "check"),
        ("/receipt 7KQ2-M4TK", ""),
    ],
)
def test_slip_of_the_pen_is_no_text(text: str, meant: str) -> None:
    command = read_command(SENDER, text)

    assert command is not None
    assert command.verb is None
    assert nearest(command.word, [verb.value for verb in Verb]) == meant


@pytest.mark.parametrize("text", ["/status {}", "status {}", "/forget {}", "forget {}", "/stauts {}"])
def test_no_way_to_a_person_stands_behind_a_receipt(text: str) -> None:
    code = "7KQ2-M4TX-9AB4"

    command = read_command(SENDER, text.format(f"{code} call me on +95 9 123 456 789"))

    assert command is not None
    assert command.argument == f"{code} call me on [...]"


@pytest.mark.parametrize("word", ["status", "Add", "forget"])
def test_receipt_needs_no_stroke_before_its_word(word: str) -> None:
    command = read_command(SENDER, f"{word} 7KQ2-M4TX-9AB4")

    assert command == Command(SENDER, Verb(word.lower()), word.lower(), "7KQ2-M4TX-9AB4")
    assert read_command(replace(SENDER, is_private=False), f"{word} 7KQ2-M4TX-9AB4") is None
    assert read_command(SENDER, f"{word} the names of the dead") is None


def test_slip_before_a_receipt_is_no_text_without_a_stroke() -> None:
    assert read_verb_words(SENDER, "Stauts 7KQ2-M4TK") == Command(SENDER, None, "stauts", "7KQ2-M4TK")
    assert read_verb_words(SENDER, "Status of things") is None
    assert read_verb_words(SENDER, "Stats 12 people died") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/ask is it true that five people died", "is it true that five people died"),
        ("/ask@our_bot is it true", "is it true"),
        ("/why did the army shell the school", "why did the army shell the school"),
        ("/This is not true", "This is not true"),
        ("/help arrived in Pazigyi", "help arrived in Pazigyi"),
        ("/ask 2", ""),
        ("/forget everything", ""),
        ("/etc passwd", ""),
        ("no command", ""),
    ],
)
def test_sentence_behind_a_verb_is_what_is_meant(text: str, sentence: str) -> None:
    said = read_said(Message(SENDER, Submission(text, links=("https://example.org",)), "m1"))

    assert read_sentence(text) == sentence
    if sentence:
        assert said == Message(SENDER, Submission(sentence, links=("https://example.org",)), "m1")


@pytest.mark.parametrize(
    ("text", "verb", "argument"),
    [
        ("status 7KQ2-M4TX", Verb.STATUS, "7KQ2-M4TX"),
        ("Why", Verb.WHY, ""),
        ("ASK 2", Verb.ASK, "2"),
        (" help ", Verb.HELP, ""),
        ("settings quiet off", Verb.SETTINGS, "quiet off"),
        ("check the dam broke", Verb.CHECK, "the dam broke"),
        ("source AAPP", Verb.SOURCE, "AAPP"),
    ],
)
def test_verb_needs_no_stroke_behind_a_slash_command(text: str, verb: Verb, argument: str) -> None:
    assert read_verb_words(SENDER, text) == Command(SENDER, verb, verb.value, argument)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("source Assistance Association", "Assistance Association"),
        ("/source https://t.me/army77", "https://t.me/army77"),
        ("source in Yangon says that 12 were killed", None),
        ("Source AAPP", None),
        ("source", None),
    ],
)
def test_source_is_named_behind_a_slash_command(text: str, name: str | None) -> None:
    command = read_source(SENDER, text)

    assert (command.argument if command else None) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Help arrived in Pazigyi",
        "This is not true",
        "None of them survived",
        "Ask the army",
        "Check Point was attacked",
        "Start of the rainy season",
        "Settings changed",
        "Status quo ante",
        "why did it happen",
        "forget it",
        "171 people were killed",
        "Source confirmed",
        "source in Yangon says so",
    ],
)
def test_sentence_that_begins_like_a_verb_is_a_text(text: str) -> None:
    assert read_verb_words(SENDER, text) is None


def test_text_behind_check_keeps_what_came_with_it() -> None:
    came = Message(SENDER, Submission("/check A claim.", links=("https://example.org",)), "m1", album="a")

    said = read_said(came)

    assert said == Message(
        SENDER, Submission("A claim.", links=("https://example.org",)), "m1", album="a", is_alone=True
    )


@pytest.mark.parametrize(("text", "kind"), [("A claim.", Message), ("/help", Command), ("/check", Command)])
def test_message_is_a_command_or_itself(text: str, kind: type) -> None:
    came = Message(SENDER, Submission(text), "m1")

    said = read_said(came)

    assert isinstance(said, kind)
    assert said.handle == "m1"


def test_check_without_its_message_is_a_text_too() -> None:
    command = Command(SENDER, Verb.CHECK, "check", "A claim.", "m1")

    assert checked_alone(command) == Message(SENDER, Submission("A claim."), "m1", is_alone=True)
    assert checked_alone(Command(SENDER, Verb.HELP, "help")) is None


@given(st.text(max_size=60), st.sampled_from([verb.value for verb in Verb]), st.sampled_from(["", "/"]))
def test_no_word_is_ever_lost(rest: str, word: str, mark: str) -> None:
    text = f"{mark}{word} {rest}"

    for command in (read_command(SENDER, text), read_verb_words(SENDER, text)):
        if command is not None:
            assert command.word == word
            said = text.strip().removeprefix(mark).removeprefix(word)
            assert command.argument.strip(" .,:;!?\n") == said.strip().strip(" .,:;!?\n")
