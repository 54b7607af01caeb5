"""What was heard, said and remembered, as bytes and back. Members of a union are tagged with their kind, which the bytes have to tell.

A field that is added with a default can be read from older rows. What cannot be read any more, of another version of this program, is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

import msgspec

from bot.claims.submission import Submission
from bot.speech.choices import Button
from bot.speech.given import Given
from bot.speech.heard import Command, Excess, Filled, From, Heard, Left, Message, Pressed
from bot.speech.replies import Answered, Card, FollowUp, Part, Reply, Shown, Superseded, Told, Working
from bot.verdicts.finding import Report
from bot.verdicts.stored import decode_report, encode_report

Value = TypeVar("Value")

_HEARD: Mapping[str, type[Heard]] = {
    "message": Message,
    "command": Command,
    "pressed": Pressed,
    "filled": Filled,
    "left": Left,
    "excess": Excess,
}
_NOTHING = b"null"
_NO_REPORT = Report(0, "", (), ())
"""In place of one that is kept elsewhere, until it is put back."""


@dataclass(frozen=True, slots=True)
class _Tagged:
    kind: str
    body: msgspec.Raw


@dataclass(frozen=True, slots=True)
class _Given:
    id: msgspec.Raw
    sender: msgspec.Raw
    submission: msgspec.Raw
    handle: msgspec.Raw
    report: msgspec.Raw


@dataclass(frozen=True, slots=True)
class _Answered:
    answer: str
    buttons: tuple[tuple[Button, ...], ...]
    report: msgspec.Raw


@dataclass(frozen=True, slots=True)
class _Shown:
    number: int
    part: Part
    answer: str
    buttons: tuple[tuple[Button, ...], ...]
    report: msgspec.Raw


_StoredReply = Working | Told | _Answered | _Shown | Superseded | FollowUp | Card
_REPLIES: Mapping[str, type[_StoredReply]] = {
    "working": Working,
    "told": Told,
    "answered": _Answered,
    "shown": _Shown,
    "superseded": Superseded,
    "follow_up": FollowUp,
    "card": Card,
}


def encode(value: object) -> bytes:
    """Any of our dataclasses. Half a surrogate pair, which a platform may send and no encoding knows, becomes a replacement mark."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_mended(msgspec.to_builtins(value)))


def decode(data: bytes, kind: type[Value]) -> Value | None:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def encode_heard(heard: Heard) -> bytes:
    kind = next(name for name, known in _HEARD.items() if isinstance(heard, known))
    return encode(_Tagged(kind, msgspec.Raw(encode(heard))))


def decode_heard(data: bytes) -> Heard | None:
    tagged = decode(data, _Tagged)
    if tagged is None or tagged.kind not in _HEARD:
        return None
    return decode(bytes(tagged.body), _HEARD[tagged.kind])


def encode_given(given: Given) -> bytes:
    kept = _Given(
        _raw(given.id),
        _raw(given.sender),
        _raw(given.submission),
        _raw(given.handle),
        msgspec.Raw(encode_report(given.report)),
    )
    return msgspec.json.encode(kept)


def decode_given(data: bytes, *, is_superseded: bool) -> Given | None:
    kept = decode(data, _Given)
    if kept is None:
        return None
    sender, submission = decode(bytes(kept.sender), From), decode(bytes(kept.submission), Submission)
    answer, handle = decode(bytes(kept.id), str), decode(bytes(kept.handle), str)
    report = decode_report(bytes(kept.report))
    if sender is None or submission is None or answer is None or handle is None or report is None:
        return None
    return Given(answer, sender, submission, report, handle, is_superseded)


def encode_reply(reply: Reply) -> bytes:
    """The report of an answer that is kept under an id is left out: it is stored once, with the answer."""
    return encode(_Tagged(kind_of_reply(reply), _raw(_stored(reply))))


def decode_reply(data: bytes) -> Reply | None:
    """The reply; one that is about a kept answer comes with an empty report, for which `with_report` puts in the right one."""
    tagged = decode(data, _Tagged)
    if tagged is None or tagged.kind not in _REPLIES:
        return None
    stored = decode(bytes(tagged.body), _REPLIES[tagged.kind])
    return None if stored is None else _restored(stored)


def kept_answer(reply: Reply) -> str:
    """The id of the kept answer that the reply is about, empty where it is about none."""
    match reply:
        case Answered() | Shown() | Superseded() | FollowUp():
            return reply.answer
        case Working() | Told() | Card():
            return ""
        case _:
            assert_never(reply)


def with_report(reply: Reply, report: Report) -> Reply:
    return replace(reply, report=report) if isinstance(reply, Answered | Shown) else reply


def kind_of_reply(reply: Reply) -> str:
    match reply:
        case Working():
            return "working"
        case Told():
            return "told"
        case Answered():
            return "answered"
        case Shown():
            return "shown"
        case Superseded():
            return "superseded"
        case FollowUp():
            return "follow_up"
        case Card():
            return "card"
        case _:
            assert_never(reply)


def _stored(reply: Reply) -> _StoredReply:
    match reply:
        case Answered():
            return _Answered(reply.answer, reply.buttons, _own_report(reply))
        case Shown():
            return _Shown(reply.number, reply.part, reply.answer, reply.buttons, _own_report(reply))
        case Working() | Told() | Superseded() | FollowUp() | Card():
            return reply
        case _:
            assert_never(reply)


def _restored(stored: _StoredReply) -> Reply | None:
    match stored:
        case _Answered():
            report = _report_in(stored.report)
            return None if report is None else Answered(report, stored.answer, stored.buttons)
        case _Shown():
            report = _report_in(stored.report)
            if report is None:
                return None
            return Shown(report, stored.number, stored.part, stored.answer, stored.buttons)
        case Working() | Told() | Superseded() | FollowUp() | Card():
            return stored
        case _:
            assert_never(stored)


def _own_report(reply: Answered | Shown) -> msgspec.Raw:
    return msgspec.Raw(_NOTHING if reply.answer else encode_report(reply.report))


def _report_in(stored: msgspec.Raw) -> Report | None:
    content = bytes(stored)
    return _NO_REPORT if content == _NOTHING else decode_report(content)


def _raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(encode(value))


def _mended(value: object) -> object:
    match value:
        case str():
            return value.encode("utf-8", "replace").decode() if not value.isascii() else value
        case dict():
            return {name: _mended(each) for name, each in value.items()}
        case list() | tuple():
            return [_mended(each) for each in value]
        case _:
            return value
