"""Replies into text for a terminal. Meaning is in the words; colour and weight only help the eye."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.console import Group as Stack
from rich.segment import Segment
from rich.text import Text

from bot.claims.note import Note, note
from bot.speech.layout import Group, folded, groups
from bot.speech.plain import one_line, plain
from bot.speech.replies import Mood, Told, Working
from bot.verdicts.finding import Relation
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Block, Line, Tone, Wording

_INDENT: Final = 3
_STYLES: Final = {
    Tone.CLAIM: "italic",
    Tone.NOT_CHECKED: "dim",
    Tone.WHY: "dim",
}


@dataclass(frozen=True, slots=True)
class Indented:
    """Stands `by` columns to the right. Unlike rich's own padding it leaves no spaces behind the words for whoever copies them."""

    part: RenderableType
    by: int = _INDENT

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrower = options.update_width(max(1, options.max_width - self.by))
        for line in console.render_lines(self.part, narrower, pad=False):
            yield Segment(" " * self.by if line else "")
            yield from line[:-1]
            yield from (Segment(last.text.rstrip(), last.style) for last in line[-1:])
            yield Segment.line()


def render_told(told: Told, phrasebook: Phrasebook) -> RenderableType:
    sentences = [phrasebook.say(_made_plain(said)) for said in told.notes]
    style = "" if told.mood is Mood.TALK else "bold"
    lines = (Text(sentence, style if index == 0 else "") for index, sentence in enumerate(sentences))
    return Indented(Stack(*lines), by=0)


def render_working(working: Working, phrasebook: Phrasebook) -> Text:
    if working.total:
        return Text(phrasebook.text("talk.progress", done=str(working.done), total=str(working.total)))
    return Text(phrasebook.text("talk.reading"))


def render_answer(wording: Wording, phrasebook: Phrasebook) -> RenderableType:
    """The whole answer: opening, a block a claim, what could not be checked in one list, closing."""
    shown, aside = folded(wording)
    parts: list[RenderableType] = [_line(line, line.label) for line in wording.opening]
    for block in shown:
        if parts:
            parts.append(Text())
        parts.extend(_block(block, phrasebook))
    if aside:
        parts.extend((Text(), *_aside(aside, phrasebook)))
    if wording.closing:
        parts.extend((Text(), *(_line(line, line.label) for line in wording.closing)))
    return Indented(Stack(*parts), by=0)


def render_reasons(wording: Wording, phrasebook: Phrasebook) -> RenderableType | None:
    """Why each record was found, claim by claim; None where no block has a reason."""
    parts: list[RenderableType] = []
    for block in wording.blocks:
        if block.why:
            if parts:
                parts.append(Text())
            parts.extend(_claims(block))
            parts.extend(_indented(_line(line, line.label) for line in block.why))
    if not parts:
        return None
    return Indented(Stack(Text(phrasebook.text("console.why"), "bold"), *parts), by=0)


def _block(block: Block, phrasebook: Phrasebook) -> Iterator[RenderableType]:
    for group in groups(block):
        match group.tone:
            case Tone.CLAIM:
                yield from (_quoted(row.line) for row in group.rows)
            case Tone.RELATION:
                yield from (_headline(row.line, block.relation, phrasebook) for row in group.rows)
            case _:
                yield from _indented(_group(group))


def _group(group: Group) -> Iterator[RenderableType]:
    """A single line behind its label; several in a list below it."""
    if not group.label or len(group.rows) == 1:
        yield from (_line(row.line, group.label) for row in group.rows)
        return
    yield Text(f"{plain(group.label)}:", "bold")
    yield from (_line(row.line, "", bullet=True) for row in group.rows)


def _headline(line: Line, relation: Relation, phrasebook: Phrasebook) -> RenderableType:
    mark = phrasebook.text(f"talk.mark.{relation.value}")
    return Text(f"{mark}  {plain(line.text)}", "bold")


def _aside(blocks: Iterable[Block], phrasebook: Phrasebook) -> Iterator[RenderableType]:
    blocks = tuple(blocks)
    yield Text(phrasebook.text("talk.folded", count=str(len(blocks))) + ":", "bold")
    for block in blocks:
        yield from _indented(_claims(block))


def _claims(block: Block) -> Iterator[RenderableType]:
    return (_quoted(line) for line in block.lines if line.tone is Tone.CLAIM)


def _quoted(line: Line) -> Text:
    return Text(f"“{one_line(line.text)}”", _STYLES[Tone.CLAIM])


def _line(line: Line, label: str, *, bullet: bool = False) -> RenderableType:
    text = Text("– " if bullet else "", _STYLES.get(line.tone, ""))
    if label:
        text.append(f"{plain(label)}: ", "bold")
    text.append(plain(line.text))
    if line.link:
        text.append(f" <{one_line(line.link)}>")
    return text


def _indented(parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    return (Indented(part) for part in parts)


def _made_plain(said: Note) -> Note:
    return note(said.key, **{name: one_line(value) for name, value in said.values})
