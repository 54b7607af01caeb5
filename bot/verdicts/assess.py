"""Matches, ratings and the claim itself to what we dare to say."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.claims.claim import Claim, Kind, Method, Stance
from bot.claims.language import ZAWGYI
from bot.claims.names import Names
from bot.claims.note import Note, note
from bot.claims.supposed import is_supposed
from bot.library.event import Event
from bot.library.filing import Status
from bot.library.record import Record, title_of
from bot.library.series import Series
from bot.library.source import Rating, Source
from bot.library.statement import Statement
from bot.matching.anchoring import is_anchored
from bot.matching.features import Desk
from bot.matching.match import Match, Slot, Weight
from bot.matching.order import Ranked
from bot.matching.shown import find_name, show_day
from bot.matching.singling import MAY_BE_NEW
from bot.matching.totals import claimed_day, is_beyond_points
from bot.matching.twins import are_twins
from bot.matching.weights import Thresholds, Weights
from bot.verdicts.admissions import against_denials, as_held, unheld
from bot.verdicts.confidence import confidence_in
from bot.verdicts.finding import Confidence, Finding, Linked, Nearby, Relation, Speaker
from bot.verdicts.likelihood import likelihood_of
from bot.verdicts.speakers import carrier_of, speaker_of
from bot.verdicts.unsaid import contradicted, said_by_them

_COUNTED = frozenset({"number_agrees", "number_partly", "number_conflicts", "number_near_miss"})
"""Without a number that was held against it, a total is only a subject."""

_SAME_NUMBER = frozenset({"number_agrees", "number_partly"})
"""A number of that total by that counter is that total, however it is worded and whenever it is told."""

_SAID = frozenset({Relation.SAME_STATEMENT, Relation.SAME_RUNNING_TOTAL})
_OF_ANOTHER = frozenset({"owner_conflicts"})


@dataclass(frozen=True, slots=True)
class Register:
    """The library's sources with their ratings, and the languages in which it holds records; `encoded` are those between which the encoder
    finds what means the same."""

    sources: Mapping[str, Source]
    ratings: Mapping[str, tuple[Rating, ...]]
    languages: frozenset[str]
    encoded: frozenset[str] = frozenset()


def assess(
    claim: Claim,
    ranked: Sequence[Ranked],
    linked: Mapping[str, Record],
    desk: Desk,
    register: Register,
    *,
    forwarded_from: str = "",
    near: Callable[[], Sequence[Event]] = tuple,
) -> Finding:
    """The finding for one claim. `linked` holds the records that matched statements are about, by id, as far as this audience may see them; `near`
    tells what we have of its place, and is asked where nothing else was found."""
    speaker = (
        speaker_of(claim.attribution, desk.names, register.sources, register.ratings, desk.today)
        if claim.attribution
        else None
    )
    carrier = (
        carrier_of(forwarded_from, register.sources, register.ratings, desk.today) if forwarded_from else None
    )
    bare = Finding(claim, Relation.NOT_CHECKABLE, speaker=speaker, carrier=carrier, not_checked=claim.unread)
    if not _can_be_checked(claim, ranked, desk):
        return bare
    found = against_denials(claim, _gathered(ranked, desk), ranked, desk.vocabulary)
    if not found:
        there = tuple(Nearby(one.id, one.title, one.when, one.filing.link) for one in near())
        return replace(bare, relation=_nothing(claim, register), nearby=there)
    shown, relation, unread = _related(claim, found, ranked, desk)
    best = shown[0].match
    return Finding(
        claim=claim,
        relation=relation,
        matches=tuple(one.match for one in shown),
        likelihood=likelihood_of(best.probability),
        confidence=_confidence(claim, best, speaker, desk),
        speaker=as_held(speaker, best, ranked),
        carrier=carrier,
        linked=_linked(claim, best, linked),
        not_checked=(
            *unread,
            *shown[0].unchecked,
            *unheld(speaker, best, ranked),
            *_gaps(claim, best, desk),
        ),
        named=named_in([one.match.record for one in shown], desk.names),
        published=desk.published,
    )


def _nothing(claim: Claim, register: Register) -> Relation:
    is_known = is_covered(claim.language, register.languages, register.encoded)
    return Relation.NOTHING if is_known else Relation.UNSUPPORTED_LANGUAGE


def _related(
    claim: Claim, found: Sequence[Ranked], ranked: Sequence[Ranked], desk: Desk
) -> tuple[Sequence[Ranked], Relation, tuple[Note, ...]]:
    """The records as they are shown, what the claim is to the first, and what of it was not read. What somebody is said not to have said differs
    from our record that they did, and is no such statement where that is not sure."""
    relation = relation_to(claim, found[0].match, desk.weights)
    theirs = said_by_them(claim, found, ranked, desk)
    if not theirs or claim.left_open is None:
        return found, relation, claim.unread
    if relation_to(replace(claim, left_open=None), theirs[0].match, desk.weights) in _SAID:
        differing = contradicted(claim, theirs[0], desk)
        if differing:
            unread = tuple(one for one in claim.unread if one != claim.left_open.said)
            return (differing, *theirs[1:]), Relation.CONTRADICTS, unread
    return found, Relation.RELATED if relation in _SAID else relation, claim.unread


def _gathered(ranked: Sequence[Ranked], desk: Desk) -> list[Ranked]:
    """As many as are shown, the best first; what describes the same thing as a better one stands in its match."""
    found: list[Ranked] = []
    for one in ranked:
        record = one.match.record
        twin = next(
            (
                at
                for at, other in enumerate(found)
                if are_twins(other.match.record, record, desk.names, desk.vocabulary)
            ),
            None,
        )
        if twin is not None:
            match = found[twin].match
            found[twin] = replace(found[twin], match=replace(match, also=(*match.also, record)))
        elif len(found) < desk.weights.candidates.shown:
            found.append(one)
    return found


def _confidence(claim: Claim, best: Match, speaker: Speaker | None, desk: Desk) -> Confidence:
    return confidence_in(
        best,
        speaker,
        desk.today,
        desk.weights,
        beyond_points=_is_beyond(claim, best, desk),
        enough=_enough(claim, best, desk.weights, desk.weights.thresholds_for(claim.language)),
    )


def _can_be_checked(claim: Claim, ranked: Sequence[Ranked], desk: Desk) -> bool:
    match claim.kind:
        case Kind.FACT:
            return True
        case (
            Kind.SUPPOSED
        ):  # that somebody foretells it may be a statement that we have, or one to be looked for
            is_said = claim.attribution is not None and claim.attribution.method is not Method.UNNAMED
            return bool(ranked) or is_said
        case _:
            return _is_asked_of(ranked, claim, desk)


def _is_asked_of(ranked: Sequence[Ranked], claim: Claim, desk: Desk) -> bool:
    """Whether a question, a call or an opinion is about something that we have: "Did the army bomb Pazigyi?"."""
    return bool(ranked) and ranked[0].match.probability >= desk.weights.thresholds_for(claim.language).even


def is_covered(language: str, languages: frozenset[str], encoded: frozenset[str] = frozenset()) -> bool:
    """Whether "nothing found" means anything for a text in that language. An empty library covers nothing and says nothing about languages.

    An encoder that knows the text's language covers it where it knows that of a record too.
    """
    if language == ZAWGYI:
        return False
    is_encoded = language in encoded and not encoded.isdisjoint(languages)
    return language in languages or not languages or is_encoded


def relation_to(claim: Claim, match: Match, weights: Weights) -> Relation:
    """What the claim is to its best match."""
    conflicts = {difference.slot for difference in match.differences if difference.weight is Weight.CONFLICT}
    found = {reason.feature for reason in match.reasons}
    anchored = _is_tied(match, weights)
    if _is_only_near(claim, match, found):
        return Relation.RELATED
    match match.record:
        case Event():
            same = Relation.SAME_EVENT
            if claim.is_denial:
                return Relation.RELATED
            elsewhere = (
                conflicts if _may_be_any_day(claim) else conflicts & {Slot.PLACE, Slot.DATE, Slot.WORDING}
            )
        case Statement(stance=stance):
            same = Relation.SAME_STATEMENT
            if (claim.is_denial and stance is not Stance.DENIAL) or "denial_blanket" in found:
                return Relation.RELATED
            anchored = "statement_countless" not in found
            elsewhere = conflicts & {Slot.PLACE, Slot.DATE, Slot.ACTOR, Slot.ROLE, Slot.UNIT}
            elsewhere |= conflicts & {Slot.NUMBER} if MAY_BE_NEW in found else set()
        case Series():
            same = Relation.SAME_RUNNING_TOTAL
            anchored = bool(found & _COUNTED)
            elsewhere = conflicts & {Slot.PLACE, Slot.DATE, Slot.ACTOR, Slot.UNIT, Slot.WORDING}
            conflicts -= {Slot.AS_OF}
    if Slot.NEGATION in conflicts:
        return Relation.CONTRADICTS
    thresholds = weights.thresholds_for(claim.language)
    enough = thresholds.even if _is_same_count(found) else _enough(claim, match, weights, thresholds)
    is_sure = match.probability >= enough
    if elsewhere or not anchored or not (is_sure or conflicts):
        return Relation.RELATED
    if not conflicts:
        return same
    return Relation.CONTRADICTS if match.probability >= thresholds.even else Relation.RELATED


def _is_only_near(claim: Claim, match: Match, found: Collection[str]) -> bool:
    """What is supposed has not happened, unless our record supposes it too, nor is what is left open told; that an event is the only one that we
    have of a place does not make it the one that is meant; and a raid on one office does not contradict that on another's."""
    if not _OF_ANOTHER.isdisjoint(found) or claim.is_left_open:
        return True
    record = match.record
    return claim.kind is Kind.SUPPOSED and not (isinstance(record, Statement) and is_supposed(record.text))


def _may_be_any_day(claim: Claim) -> bool:
    """Only days that nobody can place, as "on Tuesday" in a text without a date: what differs from our event may well be another one."""
    days = [moment for moment in claim.moments if not moment.is_as_of]
    return bool(days) and all(moment.when is None for moment in days)


def _is_same_count(found: Collection[str]) -> bool:
    return "counter_agrees" in found and not _SAME_NUMBER.isdisjoint(found)


def _enough(claim: Claim, match: Match, weights: Weights, thresholds: Thresholds) -> float:
    """The probability from which on a match may be called the same thing."""
    match match.record:
        case Event():
            is_tied = _is_tied(match, weights)
        case Statement():
            found = {reason.feature: reason.value for reason in match.reasons}
            # That every word of a short statement stands in a claim that counts something else besides says little.
            is_answered = not claim.quantities or not _COUNTED.isdisjoint(found)
            is_tied = is_answered and found.get("statement_uncovered", 0.0) <= thresholds.uncovered
        case Series():
            is_tied = False
    return thresholds.tied if is_tied else thresholds.strong


def _is_tied(match: Match, weights: Weights) -> bool:
    return is_anchored({reason.feature: reason.value for reason in match.reasons}, weights.numbers)


def _is_beyond(claim: Claim, match: Match, desk: Desk) -> bool:
    record = match.record
    return isinstance(record, Series) and is_beyond_points(claim, record, desk.published, desk.today)


def _linked(claim: Claim, match: Match, linked: Mapping[str, Record]) -> tuple[Linked, ...]:
    """What a denial denies: the records a matched statement is about, or the matched event itself."""
    record = match.record
    if isinstance(record, Statement):
        return tuple(Linked(other, title_of(linked[other])) for other in record.about if other in linked)
    if claim.is_denial:
        return (Linked(record.id, title_of(record)),)
    return ()


def _gaps(claim: Claim, match: Match, desk: Desk) -> tuple[Note, ...]:
    """What the record could have told and the claim does not say."""
    gaps = []
    record = match.record
    if isinstance(record, Series) and record.until is None and claimed_day(claim) is None:
        key = "not_checked.published_as_given" if desk.published else "not_checked.published_unknown"
        gaps.append(note(key, published=show_day(desk.published) if desk.published else ""))
    if isinstance(record, Event) and not claim.moments and not desk.published:
        gaps.append(note("not_checked.no_date"))
    if record.filing.status is Status.RETRACTED:
        gaps.append(note("not_checked.retracted"))
    return tuple(gaps)


def named_in(records: Sequence[Record], names: Names) -> tuple[tuple[str, str], ...]:
    """The shown name of every source and actor that these refer to, by its id."""
    ids = sorted({name_id for record in records for name_id in _referred(record) if name_id})
    found = [(name_id, find_name(name_id, names)) for name_id in ids]
    return tuple((name_id, name.name) for name_id, name in found if name)


def _referred(record: Record) -> Sequence[str]:
    match record:
        case Event():
            return [involvement.actor for involvement in record.actors] + [
                figure.who_counts for figure in record.figures
            ]
        case Statement():
            return [record.said_by, *(figure.who_counts for figure in record.figures)]
        case Series():
            return [record.who_counts]
