"""How editors rate sources: each with a letter of their own beside the others', for a while, with a reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.desk.audit import Entry
from bot.desk.checks import need_right, need_words
from bot.desk.edit import Edit, EditKind
from bot.errors import Refusal
from bot.library.filing import Provenance
from bot.library.source import Rating, Reliability, Source, desk_rater, is_desk_rater
from bot.people.role import Member, Right

LASTS = timedelta(days=365)
"""How long a rating counts where nothing else is said."""

LONGEST = timedelta(days=3 * 366)
LOOKED = "look"
"""The line in the audit log of an editor who looked at the others' letters before giving one."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A rating as the desk is shown it. `name` is the colleague's, else what the rating came with; `is_imported`: not given here."""

    rating: Rating
    name: str
    is_imported: bool
    is_expired: bool


def own_rating(ratings: Iterable[Rating], member: Member) -> Rating | None:
    rater = desk_rater(member.id)
    return next((one for one in ratings if one.rater == rater), None)


def rates_blind(ratings: Iterable[Rating], member: Member) -> bool:
    """Whether the others' letters are kept from this editor: until they have given one of their own."""
    return member.may(Right.RATE) and own_rating(ratings, member) is None


def opinions(ratings: Sequence[Rating], lines: Iterable[Entry], today: date) -> tuple[Opinion, ...]:
    """`lines` are those of the source in the audit log, which know colleagues by name."""
    names = {desk_rater(line.by): line.name for line in lines if line.act == EditKind.RATE and line.name}
    return tuple(
        Opinion(
            one,
            names.get(one.rater, "") if is_desk_rater(one.rater) else one.rater,
            one.provenance is not Provenance.DESK,
            one.is_expired(today),
        )
        for one in ratings
    )


def faults_of_rating(values: Mapping[str, str], today: date) -> Iterator[tuple[str, Refusal]]:
    """What the form alone cannot know (`bot/speech/form_fields.py`), by the name of the field."""
    until = date.fromisoformat(values["until"])
    if until <= today:
        yield "until", Refusal("form.fault.past")
    elif until > today + LONGEST:
        yield "until", Refusal("form.fault.far", day=(today + LONGEST).isoformat())


def rate(source: Source, values: Mapping[str, str], by: Member, today: date) -> tuple[Rating, Edit]:
    """The rating that a form without faults asks for, and its line in the audit log. Raises `Refusal`."""
    need_right(by, Right.RATE)
    reason = " ".join(need_words(values["reason"], missing="form.fault.required").split())
    for _, fault in faults_of_rating(values, today):
        raise fault
    until = date.fromisoformat(values["until"])
    rating = Rating(source.id, Reliability(values["letter"]), desk_rater(by.id), today, reason, until)
    return rating, Edit(EditKind.RATE, f"{rating.letter.value}\n{reason}\n{until.isoformat()}")
