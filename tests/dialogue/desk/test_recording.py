"""Writing a record for a case in a chat."""

from dataclasses import replace

from bot.desk.acts import Take
from bot.desk.case import CaseState
from bot.library.event import Event
from bot.library.filing import Provenance, Status
from bot.library.series import Series
from bot.people.audience import Audience
from bot.speech.choices import Act
from bot.speech.forms import Form
from bot.speech.heard import Filled
from tests.dialogue.conversation import Conversation, acts, keys, words
from tests.dialogue.desk.at_the_desk import FACTS, HERE, at_the_desk, pressed, says
from tests.dialogue.desk.cases import KO, SAID, THIRI
from tests.fakes.entries import a_series

VALUES = {
    "kind": "event",
    "title": "An air strike hit Pazigyi",
    "event_kind": "air_strike",
    "accord": "as_recorded",
    "reason": "Two witnesses saw it.",
    "day": "2023-04-11",
    "place": "Pazigyi",
    "figure": "168",
    "measure": "killed",
    "visibility": "public",
}
ID = "2023-04-11-event-air-strike-hit-pazigyi"


def filled(*, seen: int = 1, **values: str) -> Filled:
    return Filled(HERE, Form.RECORD, tuple((VALUES | values).items()), "1", seen)


async def test_record_decides_its_case() -> None:
    talk = at_the_desk()
    outcome = await talk.hears(filled())

    record = (await talk.post.library.records({ID}, Audience.PUBLIC))[ID]
    file = await talk.parts.cases.case(1)
    assert file is not None
    assert file.case.decision is not None
    assert (file.case.decision.record, file.case.decision.reason) == (ID, "Two witnesses saw it.")
    assert record.filing.provenance is Provenance.DESK
    assert f"https://desk.example/desk/record/{ID}" in words(outcome)
    assert Act.UNDO in acts(outcome)
    assert [line.act for line in talk.post.audit.log if line.subject == f"record {ID}"] == ["write"]


async def test_typed_form_takes_over_what_the_claim_says() -> None:
    talk = at_the_desk()
    asked = await talk.presses(HERE, pressed(Act.FORM, value="record"))

    assert "So far" not in words(asked)
    title = await talk.hears(says(HERE, "1"))
    assert f"So far: “{SAID}” Type = to keep it." in words(title)
    for text in ("=", "1", "1", "Two witnesses saw it.", "2023-04-11", "-", "-", "-", "-", "-", "1"):
        outcome = await talk.hears(says(HERE, text))
    assert f"Kept in the library: “{SAID}”" in words(outcome)


async def test_what_was_taken_over_can_be_changed() -> None:
    talk = at_the_desk()
    await talk.presses(HERE, pressed(Act.FORM, value="record"))
    for text in ("1", "An air strike hit Pazigyi", "1", "2", "Two saw it.", "2023-04-11", *"-----", "1"):
        outcome = await talk.hears(says(HERE, text))

    assert "Kept in the library: “An air strike hit Pazigyi”" in words(outcome)


async def test_second_record_of_a_name_gets_its_own_id() -> None:
    talk = at_the_desk()
    await talk.post.library.publish([replace(a_series(), id=ID)])
    await talk.hears(filled())

    assert isinstance((await talk.post.library.records({f"{ID}-2"}, Audience.PUBLIC))[f"{ID}-2"], Event)


async def test_form_heard_twice_is_kept_once() -> None:
    talk = at_the_desk()
    await talk.hears(filled())
    again = await talk.hears(filled())

    written = [one for one in talk.post.library.all_records() if one.startswith(ID)]
    assert (written, keys(again)[0]) == ([ID], "desk.written.kept")
    assert Act.UNDO in acts(again)


async def test_value_heard_twice_is_kept_once() -> None:
    talk = at_the_desk()
    await talk.post.library.publish([a_series()])
    for _ in range(2):
        heard = await talk.hears(filled(kind="point", series="toll", day="2024-03-01", figure="4700"))

    assert keys(heard)[0] == "desk.written.kept"


async def test_other_form_for_the_same_case_is_refused() -> None:
    talk = at_the_desk()
    await talk.hears(filled())

    assert keys(await talk.hears(filled(reason="Three saw it.")))[0] == "desk.decided"
    assert keys(await talk.hears(filled(accord="differs")))[0] == "desk.decided"


async def test_value_joins_its_series() -> None:
    talk = at_the_desk()
    await talk.post.library.publish([a_series()])
    await talk.hears(filled(kind="point", series="toll", day="2024-03-01", figure="4700"))

    series = (await talk.post.library.records({"toll"}, Audience.PUBLIC))["toll"]
    assert isinstance(series, Series)
    assert len(series.points) == 3
    assert await state(talk) is CaseState.DECIDED


async def test_case_of_a_colleague_is_left_alone() -> None:
    talk = at_the_desk()
    await talk.parts.cases.act(1, Take(), KO)
    outcome = await talk.hears(filled(seen=0))

    assert keys(outcome) == ["desk.held", "desk.kept", "desk.kept"]
    assert await talk.parts.records.records({ID}) == {}


async def test_what_cannot_be_used_is_said_back() -> None:
    talk = at_the_desk()
    outcome = await talk.hears(filled(figure=""))

    assert keys(outcome) == ["form.fault.required", "desk.kept", "desk.kept"]
    assert await state(talk) is CaseState.OPEN


async def test_sensitive_case_gets_a_draft() -> None:
    talk = at_the_desk()
    talk.parts = replace(
        talk.parts, facts=replace(FACTS, desk=replace(FACTS.desk, sensitive=frozenset({"names a person"})))
    )
    await talk.presses(HERE, pressed(Act.LABEL, match=2, value="on"))
    outcome = await talk.hears(filled(seen=0))

    assert (await talk.parts.records.records({ID}))[ID].filing.status is Status.DRAFT
    assert await state(talk) is CaseState.SIGNING
    assert "desk.written.draft" in keys(outcome)


async def test_others_write_nothing() -> None:
    talk = at_the_desk()
    stranger = replace(HERE, user="zaw", person=replace(HERE, user="zaw").person)
    outcome = await talk.hears(replace(filled(), sender=stranger))

    assert keys(outcome) == ["refused.old_button"]
    assert await talk.parts.records.records({ID}) == {}
    assert THIRI.name not in words(outcome)


async def state(talk: Conversation) -> CaseState:
    file = await talk.parts.cases.case(1)
    assert file is not None
    return file.case.state
