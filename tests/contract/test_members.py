"""Who is who at the desk, who is signed in, where cases are shown, and the log of what was done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.acts import HandOver, Release, Take
from bot.desk.case import CaseState
from bot.errors import Refusal
from bot.people.address import Front
from bot.people.role import Member, Right, Role
from bot.speech.outcome import TakeBack, Withdraw
from tests.contract.cases import asked, file, handed_in
from tests.contract.desk import ADA, ANA, BEN, CHAT, COLLEAGUE, EVE, a_colleague, decide
from tests.contract.kept import Kept, a_message, a_sender, gone

HOUR = timedelta(hours=1)
SOMEBODY = a_colleague("815")


async def test_public_has_no_rights(kept: Kept) -> None:
    member = await kept.members.member(a_sender())

    assert member == Member()
    assert not any(member.may(right) for right in Right)


async def test_configured_member_is_the_same_on_every_front(kept: Kept) -> None:
    on_telegram = await kept.members.member(a_colleague("1"))
    on_slack = await kept.members.member(a_colleague("U1", front=Front.SLACK))

    assert (on_telegram.name, on_telegram.role) == ("Thiri", Role.EDITOR)
    assert on_slack == on_telegram
    assert await kept.members.find(on_slack.id) == on_telegram


async def test_id_of_another_front_is_somebody_else(kept: Kept) -> None:
    assert await kept.members.member(a_colleague("1", front=Front.SLACK)) == Member()


async def test_who_is_in_the_chat_of_the_desk_decides(kept: Kept) -> None:
    stranger = replace(a_colleague("99"), address=CHAT)
    member = await kept.members.member(stranger)
    staff = await kept.members.member(replace(a_colleague("2"), address=CHAT))

    assert (member.name, member.role) == (f"{COLLEAGUE} ({member.id[:4]})", Role.MODERATOR)
    assert member.id
    assert (staff.name, staff.role) == ("Min", Role.MODERATOR)
    assert await kept.members.member(a_colleague("99")) == Member()
    assert await kept.members.member(replace(stranger, user="")) == Member()


async def test_case_is_handed_to_whoever_is_in_the_chat(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    stranger = await kept.members.member(replace(a_colleague("99"), address=CHAT))
    staff = await kept.members.member(replace(a_colleague("2"), address=CHAT))
    for colleague in (stranger, staff):
        assert colleague in await kept.members.deciders()
        assert await kept.desk.act(1, Take(), ANA)
        case = await kept.desk.act(1, HandOver(colleague.id, colleague.name), ANA)
        assert case.hold is not None
        assert (case.hold.member, case.hold.name) == (colleague.id, colleague.name)
        await kept.desk.act(1, Release(), colleague)

    assert stranger not in await kept.members.members()


async def test_outsiders_in_the_chat_of_the_desk_decide_nothing(kept: Kept) -> None:
    guest = replace(a_colleague("99"), address=CHAT, is_outside=True)
    listed = replace(a_colleague("1"), address=CHAT, is_outside=True)

    assert await kept.members.member(guest) == Member()
    assert (await kept.members.member(listed)).name == "Thiri"


async def test_appointed_member_is_known_by_their_name(kept: Kept) -> None:
    appointed = await kept.members.appoint(SOMEBODY, name="Zaw", role=Role.MODERATOR, by=ADA)

    assert (await kept.members.member(SOMEBODY)) == appointed
    assert [one.name for one in await kept.members.members()] == ["Min", "Thiri", "Zaw"]
    (entry,) = await kept.audit.entries(limit=5)
    assert (entry.act, entry.name, entry.subject) == ("appoint", "Ada", f"member {appointed.id}")


async def test_role_can_be_taken_again(kept: Kept) -> None:
    appointed = await kept.members.appoint(SOMEBODY, name="Zaw", role=Role.EDITOR, by=ADA)
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, Take(), appointed)
    await kept.members.appoint(SOMEBODY, name="Zaw", role=Role.TIPSTER, by=ADA)

    assert await kept.members.member(SOMEBODY) == Member()
    assert await kept.members.find(appointed.id) is None
    assert (await file(kept)).case.hold is None  # nobody else would wait for somebody who may not decide


async def test_not_everybody_appoints_and_not_everybody_is_appointed(kept: Kept) -> None:
    refused = [
        (SOMEBODY, ANA, "desk.no_right"),
        (a_colleague("1"), ADA, "desk.is_configured"),
        (a_colleague(""), ADA, "desk.no_such_member"),
    ]
    for sender, by, key in refused:
        with pytest.raises(Refusal) as raised:
            await kept.members.appoint(sender, name="Zaw", role=Role.ADMIN, by=by)
        assert raised.value.key == key

    assert [one.name for one in await kept.members.members()] == ["Min", "Thiri"]


async def test_link_lets_in_once(kept: Kept) -> None:
    link = await kept.sign_ins.make_link(ANA, lives=HOUR)
    assert await kept.sign_ins.is_open(link)
    session = await kept.sign_ins.redeem(link, lives=HOUR)

    assert session is not None
    assert not await kept.sign_ins.is_open(link)
    assert not await kept.sign_ins.is_open(session)
    assert await kept.sign_ins.signed_in(session) == ANA
    assert await kept.sign_ins.redeem(link, lives=HOUR) is None
    assert await kept.sign_ins.signed_in(link) is None
    assert await kept.sign_ins.redeem(session, lives=HOUR) is None


async def test_links_and_sessions_expire(kept: Kept) -> None:
    late = await kept.sign_ins.make_link(ANA, lives=HOUR)
    session = await kept.sign_ins.redeem(await kept.sign_ins.make_link(ANA, lives=HOUR), lives=HOUR)
    kept.clock.pass_by(3600)

    assert session is not None
    assert not await kept.sign_ins.is_open(late)
    assert await kept.sign_ins.redeem(late, lives=HOUR) is None
    assert await kept.sign_ins.signed_in(session) is None


async def test_signing_out_ends_a_session(kept: Kept) -> None:
    session = await kept.sign_ins.redeem(await kept.sign_ins.make_link(ANA, lives=HOUR), lives=HOUR)
    assert session is not None
    await kept.sign_ins.sign_out(session)

    assert await kept.sign_ins.signed_in(session) is None
    assert await kept.sign_ins.redeem("nothing", lives=HOUR) is None


async def test_signed_in_are_listed_by_name(kept: Kept) -> None:
    for member in (BEN, ANA, ANA):
        await kept.sign_ins.redeem(await kept.sign_ins.make_link(member, lives=HOUR), lives=HOUR)
    await kept.sign_ins.make_link(EVE, lives=HOUR)

    found = await kept.sign_ins.list_signed_in()
    assert [(one.member, one.browsers, one.is_listed) for one in found] == [(ANA, 2, False), (BEN, 1, False)]
    kept.clock.pass_by(3600)
    assert await kept.sign_ins.list_signed_in() == ()


async def test_admin_ends_all_sign_ins_of_a_member(kept: Kept) -> None:
    session = await kept.sign_ins.redeem(await kept.sign_ins.make_link(ANA, lives=HOUR), lives=HOUR)
    unused = await kept.sign_ins.make_link(ANA, lives=HOUR)
    with pytest.raises(Refusal):
        await kept.sign_ins.sign_out_member(ANA.id, by=EVE)
    await kept.sign_ins.sign_out_member(ANA.id, by=ADA)
    await kept.sign_ins.sign_out_member("nobody", by=ADA)

    assert session is not None
    assert await kept.sign_ins.signed_in(session) is None
    assert await kept.sign_ins.redeem(unused, lives=HOUR) is None
    (line,) = await kept.audit.entries(limit=5)
    assert (line.act, line.subject, line.detail, line.by) == ("sign_out", "member ana", "Ana", "ada")


async def test_public_is_not_let_in(kept: Kept) -> None:
    for member in (Member(), Member("x", "X", Role.TIPSTER)):
        with pytest.raises(Refusal):
            await kept.sign_ins.make_link(member, lives=HOUR)


async def test_session_has_the_role_of_now(kept: Kept) -> None:
    appointed = await kept.members.appoint(SOMEBODY, name="Zaw", role=Role.MODERATOR, by=ADA)
    session = await kept.sign_ins.redeem(await kept.sign_ins.make_link(appointed, lives=HOUR), lives=HOUR)
    assert session is not None
    raised = await kept.members.appoint(SOMEBODY, name="Zaw", role=Role.EDITOR, by=ADA)
    assert await kept.sign_ins.signed_in(session) == raised
    await kept.members.appoint(SOMEBODY, name="Zaw", role=Role.TIPSTER, by=ADA)

    assert await kept.sign_ins.signed_in(session) is None


async def test_card_is_stale_until_it_is_shown(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    (card,) = await kept.cards.stale([CHAT], limit=5)
    assert (card.case, card.place, card.handle) == (1, CHAT, "")

    await kept.cards.shown(card, handle="77", revision=card.revision)
    assert await kept.cards.stale([CHAT], limit=5) == ()
    await kept.desk.act(1, Take(), ANA)
    (again,) = await kept.cards.stale([CHAT], limit=5)
    assert again.handle == "77"


async def test_case_that_is_over_is_changed_where_it_was_shown(kept: Kept) -> None:
    await handed_in(kept)
    (card,) = await kept.cards.stale([CHAT], limit=5)
    await kept.cards.shown(card, handle="77", revision=card.revision)
    await kept.finish(a_message(), deeds=[TakeBack("TTTT-TTTT")])
    elsewhere = replace(CHAT, chat="another chat")

    (stale,) = await kept.cards.stale([CHAT, elsewhere], limit=5)

    assert (stale.place, stale.handle) == (CHAT, "77")
    assert (await file(kept)).case.state is CaseState.WITHDRAWN


async def test_tip_outlives_the_chat_it_came_from(kept: Kept) -> None:
    await handed_in(kept)
    await kept.finish(gone(), deeds=[Withdraw(a_sender())])

    (brought,) = (await file(kept)).matters
    assert not brought.is_reachable
    assert await kept.desk.standing("TTTT-TTTT") is not None


async def test_log_tells_who_did_what(kept: Kept) -> None:
    await asked(kept, "A bridge was hit")
    await kept.desk.act(1, Take(), ANA)
    await kept.desk.act(1, decide(), ANA)

    history = (await file(kept)).history
    assert [(line.who, line.what) for line in history] == [("Ana", "take"), ("Ana", "decide")]
    assert history[1].detail == "unverified\nWe saw the bridge."


async def test_notes_are_listed_newest_first(kept: Kept) -> None:
    for number in range(3):
        await kept.audit.note("rate", f"source {number}", "B: names verified", ADA)

    newest, *_ = entries = await kept.audit.entries(limit=2)
    assert [entry.number for entry in entries] == [3, 2]
    assert (newest.name, newest.detail) == ("Ada", "B: names verified")
    assert [entry.number for entry in await kept.audit.entries(limit=5, before=2)] == [1]
    assert [entry.number for entry in await kept.audit.entries(limit=5, subject="source 1")] == [2]
    assert await kept.audit.verify() is None
    assert await kept.audit.has(newest.hash)
    assert not await kept.audit.has("0" * 64)
