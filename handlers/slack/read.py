"""Events of Slack into what was heard, by allow-list: new objects of permitted fields, and nothing for whatever else there is."""

from dataclasses import dataclass, replace

from bot.claims.redaction import redact
from bot.claims.submission import Submission
from bot.speech.commands import TAKES_ALONG, checked_alone, read_command, read_verb_words, spoken
from bot.speech.heard import Command, From, Left, Message, Verb
from bot.speech.traffic import Arrival
from handlers.slack.files import read_attachments, read_kinds
from handlers.slack.material import Material, read_material
from handlers.slack.payload import Payload, part, text_in
from handlers.slack.sender import Senders
from handlers.slack.spot import ID, TS, Spot, moment_of

_READ = frozenset({"", "file_share", "thread_broadcast", "me_message"})
"""Kinds of messages that people write. Those of bots, of joining and leaving, of deleting are not for us."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody looks at the bot's own page."""

    sender: From


@dataclass(frozen=True, slots=True)
class Beckoned:
    """The bot was called in a channel without a word to check. What others wrote there is never read."""

    sender: From
    spot: Spot


def read_event(body: Payload, senders: Senders) -> Arrival | Opened | Beckoned | None:
    """What an event callback tells us, None for what is not meant for us or cannot be read."""
    event = part(body, "event")
    match text_in(event, "type"):
        case "app_mention":
            return _read_message(body, event, senders)
        case "message" if text_in(event, "channel_type") == "im":
            if text_in(event, "subtype") == "message_changed":
                return _read_change(body, event, senders)
            return _read_message(body, event, senders)
        case "app_home_opened" if text_in(event, "tab") == "home":
            user = text_in(event, "user")
            return Opened(senders.private(user)) if ID.fullmatch(user) else None
        case "tokens_revoked" if isinstance(part(event, "tokens").get("bot"), list):
            is_ours = bool(part(event, "tokens")["bot"])
            return _left(body, senders) if is_ours else None
        case "app_uninstalled":
            return _left(body, senders)
    return None


def _read_message(body: Payload, event: Payload, senders: Senders) -> Arrival | Beckoned | None:
    if text_in(event, "subtype") not in _READ:
        return None
    is_edit = bool(part(event, "edited"))
    return _read_written(body, event, event, senders, is_edit=is_edit)


def _read_change(body: Payload, event: Payload, senders: Senders) -> Arrival | Beckoned | None:
    """Slack also tells of a change where only a preview was added or an answer written below."""
    message, before = part(event, "message"), part(event, "previous_message")
    if text_in(message, "subtype") not in _READ or not part(message, "edited"):
        return None
    if before and read_material(message) == read_material(before):
        return None
    return _read_written(body, event, message, senders, is_edit=True)


def _read_written(
    body: Payload, event: Payload, message: Payload, senders: Senders, *, is_edit: bool
) -> Arrival | Beckoned | None:
    channel, user = text_in(event, "channel"), text_in(message, "user")
    spot = _spot(channel, message)
    if spot is None or not ID.fullmatch(user) or text_in(message, "bot_id") or user == senders.bot:
        return None
    sender = _sender(body, event, message, spot, user, senders)
    material = read_material(message)
    if material.is_empty and not sender.is_private:
        return None if is_edit else Beckoned(sender, spot)
    also = f"slack:{senders.workspace}:{spot.channel}:{spot.ts}"
    if is_edit:
        also = f"{also}:{text_in(message, 'edited', 'ts')}"
    is_attached = senders.takes_files and sender.is_private and not is_edit
    attached = read_attachments(message) if is_attached else ()
    written = Message(
        sender,
        submission(material),
        handle=str(spot),
        is_edit=is_edit,
        attached=attached,
        is_forwarded=material.is_shared,
    )
    heard = written if is_edit or material.is_shared else read_said(written)
    if isinstance(heard, Command) and heard.verb in TAKES_ALONG and sender.is_private:
        came = attached if senders.takes_files else read_kinds(message)
        heard = replace(heard, attached=came)
    sent_at = moment_of(text_in(message, "edited", "ts") if is_edit else spot.ts)
    return Arrival(_name(body, senders) or also, heard, (also,), sent_at)


def read_said(message: Message) -> Message | Command:
    """What is meant by somebody's own words. Slack keeps what begins with a stroke for itself, so commands are understood without one; but whether a
    plain "yes" is one is for the dialogue to say."""
    text = message.submission.text
    command = read_command(message.sender, text, handle=message.handle) or read_verb_words(
        message.sender, text, handle=message.handle
    )
    if command is None or (command.verb is Verb.YES and not message.is_alone):
        return spoken(message)
    return checked_alone(command, message) or command


def submission(material: Material) -> Submission:
    return redact(Submission(material.text, links=material.links, attachments=material.attachments))


def _spot(channel: str, message: Payload) -> Spot | None:
    ts, thread = text_in(message, "ts"), text_in(message, "thread_ts")
    if not ID.fullmatch(channel) or not TS.fullmatch(ts):
        return None
    return Spot(channel, ts, thread if TS.fullmatch(thread) and thread != ts else "")


def _sender(body: Payload, event: Payload, message: Payload, spot: Spot, user: str, senders: Senders) -> From:
    """In a channel only a plain "not shared" counts as such: whoever cannot be told apart is the public."""
    shared = body.get("is_ext_shared_channel")
    team = next(
        (
            named
            for name in ("user_team", "source_team", "team")
            for named in (text_in(message, name) or text_in(event, name),)
            if named
        ),
        "",
    )
    if text_in(event, "channel_type") == "im" or spot.channel.startswith("D"):
        return senders.private(user, team=team, is_shared=shared is True)
    return senders.public(user, spot.channel, spot.root, team=team, is_shared=shared is not False)


def _left(body: Payload, senders: Senders) -> Arrival:
    return Arrival(_name(body, senders) or f"slack:{senders.workspace}:left", Left(senders.nobody()))


def _name(body: Payload, senders: Senders) -> str:
    event = text_in(body, "event_id")
    return f"slack:{senders.workspace}:{event}" if event else ""
