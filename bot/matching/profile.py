"""What of a record is compared with claims. Made once per record and library version, used for every claim."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from bot.claims.claim import Claim, Mention, NameKind, Stance
from bot.claims.interval import Interval
from bot.claims.names import Names, fold
from bot.claims.quantity import Quantity
from bot.claims.read import read_claim
from bot.library.event import Event, Role
from bot.library.filing import Figure
from bot.library.record import Record, title_of
from bot.library.series import Series
from bot.library.statement import Statement
from bot.matching.agents import harmed_of
from bot.matching.belonging import Owner, owners_in
from bot.matching.deeds import Deeds, deeds_of
from bot.matching.parties import Party
from bot.matching.quoting import told_in
from bot.matching.vocabulary import Vocabulary

_BARE = re.compile(r"\w+")
_NOBODY: frozenset[str] = frozenset()
_KEPT: WeakKeyDictionary[Names, dict[tuple[NameKind, str, Vocabulary], frozenset[str]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Profile:
    """`wordings` are the stems of each way to say it, the title first, `texts` the same as bare text; `vocabulary` everything that the record has in stems,
    names in all their spellings included.

    `places` are the ids of its places, `reach` those with all that they lie in. `attackers` and `targets` are actor ids, `actors` all of
    them with the bodies that they belong to. `when` are the days of what happened. `read` is what can be read out of a statement's own text, `told` the beginning of its long one.
    `owners` are those whose people, staff or office its title and phrasings speak of.
    """

    record: Record
    wordings: tuple[frozenset[str], ...]
    texts: frozenset[str]
    vocabulary: frozenset[str]
    places: tuple[str, ...]
    reach: frozenset[str]
    attackers: frozenset[str]
    targets: frozenset[str]
    actors: frozenset[str]
    figures: tuple[Figure, ...]
    when: Interval | None
    read: Claim | None
    told: str = ""
    owners: tuple[Owner, ...] = ()


def profile_of(record: Record, names: Names, vocabulary: Vocabulary, about: Sequence[Record] = ()) -> Profile:
    """`about` holds the records that a statement is about: its days are theirs."""
    places, actors, more, figures = _subject(record)
    read = read_claim(record.text, names) if isinstance(record, Statement) else None
    if read and not figures:
        figures = tuple(figure_of(found) for found in read.quantities)
    deeds = deeds_of(read, vocabulary) if read else None
    said_so = (title_of(record), *record.phrasings)
    wordings = tuple([frozenset(vocabulary.words(text)) for text in said_so])
    said = frozenset(vocabulary.words(more)).union(*wordings)
    named = [
        *[_name_stems(names, NameKind.PLACE, place, vocabulary) for place in places],
        *[_name_stems(names, NameKind.ACTOR, actor, vocabulary) for actor in actors],
    ]
    return Profile(
        record=record,
        wordings=wordings,
        texts=frozenset([bare(text) for text in said_so]),
        vocabulary=said.union(*named),
        places=places,
        reach=_upwards(NameKind.PLACE, places, names),
        attackers=_upwards(NameKind.ACTOR, _acting(record, Role.ATTACKER) or _blamed(deeds, about), names),
        targets=_upwards(
            NameKind.ACTOR,
            [
                *_acting(record, Role.TARGET, Role.VICTIM),
                *_ids((*deeds.suffers, *harmed_of(read)) if deeds and read else ()),
            ],
            names,
        ),
        actors=_upwards(NameKind.ACTOR, actors, names),
        figures=figures,
        when=_when(record, read, about),
        read=read,
        told=told_in(record.reason) if isinstance(record, Statement) else "",
        owners=_owners(record, names, vocabulary),
    )


def figure_of(quantity: Quantity) -> Figure:
    """The number in a text as the figure of a record."""
    return Figure(quantity.measure, quantity.unit, quantity.value, quantity.low, quantity.high)


def bare(text: str) -> str:
    """Letters and digits only, levelled: the same for texts that differ in nothing but case, accents and punctuation."""
    return " ".join(_BARE.findall(fold(text)))


def _subject(record: Record) -> tuple[tuple[str, ...], tuple[str, ...], str, tuple[Figure, ...]]:
    match record:
        case Event():
            places = (record.where.place,) if record.where and record.where.place else ()
            return (
                places,
                tuple(involvement.actor for involvement in record.actors),
                record.summary,
                record.figures,
            )
        case Statement():
            denial = "denied denies denial rejects" if record.stance is Stance.DENIAL else ""
            return record.places, record.actors, denial, record.figures
        case Series():
            return record.places, record.actors, record.definition, ()


def _acting(record: Record, *roles: Role) -> list[str]:
    if not isinstance(record, Event):
        return []
    return [involvement.actor for involvement in record.actors if involvement.role in roles]


def _owners(record: Record, names: Names, vocabulary: Vocabulary) -> tuple[Owner, ...]:
    said = () if isinstance(record, Series) else (title_of(record), *record.phrasings)
    return tuple(owner for text in said for owner in owners_in(text, names, vocabulary))


def _blamed(deeds: Deeds | None, about: Sequence[Record]) -> list[str]:
    """Who did it by a statement's own words, else by what it is about."""
    own = _ids(deeds.does) if deeds else []
    return own or [actor for one in about for actor in _acting(one, Role.ATTACKER)]


def _when(record: Record, read: Claim | None, about: Sequence[Record]) -> Interval | None:
    """The days of what happened; never the day on which it was said."""
    if isinstance(record, Event):
        return record.when
    told = [moment.when for moment in read.moments if moment.when and not moment.is_as_of] if read else []
    return next((when for when in (*told, *(one.when for one in about if isinstance(one, Event)))), None)


def _ids(parties: Sequence[Party | Mention]) -> list[str]:
    """Those who act or suffer in a statement's own words."""
    return [name_id for one in parties for name_id in one.ids]


def _upwards(kind: NameKind, ids: Collection[str], names: Names) -> frozenset[str]:
    """With what they lie in, or the bodies that they belong to."""
    if not ids:
        return _NOBODY
    return frozenset().union(*[names.lineage(kind, name_id) for name_id in ids])


def _name_stems(names: Names, kind: NameKind, name_id: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Those of a name and of all that it lies in. Kept as long as the names are: hundreds of records lie in one region."""
    kept = _KEPT.setdefault(names, {})
    found = kept.get((kind, name_id, vocabulary))
    if found is None:
        lineage = (names.get(kind, up) for up in names.lineage(kind, name_id))
        texts = (text for name in lineage if name for text in (name.name, *name.aliases))
        found = frozenset(stem for text in texts for stem in vocabulary.words(text))
        if names.get(kind, name_id):
            kept[kind, name_id, vocabulary] = found
    return found
