from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.claims.submission import Submission
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.attached import Attachment
from bot.speech.burst import LONGEST_ON_TELEGRAM, Bounds, first_burst
from bot.speech.choices import Act, Choice
from bot.speech.heard import Command, Excess, From, Heard, Left, Message, Pressed, Verb

ANNA = From(Address(Front.TELEGRAM, "bot", "group"), Pseudonym("anna"), Audience.PUBLIC)
BO = replace(ANNA, person=Pseudonym("bo"))


def said(
    text: str,
    *,
    sender: From = ANNA,
    handle: str = "",
    origin: str = "",
    album: str = "",
    about: str = "",
) -> Message:
    return Message(sender, Submission(text, forwarded_from=origin), handle or text, album=album, about=about)


def changed(handle: str, text: str, *, sender: From = ANNA) -> Message:
    return Message(sender, Submission(text), handle, is_edit=True)


def bursts(*waiting: Heard, bounds: Bounds | None = None) -> list[str]:
    """The texts of all submissions, and the kinds of all else."""
    found: list[str] = []
    left = list(waiting)
    while left:
        burst = first_burst(left, bounds)
        heard = burst.heard
        found.append(heard.submission.text if isinstance(heard, Message) else type(heard).__name__)
        left = left[burst.size :]
    return found


def joined(*waiting: Message) -> Message:
    burst = first_burst(waiting)
    assert isinstance(burst.heard, Message)
    assert burst.size == len(waiting)
    return burst.heard


def test_words_of_others_are_not_joined_with_ones_own() -> None:
    forwarded = replace(said("B."), is_forwarded=True)

    assert bursts(said("A."), forwarded, said("C.")) == ["A.", "B.", "C."]


def test_command_takes_the_album_along_that_it_stands_below() -> None:
    picture = replace(said("", album="x"), attached=(Attachment("photo", reference="1"),))
    command = Command(ANNA, Verb.ADD, "add", "CODE", "2", attached=picture.attached, album="x")
    other = replace(command, album="y")

    burst = first_burst([picture, command, picture, other])

    assert (burst.heard, burst.size, burst.is_open) == (
        replace(command, attached=picture.attached * 3),
        3,
        False,
    )
    assert first_burst([command]).is_open
    assert not first_burst([replace(command, album="")]).is_open


def test_text_before_a_command_takes_none_of_its_pictures() -> None:
    picture = replace(said("", album="x"), attached=(Attachment("photo", reference="1"),))
    command = Command(ANNA, Verb.ADD, "add", "CODE", "2", attached=picture.attached, album="x")

    assert bursts(said("A."), picture, command, picture) == ["A.", "Command"]


def test_consecutive_texts_are_one() -> None:
    assert bursts(said("A."), said("B."), said("C.")) == ["A.\n\nB.\n\nC."]


def test_answer_is_attached_to_the_last_part() -> None:
    assert joined(said("A."), said("B.")).handle == "B."


@pytest.mark.parametrize(
    "between",
    [
        Command(ANNA, Verb.HELP, "help"),
        Pressed(ANNA, Choice(Act.WHY)),
        Left(ANNA),
        Excess(ANNA, 60),
        said("B.", sender=BO),
        said("B.", origin="channel"),
        replace(said("B."), is_alone=True),
        replace(said("B."), submission=Submission("B.", published=date(2026, 3, 1))),
        replace(said("B."), sender=replace(ANNA, audience=Audience.NEWSROOM)),
        changed("answered long ago", "B."),
    ],
)
def test_what_does_not_belong_stands_alone_and_parts_the_others(between: Heard) -> None:
    assert [first_burst([between, said("C.")]).size, len(bursts(said("A."), between, said("C.")))] == [1, 3]


def test_posts_of_one_channel_are_one() -> None:
    one = joined(said("A.", origin="channel"), said("B.", origin="channel"))

    assert (one.submission.text, one.submission.forwarded_from) == ("A.\n\nB.", "channel")


def test_text_between_two_channels_joins_neither_to_the_other() -> None:
    parts = [
        said("A.", origin="one", album="x"),
        said("B.", origin="two", album="x"),
        said("C.", origin="one"),
    ]

    assert len(bursts(*parts)) == 2


def test_album_is_one_whatever_its_parts_carry() -> None:
    one = joined(said("", handle="1", album="x"), said("A.", origin="channel", album="x"))

    assert (one.submission.text, one.submission.forwarded_from, one.album) == ("A.", "channel", "x")


def test_answer_to_the_desk_stands_alone() -> None:
    answer = said("The left one.", about="7KQ2-M4TK")

    assert bursts(answer, said("A dam was hit.")) == ["The left one.", "A dam was hit."]
    assert bursts(said("A dam was hit."), answer) == ["A dam was hit.", "The left one."]


def test_answers_under_two_receipts_are_two() -> None:
    one, other = said("Yes.", about="7KQ2-M4TK"), said("No.", about="H4TX-9AB4")

    assert bursts(one, other) == ["Yes.", "No."]


def test_rest_of_a_long_answer_belongs_to_it() -> None:
    cut = "They came in four lorries. " * 150
    whole = joined(said(cut, about="7KQ2-M4TK"), said("And left at noon."))

    assert whole.about == "7KQ2-M4TK"
    assert whole.submission.text.endswith("And left at noon.")


def test_album_answers_where_one_of_it_does() -> None:
    whole = joined(said("", handle="1", album="x", about="7KQ2-M4TK"), said("", handle="2", album="x"))

    assert whole.about == "7KQ2-M4TK"


def test_two_albums_are_two() -> None:
    assert bursts(said("A.", album="x"), said("B.", album="y")) == ["A.", "B."]


def test_links_and_attachments_are_united() -> None:
    parts = [
        Message(ANNA, Submission("A.", links=("a", "b"), attachments=("photo",))),
        Message(ANNA, Submission("B.", links=("b", "c"), attachments=("photo", "video"))),
    ]

    assert joined(*parts).submission == Submission(
        "A.\n\nB.", links=("a", "b", "c"), attachments=("photo", "video")
    )


def test_change_takes_the_place_of_what_still_waits() -> None:
    one = joined(said("A.", handle="1"), said("B.", handle="2"), changed("1", "C."))

    assert (one.submission.text, one.handle, one.is_edit) == ("C.\n\nB.", "2", False)


def test_change_of_the_last_part_joins_what_comes_behind_it() -> None:
    assert bursts(said("A.", handle="1"), changed("1", "B."), said("C.")) == ["B.\n\nC."]


def test_several_changes_of_an_answered_text_are_one() -> None:
    one = joined(changed("1", "A."), changed("1", "B."), changed("1", "C."))

    assert (one.submission.text, one.is_edit) == ("C.", True)


def test_nobody_changes_the_text_of_another() -> None:
    assert bursts(said("A.", handle="1"), changed("1", "B.", sender=BO)) == ["A.", "B."]


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [
        ("word " * 819 + "x", "and goes on.", " "),  # 4096, cut at a gap
        ("word " * 800 + "killed at", "Pazigyi.", " "),
        ("word " * 800 + "were killed.", "Others fled.", "\n"),
        ("က" * LONGEST_ON_TELEGRAM, "ခ", ""),
        ("\U0001f600" * (LONGEST_ON_TELEGRAM // 2), "x", ""),
        ("A heading", "A text.", "\n\n"),
    ],
)
def test_text_that_was_cut_by_its_length_is_put_together_again(first: str, second: str, between: str) -> None:
    assert joined(said(first), said(second)).submission.text == first + between + second


def test_bounds_part_a_flood() -> None:
    parts = [said(f"{number}.") for number in range(10)]

    assert bursts(*parts, bounds=Bounds(parts=4)) == [
        "0.\n\n1.\n\n2.\n\n3.", "4.\n\n5.\n\n6.\n\n7.", "8.\n\n9.",
    ]  # fmt: skip
    assert bursts(*parts, bounds=Bounds(characters=5))[0] == "0.\n\n1."


def test_text_beyond_the_bounds_is_taken_whole() -> None:
    assert bursts(said("A long text."), bounds=Bounds(characters=3)) == ["A long text."]


@pytest.mark.parametrize(
    ("waiting", "is_open"),
    [
        ([said("A.")], True),
        ([said("A."), Command(ANNA, Verb.HELP, "help")], False),
        ([Command(ANNA, Verb.HELP, "help")], False),
        ([replace(said("A."), is_alone=True)], False),
        ([changed("1", "A.")], False),
    ],
)
def test_only_a_text_at_the_end_may_grow(waiting: list[Heard], is_open: bool) -> None:
    assert first_burst(waiting).is_open is is_open


@some.composite
def anything(draw: some.DrawFn) -> Heard:
    sender = draw(some.sampled_from([ANNA, BO]))
    text = draw(some.sampled_from(["", "A.", "B", "C" * 4096, "\ud800"]))
    message = Message(
        sender,
        Submission(text, forwarded_from=draw(some.sampled_from(["", "channel"]))),
        draw(some.sampled_from(["", "1", "2", "3"])),
        album=draw(some.sampled_from(["", "", "x", "y"])),
        is_edit=draw(some.booleans()),
        is_alone=draw(some.integers(0, 5)) == 0,
    )
    choices: list[Heard] = [message, message, message, Command(sender, None, "x"), Left(sender)]
    return draw(some.sampled_from(choices))


@given(some.lists(anything(), min_size=1, max_size=30), some.integers(1, 6))
def test_everything_is_answered_once_and_in_order(waiting: list[Heard], most: int) -> None:
    left, sizes = list(waiting), list[int]()
    while left:
        burst = first_burst(left, Bounds(parts=most))
        sizes.append(burst.size)
        part = left[: burst.size]
        assert {one.sender.person for one in part} == {burst.heard.sender.person}
        assert burst.size == 1 or all(isinstance(one, Message) for one in part)
        left = left[burst.size :]

    assert sum(sizes) == len(waiting)
    assert min(sizes) >= 1


@given(some.lists(anything(), min_size=1, max_size=10), anything())
def test_more_behind_it_takes_nothing_from_a_burst(waiting: list[Heard], more: Heard) -> None:
    assert first_burst([*waiting, more]).size >= first_burst(waiting).size
