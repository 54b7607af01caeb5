"""Rows of the outbox: what a reply is made into when it is promised, and what is made of it when it is to be delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from bot.ports import Keys
from bot.speech.heard import From, Pressed, handle_of
from bot.speech.replies import Reply
from bot.speech.traffic import Turn
from storage.due import NEVER_PUT_OFF
from storage.lifetimes import Lifetimes
from storage.sealed import Seal
from storage.spoken import decode, decode_reply, encode, encode_reply, kept_answer, kind_of_reply
from storage.states import WAITING
from storage.traces import trace_of_answer, traces_of

Columns = dict[str, str | int | bytes | datetime]

BODY: Final = "outbox.body"
SENT: Final = "outbox.sent"


@dataclass(frozen=True, slots=True)
class Written:
    """What is kept sealed of a reply until it is delivered."""

    to: From
    reply: msgspec.Raw
    handle: str
    progress: str
    query: str
    is_quiet: bool
    language: str


def rows_of(turn: Turn, *, keys: Keys, now: datetime, lifetimes: Lifetimes) -> list[Columns]:
    """The replies of a turn in order. The first takes the place of the message that showed how far the work was."""
    to, written = (
        turn.heard.sender,
        [_written(turn, reply, is_first=number == 0) for number, reply in enumerate(turn.outcome.replies)],
    )
    return [
        _row(one, reply, keys=keys, now=now, expires_at=now + lifetimes.of(to))
        for one, reply in zip(written, turn.outcome.replies, strict=True)
    ]


def promised(
    to: From,
    reply: Reply,
    *,
    keys: Keys,
    now: datetime,
    lifetimes: Lifetimes,
    is_quiet: bool,
    language: str,
    handle: str = "",
) -> Columns:
    """A reply to nothing that was just heard. `handle` is the message that it stands under, empty for none."""
    raw = msgspec.Raw(encode_reply(reply))
    written = Written(to, raw, handle=handle, progress="", query="", is_quiet=is_quiet, language=language)
    return _row(written, reply, keys=keys, now=now, expires_at=now + lifetimes.of(to))


def _row(written: Written, reply: Reply, *, keys: Keys, now: datetime, expires_at: datetime) -> Columns:
    to = written.to
    return {
        **traces_of(to.address, keys).columns(),
        "person": to.person,
        "front": to.address.front.value,
        "kind": kind_of_reply(reply),
        "answer": trace_of_answer(kept_answer(reply), keys),
        "matter": "",
        "state": WAITING,
        "written_at": now,
        "due_at": NEVER_PUT_OFF,
        "put_off_at": NEVER_PUT_OFF,
        "expires_at": expires_at,
        "tries": 0,
        "why": "",
        "body": Seal(keys, BODY).close(encode(written)),
        "sent": b"",
    }


def open_body(body: bytes, keys: Keys) -> tuple[Written, Reply] | None:
    """None for what another version of this program wrote. Raises `Unreadable`."""
    written = decode(Seal(keys, BODY).open(body), Written)
    reply = decode_reply(bytes(written.reply)) if written else None
    return None if written is None or reply is None else (written, reply)


def close_handles(handles: Sequence[str], keys: Keys) -> bytes:
    return Seal(keys, SENT).close(encode(tuple(handles)))


def open_handles(sealed: bytes, keys: Keys) -> tuple[str, ...]:
    """Raises `Unreadable`."""
    if not sealed:
        return ()
    return decode(Seal(keys, SENT).open(sealed), tuple[str, ...]) or ()


def _written(turn: Turn, reply: Reply, *, is_first: bool) -> Written:
    heard, session = turn.heard, turn.outcome.session
    return Written(
        heard.sender,
        msgspec.Raw(encode_reply(reply)),
        handle=handle_of(heard),
        progress=turn.progress if is_first else "",
        query=heard.query if isinstance(heard, Pressed) else "",
        is_quiet=session.is_quiet,
        language=session.language,
    )
