"""Commands, shortcuts, the form and buttons into what was heard. Slack sends each once and shows the person when it was not taken."""

import re
from dataclasses import dataclass
from datetime import date

from bot.claims.redaction import redact
from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.people.audience import Audience
from bot.speech.background import read_published
from bot.speech.carrier import read_carrier
from bot.speech.choices import read_choice
from bot.speech.commands import read_source
from bot.speech.heard import Command, From, Message, Pressed, Verb
from bot.speech.traffic import Arrival
from handlers.slack.material import read_material
from handlers.slack.mrkdwn import decode
from handlers.slack.names import ORIGIN, PUBLISHED, TEXT
from handlers.slack.payload import Payload, part, parts, text_in
from handlers.slack.read import read_said, submission
from handlers.slack.sender import Senders
from handlers.slack.spot import ID, TS, Spot, is_direct

_LONGEST_ANSWER = 5
"""Words of what answers a question of ours: "Take the pictures out", "yes, please send it in"."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]{2,20})(?:\|[^<>]*)?>|(?<![A-Z0-9])([UW][A-Z0-9]{8,20})(?![A-Z0-9])")
"""Somebody's mention, or their id."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be used of a form, by the block that it stands in."""

    errors: tuple[tuple[str, Refusal], ...]


def read_command(body: Payload, senders: Senders) -> Arrival | None:
    """`/verify` with a command or a text behind it. The answer goes to the person's direct messages, wherever it was typed."""
    user = text_in(body, "user_id")
    if not ID.fullmatch(user):
        return None
    sender = senders.private(user, team=text_in(body, "team_id"))
    said = decode(text_in(body, "text"))
    text = said.text.strip()
    name = _name(senders, "command", text_in(body, "trigger_id"))
    if not text:
        return Arrival(name, Command(sender, Verb.HELP, Verb.HELP.value))
    if (appointing := _appointing(sender, text_in(body, "text"), senders)) is not None:
        return Arrival(name, appointing)
    if (asked := read_source(sender, text)) is not None:
        return Arrival(name, asked)
    submitted = redact(Submission(text, links=said.links))
    is_short = not said.links and len(text.split()) <= _LONGEST_ANSWER
    return Arrival(name, read_said(Message(sender, submitted, is_alone=True, may_answer=is_short)))


def _appointing(sender: From, text: str, senders: Senders) -> Command | None:
    """`/verify role moderator Thiri @thiri`; None for any other command. Only here somebody's mention is looked at."""
    word, _, rest = text.strip().partition(" ")
    if word.lower() not in {Verb.ROLE.value, f"/{Verb.ROLE.value}"}:
        return None
    named = _MENTION.search(rest)
    argument = decode(_MENTION.sub("", rest)).text.strip()
    about = senders.private(named[1] or named[2]) if named else None
    return Command(sender, Verb.ROLE, Verb.ROLE.value, argument, about=about)


def read_shortcut(body: Payload, senders: Senders) -> Arrival | None:
    """The message in whose menu the person chose us. Where it stands and who wrote it is not kept: the bot need not even be there."""
    user = text_in(body, "user", "id")
    if not ID.fullmatch(user):
        return None
    sender = senders.private(user, team=team_of(body))
    material = read_material(part(body, "message"))
    heard = Message(sender, submission(material), is_alone=True, is_forwarded=True)
    return Arrival(_name(senders, "shortcut", text_in(body, "trigger_id")), heard)


def read_form(body: Payload, senders: Senders, *, today: date) -> Arrival | Wrong | None:
    user, view = text_in(body, "user", "id"), part(body, "view")
    if not ID.fullmatch(user):
        return None
    values = part(view, "state", "values")
    text = text_in(values, TEXT, TEXT, "value").strip()
    wrong: list[tuple[str, Refusal]] = []
    published, origin = None, ""
    if not text:
        wrong.append((TEXT, Refusal("refused.nothing_to_read")))
    try:
        published = read_published(text_in(values, PUBLISHED, PUBLISHED, "selected_date"), today=today)
    except Refusal as refusal:
        wrong.append((PUBLISHED, refusal))
    try:
        origin = read_carrier(text_in(values, ORIGIN, ORIGIN, "value"))
    except Refusal as refusal:
        wrong.append((ORIGIN, refusal))
    if wrong:
        return Wrong(tuple(wrong))
    sender = senders.private(user, team=team_of(body))
    name = _name(senders, "view", text_in(view, "id"), text_in(view, "hash"))
    return Arrival(name, Message(sender, redact(Submission(text, published, origin)), is_alone=True))


def read_press(body: Payload, senders: Senders) -> Arrival | None:
    """A button under an answer or on the bot's own page. Who presses is told by Slack; whether they may is for the dialogue to say."""
    user, pressed = text_in(body, "user", "id"), next(iter(parts(body, "actions")), {})
    if not ID.fullmatch(user):
        return None
    spot = _pressed_at(body)
    sender = sender_at(senders, user, spot, team=team_of(body), is_shared=_is_for_all(pressed))
    heard = Pressed(sender, read_choice(text_in(pressed, "value")), handle=str(spot) if spot else "")
    also = _name(senders, "action", text_in(pressed, "action_ts"), user)
    return Arrival(_name(senders, "press", text_in(body, "trigger_id")), heard, (also,))


def sender_at(senders: Senders, user: str, spot: Spot | None, *, team: str, is_shared: bool) -> From:
    """Whoever pressed something under the message that stands there, or on the bot's own page."""
    if spot is None or is_direct(spot.channel):
        return senders.private(user, team=team, is_shared=is_shared)
    return senders.public(user, spot.channel, spot.root, team=team, is_shared=is_shared)


def _pressed_at(body: Payload) -> Spot | None:
    container = part(body, "container")
    channel, ts = text_in(container, "channel_id"), text_in(container, "message_ts")
    thread = text_in(container, "thread_ts") or text_in(body, "message", "thread_ts")
    if not ID.fullmatch(channel) or not TS.fullmatch(ts):
        return None
    return Spot(channel, ts, thread if TS.fullmatch(thread) and thread != ts else "")


def _is_for_all(pressed: Payload) -> bool:
    """Slack does not tell whether a press comes from a channel that is shared with others. The answer that it stands under was made for somebody,
    and its blocks are named after them (`render.py`)."""
    return text_in(pressed, "block_id").partition("-")[0] not in {Audience.NEWSROOM, Audience.RESTRICTED}


def team_of(body: Payload) -> str:
    return text_in(body, "user", "team_id") or text_in(body, "team", "id")


def _name(senders: Senders, *parts_of_it: str) -> str:
    return ":".join(("slack", senders.workspace, *parts_of_it))
