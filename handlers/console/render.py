"""Replies into text for a terminal. Meaning is in the words; colour and weight only help the eye."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.console import Group as Stack
from rich.segment import Segment
from rich.text import Text

from bot.claims.note import Note, note
from bot.speech.card_layout import card_stanzas
from bot.speech.choices import Button
from bot.speech.excerpt import excerpt
from bot.speech.layout import Group, folded, groups, shown_numbers, without_repeats
from bot.speech.overview import Entry, Outcome, overview
from bot.speech.plain import one_line, plain
from bot.speech.replies import Card, Mood, Part, Shown, Told, Working
from bot.verdicts.finding import Relation
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.word_report import word_finding
from bot.verdicts.wording import Block, Line, Tone, Wording

_INDENT: Final = 3
_LONGEST_QUOTE: Final = 400
_LONGEST_HINT: Final = 48
"""Characters of a claim where it is answered, and where it is only to be recognised."""

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


def render_card(card: Card, phrasebook: Phrasebook) -> RenderableType:
    parts: list[RenderableType] = []
    for stanza in card_stanzas(card.card, phrasebook):
        parts.extend((Text(),) if parts else ())
        parts.extend(_line(line, line.label) for line in stanza)
    return Indented(Stack(*parts), by=0)


def render_working(working: Working, phrasebook: Phrasebook) -> Text:
    if working.total:
        return Text(phrasebook.text("talk.progress", done=str(working.done), total=str(working.total)))
    return Text(phrasebook.text("talk.reading"))


def render_answer(wording: Wording, phrasebook: Phrasebook) -> RenderableType:
    """The whole answer: opening, what was found at a glance, a block a claim, what could not be checked in one list, closing."""
    shown, aside = folded(wording)
    numbers = shown_numbers(wording)
    parts: list[RenderableType] = [_line(line, line.label) for line in wording.opening]
    outcomes = overview(shown, numbers)
    if outcomes:
        parts.extend(_overview(outcomes, phrasebook))
        shown = tuple(without_repeats(shown, lambda title: phrasebook.text("talk.above", title=title)))
    for number, block in zip(numbers, shown, strict=True):
        if parts:
            parts.append(Text())
        parts.extend(_block(block, phrasebook, number=number if outcomes else 0))
    if aside:
        parts.extend((Text(), *_aside(aside, phrasebook)))
    if wording.closing:
        parts.extend((Text(), *(_line(line, line.label) for line in wording.closing)))
    return Indented(Stack(*parts), by=0)


def render_shown(shown: Shown, phrasebook: Phrasebook) -> RenderableType:
    """One claim of an answer, or why it was matched."""
    finding = shown.report.findings[shown.number - 1]
    block = word_finding(finding, phrasebook, weights=shown.report.weights_version)
    if shown.part is Part.WHOLE:
        return Indented(Stack(*_block(block, phrasebook, number=0)), by=0)
    why = block.why or (Line(Tone.WHY, phrasebook.text("console.no_why")),)
    return Indented(Stack(*_claims(block), *_indented(_line(line, line.label) for line in why)), by=0)


def render_words(words: Mapping[str, Button], phrasebook: Phrasebook, *, is_of_many: bool) -> RenderableType:
    """What can be typed to a reply. `is_of_many`: each claim of the answer can be spoken of by its number."""
    listed = phrasebook.text("console.between").join(
        _word(word, phrasebook.say(_made_plain(button.label)), phrasebook) for word, button in words.items()
    )
    said = [phrasebook.text("console.words", words=listed)] if listed else []
    if is_of_many:
        said.append(phrasebook.text("console.words_of_many"))
    return Indented(Stack(Text(), *(Text(line, "dim") for line in said)), by=0)


def _word(word: str, label: str, phrasebook: Phrasebook) -> str:
    """A label that says no more than the word, such as the number of a claim, is left out."""
    label = label.rstrip("?")
    is_told = label.casefold() == word or word.endswith(f" {label}")
    return word if is_told else phrasebook.text("console.word", word=word, label=label)


def _overview(outcomes: Iterable[Outcome], phrasebook: Phrasebook) -> Iterator[RenderableType]:
    for outcome in outcomes:
        yield Text()
        yield Text(plain(outcome.headline), "bold")
        yield from (Indented(Text(one_line(sentence))) for sentence in outcome.meaning)
        yield from (Indented(_entry(entry, outcome.relation, phrasebook)) for entry in outcome.entries)


def _entry(entry: Entry, relation: Relation, phrasebook: Phrasebook) -> RenderableType:
    mark = phrasebook.text(f"talk.mark.{relation.value}")
    text = Text(f"{mark} {entry.number:>2}  “{excerpt(entry.claim, _LONGEST_HINT)}”")
    if entry.slots:
        text.append(f" {_slots(entry, phrasebook)}", "bold")
    return text


def _slots(entry: Entry, phrasebook: Phrasebook) -> str:
    named = ", ".join(phrasebook.text(f"slot.{slot}") for slot in entry.slots)
    return phrasebook.text("talk.differs_in", slots=named)


def _block(block: Block, phrasebook: Phrasebook, *, number: int) -> Iterator[RenderableType]:
    """`number` is 0 where there is only one."""
    for group in groups(block.lines):
        match group.tone:
            case Tone.CLAIM:
                yield from (_quoted(line, f"{number}  " if number else "") for line in group.lines)
            case Tone.RELATION:
                yield from (_headline(line, block.relation, phrasebook) for line in group.lines)
            case _:
                yield from _indented(_group(group))


def _group(group: Group) -> Iterator[RenderableType]:
    """A single line behind its label; several in a list below it."""
    if not group.label or len(group.lines) == 1:
        yield from (_line(line, group.label) for line in group.lines)
        return
    yield Text(f"{plain(group.label)}:", "bold")
    yield from (_line(line, "", bullet=True) for line in group.lines)


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


def _quoted(line: Line, number: str = "") -> Text:
    return Text.assemble((number, "bold"), (f"“{excerpt(line.text, _LONGEST_QUOTE)}”", _STYLES[Tone.CLAIM]))


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
