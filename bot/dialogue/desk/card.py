"""A case as it stands in the chats of the desk: what was asked, who works on it, what we have that is nearest. Never who asked."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.claims.note import Note, note
from bot.desk.case import UNDECIDED, Case, CaseFile, CaseState
from bot.desk.decision import Accord, Decision
from bot.desk.tip import Addition
from bot.dialogue.desk.card_buttons import card_buttons
from bot.dialogue.desk.nearest import near_lines, said_in
from bot.dialogue.parts import DeskFacts
from bot.matching.match import Match
from bot.matching.shown import show_day
from bot.speech.excerpt import excerpt
from bot.speech.replies import Card
from bot.speech.shown_case import CaseCard
from bot.verdicts.phrasebook import Phrasebook
from bot.verdicts.wording import Line, Tone

_LONGEST_SAID = 900
_LONGEST_LINE = 250
_MOST_WORDINGS = 3


def make_card(
    file: CaseFile,
    near: Sequence[Match],
    *,
    book: Phrasebook,
    now: datetime,
    facts: DeskFacts,
    is_copy: bool = False,
) -> Card:
    """`is_copy`: nobody keeps it up to date, so what is pressed under it changes it where it stands. Where the desk's chats carry no text
    there is nothing on it but its number, how it stands and where it can be read."""
    case = file.case
    shown = near if facts.with_text else ()
    card = CaseCard(
        case=case.id,
        revision=case.revision,
        kind=case.kind,
        state=case.state,
        title=book.text(f"desk.card.title.{case.kind.value}", case=str(case.id)),
        said=_said(file, book) if facts.with_text else "",
        asked_line=_asked_line(case, book),
        state_line=book.say(state_note(case, now)),
        details=tuple(_details(file, book)) if facts.with_text else (),
        lines=(*_near(case, shown, book, facts), *_similar(file, book)),
        decision=tuple(_decision(case, book)) if facts.with_text else (),
        labels=tuple(sorted(case.labels)),
        link=f"{facts.url}/case/{case.id}" if facts.url else "",
    )
    return Card(card, card_buttons(file, shown, now=now, is_copy=is_copy))


def state_note(case: Case, now: datetime) -> Note:
    """How the case stands, and with whom."""
    by, signer = case.decided_by[1], case.signed_by[1]
    hold = case.holder(now)
    key = f"desk.state.{case.state.value}"
    if case.state in UNDECIDED and hold is not None:
        return note(f"{key}_held", by=hold.name, time=show_time(hold.until, now))
    if case.state is CaseState.DECIDED and case.due_at is not None:
        signed = f"{key}_signed" if signer else key
        return note(signed, by=by, signer=signer, time=show_time(case.due_at, now))
    return note(key, by=by, case=str(case.merged_into))


def conclusion_of(decision: Decision, book: Phrasebook) -> Iterator[str]:
    """What was decided and, of a record, how what was sent stands to it."""
    yield book.text(f"desk.conclusion.{decision.conclusion.value}")
    if decision.accord is not Accord.UNSAID:
        yield book.text(f"desk.accord.{decision.accord.value}")


def show_time(moment: datetime, now: datetime) -> str:
    """The time of day, with its day where that is not today's. In UTC: the desk's people are in several countries."""
    clock = f"{moment:%H:%M:%S} UTC" if moment.second else f"{moment:%H:%M} UTC"
    return clock if moment.date() == now.date() else f"{show_day(moment.date())}, {clock}"


def _asked_line(case: Case, book: Phrasebook) -> str:
    count, first = str(case.askers), f"{show_day(case.opened_at.date())}, {case.opened_at:%H:%M} UTC"
    last = case.last_asked_at
    if not case.askers:
        return book.text("desk.card.nobody", first=first)
    if case.askers < 2 or last is None or last <= case.opened_at:
        return book.text("desk.card.asked", count=count, first=first)
    newest = f"{show_day(last.date())}, {last:%H:%M} UTC"
    return book.text("desk.card.asked_since", count=count, first=first, last=newest)


def _said(file: CaseFile, book: Phrasebook) -> str:
    if not file.matters:
        return book.text("desk.card.gone")
    return excerpt(said_in(file.matters[0].matter, book).text, _LONGEST_SAID)


def _details(file: CaseFile, book: Phrasebook) -> Iterator[Line]:
    """What was told besides, other wordings, and what came back when somebody was asked."""
    first = [said_in(brought.matter, book) for brought in file.matters[:1]]
    for line in (line for said in first for line in said.lines):
        yield _short(line)
    if pictures := sum(len(brought.pictures) for brought in file.matters):
        yield Line(Tone.OTHER, book.text("desk.card.pictures", count=str(pictures)))
    heard = {said.text for said in first}
    for brought in file.matters[1:]:
        text = said_in(brought.matter, book).text
        if text not in heard and len(heard) <= _MOST_WORDINGS:
            heard.add(text)
            yield _short(Line(Tone.PLAIN, text, label=book.text("desk.card.also")))
    for number, brought in enumerate(file.matters, start=1):
        for reply in brought.replies[-1:]:
            label = book.text("desk.card.replied", number=str(number))
            yield _short(Line(Tone.PLAIN, _reply(reply, book), label=label))


def _reply(reply: Addition, book: Phrasebook) -> str:
    """Pictures are never on a card."""
    return reply.text or book.text("desk.card.pictures", count=str(len(reply.pictures)))


def _short(line: Line) -> Line:
    return Line(line.tone, excerpt(line.text, _LONGEST_LINE), line.label, line.link)


def _near(case: Case, near: Sequence[Match], book: Phrasebook, facts: DeskFacts) -> Iterator[Line]:
    if near:
        yield Line(Tone.PLAIN, book.text("desk.card.near_label"))
        yield from near_lines(near, book)
    elif facts.with_text and case.state in UNDECIDED:
        yield Line(Tone.PLAIN, book.text("desk.card.nothing_near"))


def _similar(file: CaseFile, book: Phrasebook) -> Iterator[Line]:
    if file.similar:
        numbers = ", ".join(str(case) for case in file.similar)
        yield Line(Tone.OTHER, numbers, label=book.text("desk.card.similar"))


def _decision(case: Case, book: Phrasebook) -> Iterator[Line]:
    decision = case.decision
    if decision is None:
        return
    for came_to in conclusion_of(decision, book):
        yield Line(Tone.RELATION, came_to)
    told = (("record", decision.record), ("reason", decision.reason), ("note", decision.note))
    for name, text in told:
        if text:
            yield Line(Tone.PLAIN, text, label=book.text(f"desk.card.{name}"))
