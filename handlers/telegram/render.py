"""Replies into messages of Telegram's. Pure, and the same for the same reply: a reply that went half continues where it stopped.

A phone shows little at once: what it is to us and what differs come first, what we have is folded, and nothing is told by a sign alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, assert_never
from urllib.parse import urlsplit

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.claims.note import Note, note
from bot.speech.answering_back import with_way_to_answer
from bot.speech.choices import Act, Button, write_choice
from bot.speech.excerpt import excerpt
from bot.speech.heard import Verb
from bot.speech.layout import Group, folded, groups, shown_numbers
from bot.speech.overview import Outcome, overview
from bot.speech.plain import one_line
from bot.speech.replies import Answered, FollowUp, Mood, Shown, Told, Working
from bot.speech.replies import Part as Piece
from bot.verdicts.finding import Relation
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import word_report
from bot.verdicts.wording import Block, Line, Tone, Wording
from handlers.telegram.paragraphs import CALL, Paragraph, Part, Span, Style, lay_out

LONGEST_WORD_IN_PASSING: Final = 200
"""Characters that Telegram shows to whoever pressed: https://core.telegram.org/bots/api#answercallbackquery"""

_LONGEST_QUOTE: Final = 300
_LONGEST_HINT: Final = 90
_LONGEST_LINK: Final = 2048
_MOST_IN_A_ROW: Final = 8
_MOST_BUTTONS: Final = 100
_FOLDED: Final = (Tone.RECORD, Tone.SPEAKER, Tone.OTHER)
_LAST: Final = (Tone.LIKELIHOOD, Tone.CONFIDENCE, Tone.NOT_CHECKED)

Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The messages of a reply, in order; the buttons belong under the last."""

    parts: tuple[Part, ...]
    keyboard: InlineKeyboardMarkup | ForceReply | None


def render(
    reply: Told | Answered | Shown | FollowUp, phrasebook: Phrasebook, *, is_private: bool, user: str = ""
) -> Rendered:
    """`is_private`: nobody else reads along, so that no name in a quoted text can call somebody. `user` is the id of whoever is answered."""
    match reply:
        case Told():
            paragraphs = _told(reply, phrasebook)
        case Answered(report):
            paragraphs = _answer(word_report(report, phrasebook), reply.buttons, phrasebook)
        case Shown(report, number):
            block = word_report(report, phrasebook).blocks[number - 1]
            paragraphs = (
                _reasons(block, phrasebook) if reply.part is Piece.REASONS else _block(block, phrasebook)
            )
        case FollowUp():
            reply = with_way_to_answer(reply, command=f"/{Verb.ADD.value}")
            paragraphs = _follow_up(reply, phrasebook)
        case _:
            assert_never(reply)
    if not is_private:
        paragraphs = (uncalling(paragraph) for paragraph in paragraphs)
    under = keyboard(reply.buttons, phrasebook)
    if under is None and isinstance(reply, Told) and reply.asks and not is_private:
        # In a group the bot is only given answers to its own messages: the app opens one for whoever is called by the message.
        return Rendered(lay_out(_calling(user, paragraphs)), ForceReply(selective=True))
    return Rendered(lay_out(paragraphs), under)


def render_working(working: Working, phrasebook: Phrasebook) -> Part:
    key = "talk.progress" if working.total else "talk.reading"
    said = phrasebook.text(key, done=str(working.done), total=str(working.total))
    return lay_out([Paragraph((Span(said),))])[0]


def word_in_passing(told: Told, phrasebook: Phrasebook) -> str:
    """What can be told to the presser alone; empty where it is too long for that, or has buttons."""
    text = " ".join(_sentences(told, phrasebook))
    return text if told.is_brief and not told.buttons and len(text) <= LONGEST_WORD_IN_PASSING else ""


def keyboard(buttons: Buttons, phrasebook: Phrasebook) -> InlineKeyboardMarkup | None:
    rows: list[list[InlineKeyboardButton]] = []
    room = _MOST_BUTTONS
    for row in buttons:
        shown = [_button(button, phrasebook) for button in row[:room]]
        room -= len(shown)
        rows.extend(shown[at : at + _MOST_IN_A_ROW] for at in range(0, len(shown), _MOST_IN_A_ROW))
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button, phrasebook: Phrasebook) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        phrasebook.say(_made_plain(button.label)), callback_data=write_choice(button.choice)
    )


def _told(told: Told, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    style = Style.PLAIN if told.mood is Mood.TALK else Style.BOLD
    for index, sentence in enumerate(_sentences(told, phrasebook)):
        yield Paragraph((Span(sentence, Style.PLAIN if index else style),), is_apart=bool(index))


def _follow_up(reply: FollowUp, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    for index, said in enumerate(reply.said):
        yield Paragraph((Span(phrasebook.say(_made_plain(said))),), is_apart=bool(index))
    for block in reply.blocks:
        yield from _block(block, phrasebook, is_apart=True)


def _sentences(told: Told, phrasebook: Phrasebook) -> Iterator[str]:
    return (phrasebook.say(_made_plain(said)) for said in told.notes)


def _answer(wording: Wording, buttons: Buttons, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    shown, aside = folded(wording)
    for line in wording.opening:
        yield Paragraph((Span(one_line(line.text)),))
    closing = wording.closing
    if len(shown) == 1:
        # What was not checked in the text stands with what was not checked of its only claim.
        whole = replace(shown[0], lines=(*shown[0].lines, *closing))
        yield from _block(whole, phrasebook, is_apart=bool(wording.opening))
        closing = ()
    elif outcomes := overview(shown, shown_numbers(wording)):
        for outcome in outcomes:
            yield from _outcome(outcome, wording.blocks, phrasebook)
    else:
        for block in shown:
            yield from _brief(block, phrasebook)
    if all(block.relation is Relation.NOT_CHECKABLE for block in wording.blocks):
        yield Paragraph((Span(phrasebook.text("telegram.nothing_checkable")),), is_apart=True)
    yield from _aside(aside, phrasebook)
    for group in groups(closing):
        yield from _labelled(group, is_apart=True)
    if sum(button.choice.act is Act.OPEN for row in buttons for button in row) > 1:
        yield Paragraph((Span(phrasebook.text("telegram.open")),), is_apart=True)


def _outcome(outcome: Outcome, blocks: Sequence[Block], phrasebook: Phrasebook) -> Iterator[Paragraph]:
    """The claims that got the same answer, each with what differs."""
    mark = phrasebook.text(f"talk.mark.{outcome.relation.value}")
    yield Paragraph((Span(f"{mark} {one_line(outcome.headline)}", Style.BOLD),), is_apart=True)
    for sentence in outcome.meaning:
        yield Paragraph((Span(one_line(sentence)),))
    for entry in outcome.entries:
        claim = Span(f"“{excerpt(entry.claim, _LONGEST_HINT)}”", Style.ITALIC)
        yield Paragraph((Span(f"{entry.number}. "), claim))
        differing = (line for line in blocks[entry.number - 1].lines if line.tone is Tone.DIFFERENCE)
        for group in groups(differing):
            yield from _labelled(group, is_apart=False)


def _block(block: Block, phrasebook: Phrasebook, *, is_apart: bool = False) -> Iterator[Paragraph]:
    yield from _claim(block, is_apart=is_apart)
    yield from _headline(block, phrasebook)
    open_lines = [line for line in block.lines if line.tone in {Tone.PLAIN, Tone.DIFFERENCE}]
    for group in groups(open_lines):
        yield from _labelled(group, is_apart=group.tone is Tone.DIFFERENCE)
    yield from _evidence(block)
    for group in groups(line for line in block.lines if line.tone in _LAST):
        yield from _labelled(group, is_apart=group.tone is not Tone.CONFIDENCE)


def _evidence(block: Block) -> Iterator[Paragraph]:
    lines = sorted(
        (line for line in block.lines if line.tone in _FOLDED), key=lambda line: _FOLDED.index(line.tone)
    )
    is_first = True
    for group in groups(lines):
        for paragraph in _labelled(group, is_apart=is_first):
            yield Paragraph(paragraph.spans, is_folded=True, is_apart=paragraph.is_apart)
            is_first = False


def _brief(block: Block, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    yield from _claim(block, is_apart=True)
    yield from _headline(block, phrasebook)


def _claim(block: Block, *, is_apart: bool) -> Iterator[Paragraph]:
    for line in block.lines:
        if line.tone is Tone.CLAIM:
            quoted = Span(f"“{excerpt(line.text, _LONGEST_QUOTE)}”", Style.ITALIC)
            yield Paragraph((quoted,), is_apart=is_apart)


def _headline(block: Block, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    mark = phrasebook.text(f"talk.mark.{block.relation.value}")
    for line in block.lines:
        if line.tone is Tone.RELATION:
            yield Paragraph((Span(f"{mark} {one_line(line.text)}", Style.BOLD),))


def _reasons(block: Block, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    """Those for the record that it is most likely about; what else may be meant is folded."""
    yield from _claim(block, is_apart=False)
    if not block.why:
        yield Paragraph((Span(phrasebook.text("telegram.no_reasons")),), is_apart=True)
    records = 0
    for line in block.why:
        records += bool(line.label)
        yield Paragraph(spans_of(line, line.label), is_folded=records > 1, is_apart=bool(line.label))


def _aside(blocks: Iterable[Block], phrasebook: Phrasebook) -> Iterator[Paragraph]:
    """The sentences that say nothing that could be checked, behind everything else."""
    blocks = tuple(blocks)
    if not blocks:
        return
    said = phrasebook.text("talk.folded", count=str(len(blocks)))
    yield Paragraph((Span(f"{said}:", Style.BOLD),), is_folded=True, is_apart=True)
    for block in blocks:
        for paragraph in _claim(block, is_apart=False):
            yield Paragraph(paragraph.spans, is_folded=True)


def _labelled(group: Group, *, is_apart: bool) -> Iterator[Paragraph]:
    """A single line stands behind its label, several below it."""
    if not group.label or len(group.lines) == 1:
        for index, line in enumerate(group.lines):
            yield Paragraph(spans_of(line, group.label), is_apart=is_apart and not index)
        return
    yield Paragraph((Span(f"{one_line(group.label)}:", Style.BOLD),), is_apart=is_apart)
    for line in group.lines:
        yield Paragraph((Span("– "), *spans_of(line, "")))


def spans_of(line: Line, label: str) -> tuple[Span, ...]:
    text = Span(one_line(line.text), link=line.link if _is_web(line.link) else "")
    return (Span(f"{one_line(label)}: ", Style.BOLD), text) if label else (text,)


def _is_web(link: str) -> bool:
    """Whether it may be followed: records are imported, and `javascript:` is an address too."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    is_plain = link.isascii() and link.isprintable() and " " not in link and len(link) <= _LONGEST_LINK
    return is_plain and parts.scheme in {"http", "https"} and bool(parts.netloc)


def _calling(user: str, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """With the first words a mention of this person: https://core.telegram.org/bots/api#html-style"""
    for index, paragraph in enumerate(paragraphs):
        first, *others = paragraph.spans
        link = f"{CALL}{user}" if user and not index else first.link
        yield replace(paragraph, spans=(replace(first, link=link), *others))


def uncalling(paragraph: Paragraph) -> Paragraph:
    """Names behind an @ are parted from it without a trace: in a group they would be called."""
    spans = tuple(Span(span.text.replace("@", "@\u2060"), span.style, span.link) for span in paragraph.spans)
    return Paragraph(spans, paragraph.is_folded, paragraph.is_apart)


def _made_plain(said: Note) -> Note:
    return note(said.key, **{name: one_line(value) for name, value in said.values})
