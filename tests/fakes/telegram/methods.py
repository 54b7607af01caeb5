"""What the bot may do to chats and messages, with every refusal that Telegram has for it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.fakes.telegram.flood import Flood
from tests.fakes.telegram.markup import Parsed, parse_html, units
from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.rejections import bad
from tests.fakes.telegram.world import Chat, Sent, World

LONGEST_TEXT: Final = 4096
_ACTIONS: Final = frozenset({"typing", "upload_photo", "upload_document", "find_location"})


@dataclass
class Query:
    """A press that waits for an answer."""

    id: str
    at: float
    is_answered: bool = False
    told: str = ""
    is_alert: bool = False


@dataclass
class Methods:
    """One method of the Bot API each, by its name in small letters. Each returns the result or raises `Rejected`."""

    world: World
    flood: Flood | None
    clock: Callable[[], float] = time.monotonic
    longest_wait_for_query: float = 30.0
    queries: dict[str, Query] = field(default_factory=dict)
    actions: list[tuple[int, str]] = field(default_factory=list)

    def sendmessage(self, given: Parameters) -> Any:
        parsed, html = _text(given)
        forces = _forces_reply(given)
        keyboard = [] if forces else _keyboard(given)
        chat = self.world.reachable(given.required("chat_id"))
        thread = given.number("message_thread_id")
        if thread is not None and thread not in chat.threads:
            raise bad("message thread not found")
        answered = _answered(given, chat)
        _link_preview(given)
        self._take(chat)
        sent = Sent(
            chat.id,
            chat.next_message(),
            parsed.text,
            parsed.entities,
            html,
            keyboard,
            thread,
            answered,
            is_silent=given.flag("disable_notification"),
            at=time.time(),
            versions=[parsed.text],
            forces_reply=forces,
        )
        chat.ours[sent.id] = sent
        self.world.sent.append(sent)
        return self.world.describe(sent)

    def editmessagetext(self, given: Parameters) -> Any:
        parsed, html = _text(given)
        keyboard = _keyboard(given)
        sent = self._ours(given)
        _link_preview(given)
        if (sent.text, sent.entities, sent.keyboard) == (parsed.text, parsed.entities, keyboard):
            raise _unchanged()
        self._take(self.world.chats[sent.chat])
        sent.text, sent.entities, sent.html, sent.keyboard = parsed.text, parsed.entities, html, keyboard
        sent.versions.append(parsed.text)
        return self.world.describe(sent) | {"edit_date": int(time.time())}

    def editmessagereplymarkup(self, given: Parameters) -> Any:
        keyboard = _keyboard(given)
        sent = self._ours(given)
        if sent.keyboard == keyboard:
            raise _unchanged()
        sent.keyboard = keyboard
        return self.world.describe(sent) | {"edit_date": int(time.time())}

    def deletemessage(self, given: Parameters) -> Any:
        chat = self.world.reachable(given.required("chat_id"))
        message = given.required("message_id")
        if not chat.has(message):
            raise bad("message to delete not found")
        chat.theirs.discard(message)
        if message in chat.ours:
            chat.ours[message].is_deleted = True
        return True

    def setmessagereaction(self, given: Parameters) -> Any:
        chat = self.world.reachable(given.required("chat_id"))
        message = given.required("message_id")
        reactions = given.data("reaction") or []
        given.flag("is_big")
        if not chat.has(message):
            raise bad("message to react not found")
        if len(reactions) > 1:
            raise bad("REACTIONS_TOO_MANY")
        for reaction in reactions:
            if reaction.get("type") != "emoji" or reaction.get("emoji") not in chat.reactions:
                raise bad("REACTION_INVALID")
            chat.seen[message] = reaction["emoji"]
        return True

    def sendchataction(self, given: Parameters) -> Any:
        chat = self.world.reachable(given.required("chat_id"))
        thread, action = given.number("message_thread_id"), given.text("action")
        if action not in _ACTIONS:
            raise bad("wrong parameter action in request")
        if thread is not None and thread not in chat.threads:
            raise bad("message thread not found")
        self.actions.append((chat.id, action))
        return True

    def answercallbackquery(self, given: Parameters) -> Any:
        query = self.queries.get(given.text("callback_query_id"))
        text, is_alert = given.text("text"), given.flag("show_alert")
        if query is None or query.is_answered or self.clock() - query.at > self.longest_wait_for_query:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if units(text) > 200:
            raise bad("MESSAGE_TOO_LONG")
        query.is_answered, query.told, query.is_alert = True, text, is_alert
        return True

    def _ours(self, given: Parameters) -> Sent:
        chat = self.world.reachable(given.required("chat_id"))
        message = given.required("message_id")
        if message in chat.theirs:
            raise bad("message can't be edited")
        if not chat.is_ours(message):
            raise bad("message to edit not found")
        return chat.ours[message]

    def _take(self, chat: Chat) -> None:
        if self.flood is not None:
            self.flood.take(chat.id)


def _text(given: Parameters) -> tuple[Parsed, str]:
    source, mode = given.text("text"), given.text("parse_mode")
    if mode not in {"", "HTML"}:
        raise bad("unsupported parse_mode")
    if any("\ud800" <= character <= "\udfff" for character in source):
        raise bad("strings must be encoded in UTF-8")
    parsed = parse_html(source) if mode else Parsed(source.strip())
    if not parsed.text:
        raise bad("message text is empty")
    if units(parsed.text) > LONGEST_TEXT:
        raise bad("message is too long")
    return parsed, source


def _answered(given: Parameters, chat: Chat) -> int | None:
    parameters = given.data("reply_parameters")
    if not parameters:
        return None
    message = parameters.get("message_id")
    if not isinstance(message, int):
        raise bad("can't parse reply parameters")
    if chat.has(message):
        return message
    if not parameters.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return None


def _link_preview(given: Parameters) -> None:
    options = given.data("link_preview_options")
    if options is not None and not isinstance(options, dict):
        raise bad("can't parse link preview options")


def _forces_reply(given: Parameters) -> bool:
    """Only a new message can: one that stands takes buttons alone."""
    markup = given.data("reply_markup")
    return isinstance(markup, dict) and markup.get("force_reply") is True


def _keyboard(given: Parameters) -> list[list[dict[str, Any]]]:
    markup = given.data("reply_markup")
    if markup is None:
        return []
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise bad("can't parse inline keyboard: field inline_keyboard must be an array of arrays")
    if any(len(row) > 8 for row in rows) or sum(len(row) for row in rows) > 100:
        raise bad("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    return [row for row in rows if row]


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad("can't parse inline keyboard button: text must be non-empty")
    acts = button.keys() - {"text", "style", "icon_custom_emoji_id"}
    if len(acts) != 1:
        raise bad("text buttons are allowed in the inline keyboard only with exactly one action")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad("BUTTON_URL_INVALID")


def _unchanged() -> Exception:
    return bad(
        "message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
