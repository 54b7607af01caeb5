"""Replies into messages of Block Kit. Pure, and the same for the same reply: a reply that went half continues where it stopped.

What it is to us and what differs come first; nothing is told by a sign or a colour alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, assert_never
from urllib.parse import urlsplit

from bot.claims.note import Note, note
from bot.people.audience import Audience
from bot.speech.answering_back import with_way_to_answer
from bot.speech.choices import Act, Button, write_choice
from bot.speech.excerpt import excerpt
from bot.speech.heard import Verb
from bot.speech.layout import Group, folded, groups, shown_numbers
from bot.speech.overview import Outcome, overview
from bot.speech.plain import one_line
from bot.speech.replies import Answered, FollowUp, Mood, Part, Shown, Told, Working
from bot.verdicts.finding import Relation
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import word_report
from bot.verdicts.wording import Block as Finding
from bot.verdicts.wording import Line, Tone, Wording
from handlers.slack.names import COMMAND
from handlers.slack.paragraphs import Block, Form, Paragraph, Post, Span, lay_out

_LONGEST_QUOTE: Final = 400
_LONGEST_HINT: Final = 120
_LONGEST_LABEL: Final = 75
_LONGEST_LINK: Final = 2000
_MOST_IN_A_ROW: Final = 25
_MOST_ROWS: Final = 12
"""What no row has room for can be asked for by command."""

_ORDER: Final = (
    Tone.CLAIM,
    Tone.RELATION,
    Tone.PLAIN,
    Tone.DIFFERENCE,
    Tone.RECORD,
    Tone.SPEAKER,
    Tone.OTHER,
    Tone.LIKELIHOOD,
    Tone.CONFIDENCE,
    Tone.NOT_CHECKED,
    Tone.WHY,
)
"""What has to be acted on first, then what it rests on, last how sure it is."""

Buttons = tuple[tuple[Button, ...], ...]


def render(
    reply: Told | Answered | Shown | FollowUp, phrasebook: Phrasebook, *, audience: Audience
) -> tuple[Post, ...]:
    """The messages of a reply, in order. The buttons stand under the last. `audience` is whom it was made for: a press brings that back, since Slack
    does not say where it comes from (`interact.py`)."""
    match reply:
        case Told():
            paragraphs = _told(reply, phrasebook)
        case Answered(report):
            paragraphs = _answer(word_report(report, phrasebook), reply.buttons, phrasebook)
        case Shown(report, number):
            finding = word_report(report, phrasebook).blocks[number - 1]
            paragraphs = (
                _reasons(finding, phrasebook) if reply.part is Part.REASONS else _finding(finding, phrasebook)
            )
        case FollowUp():
            reply = with_way_to_answer(reply, command=f"{COMMAND} {Verb.ADD.value}")
            paragraphs = _follow_up(reply, phrasebook)
        case _:
            assert_never(reply)
    *before, last = lay_out(paragraphs, name=f"{audience.value}-text")
    under = button_rows(reply.buttons, phrasebook, name=f"{audience.value}-row")
    return (*before, replace(last, blocks=(*last.blocks, *under)))


def render_working(working: Working, phrasebook: Phrasebook) -> Post:
    key = "talk.progress" if working.total else "talk.reading"
    return render_sentence(phrasebook.text(key, done=str(working.done), total=str(working.total)))


def render_sentence(sentence: str) -> Post:
    return lay_out([Paragraph((Span(one_line(sentence)),))], name="said")[0]


def button_rows(buttons: Buttons, phrasebook: Phrasebook, *, name: str) -> tuple[Block, ...]:
    """A block for each row. What a button chooses is its value; its id only has to differ from its neighbours'."""
    chunks = [row[at : at + _MOST_IN_A_ROW] for row in buttons for at in range(0, len(row), _MOST_IN_A_ROW)]
    return tuple(
        {
            "type": "actions",
            "block_id": f"{name}-{index}",
            "elements": [_button(button, phrasebook, place) for place, button in enumerate(chunk)],
        }
        for index, chunk in enumerate(chunks[:_MOST_ROWS])
    )


def sentences(told: Told, phrasebook: Phrasebook) -> Iterator[str]:
    return (phrasebook.say(_made_plain(said)) for said in told.notes)


def _button(button: Button, phrasebook: Phrasebook, place: int) -> Block:
    label = excerpt(phrasebook.say(_made_plain(button.label)), _LONGEST_LABEL - 2)
    return {
        "type": "button",
        "action_id": f"choice-{place}",
        "text": {"type": "plain_text", "text": label, "emoji": False},
        "value": write_choice(button.choice),
    }


def _told(told: Told, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    for index, sentence in enumerate(sentences(told, phrasebook)):
        is_bold = index == 0 and told.mood is not Mood.TALK
        yield Paragraph((Span(sentence, is_bold=is_bold),), is_apart=bool(index))


def _follow_up(reply: FollowUp, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    for index, said in enumerate(reply.said):
        yield Paragraph((Span(phrasebook.say(_made_plain(said))),), is_apart=bool(index))
    for finding in reply.blocks:
        yield from _finding(finding, phrasebook, is_apart=True)


def _answer(wording: Wording, buttons: Buttons, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    shown, aside = folded(wording)
    for line in wording.opening:
        yield Paragraph((Span(one_line(line.text)),))
    outcomes = overview(shown, shown_numbers(wording))
    if outcomes:
        for outcome in outcomes:
            yield from _outcome(outcome, wording.blocks, phrasebook)
    else:
        for index, finding in enumerate(shown):
            yield from _finding(finding, phrasebook, is_apart=bool(index or wording.opening))
    if all(block.relation is Relation.NOT_CHECKABLE for block in wording.blocks):
        yield Paragraph((Span(phrasebook.text("slack.nothing_checkable")),), is_apart=True)
    yield from _aside(aside, phrasebook)
    for group in groups(wording.closing):
        yield from _group(group, is_apart=True)
    if sum(button.choice.act is Act.OPEN for row in buttons for button in row) > 1:
        yield Paragraph((Span(phrasebook.text("slack.open")),), is_apart=True)


def _outcome(outcome: Outcome, findings: Sequence[Finding], phrasebook: Phrasebook) -> Iterator[Paragraph]:
    """The claims that got the same answer, each with what differs; the rest of each is behind its button."""
    mark = phrasebook.text(f"talk.mark.{outcome.relation.value}")
    yield Paragraph((Span(f"{mark} {one_line(outcome.headline)}", is_bold=True),), is_apart=True)
    for sentence in outcome.meaning:
        yield Paragraph((Span(one_line(sentence)),))
    for entry in outcome.entries:
        claim = Span(f"“{excerpt(entry.claim, _LONGEST_HINT)}”", is_italic=True)
        yield Paragraph((Span(f"{entry.number}. "), claim))
        for line in findings[entry.number - 1].lines:
            if line.tone is Tone.DIFFERENCE:
                yield Paragraph(spans_of(line, line.label), Form.POINT)


def _finding(finding: Finding, phrasebook: Phrasebook, *, is_apart: bool = False) -> Iterator[Paragraph]:
    in_order = sorted(finding.lines, key=lambda line: _ORDER.index(line.tone))
    for group in groups(in_order):
        match group.tone:
            case Tone.CLAIM:
                yield from _quoted(group, is_apart=is_apart)
            case Tone.RELATION:
                mark = phrasebook.text(f"talk.mark.{finding.relation.value}")
                for line in group.lines:
                    yield Paragraph((Span(f"{mark} {one_line(line.text)}", is_bold=True),))
            case _:
                yield from _group(group, is_apart=True)


def _quoted(group: Group, *, is_apart: bool = False) -> Iterator[Paragraph]:
    for line in group.lines:
        yield Paragraph((Span(excerpt(line.text, _LONGEST_QUOTE)),), Form.QUOTE, is_apart)


def _group(group: Group, *, is_apart: bool) -> Iterator[Paragraph]:
    """A single line behind its label; several in a list below it."""
    if not group.label or len(group.lines) == 1:
        for line in group.lines:
            yield Paragraph(spans_of(line, group.label), is_apart=is_apart)
        return
    yield Paragraph((Span(f"{one_line(group.label)}:", is_bold=True),), is_apart=is_apart)
    for line in group.lines:
        yield Paragraph(spans_of(line, ""), Form.POINT)


def _aside(findings: Iterable[Finding], phrasebook: Phrasebook) -> Iterator[Paragraph]:
    findings = tuple(findings)
    if not findings:
        return
    said = phrasebook.text("talk.folded", count=str(len(findings)))
    yield Paragraph((Span(f"{said}:", is_bold=True),), is_apart=True)
    for finding in findings:
        for line in finding.lines:
            if line.tone is Tone.CLAIM:
                yield Paragraph((Span(f"“{excerpt(line.text, _LONGEST_HINT)}”"),), Form.POINT)


def _reasons(finding: Finding, phrasebook: Phrasebook) -> Iterator[Paragraph]:
    for group in groups(finding.lines):
        if group.tone is Tone.CLAIM:
            yield from _quoted(group)
    if not finding.why:
        yield Paragraph((Span(phrasebook.text("slack.no_reasons")),))
    for group in groups(finding.why):
        yield from _group(group, is_apart=True)


def spans_of(line: Line, label: str) -> tuple[Span, ...]:
    labelled = (Span(f"{one_line(label)}: ", is_bold=True),) if label else ()
    link = _page(line.link)
    return (*labelled, Span(one_line(line.text), link=link))


def _page(link: str) -> str:
    """The address if it leads to a page: records are imported, and not everything that calls itself a link is one."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    is_page = parts.scheme in {"http", "https"} and bool(parts.netloc) and one_line(link) == link
    return link if is_page and len(link) <= _LONGEST_LINK else ""


def _made_plain(said: Note) -> Note:
    return note(said.key, **{name: one_line(value) for name, value in said.values})
