"""What the newsroom knows of a source: for its staff, on every front. Others are answered as if there were no such command."""

from collections.abc import Iterator
from typing import Literal

from bot.claims.note import Note, note
from bot.desk.rating import Opinion
from bot.dialogue.desk.codes import LETTERS, code_of, source_code
from bot.dialogue.desk.rating import coded
from bot.dialogue.desk.rights import is_at_desk, no_such_button, no_such_command
from bot.dialogue.help import unclear_command
from bot.dialogue.parts import Parts
from bot.dialogue.surroundings import stroke
from bot.editing.sources import SourceSheet, find, source_sheet, sources_due
from bot.library.source import Source
from bot.library.statement import Statement
from bot.matching.shown import show_day, show_interval
from bot.people.audience import Audience
from bot.people.role import Member, Right
from bot.speech.choices import Act, Button, Choice
from bot.speech.commands import takes
from bot.speech.excerpt import excerpt
from bot.speech.forms import Form
from bot.speech.heard import Command, From, Pressed, Verb
from bot.speech.outcome import Outcome
from bot.speech.plain import one_line
from bot.speech.replies import Mood, Told
from bot.speech.session import Session
from bot.verdicts.phrasebook import Phrasebook, load_phrasebook

_MOST_SAID = 5
_LONGEST_SAID = 160
_MOST_DUE = 10


async def obey_source(
    session: Session, command: Command, verb: Literal[Verb.SOURCE, Verb.SOURCES], *, parts: Parts
) -> Outcome:
    """`/source NAME`, and the list of those to be rated again."""
    member = await parts.members.member(command.sender)
    if not member.may(Right.SEE_SOURCES):
        return Outcome(session, (no_such_command(command),))
    if command.argument and not takes(verb, command.argument):
        return Outcome(session, (unclear_command(command),))
    if not _may_be_shown(command.sender, parts):
        return Outcome(session, (Told((note("refused.only_in_private"),), Mood.REFUSED),))
    if verb is Verb.SOURCES:
        return Outcome(session, (await _due(member, parts=parts),))
    text = one_line(command.argument)
    if not text:
        typed = f"{stroke(command.sender.address.front)}source"
        return Outcome(session, (Told((note("source.which", command=typed),), Mood.REFUSED),))
    found = await find(text, member, books=parts.books)
    if len(found) == 1:
        told = await _show(
            found[0].id, command.sender, member, load_phrasebook(session.language), parts=parts
        )
        return Outcome(session, (told or no_such_button(),))
    return Outcome(session, (_several(found) if found else Told((note("source.unknown", name=text),)),))


async def press_source(session: Session, heard: Pressed, choice: Choice, *, parts: Parts) -> Outcome:
    member = await parts.members.member(heard.sender)
    source = await coded(choice.answer, parts=parts)
    if not member.may(Right.SEE_SOURCES) or source is None or not _may_be_shown(heard.sender, parts):
        return Outcome(session, (no_such_button(),))
    looks, book = choice.value == LETTERS, load_phrasebook(session.language)
    told = await _show(source.id, heard.sender, member, book, parts=parts, looks=looks)
    return Outcome(session, (told or no_such_button(),))


def _may_be_shown(sender: From, parts: Parts) -> bool:
    """In private, at the desk, and where only the newsroom reads along."""
    return is_at_desk(sender, parts.facts.desk) or sender.audience is not Audience.PUBLIC


async def _show(
    source: str, sender: From, member: Member, book: Phrasebook, *, parts: Parts, looks: bool = False
) -> Told | None:
    is_alone = sender.is_private
    sheet = await source_sheet(source, member, books=parts.books, looks=looks and is_alone, is_alone=is_alone)
    if sheet is None:
        return None
    said = tuple(_about(sheet, book, is_alone=is_alone))
    return Told(said, buttons=_buttons(sheet) if is_alone and member.may(Right.RATE) else ())


def _about(sheet: SourceSheet, book: Phrasebook, *, is_alone: bool) -> Iterator[Note]:
    source = sheet.source
    yield note("source.head", name=source.name, kind=book.text(f"source.kind.{source.kind.value}"))
    if source.descriptor:
        yield note("source.descriptor", text=source.descriptor)
    if source.is_party:
        yield note("source.party")
    known = (*source.aliases, *source.domains, *source.handles)
    if known:
        yield note("source.also", names=", ".join(known[:_MOST_DUE]))
    if sheet.is_blind:
        yield note("source.blind" if is_alone else "source.not_here", count=str(sheet.hidden))
    elif not sheet.opinions:
        yield note("source.unrated")
    for opinion in sheet.opinions:
        yield _opinion(opinion, book)
    yield from _record(sheet, book)


def _opinion(opinion: Opinion, book: Phrasebook) -> Note:
    rating = opinion.rating
    rater = opinion.name or book.text("source.colleague")
    who = book.text("source.imported", rater=rater) if opinion.is_imported else rater
    until = show_day(rating.until) if rating.until else ""
    key = "source.expired" if opinion.is_expired else ("source.rating" if until else "source.rating_open")
    return note(
        key,
        letter=rating.letter.value,
        meaning=book.text(f"reliability.name.{rating.letter.value}"),
        rater=who,
        day=show_day(rating.rated_on),
        until=until,
        reason=rating.reason.rstrip("."),
    )


def _record(sheet: SourceSheet, book: Phrasebook) -> Iterator[Note]:
    """What it has said that we know, and how that turned out."""
    if not sheet.said:
        yield note("source.nothing_said")
        return
    counts = ", ".join(
        f"{book.text(f'verdict.name.{verdict.value}' if verdict else 'source.no_verdict')} ({count})"
        for verdict, count in sorted(sheet.counts.items(), key=lambda each: -each[1])
    )
    yield note("source.said", count=str(len(sheet.said)), counts=counts)
    for said in sheet.said[:_MOST_SAID]:
        yield _statement(said, book)


def _statement(said: Statement, book: Phrasebook) -> Note:
    verdict = book.text(f"verdict.name.{said.verdict.value}" if said.verdict else "source.no_verdict")
    day = show_interval(said.said_on) if said.said_on else book.text("source.undated")
    return note("source.statement", day=day, text=excerpt(said.text, _LONGEST_SAID), verdict=verdict)


def _buttons(sheet: SourceSheet) -> tuple[tuple[Button, ...], ...]:
    code = source_code(sheet.source.id)
    rate = Choice(Act.FORM, code, value=code_of(Form.RATE))
    row = [Button(rate, note("source.button.again" if sheet.own else "source.button.rate"))]
    if sheet.is_blind:
        row.append(Button(Choice(Act.SOURCE, code, value=LETTERS), note("source.button.letters")))
    return (tuple(row),)


def _several(found: tuple[Source, ...]) -> Told:
    rows = tuple((_opens(one),) for one in found)
    return Told((note("source.several"),), buttons=rows)


async def _due(member: Member, *, parts: Parts) -> Told:
    due = await sources_due(member, books=parts.books)
    if not due:
        return Told((note("source.none_due"),))
    today = parts.clock.today()
    lines = tuple(
        note(
            "source.due_line" if one.until >= today else "source.ended_line",
            name=one.source.name,
            day=show_day(one.until),
        )
        for one in due[:_MOST_DUE]
    )
    rows = tuple((_opens(one.source),) for one in due[:_MOST_DUE])
    return Told((note("source.due", count=str(len(due))), *lines), buttons=rows)


def _opens(source: Source) -> Button:
    choice = Choice(Act.SOURCE, source_code(source.id))
    return Button(choice, note("source.button.open", name=excerpt(source.name, 40)))
