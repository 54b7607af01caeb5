import json

from bot.speech.heard import Verb
from handlers.telegram.client import Client
from handlers.telegram.commands import publish
from tests.fakes.telegram.failures import Refuse
from tests.fakes.telegram.people import GROUP
from tests.fakes.telegram.server import FakeTelegram


async def test_commands_are_set_by_scope(fake: FakeTelegram, client: Client) -> None:
    await publish(client)

    scopes = {json.loads(scope)["type"]: commands for (scope, _), commands in fake.profile.commands.items()}
    assert scopes.keys() == {"all_private_chats", "all_group_chats"}
    verbs = {verb.value for verb in Verb}
    assert all(command["command"] in verbs for commands in scopes.values() for command in commands)
    assert not {"forget", "mydata", "start"} & {command["command"] for command in scopes["all_group_chats"]}


async def test_what_is_set_already_is_left_alone(fake: FakeTelegram, client: Client) -> None:
    await publish(client)
    written = [call.method for call in fake.calls if call.method.startswith("set")]

    await publish(client)

    assert [call.method for call in fake.calls if call.method.startswith("set")] == written


async def test_refusal_stops_nothing(fake: FakeTelegram, client: Client) -> None:
    fake.fail("setMyCommands", Refuse(429, "Too Many Requests", retry_after=3000))

    await publish(client)

    assert fake.profile.commands == {}


async def test_desk_has_a_menu_of_its_own(fake: FakeTelegram, client: Client) -> None:
    await publish(client, desk_chat=GROUP["id"])

    desk = next(
        commands for (scope, _), commands in fake.profile.commands.items() if str(GROUP["id"]) in scope
    )
    assert {"queue", "case"} <= {command["command"] for command in desk}


async def test_desk_that_is_not_there_keeps_nobody(fake: FakeTelegram, client: Client) -> None:
    fake.fail("getMyCommands", Refuse(400, "Bad Request: chat not found"), times=9)

    await publish(client, desk_chat=1)
