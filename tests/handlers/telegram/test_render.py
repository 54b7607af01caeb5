from dataclasses import replace

import pytest
from telegram import InlineKeyboardMarkup

from bot.claims.note import note
from bot.library.event import Event
from bot.matching.match import Slot
from bot.speech.choices import Act, Button, Choice, read_choice
from bot.speech.replies import Answered, Mood, Shown, Told, Working
from bot.speech.replies import Part as Piece
from bot.verdicts.phrasebook import load_phrasebook
from handlers.telegram.render import Rendered, render, render_working, word_in_passing
from tests.fakes.reports import contradicts, differs, nothing, opinion, report, same_event
from tests.fakes.telegram.markup import parse_html
from tests.records import STRIKE

BOOK = load_phrasebook("en")
TENFOLD = "1,710 people were killed."


def rendered(reply: Told | Answered | Shown, *, is_private: bool = True) -> Rendered:
    return render(reply, BOOK, is_private=is_private)


def text_of(reply: Told | Answered | Shown, *, is_private: bool = True) -> str:
    parts = rendered(reply, is_private=is_private).parts
    return "\n".join(parse_html(part.html).text for part in parts)


def linked(link: str) -> Event:
    return replace(STRIKE, filing=replace(STRIKE.filing, link=link))


def opening(number: int) -> Button:
    return Button(Choice(Act.OPEN, "abcdefgh", number), note("choice.open", number=str(number)))


def test_answer_begins_with_what_it_is_and_what_differs() -> None:
    difference = differs(Slot.NUMBER, "1,710", "171")

    lines = text_of(Answered(report(contradicts(TENFOLD, difference)))).split("\n")

    assert lines[:2] == ["“1,710 people were killed.”", "≠ Contradicts our record of an event"]
    assert lines[3] == "Differs: number: this text says “1,710”; our record says “171”."


def test_what_we_have_is_folded_and_how_sure_we_are_is_not() -> None:
    html = rendered(Answered(report(same_event("A strike.")))).parts[0].html

    folded = html.partition("<blockquote expandable>")[2].partition("</blockquote>")[0]
    assert "We have:" in folded
    assert "Our confidence" not in folded
    assert html.index("</blockquote>") < html.index("Our confidence is moderate")


def test_reasons_for_what_else_may_be_meant_are_folded() -> None:
    finding = same_event("A strike.")
    several = replace(finding, matches=(*finding.matches, *finding.matches))

    html = rendered(Shown(report(several), 1, Piece.REASONS)).parts[0].html

    first, _, folded = html.partition("<blockquote expandable>")
    assert first.count("<b>Why: </b>") == folded.count("<b>Why: </b>") == 1


def test_greeting_is_told_what_to_send() -> None:
    assert text_of(Answered(report(opinion("Hello.")))).endswith("More: /help")
    assert "/help" not in text_of(Answered(report(opinion("Hello."), nothing("Five died."))))


def test_what_was_not_checked_stands_in_one_list_at_the_end() -> None:
    finding = replace(nothing("x"), not_checked=(note("not_checked.no_date"),))
    checked = replace(report(finding), not_checked=(note("not_checked.published_unknown"),))

    last = text_of(Answered(checked)).split("\n")[-3:]

    assert last[0] == "Not checked:"
    assert all(line.startswith("– ") for line in last[1:])


def test_several_claims_are_told_at_a_glance() -> None:
    claims = report(
        opinion("What a shame!"),
        nothing("Nobody knew."),
        contradicts(TENFOLD, differs(Slot.NUMBER, "1,710", "171")),
    )

    text = text_of(Answered(claims, buttons=((opening(2), opening(3)),)))

    assert text.index("≠ Contradicts") < text.index("○ Nothing in our library")
    assert "3. “1,710 people were killed.”\nDiffers: number: this text says" in text
    assert "2. “Nobody knew.”" in text
    assert text.endswith(BOOK.text("telegram.open"))
    assert "We have" not in text


def test_one_of_many_is_shown_whole() -> None:
    claims = report(nothing("Nobody knew."), same_event("A strike."))

    text = text_of(Shown(claims, 2, Piece.WHOLE))

    assert text.startswith("“A strike.”\n= Same event")
    assert "We have:" in text


def test_reasons_are_told_with_their_claim() -> None:
    text = text_of(Shown(report(same_event("A strike.")), 1, Piece.REASONS))

    assert text.startswith("“A strike.”\n\nWhy: ")
    assert "same place: Pazigyi (+1.5)" in text


def test_claim_without_reasons_says_so() -> None:
    assert BOOK.text("telegram.no_reasons") in text_of(Shown(report(nothing("x")), 1, Piece.REASONS))


def test_quoted_text_makes_no_mark_up() -> None:
    text = '<b>Bold</b> <a href="https://bad.example">here</a> & <script>'

    assert f"“{text}”" in text_of(Answered(report(nothing(text))))


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "tg://user?id=5", "http://[", "https://a b.org", 'https://a.org/">x']
)
def test_only_addresses_of_pages_are_links(link: str) -> None:
    event = linked(link)

    html = rendered(Answered(report(same_event("A strike.", event=event)))).parts[0].html

    assert 'href="' not in html or parse_html(html).text


def test_record_is_linked() -> None:
    event = linked("https://example.org/a?b=1&c=2")

    html = rendered(Answered(report(same_event("A strike.", event=event)))).parts[0].html

    assert '<a href="https://example.org/a?b=1&amp;c=2">' in html


def test_nobody_is_called_in_a_group() -> None:
    answer = Answered(report(nothing("@ko_ko did it")))

    assert "@ko_ko" not in text_of(answer, is_private=False)
    assert "@ko_ko" in text_of(answer, is_private=True)


def test_buttons_are_eight_in_a_row_and_a_hundred_at_most() -> None:
    row = tuple(opening(number) for number in range(1, 13))

    keyboard = rendered(Told((note("talk.start.who"),), buttons=(row,) * 10)).keyboard

    assert isinstance(keyboard, InlineKeyboardMarkup)
    assert [len(shown) for shown in keyboard.inline_keyboard[:2]] == [8, 4]
    buttons = [button for shown in keyboard.inline_keyboard for button in shown]
    assert len(buttons) == 100
    assert read_choice(str(buttons[1].callback_data)) == Choice(Act.OPEN, "abcdefgh", 2)


def test_failure_is_told_apart_by_words() -> None:
    told = Told((note("unavailable.database"), note("unavailable.no_finding")), Mood.UNAVAILABLE)

    assert rendered(told).parts[0].html.startswith("<b>The check could not be made")


def test_word_in_passing_is_short_and_has_no_buttons() -> None:
    brief = Told((note("talk.start.limits"),), is_brief=True)

    assert word_in_passing(brief, BOOK) == BOOK.text("talk.start.limits")
    assert word_in_passing(replace(brief, notes=brief.notes * 4), BOOK) == ""
    assert word_in_passing(replace(brief, buttons=((opening(1),),)), BOOK) == ""
    assert word_in_passing(replace(brief, is_brief=False), BOOK) == ""


def test_article_of_forty_claims_goes_in_few_messages() -> None:
    claims = report(
        *(
            contradicts(
                f"{number}. " + "1,710 people were killed in the village. " * 3,
                differs(Slot.NUMBER, "1,710", "171"),
            )
            for number in range(40)
        )
    )

    parts = rendered(Answered(claims)).parts

    assert 1 < len(parts) <= 3
    assert all(parse_html(part.html).text for part in parts)


def test_same_reply_is_always_cut_alike() -> None:
    answer = Answered(report(*(nothing(f"{number} " + "word " * 200) for number in range(60))))

    assert rendered(answer) == rendered(answer)


def test_progress_is_counted() -> None:
    assert render_working(Working(3, 12), BOOK).plain == "Claim 3 of 12 checked"
