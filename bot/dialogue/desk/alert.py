"""What the desk's chats are told of by itself. Without text where they are to carry none."""

from collections.abc import Iterator, Sequence

from bot.claims.note import Note, note
from bot.desk.alerts import Burst, Summary
from bot.desk.case import CaseFile
from bot.dialogue.desk.card import show_time
from bot.dialogue.desk.nearest import said_in
from bot.matching.shown import show_day
from bot.speech.choices import Act, Button, Choice
from bot.speech.excerpt import excerpt
from bot.speech.replies import Told
from bot.verdicts.phrasebook import load_phrasebook

_LONGEST_SAID = 200
_MOST_NAMED = 12


def word_burst(burst: Burst, file: CaseFile | None, *, minutes: int, with_text: bool, language: str) -> Told:
    told = note("desk.alert.burst", case=str(burst.case), people=str(burst.people), minutes=str(minutes))
    matters = file.matters if file and with_text else ()
    said = (said_in(one.matter, load_phrasebook(language)).text for one in matters[:1])
    quoted = tuple(note("desk.alert.said", text=excerpt(text, _LONGEST_SAID)) for text in said)
    return Told((told, *quoted), buttons=_opening([burst.case]))


def word_overdue(cases: Sequence[int]) -> Told:
    return Told((_overdue(cases),), buttons=_opening(cases))


def word_digest(summary: Summary) -> Told:
    return Told(tuple(_digest(summary)))


def _digest(summary: Summary) -> Iterator[Note]:
    since = f"{show_day(summary.since.date())}, {show_time(summary.since, summary.since)}"
    yield note(
        "desk.alert.digest",
        since=since,
        opened=str(summary.opened),
        answered=str(summary.answered),
        corrected=str(summary.corrected),
    )
    if summary.waiting_since is not None:
        oldest = show_day(summary.waiting_since.date())
        yield note("desk.alert.waiting", count=str(summary.undecided), oldest=oldest)
    if summary.overdue:
        yield note("desk.alert.late", count=str(summary.overdue))


def _overdue(cases: Sequence[int]) -> Note:
    named = ", ".join(str(case) for case in cases[:_MOST_NAMED])
    if len(cases) > _MOST_NAMED:
        named = f"{named} …"
    return note("desk.alert.overdue", count=str(len(cases)), cases=named)


def _opening(cases: Sequence[int]) -> tuple[tuple[Button, ...], ...]:
    numbers = [str(case) for case in cases[:_MOST_NAMED]]
    return (
        tuple(Button(Choice(Act.CASE, number), note("desk.button.case", case=number)) for number in numbers),
    )
