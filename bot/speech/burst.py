"""Which of the messages that wait make one submission: people send a text in pieces, and platforms cut a long one into several."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bot.claims.readable import READABLE
from bot.claims.submission import Submission
from bot.speech.heard import Command, Heard, Message, album_of

LONGEST_ON_TELEGRAM = 4096
"""In UTF-16 units, as Telegram counts: its apps cut a longer text into several messages, at a gap before this if there is one."""

_CUT_FROM = LONGEST_ON_TELEGRAM - 600
_GAP_EXPECTED = 200
"""Characters. An app that had a gap so near the end would have cut there, so without one the cut goes through a word."""

_SENTENCE_ENDS = tuple('.!?…။:;"”»)')


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one submission may be put together of: `parts` messages of `characters` altogether, the first however long it is."""

    parts: int = 30
    characters: int = READABLE


@dataclass(frozen=True, slots=True)
class Burst:
    """The first `size` of those that wait, as one. `is_open`: what comes now may still belong to it."""

    heard: Heard
    size: int
    is_open: bool = False


def first_burst(waiting: Sequence[Heard], bounds: Bounds | None = None) -> Burst:
    """What is to be answered first, of one address in the order in which it came; `waiting` is not empty.

    Consecutive messages of one person are one submission where they came from the same place at the same time and answer the same message of ours, or
    are parts of one album. A
    change of a message that still waits takes its place. A command below one picture of an album takes the others along. Whatever else was heard stands alone.
    """
    limits = bounds or Bounds()
    head = waiting[0]
    if (commanded := _commanded(waiting, limits)) is not None:
        return commanded
    if not isinstance(head, Message):
        return Burst(head, 1)
    parts, characters = [head], len(head.submission.text)
    for at, heard in enumerate(waiting[1:], start=1):
        replaced = _replaced_by(heard, parts)
        if isinstance(heard, Message) and replaced is not None:
            characters += len(heard.submission.text) - len(parts[replaced].submission.text)
            before = parts[replaced]
            parts[replaced] = replace(heard, is_edit=before.is_edit, is_alone=before.is_alone)
            continue
        characters += len(heard.submission.text) if isinstance(heard, Message) else 0
        is_more = len(parts) < limits.parts and characters <= limits.characters
        is_more = is_more and _commanded(waiting[at:], limits) is None
        if not (isinstance(heard, Message) and is_more and _belongs(heard, parts)):
            return Burst(_joined(parts), at)
        parts.append(heard)
    is_open = _may_grow(parts[-1]) and len(parts) < limits.parts and characters < limits.characters
    return Burst(_joined(parts), len(waiting), is_open)


def _commanded(waiting: Sequence[Heard], limits: Bounds) -> Burst | None:
    """An album with a command below one of its pictures; None for anything else that waits first."""
    album = album_of(waiting[0])
    if not album:
        return None
    together = takewhile(lambda one: album_of(one) == album, waiting[: limits.parts])
    parts = [one for one in together if isinstance(one, Message | Command)]
    command = next((one for one in parts if isinstance(one, Command)), None)
    if command is None:
        return None
    attached = tuple(each for one in parts for each in one.attached)
    is_open = len(parts) == len(waiting) and len(parts) < limits.parts
    return Burst(replace(command, attached=attached), len(parts), is_open)


def _may_grow(message: Message) -> bool:
    return not message.is_alone and not message.is_edit


def _belongs(message: Message, parts: Sequence[Message]) -> bool:
    """To all of them: with one that names no channel between, two channels would else be taken for one."""
    return _may_grow(message) and all(_go_together(part, message) for part in parts)


def _go_together(one: Message, other: Message) -> bool:
    if not _may_grow(one):
        return False
    if (one.sender.person, one.sender.audience) != (other.sender.person, other.sender.audience):
        return False
    if one.album and one.album == other.album:
        return True
    return (
        not (one.album and other.album) and _origin(one) == _origin(other) and _answers_the_same(one, other)
    )


def _answers_the_same(one: Message, other: Message) -> bool:
    """What goes to the desk under a receipt and what is to be checked are never taken for one: the one would be lost, the other told to the desk.
    Of an answer that an app has cut only the first part names what it answers."""
    return one.about == other.about or (not other.about and may_be_cut(one.submission.text))


def _origin(message: Message) -> tuple[object, ...]:
    return message.submission.forwarded_from, message.submission.published, message.is_forwarded


def _replaced_by(heard: Heard, parts: Sequence[Message]) -> int | None:
    """Where the message stands that this is a change of."""
    if not isinstance(heard, Message) or not heard.is_edit or not heard.handle:
        return None
    return next(
        (
            at
            for at, part in enumerate(parts)
            if part.handle == heard.handle and part.sender.person == heard.sender.person
        ),
        None,
    )


def _joined(parts: Sequence[Message]) -> Message:
    if len(parts) == 1:
        return parts[0]
    submissions = [part.submission for part in parts]
    return replace(
        parts[-1],
        submission=Submission(
            _joined_text([submission.text for submission in submissions if submission.text.strip()]),
            next((one.published for one in submissions if one.published), None),
            next((one.forwarded_from for one in submissions if one.forwarded_from), ""),
            _united(one.links for one in submissions),
            _united(one.attachments for one in submissions),
        ),
        album=next((part.album for part in parts if part.album), ""),
        about=next((part.about for part in parts if part.about), ""),
        attached=tuple(one for part in parts for one in part.attached),
        is_forwarded=any(part.is_forwarded for part in parts),
    )


def _united(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for several in lists for one in several))


def _joined_text(texts: Sequence[str]) -> str:
    pieces: list[str] = []
    for at, text in enumerate(texts):
        pieces += (text, gap_behind(text)) if at + 1 < len(texts) else (text,)
    return "".join(pieces)


def may_be_cut(text: str) -> bool:
    """Whether the text is so long that an app may have cut it there."""
    return _units(text) >= _CUT_FROM


def gap_behind(text: str) -> str:
    """What stood where the text ends and the next begins: a line break would end a sentence that goes on."""
    length = _units(text)
    if length < _CUT_FROM:
        return "\n\n"
    if text.rstrip().endswith(_SENTENCE_ENDS):
        return "\n"
    is_cut_in_a_word = length >= LONGEST_ON_TELEGRAM and not any(
        sign.isspace() for sign in text[-_GAP_EXPECTED:]
    )
    return "" if is_cut_in_a_word else " "


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
