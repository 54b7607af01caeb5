"""Records that describe the same thing: shown as one, under the name of the one that fits best."""

from collections.abc import Iterable

from bot.claims.claim import NameKind
from bot.claims.names import Names
from bot.library.event import Event
from bot.library.filing import Figure
from bot.library.record import Record
from bot.library.statement import Statement
from bot.matching.vocabulary import Vocabulary

_COVERED = 0.8
"""Share of each one's words that the other has, from which on two statements say the same."""
_LARGE = 2
"""A country and its regions: that two events lie in one says nothing."""


def are_twins(first: Record, second: Record, names: Names, vocabulary: Vocabulary) -> bool:
    match first, second:
        case Event(), Event():
            return _are_one_event(first, second, names)
        case Statement(), Statement():
            return _are_one_statement(first, second, vocabulary)
        case _:
            return False


def _are_one_event(first: Event, second: Event, names: Names) -> bool:
    return (
        first.kind is second.kind
        and first.when.days_apart(second.when) == 0
        and _are_at_one_place(first, second, names)
        and _can_be_one_count(first.figures, second.figures)
        and _have_one_doer(first, second)
    )


def _are_at_one_place(first: Event, second: Event, names: Names) -> bool:
    places = [event.where.place for event in (first, second) if event.where and event.where.place]
    if len(places) < 2:
        return False
    lineages = [names.lineage(NameKind.PLACE, place) for place in places]
    is_one = places[0] in lineages[1] or places[1] in lineages[0]
    return is_one and min(len(lineage) for lineage in lineages) > _LARGE


def _can_be_one_count(first: Iterable[Figure], second: Iterable[Figure]) -> bool:
    """Where both count the same, some number must be possible for both."""
    counts = {(figure.measure, figure.unit): figure for figure in second}
    pairs = [(one, counts[key]) for one in first if (key := (one.measure, one.unit)) in counts]
    return all(one.least <= other.most and other.least <= one.most for one, other in pairs)


def _have_one_doer(first: Event, second: Event) -> bool:
    actors = [{(one.actor, one.role) for one in event.actors} for event in (first, second)]
    return not all(actors) or bool(actors[0] & actors[1])


def _are_one_statement(first: Statement, second: Statement, vocabulary: Vocabulary) -> bool:
    speakers = {one.said_by for one in (first, second) if one.said_by}
    if first.stance is not second.stance or first.verdict is not second.verdict or len(speakers) > 1:
        return False
    numbers = [{(one.measure, one.best) for one in statement.figures} for statement in (first, second)]
    words = [set(vocabulary.words(statement.text)) for statement in (first, second)]
    if numbers[0] != numbers[1] or not all(words):
        return False
    digits = [{word for word in said if word.isdigit()} for said in words]
    shared = len(words[0] & words[1])
    return digits[0] == digits[1] and all(shared >= _COVERED * len(said) for said in words)
