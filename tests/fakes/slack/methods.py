"""Slack's Web API, as strict as the real one: https://docs.slack.dev/reference/methods"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from tests.fakes.slack.block_kit import check_message, check_view
from tests.fakes.slack.world import BOT, BOT_USER, TEAM, Channel, Message, World

LONGEST_TEXT = 40_000
TRIGGER_SECONDS = 3.0

Arguments = dict[str, Any]

SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "reactions.add": "reactions:write",
    "reactions.remove": "reactions:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "assistant.threads.setStatus": "chat:write",
    "files.info": "files:read",
}
ALL_SCOPES = frozenset(SCOPES.values()) - {"users:read", "files:read"}
"""Those of our app; whoever runs it may add the others."""


class Rejected(Exception):
    def __init__(self, code: str, *, retry_after: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


@dataclass
class Flood:
    """`seconds` between two messages in a channel, after a burst of `burst`; 0 for no limit."""

    clock: Callable[[], float]
    seconds: float = 0.0
    burst: int = 3
    _spent: dict[str, float] = field(default_factory=dict)

    def take(self, channel: str) -> None:
        if not self.seconds:
            return
        now = self.clock()
        free_at = max(self._spent.get(channel, now), now)
        if free_at - now > self.seconds * (self.burst - 1):
            wait = free_at - now - self.seconds * (self.burst - 1)
            raise Rejected("ratelimited", retry_after=max(1, ceil(wait)))
        self._spent[channel] = free_at + self.seconds


class Methods:
    def __init__(self, world: World, flood: Flood) -> None:
        self._world = world
        self._flood = flood
        self._by_name: dict[str, Callable[[Arguments], Arguments]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "reactions.add": self._react,
            "reactions.remove": self._unreact,
            "conversations.open": self._open,
            "users.info": self._tell_user,
            "views.open": self._open_view,
            "views.update": self._update_view,
            "views.publish": self._publish,
            "assistant.threads.setStatus": self._set_status,
            "files.info": self._tell_file,
        }

    def call(self, method: str, arguments: Arguments) -> Arguments:
        """What Slack answers besides `ok`. Raises `Rejected`."""
        if method not in self._by_name:
            raise Rejected("unknown_method")
        return self._by_name[method](arguments)

    def _auth_test(self, _: Arguments) -> Arguments:
        return {
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT,
            "team": "Newsroom",
            "user": "secondsource",
        }

    def _post(self, given: Arguments) -> Arguments:
        channel = self._channel(given)
        text, blocks = _content(given)
        thread = self._thread(channel, given)
        self._flood.take(channel.id)
        message = self._world.put(Message(channel.id, self._world.ts(), text, blocks, thread))
        return {"channel": channel.id, "ts": message.ts, "message": {"text": text, "ts": message.ts}}

    def _post_ephemeral(self, given: Arguments) -> Arguments:
        channel = self._channel(given)
        text, blocks = _content(given)
        if not given.get("user"):
            raise Rejected("invalid_arguments")
        if channel.user:
            raise Rejected("user_not_in_channel")
        self._flood.take(channel.id)
        thread = self._thread(channel, given)
        ts = self._world.ts()
        self._world.put(Message(channel.id, ts, text, blocks, thread, user=given["user"]))
        return {"message_ts": ts}

    def _update(self, given: Arguments) -> Arguments:
        message = self._message(given)
        text, blocks = _content(given)
        if message.author != BOT_USER or message.user:
            raise Rejected("cant_update_message")
        message.text = text
        message.blocks = blocks if "blocks" in given else message.blocks
        message.changes += 1
        return {"channel": message.channel, "ts": message.ts, "text": text}

    def _delete(self, given: Arguments) -> Arguments:
        message = self._message(given)
        if message.author != BOT_USER:
            raise Rejected("cant_delete_message")
        message.is_deleted = True
        return {"channel": message.channel, "ts": message.ts}

    def _react(self, given: Arguments) -> Arguments:
        key = self._reaction(given)
        if key in self._world.reactions:
            raise Rejected("already_reacted")
        self._world.reactions.add(key)
        return {}

    def _unreact(self, given: Arguments) -> Arguments:
        key = self._reaction(given)
        if key not in self._world.reactions:
            raise Rejected("no_reaction")
        self._world.reactions.remove(key)
        return {}

    def _reaction(self, given: Arguments) -> tuple[str, str, str]:
        message = self._message(given, at="timestamp")
        if given.get("name") not in {"eyes", "white_check_mark"}:
            raise Rejected("invalid_name")
        return message.channel, message.ts, given["name"]

    def _tell_user(self, given: Arguments) -> Arguments:
        user = str(given.get("user", ""))
        if not user:
            raise Rejected("user_not_found")
        is_guest = user in self._world.guests
        flags = {"is_restricted": is_guest, "is_ultra_restricted": False, "is_bot": False}
        return {"user": {"id": user, "team_id": TEAM, "name": "maria", "real_name": "Maria T.", **flags}}

    def _tell_file(self, given: Arguments) -> Arguments:
        file = self._world.files.get(str(given.get("file", "")))
        if file is None:
            raise Rejected("file_not_found")
        if file.is_deleted:
            raise Rejected("file_deleted")
        return {"file": file.described(self._world.address)}

    def _open(self, given: Arguments) -> Arguments:
        user = str(given.get("users", ""))
        if not user.startswith(("U", "W")) or "," in user:
            raise Rejected("user_not_found")
        return {"channel": {"id": self._world.direct(user).id}}

    def _open_view(self, given: Arguments) -> Arguments:
        trigger = self._world.triggers.get(given.get("trigger_id", ""))
        if trigger is None:
            raise Rejected("invalid_trigger_id")
        if trigger.is_used:
            raise Rejected("exchanged_trigger_id")
        if self._world.clock() - trigger.made_at > TRIGGER_SECONDS:
            raise Rejected("expired_trigger_id")
        self._check_view(given)
        trigger.is_used = True
        view = {**given["view"], "id": f"V{self._world.number()}", "hash": f"{self._world.number()}.hash"}
        self._world.views[view["id"]] = view
        return {"view": view}

    def _update_view(self, given: Arguments) -> Arguments:
        self._check_view(given)
        before = self._world.views.get(given.get("view_id", ""))
        if before is None:
            raise Rejected("not_found")
        if given.get("hash", before["hash"]) != before["hash"]:
            raise Rejected("hash_conflict")
        view = {**given["view"], "id": before["id"], "hash": f"{self._world.number()}.hash"}
        self._world.views[before["id"]] = view
        return {"view": view}

    def _publish(self, given: Arguments) -> Arguments:
        self._check_view(given)
        if given["view"]["type"] != "home" or not given.get("user_id"):
            raise Rejected("invalid_arguments")
        self._world.homes[given["user_id"]] = given["view"]
        return {"view": given["view"]}

    def _check_view(self, given: Arguments) -> None:
        code = check_view(given.get("view"))
        if code:
            raise Rejected(code)

    def _set_status(self, given: Arguments) -> Arguments:
        channel, thread = given.get("channel_id", ""), given.get("thread_ts", "")
        if channel not in self._world.channels or (channel, thread) not in self._world.messages:
            raise Rejected("invalid_thread_ts")
        self._world.statuses.append((channel, thread, given.get("status", "")))
        return {}

    def _channel(self, given: Arguments) -> Channel:
        name = str(given.get("channel", ""))
        if name.startswith(("U", "W")):
            return self._world.direct(name)
        channel = self._world.channels.get(name)
        if channel is None:
            raise Rejected("channel_not_found")
        if channel.is_archived:
            raise Rejected("is_archived")
        if not channel.is_member:
            raise Rejected("not_in_channel")
        return channel

    def _thread(self, channel: Channel, given: Arguments) -> str:
        thread = str(given.get("thread_ts", ""))
        root = self._world.messages.get((channel.id, thread))
        if thread and (root is None or root.is_deleted or root.thread):
            raise Rejected("thread_not_found")
        return thread

    def _message(self, given: Arguments, *, at: str = "ts") -> Message:
        message = self._world.messages.get((str(given.get("channel", "")), str(given.get(at, ""))))
        if message is None or message.is_deleted:
            raise Rejected("message_not_found")
        return message


def _content(given: Arguments) -> tuple[str, list[Any]]:
    text, blocks = given.get("text", ""), given.get("blocks", [])
    if not text and not blocks:
        raise Rejected("no_text")
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise Rejected("msg_too_long")
    code = check_message(blocks)
    if code:
        raise Rejected(code)
    return text, blocks
