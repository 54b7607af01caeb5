"""The fake rejects what Slack rejects: a fake that takes everything proves nothing."""

from typing import Any

import pytest
from aiohttp import ClientSession

from tests.fakes.clocks import Stopwatch
from tests.fakes.slack.block_kit import check_message, check_view
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.world import ASKER, CHANNEL, Channel, Message
from tests.handlers.slack.listening import listening

OK = "ok"


async def call(fake: FakeSlack, method: str, *, token: str = "", **given: Any) -> str:
    """The error that was answered, or that it is well."""
    headers = {"Authorization": f"Bearer {token or fake.bot_token}"}
    async with (
        ClientSession(headers=headers) as session,
        session.post(f"{fake.base_url}{method}", json=given) as got,
    ):
        answer = await got.json()
    return OK if answer["ok"] else answer["error"]


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def actions(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(buttons)}


def button(**more: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "x"}
    return {"type": "button", "action_id": "a", "text": text, "value": "v"} | more


@pytest.mark.parametrize(
    "blocks",
    [
        [section("x")] * 51,
        [section("")],
        [section("x" * 3001)],
        [{"type": "section"}],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        [{"type": "context", "elements": []}],
        [actions()],
        [actions(*(button(action_id=str(at)) for at in range(26)))],
        [actions(button(), button())],
        [actions(button(value="v" * 2001))],
        [actions(button(text={"type": "plain_text", "text": "x" * 76}))],
        [actions(button(action_id="a" * 256))],
        [section("x") | {"block_id": "a"}, section("y") | {"block_id": "a"}],
        [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}],
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
            }
        ],
        [{"type": "input"}],
        [{"type": "unheard_of"}],
        "no list",
    ],
)
def test_blocks_beyond_the_rules_are_invalid(blocks: Any) -> None:
    assert check_message(blocks) == "invalid_blocks"


def test_blocks_are_counted_together() -> None:
    assert check_message([section("x" * 2990)] * 4) == ""
    assert check_message([section("x" * 2990)] * 5) == "msg_blocks_too_long"


def test_views_beyond_the_rules_are_invalid() -> None:
    title = {"type": "plain_text", "text": "x" * 25}

    assert check_view({"type": "modal", "title": title, "blocks": [section("x")]}) == "invalid_arguments"
    assert check_view({"type": "modal", "blocks": [section("x")]}) == "invalid_arguments"
    assert check_view({"type": "home", "blocks": [section("x")] * 101}) == "invalid_arguments"


@pytest.mark.parametrize(
    ("method", "given", "error"),
    [
        ("chat.postMessage", {"channel": CHANNEL}, "no_text"),
        ("chat.postMessage", {"channel": CHANNEL, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "C0NONE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C0OLD", "text": "x"}, "is_archived"),
        ("chat.postMessage", {"channel": "C0FAR", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": CHANNEL, "text": "x", "thread_ts": "1.1"}, "thread_not_found"),
        ("chat.update", {"channel": CHANNEL, "ts": "1.1", "text": "x"}, "message_not_found"),
        ("chat.update", {"channel": CHANNEL, "ts": "1.5", "text": "x"}, "cant_update_message"),
        ("reactions.add", {"channel": CHANNEL, "timestamp": "1.1", "name": "eyes"}, "message_not_found"),
        ("reactions.remove", {"channel": CHANNEL, "timestamp": "1.5", "name": "eyes"}, "no_reaction"),
        ("conversations.open", {"users": "X"}, "user_not_found"),
        ("views.open", {"trigger_id": "x", "view": {}}, "invalid_trigger_id"),
        ("chat.unheardOf", {}, "unknown_method"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
        ("chat.postMessage", {"channel": CHANNEL, "text": "x"}, OK),
    ],
)
async def test_calls_beyond_the_rules_are_refused(
    fake: FakeSlack, method: str, given: dict[str, Any], error: str
) -> None:
    fake.world.channels["C0OLD"] = Channel("C0OLD", is_archived=True)
    fake.world.channels["C0FAR"] = Channel("C0FAR", is_member=False)
    fake.world.put(Message(CHANNEL, "1.5", "Somebody's own.", author=ASKER))

    assert await call(fake, method, **given) == error


async def test_wrong_tokens_and_missing_scopes_are_refused() -> None:
    async with FakeSlack(scopes=frozenset({"im:write"})) as fake:
        assert await call(fake, "auth.test", token="xoxb-other") == "invalid_auth"
        assert await call(fake, "chat.postMessage", channel=CHANNEL, text="x") == "missing_scope"


async def test_second_reaction_is_refused(fake: FakeSlack) -> None:
    fake.world.put(Message(CHANNEL, "1.5", "x", author=ASKER))
    given = {"channel": CHANNEL, "timestamp": "1.5", "name": "eyes"}

    assert [await call(fake, "reactions.add", **given) for _ in range(2)] == [OK, "already_reacted"]


async def test_trigger_opens_one_form_and_not_for_long() -> None:
    clock = Stopwatch()
    async with FakeSlack(clock=clock) as fake:
        view = {"type": "home", "blocks": [section("x")]}
        used, late = fake.world.trigger(), fake.world.trigger()
        errors = [await call(fake, "views.open", trigger_id=used, view=view) for _ in range(2)]
        clock.pass_by(3.1)

        assert errors == [OK, "exchanged_trigger_id"]
        assert await call(fake, "views.open", trigger_id=late, view=view) == "expired_trigger_id"


async def test_flood_is_slowed_down() -> None:
    clock = Stopwatch()
    async with FakeSlack(clock=clock, seconds_per_message=1.0) as fake:
        said = [await call(fake, "chat.postMessage", channel=CHANNEL, text="x") for _ in range(4)]
        clock.pass_by(1.0)

        assert said == [OK, OK, OK, "ratelimited"]
        assert await call(fake, "chat.postMessage", channel=CHANNEL, text="x") == OK


async def test_chaos_loses_nothing(fake: FakeSlack) -> None:
    fake.chaos.duplicates = fake.chaos.reordered = 0.3
    async with listening(fake) as front:
        deliveries = [fake.dm(f"Claim {number}.") for number in range(100)]
        fake.release()
        for delivery in deliveries:
            await delivery.settled()

        assert len(front.taken.heard) == 100
        assert len(front.taken.arrivals) > 110
        assert [one.handle for one in front.taken.heard] != [  # type: ignore[union-attr]
            f"D0ASKER//{delivery.payload['event']['ts']}" for delivery in deliveries
        ]
