"""Tips, receipts, and the cases that come of them."""

from typing import Any

from bot.desk.acts import Label
from bot.people.role import Role
from tests.handlers.web.api.house import ADMIN, House

DIFFERS = {"conclusion": "linked", "reason": "It was another depot.", "accord": "differs"}
UNVERIFIED = {"conclusion": "unverified", "reason": "Nobody could reach the place."}


async def test_tip_is_handed_in_once_under_its_name(house: House) -> None:
    name = {"Idempotency-Key": "form-17"}
    tip = {"what": "Smoke over the depot", "consent": True, "may_ask_back": True}
    first, again = await house.post("/tips", tip, name), await house.post("/tips", tip, name)
    other = await house.post("/tips", tip)

    assert [first[0], again[0], other[0]] == [201, 200, 201]
    assert again[1] == {"receipt": first[1]["receipt"], "checksum": None}
    assert other[1]["receipt"] != first[1]["receipt"]
    assert len(first[1]["checksum"]) == 32
    assert (await house.get("/cases"))[1]["total"] == 2


async def test_tip_without_consent_is_not_taken(house: House) -> None:
    status, problem = await house.post("/tips", {"what": "Smoke", "consent": False})

    assert (status, problem["code"]) == (422, "api.no_consent")
    assert (await house.get("/cases"))[1]["total"] == 0


async def test_receipt_tells_how_it_stands(house: House) -> None:
    receipt = (await house.hand_in())[1]["receipt"]
    status, stands = await house.post("/tips/status", {"receipt": receipt.lower().replace("-", " ")})

    assert (status, stands["receipt"], stands["state"], stands["asks"]) == (200, receipt, "open", None)
    assert stands["said"]
    assert "Smoke" not in str(stands)


async def test_unknown_receipts_are_told_the_same(house: House) -> None:
    asked = [
        await house.post("/tips/status", {"receipt": one})
        for one in ("7KQ2-M4TX-9AB4", "x", "0000-0000-0000")
    ]

    assert [status for status, _ in asked] == [404] * 3
    assert len({str(problem) for _, problem in asked}) == 1


async def test_case_is_worked_on_by_the_rules_of_people(house: House) -> None:
    await house.hand_in()
    _, taken = await house.post("/cases/1/take")
    _, decided = await house.post("/cases/1/decide", UNVERIFIED | {"seen": taken["revision"]})
    _, undone = await house.post("/cases/1/undo")
    _, released = await house.post("/cases/1/release", {})
    lines = await house.application.storage.audit.entries(limit=10, subject="case 1")

    assert (taken["held_by"], taken["matters"][0]["text"]) == ("The site", "Smoke over the depot in Hpakant")
    assert (decided["state"], decided["decision"]["reason"]) == ("decided", UNVERIFIED["reason"])
    assert (undone["state"], undone["decision"], released["held_by"]) == ("open", None, None)
    assert [(line.act, line.name) for line in reversed(lines)][-4:] == [
        (act, "The site") for act in ("take", "decide", "undo", "release")
    ]


async def test_faster_colleague_is_not_overruled(house: House) -> None:
    await house.hand_in()
    _, seen = await house.get("/cases/1")
    mine, house.key = house.key, await house.make_key(role=Role.EDITOR)
    await house.post("/cases/1/take")
    house.key, theirs = mine, house.key
    held = await house.post("/cases/1/decide", UNVERIFIED)
    house.key = theirs
    await house.post("/cases/1/decide", UNVERIFIED)
    await house.post("/cases/1/undo")
    await house.post("/cases/1/release")
    house.key = mine
    late = await house.post("/cases/1/decide", UNVERIFIED | {"seen": seen["revision"]})

    assert (held[0], held[1]["code"]) == (409, "desk.held")
    assert late[0] == 409
    assert late[1]["code"].startswith("desk.changed")


async def test_case_that_needs_two_people_is_not_for_a_key(house: House) -> None:
    house.key = await house.make_key(role=Role.ADMIN)
    await house.hand_in("He was seen at the gate")
    await house.application.storage.desk.act(1, Label("names a person"), ADMIN)
    refused = await house.post("/cases/1/decide", UNVERIFIED)
    _, case = await house.get("/cases/1")

    assert (refused[0], refused[1]["code"]) == (403, "desk.needs_people")
    assert (case["state"], case["decision"]) == ("open", None)


async def test_what_cannot_be_decided_says_why(house: House) -> None:
    await house.hand_in()
    asked: list[tuple[str, dict[str, Any]]] = [
        ("/cases/77/decide", UNVERIFIED),
        ("/cases/1/decide", {"conclusion": "unverified"}),
        ("/cases/1/decide", {"conclusion": "linked", "reason": "That one."}),
        ("/cases/1/decide", {"conclusion": "linked", "reason": "That one.", "record": "coup-2021"}),
        ("/cases/1/decide", DIFFERS | {"record": "nothing"}),
        ("/cases/1/undo", {}),
    ]
    answers = [await house.post(path, body) for path, body in asked]

    assert [status for status, _ in answers] == [404, 422, 422, 422, 422, 409]


async def test_queue_is_narrowed_and_paged(house: House) -> None:
    for number in range(3):
        await house.hand_in(f"Smoke over depot number {number}")
    await house.post("/cases/2/decide", UNVERIFIED)
    _, first = await house.get("/cases", limit=2)
    _, second = await house.get("/cases", limit=2, cursor=first["next"])
    _, decided = await house.get("/cases", state="decided", kind="tip")

    assert {one["id"] for one in first["cases"] + second["cases"]} == {1, 2, 3}
    assert (second["next"], [one["id"] for one in decided["cases"]]) == (None, [2])
    assert (await house.get("/cases", state="nothing"))[0] == 422
