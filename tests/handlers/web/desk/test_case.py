from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.claims.claim import Claim, Kind
from bot.desk.acts import Act, AskBack, Decide, HandOver, Label, Merge, Split, Take
from bot.desk.case import Brought, Case, CaseFile, CaseKind, CaseState, Entry, Hold
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.question import Question
from bot.desk.tip import Tip
from bot.errors import Refusal, Unavailable
from bot.matching.match import Slot
from bot.people.role import Member, Role
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.reports import differs, nothing, opinion, report, same_event
from tests.handlers.web.desk.browsing import Browser, browse, parts_of
from tests.handlers.web.desk.listing import ListedDesk
from tests.records import STRIKE

THIRI = Member("m1", "Thiri", Role.MODERATOR)
KYAW = Member("m2", "Kyaw", Role.EDITOR)
NOW = FixedClock().now()
TEXT = "At least 44,680 people were killed in Pazigyi."
GONE, TOLD = "Something else was said.", "Soldiers came."
TALKED = "Soldiers came. Please help us."
CASE = Case(12, CaseKind.CLAIM, CaseState.OPEN, NOW - timedelta(hours=3), revision=2, askers=2)
DECIDED = replace(
    CASE,
    state=CaseState.DECIDED,
    decision=Decision(
        Conclusion.LINKED, "It is the strike of 11 April.", STRIKE.id, accord=Accord.AS_RECORDED
    ),
    decided_by=("m2", "Kyaw"),
    due_at=NOW + timedelta(seconds=42),
)
HELD = Hold(THIRI.id, THIRI.name, NOW + timedelta(minutes=30))


def question(text: str, key: str = "k1") -> Brought:
    claim = Claim(text, 0, len(text), "en", Kind.FACT)
    return Brought(
        key, Question("7KQ2-M4TX", claim, "answer", 1), NOW - timedelta(hours=3), is_reachable=True
    )


FILE = CaseFile(CASE, (question(TEXT), question("Many died in Pazigyi.", "k2")))


@pytest.fixture
def desk() -> ListedDesk:
    return ListedDesk(files={12: FILE})


@pytest.fixture
def member() -> Member:
    return THIRI


@pytest.fixture
async def browser(desk: ListedDesk, member: Member) -> AsyncIterator[Browser]:
    found = report(same_event(TEXT, differs(Slot.NUMBER, "44,680", "165")))
    talked = report(nothing("Soldiers came."), opinion("Please help us."))
    checking = PreparedChecking({TEXT: found, GONE: Unavailable("index"), TOLD: report(), TALKED: talked})
    zaw = Member("m3", "Zaw", Role.STAFF)
    parts = parts_of(desk, THIRI, KYAW, zaw, checking=checking, labels=("violence",))
    await parts.books.library.publish([STRIKE])
    async with browse(parts) as browser:
        await browser.sign_in(parts, member)
        yield browser


def acts_of(desk: ListedDesk) -> Sequence[Act]:
    return [act for _, act, _, _ in desk.done]


async def test_only_one_who_can_be_asked_is_chosen(browser: Browser, desk: ListedDesk) -> None:
    desk.files[12] = replace(FILE, matters=FILE.matters[:1])

    page = await browser.get("/desk/case/12")

    assert page.form("/ask_back").fields["key"] == ["k1"]


async def test_page_shows_what_was_asked(browser: Browser) -> None:
    page = await browser.get("/desk/case/12")

    assert TEXT in page.text
    assert "2 people asked, the first 3 hours ago" in page.text
    assert "7KQ2" not in browser.html


async def test_nearest_record_stands_beside(browser: Browser) -> None:
    page = await browser.get("/desk/case/12")

    assert STRIKE.title in page.text
    assert "44,680 165" in page.text
    assert f"/desk/case/12?record={STRIKE.id}#decide" in page.links


async def test_failed_check_is_no_finding(browser: Browser, desk: ListedDesk) -> None:
    desk.files[12] = CaseFile(CASE, (question(GONE),))
    page = await browser.get("/desk/case/12")

    assert browser.status == 200
    assert "The library cannot be asked" in page.text


async def test_greetings_in_a_tip_are_no_claims(browser: Browser, desk: ListedDesk) -> None:
    file = CaseFile(replace(CASE, kind=CaseKind.TIP), (Brought("k1", Tip(TALKED), NOW, is_reachable=True),))
    desk.files[12] = file
    page = await browser.get("/desk/case/12")

    assert "Nothing in our library" in page.text
    assert "nothing that could be checked" not in page.text


async def test_choosing_a_record_fills_the_form(browser: Browser) -> None:
    page = await browser.get("/desk/case/12?record=strike")

    assert page.form("/decide").fields["record"] == ["strike"]
    assert page.form("/decide").fields["conclusion"] == ["linked"]


async def test_case_is_taken(browser: Browser, desk: ListedDesk) -> None:
    page = await browser.get("/desk/case/12")
    page = await browser.send(page.form("/take"))

    assert desk.done == [(12, Take(), THIRI, 2)]
    assert "The case is yours." in page.text


async def test_decision_carries_reason_and_checklist(browser: Browser, desk: ListedDesk) -> None:
    page = await browser.get("/desk/case/12")
    form = page.form("/decide")
    await browser.send(
        form, conclusion="unverified", reason="Nobody saw it.", note="Ask Zaw.", asked_date="doubtful"
    )

    [act] = acts_of(desk)
    assert act == Decide(Decision(Conclusion.UNVERIFIED, "Nobody saw it.", note="Ask Zaw.\nDate: doubtful."))


async def test_missing_reason_is_shown_at_its_field(browser: Browser, desk: ListedDesk) -> None:
    page = await browser.get("/desk/case/12")
    page = await browser.send(page.form("/decide"), conclusion="rejected", note="Kept all the same.")

    assert browser.status == 422
    assert desk.done == []
    assert "Please fill this in." in page.text
    assert page.form("/decide").fields["note"] == ["Kept all the same."]


async def test_conflict_tells_what_the_other_did(browser: Browser, desk: ListedDesk) -> None:
    page = await browser.get("/desk/case/12")
    form = page.form("/decide")
    desk.files[12] = replace(FILE, case=DECIDED)
    desk.refusal = Refusal("webdesk.theirs_until", name="Kyaw", span="5 minutes")
    page = await browser.send(form, conclusion="rejected", reason="It was long to write.")

    assert browser.status == 409
    assert "Kyaw holds this case" in page.text
    assert "It is the strike of 11 April." in page.text
    assert "It was long to write." in page.text


async def test_held_case_offers_nothing(browser: Browser, desk: ListedDesk) -> None:
    held = replace(CASE, hold=Hold("m2", "Kyaw", NOW + timedelta(minutes=9)))
    desk.files[12] = replace(FILE, case=held)
    page = await browser.get("/desk/case/12")

    assert "Kyaw holds this case for another 9 minutes" in page.text
    assert [form.action for form in page.forms] == ["/desk/sign-out"]


async def test_undo_shows_the_time_left(browser: Browser, desk: ListedDesk) -> None:
    desk.files[12] = replace(FILE, case=DECIDED)
    page = await browser.get("/desk/case/12")

    assert "The answers go in 42 seconds" in page.text
    assert page.has_form("/undo")


async def test_moderator_may_not_sign(browser: Browser, desk: ListedDesk) -> None:
    desk.files[12] = replace(FILE, case=replace(DECIDED, state=CaseState.SIGNING))
    page = await browser.get("/desk/case/12")

    assert not page.has_form("/sign")


@pytest.mark.parametrize("member", [KYAW, replace(KYAW, id="m9")])
async def test_only_another_editor_signs(browser: Browser, desk: ListedDesk, member: Member) -> None:
    desk.files[12] = replace(FILE, case=replace(DECIDED, state=CaseState.SIGNING))
    page = await browser.get("/desk/case/12")

    assert page.has_form("/sign") is (member.id == "m9")


async def test_other_forms_become_acts(browser: Browser, desk: ListedDesk) -> None:
    page = await browser.get("/desk/case/12")
    await browser.send(page.form("/ask_back"), key="k2", question="Where was it?")
    await browser.send(page.form("/hand_over"), member="m2")
    await browser.send(page.form("/split"), key=["k2"])
    await browser.send(page.form("/label"), set="violence")
    desk.files[13] = replace(FILE, case=replace(CASE, id=13))
    await browser.send(page.form("/merge"), into="13")

    assert acts_of(desk) == [
        AskBack("k2", "Where was it?"),
        HandOver("m2", "Kyaw"),
        Split(("k2",)),
        Label("violence"),
        Merge(13),
    ]


async def test_colleagues_who_may_not_decide_are_not_offered(browser: Browser) -> None:
    await browser.get("/desk/case/12")

    assert "Kyaw" in browser.html
    assert "Zaw" not in browser.html


async def test_tipster_who_may_not_be_asked_is_not_offered(browser: Browser, desk: ListedDesk) -> None:
    tip = Brought("k1", Tip(TOLD, how="I saw it."), NOW, is_reachable=True)
    desk.files[12] = CaseFile(replace(CASE, kind=CaseKind.TIP), (tip,))
    page = await browser.get("/desk/case/12")

    assert "I saw it." in page.text
    assert "Must not be published." in page.text
    assert "Cannot be asked back: they did not agree to it." in page.text
    assert not page.has_form("/ask_back")


async def test_tipster_who_agreed_may_be_asked(browser: Browser, desk: ListedDesk) -> None:
    asked, held = Tip(TOLD, may_ask_back=True), replace(CASE, kind=CaseKind.TIP, hold=HELD)
    desk.files[12] = CaseFile(held, (Brought("k1", asked, NOW, is_reachable=False),))
    from_a_page = await browser.get("/desk/case/12")
    desk.files[12] = CaseFile(held, (Brought("k1", asked, NOW, is_reachable=True),))
    from_a_chat = await browser.get("/desk/case/12")

    assert "May be asked back: they see the question behind their receipt." in from_a_page.text
    assert "May be asked back: your question is sent to where they wrote" in from_a_chat.text
    assert from_a_page.has_form("/ask_back")


@pytest.mark.parametrize("kind", CaseKind)
async def test_case_that_was_taken_back_counts_nobody(
    browser: Browser, desk: ListedDesk, kind: CaseKind
) -> None:
    desk.files[12] = CaseFile(replace(CASE, kind=kind, state=CaseState.WITHDRAWN, askers=0))
    page = await browser.get("/desk/case/12")

    assert "0 people" not in page.text
    assert "3 hours ago" in page.text


async def test_history_tells_the_newest_first(browser: Browser, desk: ListedDesk) -> None:
    told = (
        Entry(NOW - timedelta(hours=2), "Kyaw", "take"),
        Entry(NOW - timedelta(hours=1), "Kyaw", "decide", "rejected\nNot ours."),
    )
    desk.files[12] = replace(FILE, history=told)
    page = await browser.get("/desk/case/12")

    assert page.text.index(
        "Kyaw decided Rejected: not for us, and nothing is said of whether it is so Not ours."
    ) < page.text.index("Kyaw took this case")


async def test_records_are_named_by_title_and_verdict(browser: Browser, desk: ListedDesk) -> None:
    older = Entry(NOW, "Kyaw", "decide", f"linked\n{STRIKE.id}\nIt is the strike of 11 April.")
    newer = replace(older, detail=older.detail.replace("linked", "linked differs"))
    desk.files[12] = replace(FILE, case=DECIDED, history=(older, newer))
    page = await browser.get("/desk/case/12")

    assert f"/desk/record/{STRIKE.id}" in page.links
    assert f"About a record that we have {STRIKE.title} It is the strike" in page.text
    assert f"changes something in it {STRIKE.title} It is the strike" in page.text


async def test_decision_tells_how_it_stands_to_its_record(browser: Browser, desk: ListedDesk) -> None:
    desk.files[12] = replace(FILE, case=DECIDED)
    page = await browser.get("/desk/case/12")

    assert "It agrees: it says what the record says" in page.text


async def test_linked_case_is_decided_with_how_it_stands_to_its_record(
    browser: Browser, desk: ListedDesk
) -> None:
    page = await browser.get("/desk/case/12?record=strike")
    unsaid = await browser.send(page.form("/decide"), reason="It was another village.")
    await browser.send(unsaid.form("/decide"), accord="differs")

    (done,) = desk.done
    assert isinstance(done[1], Decide)
    assert (done[1].decision.record, done[1].decision.accord) == ("strike", Accord.DIFFERS)
    assert "Please fill this in." in unsaid.text


@pytest.mark.parametrize(
    ("chosen", "shown"), [("?record=pazigyi", ""), ("?record=other", " hidden"), ("", " hidden")]
)
async def test_contradiction_stands_beside_the_choice(browser: Browser, chosen: str, shown: str) -> None:
    page = await browser.get(f"/desk/case/12{chosen}")

    assert f'data-contradicts="pazigyi"{shown}>' in browser.html
    assert "The check found something that contradicts this record." in page.text
    assert page.text.count("44,680 165") == 2


async def test_nothing_is_warned_of_where_nothing_contradicts(browser: Browser, desk: ListedDesk) -> None:
    desk.files[12] = replace(FILE, matters=(question(TALKED),))

    page = await browser.get("/desk/case/12?record=strike")

    assert "The check found something that contradicts" not in page.text


async def test_what_was_done_is_told_once(browser: Browser) -> None:
    page = await browser.get("/desk/case/12")
    page = await browser.send(page.form("/take"))
    again = await browser.get("/desk/case/12")

    assert "The case is yours." in page.text
    assert "The case is yours." not in again.text


async def test_decision_to_be_signed_promises_no_answer(browser: Browser, desk: ListedDesk) -> None:
    page = await browser.get("/desk/case/12")
    desk.files[12] = replace(FILE, case=replace(DECIDED, state=CaseState.SIGNING, due_at=None))
    page = await browser.send(page.form("/decide"), conclusion="unverified", reason="Nobody saw it.")

    assert "Nobody is answered before a second person has signed." in page.text


async def test_deleted_names_are_not_ours(browser: Browser, desk: ListedDesk) -> None:
    desk.files[12] = replace(FILE, history=(Entry(NOW, "", "take", by="m2"), Entry(NOW, "", "answer")))
    page = await browser.get("/desk/case/12")

    assert "A colleague (name deleted) took this case" in page.text
    assert "Second Source sent the answers" in page.text


async def test_unknown_case_is_told(browser: Browser) -> None:
    page = await browser.get("/desk/case/99")

    assert browser.status == 404
    assert "There is no case 99 here." in page.text


async def test_unknown_act_is_no_page(browser: Browser) -> None:
    page = await browser.get("/desk/case/12")
    await browser.post("/desk/case/12/explode", page.form("/take").fields)

    assert browser.status == 404


async def test_another_moderators_act_is_told(browser: Browser, desk: ListedDesk) -> None:
    async with browser.client.get("/desk/case/12/events?seen=2") as stream:
        await stream.content.readuntil(b":\n\n")
        desk.files[12] = CaseFile(replace(CASE, revision=3), FILE.matters, (Entry(NOW, "Kyaw", "take"),))
        desk.changed.ring()
        told = await stream.content.readuntil(b"Kyaw took this case.")

    assert b"event: changed" in told
