"""Replies as messages of Block Kit: whole, within limits, and with nothing in them that people could have put there to call or mislead."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.note import note
from bot.desk.question import OpenQuestion, QuestionState
from bot.dialogue.buttons import answer_buttons, claim_buttons
from bot.dialogue.help import explain
from bot.dialogue.parts import Facts
from bot.errors import Refusal
from bot.matching.match import Slot
from bot.people.address import Front
from bot.people.audience import Audience
from bot.people.person import Person
from bot.speech.choices import Act, Button, Choice, write_choice
from bot.speech.replies import Answered, Mood, Part, Shown, Told, Working
from bot.verdicts.finding import Report
from bot.verdicts.phrasebook import load_phrasebook
from bot.verdicts.wording import Tone
from handlers.slack.form import render_errors, render_form, render_taken
from handlers.slack.home import HomeContent, render_home
from handlers.slack.interact import Wrong
from handlers.slack.paragraphs import BUDGET, Post
from handlers.slack.render import _ORDER, render, render_working
from tests.fakes.reports import contradicts, differs, nothing, opinion, report, same_event
from tests.handlers.slack.second_opinion import all_texts, judge_blocks, judge_view
from tests.records import STRIKE

BOOK = load_phrasebook("en")
CLAIM = "1,710 people were killed in Pazigyi."
NUMBER = differs(Slot.NUMBER, "1,710", "171")


def answered(made: Report) -> Answered:
    return Answered(made, "answer-1", answer_buttons(made, "answer-1", language="en"))


def shown(reply: Told | Answered | Shown, audience: Audience = Audience.NEWSROOM) -> tuple[Post, ...]:
    posts = render(reply, BOOK, audience=audience)
    for post in posts:
        judge_blocks(post.blocks)
        assert post.text
    return posts


def words(posts: tuple[Post, ...]) -> str:
    return "\n".join(all_texts(post.blocks) for post in posts)


def test_help_tells_commands_as_they_are_typed() -> None:
    said = words(shown(explain(Front.SLACK, Facts(), Audience.PUBLIC)))

    assert "/verify why gives its reasons" in said
    assert "alone in a direct message to this app: start, help, check" in said


def test_answer_says_everything_and_offers_buttons() -> None:
    [post] = shown(answered(report(contradicts(CLAIM, NUMBER))))

    said = words((post,))
    assert "≠ Contradicts our record of an event" in said
    assert "this text says “1,710”; our record says “171”" in said
    assert "Our confidence is moderate" in said
    assert [block["type"] for block in post.blocks].count("actions") == 2


def test_fallback_alone_can_be_read() -> None:
    [post] = shown(answered(report(contradicts(CLAIM, NUMBER))))

    for sentence in ("Contradicts our record", "our record says “171”", "Our confidence is moderate"):
        assert sentence in post.text


def test_many_claims_are_an_overview_with_buttons_to_open_each() -> None:
    posts = shown(
        answered(report(same_event("First."), opinion("What a shame!"), contradicts(CLAIM, NUMBER)))
    )

    said = words(posts)
    assert said.index("Contradicts") < said.index("Same event")
    assert "3. " in said
    assert "Press a number" in said
    assert "What a shame!" in said
    values = [button["value"] for button in buttons(posts)]
    assert values == [write_choice(Choice(Act.OPEN, "answer-1", number)) for number in (3, 1)]


def test_only_claim_beside_a_call_has_no_number_to_press() -> None:
    posts = shown(answered(report(same_event("First."), opinion("What a shame!"))))

    assert "Press a number" not in words(posts)


def test_opened_claim_is_whole() -> None:
    made = report(same_event("First."), contradicts(CLAIM, NUMBER))
    rows = claim_buttons(made.findings[1], "answer-1", 2)

    said = words(shown(Shown(made, 2, Part.WHOLE, "answer-1", rows)))

    assert "Contradicts" in said
    assert "Our confidence" in said
    assert "First." not in said


def test_what_differs_stands_before_what_we_have() -> None:
    said = words(shown(answered(report(contradicts(CLAIM, NUMBER)))))

    assert (
        said.index("Contradicts") < said.index("Differs") < said.index("We have") < said.index("confidence")
    )


def test_every_kind_of_line_has_its_place() -> None:
    assert set(Tone) == set(_ORDER)


def test_greeting_is_told_what_to_send() -> None:
    assert "More: /verify help" in words(shown(answered(report(opinion("Hello.")))))
    assert "/verify help" not in words(shown(answered(report(opinion("Hello."), nothing(CLAIM)))))


def test_reasons_are_told() -> None:
    said = words(shown(Shown(report(same_event(CLAIM)), 1, Part.REASONS)))

    assert "same place: Pazigyi (+1.5)" in said


def test_claim_without_reasons_says_so() -> None:
    said = words(shown(Shown(report(nothing(CLAIM)), 1, Part.REASONS)))

    assert "There are no further reasons" in said


def test_audience_stands_in_the_names_of_the_blocks() -> None:
    posts = shown(answered(report(same_event(CLAIM))), Audience.PUBLIC)

    assert {block["block_id"].partition("-")[0] for block in blocks(posts)} == {"public"}


@pytest.mark.parametrize("mood", list(Mood))
def test_moods_are_told_in_words(mood: Mood) -> None:
    [post] = shown(Told((note("unavailable.database"), note("unavailable.no_finding")), mood))

    assert "does not answer" in post.text


@pytest.mark.parametrize(
    "trick", ["<!channel>", "<@U0MARIA>", "<https://evil.example|our desk>", "*bold* & `code`"]
)
def test_what_people_wrote_calls_and_links_nobody(trick: str) -> None:
    posts = shown(answered(report(same_event(f"{trick} killed five"))))

    kinds = {leaf["type"] for leaf in leaves(posts)}
    assert kinds <= {"text", "link"}
    assert "<" not in "".join(post.text for post in posts)
    assert trick in words(posts)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://", "ftp://a.example", "https://a.example/" + "b" * 3000]
)
def test_only_pages_are_linked(link: str) -> None:
    made = report(same_event(CLAIM, event=replace(STRIKE, filing=replace(STRIKE.filing, link=link))))

    assert all(leaf["url"] != link for leaf in leaves(shown(answered(made))) if leaf["type"] == "link")


def test_long_answer_is_split_within_the_budget() -> None:
    long = differs(Slot.PLACE, "a place " * 40, "another place " * 30)
    many = tuple(contradicts(f"Claim {number} {'of many words ' * 20}", NUMBER, long) for number in range(40))
    posts = shown(answered(report(*many)))

    assert 1 < len(posts) < 6
    assert all(len(all_texts(post.blocks)) <= BUDGET * 1.1 for post in posts)
    assert [bool(buttons((post,))) for post in posts] == [False] * (len(posts) - 1) + [True]


@given(st.lists(st.text(max_size=4000), min_size=1, max_size=8))
def test_any_text_is_rendered_whole(texts: list[str]) -> None:
    told = Told(tuple(note("talk.above", title=text) for text in texts))

    said = words(shown(told)).replace("\n", "")

    for text in texts:
        for one in text.split():
            if one.isalnum() and len(one) < 100 and one.isascii():
                assert one in said


@given(st.integers(0, 130), st.text(min_size=1, max_size=200))
def test_any_buttons_are_taken(count: int, label: str) -> None:
    row = tuple(
        Button(Choice(Act.OPEN, "a", number % 999), note("talk.above", title=label))
        for number in range(count)
    )
    shown(Told((note("talk.reading"),), buttons=(row,) if row else ()))


def test_same_reply_is_the_same_messages() -> None:
    reply = answered(report(*(contradicts(CLAIM, NUMBER) for _ in range(30))))

    assert shown(reply) == shown(reply)


def test_progress_counts_claims() -> None:
    assert render_working(Working(2, 5), BOOK).text == "Claim 2 of 5 checked"
    assert render_working(Working(), BOOK).text == "Reading the text…"


def test_form_is_taken() -> None:
    judge_view(render_form(BOOK))
    judge_view(render_taken(BOOK))


def test_form_errors_are_sentences() -> None:
    wrong = Wrong(
        (("published", Refusal("refused.bad_date")), ("origin", Refusal("refused.long_origin", limit="200")))
    )

    assert set(render_errors(wrong, BOOK)) == {"published", "origin"}


@pytest.mark.parametrize("count", [0, 1, 20, 60])
def test_home_shows_questions_and_settings(count: int) -> None:
    asked = datetime(2026, 2, 3, tzinfo=UTC)
    questions = tuple(
        OpenQuestion(f"7KQ2-{number:04d}", QuestionState.OPEN, asked) for number in range(count)
    )

    view = render_home(HomeContent(Person(), questions), BOOK, audience=Audience.NEWSROOM)

    judge_view(view)
    said = all_texts(view["blocks"])  # type: ignore[arg-type]
    assert said.count("waits for a moderator") == min(count, 20)
    assert "The language is English" in said
    assert ("Older ones" in said) == (count > 20)


def test_home_says_what_cannot_be_shown() -> None:
    view = render_home(None, BOOK, audience=Audience.NEWSROOM)

    judge_view(view)
    assert "cannot be shown at this moment" in all_texts(view["blocks"])  # type: ignore[arg-type]


def blocks(posts: tuple[Post, ...]) -> list[Any]:
    return [block for post in posts for block in post.blocks]


def buttons(posts: tuple[Post, ...]) -> list[Any]:
    return [button for block in blocks(posts) if block["type"] == "actions" for button in block["elements"]]


def leaves(posts: tuple[Post, ...]) -> list[Any]:
    def walk(found: Any) -> list[Any]:
        if "elements" not in found:
            return [found]
        return [leaf for inner in found["elements"] for leaf in walk(inner)]

    return [leaf for block in blocks(posts) if block["type"] == "rich_text" for leaf in walk(block)]
