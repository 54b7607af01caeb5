"""Who is let in, and what everybody else learns."""

from io import BytesIO
from pathlib import Path

import pytest

from bot.people.api_key import Scope
from bot.people.role import Role
from tests.handlers.web.api.house import ADMIN, DAY, House, a_copy, open_house

CHECK = {"text": "At least 165 people were killed in the air strike on Pazigyi."}


async def test_bad_keys_are_told_the_same(house: House) -> None:
    keys = house.application.storage.api_keys
    revoked, expired = await house.make_key(), await house.make_key()
    await keys.revoke(revoked.split("_")[1], by=ADMIN)
    good = await house.make_key()
    foreign = f"{good[:20]}{'A' * 43}"
    answers = {revoked: b"", foreign: b"", "": b"", "nonsense": b""}
    for key in answers:
        response = await house.send("GET", "/records", headers={"Authorization": f"Bearer {key}"})
        answers[key] = await response.read()
        assert (response.status, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    house.clock.pass_by(DAY.total_seconds())
    response = await house.send("GET", "/records", headers={"Authorization": f"Bearer {expired}"})

    assert {await response.read()} == set(answers.values())


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Basic eDp5"}, {"Cookie": "desk=x"}, {"Authorization": "Bearer"}]
)
async def test_nobody_enters_without_a_key(house: House, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/cases/1"), ("POST", "/check"), ("GET", "/records/nothing")):
        assert (await house.send(method, path, headers=headers, json=CHECK)).status == 401


@pytest.mark.parametrize("scope", Scope)
async def test_key_opens_its_scope_alone(house: House, scope: Scope) -> None:
    house.key = await house.make_key(frozenset({scope}))
    asked = {
        Scope.CHECK: await house.post("/check", CHECK),
        Scope.LIBRARY_READ: await house.get("/records"),
        Scope.TIPS_WRITE: await house.hand_in(),
        Scope.CASES_READ: await house.get("/cases"),
        Scope.CASES_WRITE: await house.post("/cases/1/take"),
    }

    refused = {one for one, (status, _) in asked.items() if status == 403}
    assert refused == set(Scope) - {scope}
    assert len({str(asked[one][1]) for one in refused}) == 1


async def test_cases_need_a_role_too(house: House) -> None:
    house.key = await house.make_key(role=Role.STAFF)

    assert (await house.get("/cases"))[0] == 403
    assert (await house.post("/cases/1/take"))[0] == 403
    assert (await house.get("/sources"))[0] == 200


async def test_too_many_requests_wait(starter_folder: Path, tmp_path: Path) -> None:
    async with open_house(a_copy(starter_folder, tmp_path), per_minute=3) as house:
        sent = {"Authorization": f"Bearer {house.key}"}
        answers = [await house.send("GET", "/sources", headers=sent) for _ in range(5)]
        other = await house.make_key()

        assert [one.status for one in answers] == [200, 200, 200, 429, 429]
        assert all(int(one.headers["Retry-After"]) > 0 for one in answers[3:])
        assert (
            await house.send("GET", "/sources", headers={"Authorization": f"Bearer {other}"})
        ).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("DELETE", "/records", 405), ("GET", "/check", 405), ("GET", "/cases/x", 404)],
)
async def test_errors_are_problem_documents(house: House, method: str, path: str, status: int) -> None:
    sent = {"Authorization": f"Bearer {house.key}"}
    response = await house.send(method, path, headers=sent)
    problem = await response.json(content_type="application/problem+json")

    assert response.status == problem["status"] == status
    assert (problem["code"], problem["type"]) == (f"api.status.{status}", "about:blank")


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/plain", b"{}", 415),
        ("application/json", b"", 400),
        ("application/json", b"{", 400),
        ("application/json", b'{"text": "\xff"}', 400),
        ("application/json", b"[" * 100_000, 422),
        ("application/json", b'{"text": ' + b"[" * 100_000, 422),
        ("application/json", b'{"text": "x", "more": 1}', 422),
        ("application/json", b'{"text": 7}', 422),
        ("application/json", b'{"text": "' + b"x" * 1_100_000 + b'"}', 413),
    ],
)
async def test_strange_bodies_are_refused(house: House, content_type: str, body: bytes, status: int) -> None:
    sent = {"Authorization": f"Bearer {house.key}", "Content-Type": content_type}
    response = await house.send("POST", "/check", headers=sent, data=BytesIO(body))

    assert response.status == status
    assert response.content_type == "application/problem+json"


async def test_request_keeps_its_name(house: House) -> None:
    named = await house.send("GET", "/records", headers={"X-Request-ID": "from-us.7"})
    strange = await house.send("GET", "/records", headers={"X-Request-ID": "x" * 65})

    assert named.headers["X-Request-ID"] == "from-us.7"
    assert len(strange.headers["X-Request-ID"]) == 16


async def test_answers_set_no_cookie_and_let_no_page_in(house: House) -> None:
    sent = {"Authorization": f"Bearer {house.key}", "Origin": "https://elsewhere.example"}
    response = await house.send("GET", "/cases", headers=sent)
    foreign = await house.send("GET", "/cases", headers=sent | {"Host": "elsewhere.example"})

    assert response.status == 200
    assert "Set-Cookie" not in response.headers
    assert not any(name.startswith("Access-Control") for name in response.headers)
    assert foreign.status == 421
