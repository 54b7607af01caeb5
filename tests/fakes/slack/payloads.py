"""What Slack sends to an app, in its own shapes: https://docs.slack.dev/reference/events and /reference/interaction-payloads

Everything that Slack tells about people is in there, so that a test can hold that it is left behind.
"""

from typing import Any

from tests.fakes.slack.world import ASKER, BOT_USER, CHANNEL, TEAM

Payload = dict[str, Any]

APP = "A0APP"


def callback(event: Payload, *, event_id: str, is_shared: bool = False, **more: Any) -> Payload:
    return {
        "token": "old-verification-token",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1795000000,
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        "is_ext_shared_channel": is_shared,
        "event_context": "4-context",
        **more,
    }


def written(text: str, *, channel: str, ts: str, user: str = ASKER, team: str = TEAM, **more: Any) -> Payload:
    """A message as it stands in an event."""
    return {
        "client_msg_id": "c0ffee00-client",
        "type": "message",
        "text": text,
        "user": user,
        "ts": ts,
        "team": team,
        "user_team": team,
        "channel": channel,
        "event_ts": ts,
        **more,
    }


def direct(text: str, *, channel: str, ts: str, user: str = ASKER, **more: Any) -> Payload:
    return written(text, channel=channel, ts=ts, user=user, channel_type="im", **more)


def changed(before: Payload, after: Payload, *, ts: str) -> Payload:
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": after,
        "previous_message": before,
        "channel": before["channel"],
        "channel_type": "im",
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
    }


def mentioned(text: str, *, ts: str, channel: str = CHANNEL, user: str = ASKER, **more: Any) -> Payload:
    event = written(f"<@{BOT_USER}> {text}", channel=channel, ts=ts, user=user, **more)
    return event | {"type": "app_mention"}


def opened_home(*, user: str = ASKER, tab: str = "home") -> Payload:
    return {
        "type": "app_home_opened",
        "user": user,
        "channel": "D0ASKER",
        "tab": tab,
        "event_ts": "1795000000.9",
    }


def revoked(*, bots: tuple[str, ...] = (BOT_USER,), people: tuple[str, ...] = ()) -> Payload:
    return {"type": "tokens_revoked", "tokens": {"oauth": list(people), "bot": list(bots)}}


def command(
    text: str, *, trigger: str, user: str = ASKER, team: str = TEAM, channel: str = CHANNEL
) -> Payload:
    return {
        "token": "old-verification-token",
        "team_id": team,
        "team_domain": "newsroom",
        "channel_id": channel,
        "channel_name": "news",
        "user_id": user,
        "user_name": "maria",
        "command": "/verify",
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/secret",
        "trigger_id": trigger,
    }


def person(user: str, team: str = TEAM) -> Payload:
    return {"id": user, "username": "maria", "name": "maria", "team_id": team}


def message_shortcut(
    message: Payload, *, trigger: str, user: str = ASKER, team: str = TEAM, channel: str = "C0ELSEWHERE"
) -> Payload:
    return {
        "type": "message_action",
        "token": "old-verification-token",
        "action_ts": "1795000000.5",
        "team": {"id": TEAM, "domain": "newsroom"},
        "user": person(user, team),
        "channel": {"id": channel, "name": "elsewhere"},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": "check_message",
        "trigger_id": trigger,
        "response_url": "https://hooks.slack.com/app/secret",
        "message_ts": message.get("ts", "1795000000.4"),
        "message": message,
    }


def global_shortcut(*, trigger: str, user: str = ASKER, name: str = "check_text") -> Payload:
    return {
        "type": "shortcut",
        "token": "old-verification-token",
        "action_ts": "1795000000.6",
        "team": {"id": TEAM, "domain": "newsroom"},
        "user": person(user),
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": name,
        "trigger_id": trigger,
    }


def submitted(view: Payload, *, trigger: str, user: str = ASKER, **typed: Any) -> Payload:
    """A form that was filled in. `typed` is by block: a text, a day for a date, the value of a choice; files as they are described; what is not typed stays as it stood."""
    values: Payload = {}
    for block in (block for block in view["blocks"] if block["type"] == "input"):
        element, name = block["element"], block["block_id"]
        values[name] = {element["action_id"]: {"type": element["type"], **_entered(element, typed.get(name))}}
    state = {"values": values}
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "newsroom"},
        "user": person(user),
        "api_app_id": APP,
        "token": "old-verification-token",
        "trigger_id": trigger,
        "view": {**view, "team_id": TEAM, "app_id": APP, "bot_id": "B0BOT", "state": state},
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _entered(element: Payload, typed: Any) -> Payload:
    match element["type"]:
        case "file_input":
            return {"files": typed or []}
        case "datepicker":
            return {"selected_date": typed or element.get("initial_date")}
        case "static_select":
            chosen = next((one for one in element["options"] if one["value"] == typed), None)
            return {"selected_option": chosen or element.get("initial_option")}
        case "checkboxes":
            return {"selected_options": [one for one in element["options"] if one["value"] == typed]}
        case _:
            return {"value": typed or element.get("initial_value")}


def pressed(
    button: Payload,
    block: str,
    container: Payload,
    *,
    trigger: str,
    ts: str,
    user: str = ASKER,
    team: str = TEAM,
) -> Payload:
    channel = container.get("channel_id", "")
    body: Payload = {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "newsroom"},
        "user": person(user, team),
        "api_app_id": APP,
        "token": "old-verification-token",
        "container": container,
        "trigger_id": trigger,
        "enterprise": None,
        "is_enterprise_install": False,
        "state": {"values": {}},
        "response_url": "https://hooks.slack.com/actions/secret",
        "actions": [{**button, "block_id": block, "action_ts": ts}],
    }
    return body | ({"channel": {"id": channel, "name": "directmessage"}} if channel else {})
