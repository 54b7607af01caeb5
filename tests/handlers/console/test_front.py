from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper

import pytest

from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Refusal, Unavailable
from bot.speech.choices import Act, Button, Choice
from bot.speech.forms import Asked, Form
from bot.speech.heard import Command, Message, Pressed
from bot.speech.replies import Part, Shown, Told
from bot.verdicts.finding import Finding, Report
from handlers.console.keyboard import StreamKeyboard
from handlers.console.streams import open_console, tolerant
from tests.fakes.reports import nothing, report, same_event
from tests.handlers.console.sitting import ANSWERS, TEXT, Sitting
from tests.stories.talking import ANSWER, BUTTONS


async def test_empty_line_sends_the_text() -> None:
    sitting = Sitting()

    shown = await sitting.type((TEXT,), ("",))

    assert "= Same event, consistent with our record" in shown
    assert [asked.text for asked, _ in sitting.checking.asked] == [TEXT]


async def test_pasted_article_is_one_text() -> None:
    article = ("Title", "", "First.", "", "Second.")
    sitting = Sitting({"\n".join(article): report(nothing("First."))})

    await sitting.type(article, ("",))

    assert len(sitting.checking.asked) == 1


async def test_end_of_input_sends_the_text() -> None:
    sitting = Sitting()

    await sitting.type((TEXT,))

    assert len(sitting.checking.asked) == 1


async def test_command_needs_no_empty_line() -> None:
    shown = await Sitting().type(("/help",), ("/quit",), (TEXT, ""))

    assert "Also here: why, this, not" in shown
    assert "Same event" not in shown


async def test_nothing_at_all_says_what_to_send() -> None:
    shown = await Sitting({"": Refusal("refused.nothing_to_read")}).type(("",))

    assert "There is no text in this." in shown


def shown_part(part: Part, *findings: Finding) -> Shown:
    return Shown(report(*findings), 1, part, ANSWER, BUTTONS)


async def test_word_presses_the_button_of_the_last_answer() -> None:
    sitting = Sitting(replies=[[shown_part(Part.REASONS, same_event(TEXT))]])

    shown = await sitting.type((TEXT, ""), ("why",))

    assert pressed(sitting) == [Choice(Act.WHY, ANSWER, 1)]
    assert "same place: Pazigyi (+1.5)" in shown


async def test_reasons_that_are_none_are_explained() -> None:
    sitting = Sitting(replies=[[shown_part(Part.REASONS, nothing(TEXT))]])

    assert "There are no further reasons" in await sitting.type((TEXT, ""), ("why",))


async def test_whole_claim_is_shown_as_alone() -> None:
    sitting = Sitting(replies=[[shown_part(Part.WHOLE, same_event("B."))]])

    assert "“B.” = Same event" in await sitting.type(("/why",))


async def test_words_to_type_stand_below_the_answer() -> None:
    shown = await Sitting().type((TEXT, ""))

    assert "You can type: this – " in shown
    assert "; ask – " in shown


async def test_word_of_an_older_answer_is_about_the_newest() -> None:
    unanswered = "Two. Claims."
    sitting = Sitting({**ANSWERS, unanswered: report(nothing("Two."), nothing("Claims."))})

    await sitting.type((TEXT, ""), (unanswered, ""), ("this",))

    assert pressed(sitting) == []
    assert isinstance(sitting.talk.heard[-1], Command)


async def test_question_is_answered_by_its_words() -> None:
    yes = Choice(Act.AGREE, ANSWER, 1, value="ask")
    no = replace(yes, act=Act.CANCEL)
    rows = (tuple(Button(choice, note("talk.above", title="x")) for choice in (yes, no)),)
    sitting = Sitting(replies=[[Told((note("talk.start.who"),), buttons=rows)]])

    shown = await sitting.type(("/ask",), ("Yes",))

    assert "You can type: yes – x (as above); no – " in shown
    assert pressed(sitting) == [yes]


async def test_yes_after_something_else_presses_nothing() -> None:
    yes = Choice(Act.AGREE, value="forget")
    asked = Told((note("talk.start.who"),), buttons=((Button(yes, note("talk.above", title="x")),),))
    sitting = Sitting(replies=[[asked], [Told((note("talk.start.who"),))]])

    await sitting.type(("/forget",), ("/status",), ("yes",))

    assert pressed(sitting) == []
    assert isinstance(sitting.talk.heard[-1], Message)


async def test_yes_hands_in_a_tip_at_its_last_screen() -> None:
    send = Choice(Act.TIP, "draft", 9, value="send")
    rows = ((Button(send, note("talk.above", title="x")),),)
    asked = Told((note("talk.start.who"),), buttons=rows, asks=Asked(Form.TIP, "draft"))
    sitting = Sitting(replies=[[asked]])

    await sitting.type(("/tip",), ("yes",))

    assert pressed(sitting) == [send]


@pytest.mark.parametrize("line", ["Hand it in", "hand it in."])
async def test_label_does_what_its_word_does(line: str) -> None:
    send = Choice(Act.TIP, "draft", value="send")
    told = Told((note("talk.start.who"),), buttons=((Button(send, note("choice.tip.send")),),))
    sitting = Sitting(replies=[[told]])

    await sitting.type(("/tip",), (line,))

    assert pressed(sitting) == [send]


async def test_label_of_several_buttons_means_none_of_them() -> None:
    rows = tuple((Button(Choice(Act.THIS, ANSWER, number, 1), note("choice.this")),) for number in (2, 5))
    sitting = Sitting(replies=[[Told((note("talk.start.who"),), buttons=rows)]])

    await sitting.type(("/this",), ("this is it",))

    assert pressed(sitting) == []


async def test_same_button_for_several_claims_needs_a_number() -> None:
    rows = (
        tuple(
            Button(Choice(Act.THIS, ANSWER, number, 1), note("choice.open", number=str(number)))
            for number in (2, 5)
        ),
    )
    sitting = Sitting(replies=[[Told((note("talk.start.who"),), buttons=rows)]])

    shown = await sitting.type(("/this",), ("this 5",))

    assert "You can type: this 2; this 5" in shown
    assert pressed(sitting) == [Choice(Act.THIS, ANSWER, 5, 1)]


async def test_claims_of_many_are_named_by_number() -> None:
    rows = (tuple(Button(Choice(Act.OPEN, ANSWER, number), note("talk.start.who")) for number in (1, 2)),)
    sitting = Sitting(replies=[[Told((note("talk.start.who"),), buttons=rows)]])

    shown = await sitting.type(("/why",), ("why 2",))

    assert "You can type" not in shown
    assert "type its number behind the word" in shown
    assert isinstance(sitting.talk.heard[-1], Command)


async def test_nobody_is_offered_words_through_a_pipe() -> None:
    sitting = Sitting()

    await sitting.pipe(TEXT)

    assert "You can type" not in sitting.screen.getvalue()


def pressed(sitting: Sitting) -> list[Choice | None]:
    return [heard.choice for heard in sitting.talk.heard if isinstance(heard, Pressed)]


async def test_text_behind_check_is_checked_with_its_background() -> None:
    sitting = Sitting()

    await sitting.type(("/date 2024-01-31",), (f"/check {TEXT}",))

    assert [asked for asked, _ in sitting.checking.asked] == [Submission(TEXT, date(2024, 1, 31))]


async def test_date_and_origin_hold_for_one_text() -> None:
    sitting = Sitting()

    await sitting.type(("/date 2024-01-31",), ("/from t.me/x",), (TEXT, ""), (TEXT, ""))

    assert [asked for asked, _ in sitting.checking.asked] == [
        Submission(TEXT, date(2024, 1, 31), "t.me/x"),
        Submission(TEXT),
    ]


async def test_date_and_origin_outlive_a_failure() -> None:
    sitting = Sitting({TEXT: Unavailable("index")})

    await sitting.type(("/date 2024-01-31",), (TEXT, ""), (TEXT, ""))

    assert [asked.published for asked, _ in sitting.checking.asked] == [date(2024, 1, 31)] * 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/date soon", "This date cannot be read"),
        ("/date", "No date of publication is set"),
        ("/from", "No channel or site is set"),
        (f"/from {'x' * 300}", "at most 200 characters"),
        ("/from John Smith +44 7700 900123", "never a person"),
    ],
)
async def test_setting_is_always_confirmed_or_explained(line: str, words: str) -> None:
    assert words in await Sitting().type((line,))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (report(nothing(TEXT)), 0),
        (Refusal("refused.only_link"), 2),
        (Unavailable("database"), 69),
        (RuntimeError("a bug"), 70),
    ],
)
async def test_shell_is_told_how_a_piped_text_fared(answer: Report | Exception, code: int) -> None:
    sitting = Sitting({TEXT: answer})

    assert await sitting.pipe(TEXT) == code


async def test_piped_text_gets_the_answer_and_nothing_else() -> None:
    sitting = Sitting()

    await sitting.pipe(TEXT)

    assert sitting.screen.getvalue().startswith("“A claim.”\n=  Same event")


async def test_progress_is_shown_on_a_screen_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen, file = Sitting(steps=2, is_screen=True), Sitting(steps=2)

    await screen.pipe(TEXT)
    await file.pipe(TEXT)

    assert "Claim 2 of 2 checked" in screen.screen.getvalue()
    assert "Same event" in screen.screen.getvalue()
    assert "Claim 2" not in file.screen.getvalue()


async def test_line_that_a_terminal_may_have_cut_is_mentioned() -> None:
    text = "x" * 4095
    shown = await Sitting({text: report(nothing(text))}).type((text, ""))

    assert "may have been cut" in shown


async def test_lines_that_arrive_at_once_are_one_burst() -> None:
    keyboard = StreamKeyboard(StringIO("one\n\ntwo\n"), pause=5)

    assert await keyboard.burst() == ("one", "", "two")
    assert await keyboard.burst() is None
    assert await keyboard.burst() is None


async def test_empty_input_is_the_end() -> None:
    assert await StreamKeyboard(StringIO("")).burst() is None


async def test_letters_that_cannot_be_read_or_shown_are_marked() -> None:
    source = TextIOWrapper(BytesIO(b"caf\xe9 \xe1\x80\x80"), encoding="utf-8")
    target = TextIOWrapper(BytesIO(), encoding="ascii")

    read = await StreamKeyboard(tolerant(source)).everything()
    open_console(target).print(read)

    assert read == "caf\ufffd က"
    target.flush()
    assert target.buffer.tell() > 0


def asking(field: str) -> Told:
    return Told((note("talk.start.who"),), asks=Asked(Form.TIP, "draft", field))


def yes_or_no() -> Told:
    label = note("talk.above", title="x")
    choices = [Choice(act, ANSWER, 1, value="ask") for act in (Act.AGREE, Act.CANCEL)]
    return Told((note("talk.start.who"),), buttons=(tuple(Button(choice, label) for choice in choices),))


@pytest.mark.parametrize("question", [asking("consent"), asking("publish"), yes_or_no()])
async def test_word_that_is_no_answer_swallows_nothing(question: Told) -> None:
    sitting = Sitting(replies=[[question]] * 3)

    await sitting.type(("/tip",), ("perhaps",), ("/help",))

    assert [type(heard).__name__ for heard in sitting.talk.heard[2:]] == ["Message", "Command"]


@pytest.mark.parametrize("field", ["what", "where", "when", "how", "evidence"])
async def test_written_answer_ends_with_an_empty_line(field: str) -> None:
    sitting = Sitting(replies=[[asking(field)]] * 3)

    shown = await sitting.type(("/tip",), ("Soldiers came.",), ("They burned the market.",), ("",))

    (told,) = [heard for heard in sitting.talk.heard if isinstance(heard, Message)]
    assert told.submission.text == "Soldiers came.\nThey burned the market."
    assert "(an empty line sends it) >" in shown


async def test_command_sends_what_stands_before_it() -> None:
    sitting = Sitting()

    await sitting.type((TEXT,), ("/help",), ("/quit",), ("Never read.", ""))

    assert [type(heard).__name__ for heard in sitting.talk.heard[1:]] == ["Message", "Command"]
    assert [asked.text for asked, _ in sitting.checking.asked] == [TEXT]


async def test_commands_typed_while_something_was_checked_are_no_text() -> None:
    sitting = Sitting()

    await sitting.type((TEXT, "", "/status 7KQ2-M4TK", "/stauts 7KQ2-M4TK", "/quit"))

    assert [asked.text for asked, _ in sitting.checking.asked] == [TEXT]
    assert [type(heard).__name__ for heard in sitting.talk.heard[2:]] == ["Command", "Command"]


@pytest.mark.parametrize(
    "lines",
    [
        ("/etc/passwd was read.",),
        ("The army came.", "/ and burned it"),
        ("/home is where they hid", "for two days."),
        ("They hid.", "/this 2 is the name of the unit"),
    ],
)
async def test_line_with_a_stroke_that_is_no_command_is_part_of_a_text(lines: tuple[str, ...]) -> None:
    text = "\n".join(lines)
    sitting = Sitting({text: report(nothing(text))})

    await sitting.type(*((line,) for line in lines), ("/quit",))

    assert [asked.text for asked, _ in sitting.checking.asked] == [text]


@pytest.mark.parametrize("command", ["/stauts", "/stauts 7KQ2-M4TK", "/form t.me/x", "/check Nine died."])
async def test_slip_of_a_command_sends_what_stands_before_it(command: str) -> None:
    sitting = Sitting({**ANSWERS, "Nine died.": report(nothing("Nine died."))})

    await sitting.type((TEXT,), (command,), ("/quit",))

    assert sitting.checking.asked[0][0].text == TEXT


@pytest.mark.parametrize("line", ["No thanks.", "none", "skip"])
async def test_question_of_a_tip_is_left_out_by_a_line(line: str) -> None:
    skip = Choice(Act.TIP, "draft", 2, value="skip")
    rows = ((Button(skip, note("choice.tip.skip")),),)
    asked = Told((note("talk.start.who"),), buttons=rows, asks=Asked(Form.TIP, "draft", "where"))
    sitting = Sitting(replies=[[asked]])

    await sitting.type(("/tip",), (line,))

    assert pressed(sitting) == [skip]


async def test_open_tip_can_be_gone_on_with() -> None:
    sitting = Sitting(replies=[[asking("where")]])

    shown = await sitting.type(("/tip",), ("/quit",))

    visit = sitting.talk.heard[0].sender.address.chat
    assert f"secondsource chat --visit {visit}" in shown


async def test_visit_without_a_tip_leads_nowhere() -> None:
    assert "--visit" not in await Sitting().type(("/help",), ("/quit",))
