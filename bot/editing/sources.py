"""What is known of a source, and an editor's letter for it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk.checks import need_right
from bot.desk.edit import subject_of_source
from bot.desk.rating import LOOKED, Opinion, opinions, own_rating, rate, rates_blind
from bot.desk.sources import Due, due_for_rating, find_sources, speakers_of
from bot.editing.books import Books
from bot.errors import Refusal
from bot.library.source import Rating, Source
from bot.library.statement import Statement, Verdict
from bot.people.audience import Audience
from bot.people.role import Member, Right

SEEN_AS = Audience.NEWSROOM
"""What everybody of the newsroom may be shown of what a source has said."""

_LINES = 500


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """`is_blind`: the opinions are kept from this member until they have given their own, or from all where others read along, and `opinions` is
    empty then; `hidden` is how many there are. `said` are its statements, the last first, and `counts` how many came to which verdict (None: none was given)."""

    source: Source
    opinions: tuple[Opinion, ...]
    own: Rating | None
    is_blind: bool
    hidden: int
    said: tuple[Statement, ...]
    counts: Mapping[Verdict | None, int]


async def find(text: str, member: Member, *, books: Books) -> tuple[Source, ...]:
    """The sources that may be meant. Raises `Refusal` for whoever may not look."""
    need_right(member, Right.SEE_SOURCES)
    return find_sources(text, (await books.library.shelf()).sources)


async def source_sheet(
    source: str, member: Member, *, books: Books, looks: bool = False, is_alone: bool = True
) -> SourceSheet | None:
    """`looks`: the others' letters are wanted before an own one is given, which the audit log keeps. Where the member is not alone somebody may read
    along who is still to rate: no letters then. None where there is no such source."""
    need_right(member, Right.SEE_SOURCES)
    shelf = await books.library.shelf()
    found = shelf.sources.get(source)
    if found is None:
        return None
    ratings = shelf.ratings.get(source, ())
    is_blind = bool(ratings) and not is_alone
    if is_alone and rates_blind(ratings, member) and ratings:
        is_blind = not looks
        if looks:
            await books.audit.note(LOOKED, subject_of_source(source), "", member)
    lines = await books.audit.entries(limit=_LINES, subject=subject_of_source(source))
    said = await books.records.said_by(speakers_of(found), SEEN_AS)
    shown = () if is_blind else opinions(ratings, lines, books.clock.today())
    hidden = len(ratings) if is_blind else 0
    own = own_rating(ratings, member)
    return SourceSheet(found, shown, own, is_blind, hidden, said, Counter(one.verdict for one in said))


async def give_rating(source: str, values: Mapping[str, str], by: Member, *, books: Books) -> Rating:
    """Publishes it. Raises `Refusal`."""
    shelf = await books.library.shelf()
    found = shelf.sources.get(source)
    if found is None:
        raise Refusal("source.gone")
    rating, edit = rate(found, values, by, books.clock.today())
    await books.records.keep(rating, edit, by, seen=own_rating(shelf.ratings.get(source, ()), by))
    return rating


async def sources_due(member: Member, *, books: Books) -> tuple[Due, ...]:
    need_right(member, Right.SEE_SOURCES)
    shelf = await books.library.shelf()
    return due_for_rating(shelf.sources, shelf.ratings, books.clock.today())
