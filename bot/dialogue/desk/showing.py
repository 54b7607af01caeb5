"""The queue and single cases, for whoever asks to see them."""

from bot.claims.note import Note, note
from bot.desk.case import UNDECIDED, CaseKind, CaseState
from bot.desk.queue import Line, Wanted
from bot.dialogue.desk.card import conclusion_of, make_card, state_note
from bot.dialogue.desk.nearest import find_nearest
from bot.dialogue.desk.rights import refusal
from bot.dialogue.parts import Parts
from bot.dialogue.surroundings import stroke
from bot.errors import Unavailable
from bot.matching.match import Match
from bot.people.role import Member, Right
from bot.speech.choices import Act, Button, Choice
from bot.speech.excerpt import excerpt
from bot.speech.heard import From
from bot.speech.replies import Card, Told
from bot.verdicts.phrasebook import load_phrasebook

_A_PAGE = 6
_MOST_PAGES = 50
_LONGEST_EXCERPT = 90
_TO_WORK_ON = UNDECIDED | {CaseState.SIGNING}


async def show_case(number: int, *, language: str, parts: Parts, in_place_of: str = "") -> Card | Told:
    """The case as it stands now. Where the library does not answer, without what is nearest."""
    file = await parts.cases.case(number)
    if file is None:
        return refusal("desk.no_such_case", case=str(number))
    near: tuple[Match, ...] = ()
    if file.case.state in _TO_WORK_ON:
        try:
            near = await find_nearest(file, checking=parts.checking)
        except Unavailable:
            near = ()
    book, now = load_phrasebook(language), parts.clock.now()
    card = make_card(file, near, book=book, now=now, facts=parts.facts.desk, is_copy=True)
    return Card(card.card, card.buttons, in_place_of)


async def first_page(sender: From, *, parts: Parts) -> Told | None:
    """The beginning of the queue, for a page of somebody's own; None for whoever may not see it."""
    member = await parts.members.member(sender)
    if not member.may(Right.SEE_CASES):
        return None
    return await show_queue(sender, member, page=1, only="", parts=parts)


async def show_queue(sender: From, member: Member, *, page: int, only: str, parts: Parts) -> Told:
    """A page of what waits, the most pressing first. `only`: mine, free, tips or claims; empty for all."""
    page = min(max(page, 1), _MOST_PAGES)
    queue = await parts.cases.queue(_wanted(only, member), limit=page * _A_PAGE)
    lines = queue.lines[(page - 1) * _A_PAGE :]
    if not lines:
        return Told((note("desk.queue.empty"),))
    head = note("desk.queue.head", count=str(queue.total))
    said = tuple(_line(line, parts) for line in lines)
    more = queue.total > page * _A_PAGE
    look = note("desk.queue.look", command=f"{stroke(sender.address.front)}case {lines[0].case.id}")
    numbers = tuple(_opens(line) for line in lines)
    further = (Button(Choice(Act.QUEUE, number=page + 1, value=only), note("desk.button.further")),)
    return Told((head, *said, look), buttons=(numbers, further) if more else (numbers,))


def _wanted(only: str, member: Member) -> Wanted:
    match only:
        case "mine":
            return Wanted(_TO_WORK_ON, held_by=member.id)
        case "free":
            return Wanted(UNDECIDED, only_free=True)
        case "tips":
            return Wanted(_TO_WORK_ON, CaseKind.TIP)
        case "aside":
            return Wanted(frozenset({CaseState.ASIDE}))
        case "claims":
            return Wanted(_TO_WORK_ON, CaseKind.CLAIM)
        case _:
            return Wanted(_TO_WORK_ON)


def _line(line: Line, parts: Parts) -> Note:
    case = line.case
    shown = excerpt(line.excerpt, _LONGEST_EXCERPT) if parts.facts.desk.with_text else ""
    book = load_phrasebook(parts.facts.language)
    came_to = conclusion_of(case.decision, book) if case.decision and parts.facts.desk.with_text else ()
    state = ". ".join((book.say(state_note(case, parts.clock.now())).removesuffix("."), *came_to)) + "."
    key = f"desk.queue.{case.kind.value}" if shown else f"desk.queue.{case.kind.value}_bare"
    return note(key, case=str(case.id), said=shown, count=str(case.askers), state=state)


def _opens(line: Line) -> Button:
    number = str(line.case.id)
    return Button(Choice(Act.CASE, number), note("desk.button.case_number", case=number))
