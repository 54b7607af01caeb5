import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.note import note
from bot.matching.match import Slot
from bot.speech.choices import Act, Button, Choice
from bot.speech.replies import Answered, Mood, Part, Shown, Told, Working
from bot.verdicts.phrasebook import load_phrasebook
from handlers.web.chat.read import Form
from handlers.web.chat.render import Piece, Renderer, Rows, said
from handlers.web.links import web_link
from tests.fakes.reports import contradicts, differs, nothing, opinion, report, same_event
from tests.records import STRIKE
from tests.stories.page import Answer, read_page

BOOK = load_phrasebook("en")
RENDERER = Renderer(BOOK, lambda file: f"/static/{file}")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\x00\x1b[31m\u202e</textarea>"


def answer(text: str, *findings: str) -> Piece:
    found = [nothing(finding) for finding in findings or (text,)]
    return RENDERER.answered(Answered(report(*found)), Form(text, origin=text[:200]))


def page(part: Piece, form: Form | None = None) -> Answer:
    return read_page(RENDERER.page(form or Form(), token="t", pieces=[part]))


def test_hostile_text_is_shown_and_never_obeyed() -> None:
    html = RENDERER.page(Form(), token="t", pieces=[answer(HOSTILE, HOSTILE, "Another.")])

    shown = read_page(html)
    assert "<script>alert(1)</script>" in shown.text
    assert not {"script", "img"} & shown.tags
    assert not [sign for sign in "\x00\x1b\u202e" if sign in html]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_adds_an_element(text: str, other: str) -> None:
    plainest = page(answer("a", "b", "c"))

    assert page(answer(text, other, "c")).tags <= plainest.tags | {"p"}


def test_hostile_text_stays_in_the_box_after_a_refusal() -> None:
    refused = RENDERER.told(Told((note("refused.too_big", limit="1 MB"),), Mood.REFUSED))

    html = RENDERER.page(Form('\n<b>"a"</b></textarea>', "<", '"'), token="t", pieces=[refused])

    fields = read_page(html).fields
    assert fields["text"] == '\n<b>"a"</b></textarea>'
    assert (fields["published"], fields["origin"]) == ("<", '"')


def test_box_is_empty_after_an_answer() -> None:
    assert page(answer("A claim."), Form("A claim.", origin="x")).fields["text"] == ""


def test_differences_carry_their_slots() -> None:
    finding = contradicts("A.", differs(Slot.NUMBER, "20", "2"), differs(Slot.PLACE, "here", "there"))

    shown = page(RENDERER.answered(Answered(report(finding)), Form("A.")))

    assert shown.relations == ["contradicts"]
    assert shown.slots == {"number", "place"}


def test_sentences_that_cannot_be_checked_are_folded() -> None:
    answered = Answered(report(nothing("A."), opinion("B."), opinion("C.")))

    html = RENDERER.answered(answered, Form("A. B. C.")).html

    assert "2 sentences hold nothing that can be checked" in html
    assert html.index("B.</bdi>") > html.index('<details class="aside"')


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://[", "ftp://x.example", "x"]
)
def test_only_web_addresses_become_links(link: str) -> None:
    event = replace(STRIKE, filing=replace(STRIKE.filing, link=link))

    html = RENDERER.answered(Answered(report(same_event("A.", event=event))), Form("A.")).html

    assert web_link(link) == ""
    assert "href" not in html


def test_source_opens_without_telling_where_from() -> None:
    event = replace(STRIKE, filing=replace(STRIKE.filing, link="https://example.org/a?b=1&c"))

    html = RENDERER.answered(Answered(report(same_event("A.", event=event))), Form("A.")).html

    assert 'href="https://example.org/a?b=1&amp;c" target="_blank" rel="noopener noreferrer nofollow"' in html


@pytest.mark.parametrize("text", ["A claim.", "word " * 200 + "end.", "x" * 3000])
def test_question_stands_above_the_answer_once(text: str) -> None:
    answered = Answered(report(nothing(text)))

    shown = page(RENDERER.answered(answered, Form(text)))

    assert shown.text.count("You asked:") == 1
    assert shown.text.count(text) == 1


def test_question_stands_above_several_answers() -> None:
    assert page(answer("A. B.", "A.", "B.")).text.count("You asked: A. B.") == 1


def test_long_claim_is_cut_and_can_be_opened() -> None:
    html = answer("asked", "x" * 3000, "short").html

    assert "x" * 320 + " …" in html
    assert html.count("x" * 3000) == 1
    assert html.index("The whole sentence") < html.index("x" * 3000)


def test_overview_puts_problems_first_and_leads_to_them() -> None:
    against = contradicts("Second.", differs(Slot.NUMBER, "20", "2"))
    answered = Answered(report(nothing("First."), against, opinion("Third.")))

    html = RENDERER.answered(answered, Form("First. Second. Third.")).html

    glance = html[html.index("<nav") : html.index("</nav>")]
    links = ["#claim-2", "#claim-1", "#aside"]
    assert [part.split('"')[0] for part in glance.split('href="')[1:]] == links
    assert all(f'id="{link[1:]}"' in html for link in links)
    assert "differs: number" in glance


def test_several_answers_show_what_differs_and_fold_the_rest() -> None:
    against = contradicts("Second.", differs(Slot.NUMBER, "20", "2"), differs(Slot.DATE, "May", "April"))
    html = RENDERER.answered(Answered(report(same_event("First."), against)), Form("x")).html

    second = html[html.index('id="claim-2"') :]
    assert (
        second.index('data-slot="number"') < second.index('data-slot="date"') < second.index('class="more"')
    )
    assert second.index('class="more"') < second.index("Our confidence is")


def test_single_answer_is_open() -> None:
    html = RENDERER.answered(Answered(report(same_event("First."))), Form("First.")).html

    assert "<nav" not in html
    assert 'class="more"' not in html


def test_progress_names_the_claim() -> None:
    line = json.loads(RENDERER.working(Working(3, 28)))

    assert line == {"kind": "working", "done": 3, "total": 28, "text": "Claim 3 of 28 checked"}


def test_stream_line_is_one_line() -> None:
    line = said(answer("a\n\u2028b"))

    assert line.count(b"\n") == 1
    assert json.loads(line)["mood"] == "answered"


def keys(label: str, *acts: Act) -> Rows:
    return (tuple(Button(Choice(act, "answer", 1), note("choice.open", number=label)) for act in acts),)


def test_hostile_label_is_shown_and_never_obeyed() -> None:
    told = Told((note("talk.start.who"),), buttons=keys(HOSTILE, Act.ASK))

    html = RENDERER.told(told, token="t").html

    assert "<script>alert" not in html
    assert read_page(f'<div id="answer">{html}</div>').choices == [Choice(Act.ASK, "answer", 1)]


def test_nothing_can_be_pressed_without_a_token() -> None:
    told = Told((note("talk.start.who"),), buttons=keys("x", Act.ASK))

    assert "<button" not in RENDERER.told(told).html


def test_question_keeps_every_button() -> None:
    told = Told((note("talk.start.who"),), buttons=keys("x", Act.WHY, Act.OPEN))

    assert RENDERER.told(told, token="t").html.count("<button") == 2


def test_whole_claim_stands_open() -> None:
    shown = Shown(
        report(nothing("A."), same_event("B.")), 2, Part.WHOLE, "answer", keys("x", Act.THIS, Act.WHY)
    )

    html = RENDERER.shown(shown, token="t").html

    assert read_page(f'<div id="answer">{html}</div>').relations == ["same_event"]
    assert 'class="more"' not in html
    assert html.count("<button") == 1


def test_reasons_alone_are_no_finding() -> None:
    html = RENDERER.shown(Shown(report(same_event("A.")), 1, Part.REASONS), token="t").html

    assert "same place: Pazigyi (+1.5)" in html
    assert "data-relation" not in html


def test_claims_are_numbered_as_commands_name_them() -> None:
    html = RENDERER.answered(
        Answered(report(opinion("Shame!"), nothing("A."), nothing("B."))), Form("x")
    ).html

    assert 'id="claim-2"' in html
    assert 'id="claim-3"' in html
    assert 'id="claim-1"' not in html


def test_answer_that_is_not_kept_offers_nothing_of_its_claims() -> None:
    offering = Renderer(BOOK, lambda file: file, offers=lambda _report, number, _answer: keys("x", Act.ASK))
    several = report(nothing("A."), nothing("B."))

    assert "<button" not in offering.answered(Answered(several), Form("x"), token="t").html
    assert offering.answered(Answered(several, "kept"), Form("x"), token="t").html.count("<button") == 2
