import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.claims.claim import Claim, Kind, Mention, NameKind
from bot.claims.names import Names
from bot.claims.note import note
from bot.claims.quantity import Measure
from bot.library.event import Event, EventKind, Role
from bot.library.series import Series
from bot.matching.compared import SILENT, Accord, Compared
from bot.matching.counted import CHILDREN, CIVILIANS, LOCALS, counted
from bot.matching.deeds import Deeds
from bot.matching.match import Difference, Slot, Weight
from bot.matching.parties import Party
from bot.matching.profile import Profile
from bot.matching.shown import show_name
from bot.matching.sides import is_state, spellings
from bot.matching.tolls import show_figure
from bot.matching.vocabulary import load_vocabulary, words_of_name

_COMES = re.compile(
    r"(?: \w+)? (?:had |have |has )?(?:come|came|entered|passed|swept|moved|marched|arrived|gone|went|left|withdrew|withdrawn)\b"
)
"""Behind somebody who was where people died."""
_NOT = re.compile(r"(?:\b\w+n['’]t|\bnot|\bnever)\b", re.IGNORECASE)
_CAME_AFTER = re.compile(
    r" (?:\w+ )?(?:arrest|detain|open(?:ed)? fire|fired|shot|raid|search|seal)\w*(?: \w+){0,4} (?:after|following|when) (?:the |an? )?(?:\w+ )?(?:blast|explosion|bomb|attack|raid|strike|shelling|killing)",
    re.IGNORECASE,
)
_OF_BOTH_SIDES = frozenset({EventKind.CLASH, EventKind.POLITICAL})
_OF_ANY_NAME = "groups"
_FEWEST_SIDES = 2
"""Sides that a record must name before a third one in the text is a stranger to it."""


def compare_actors(
    claim: Claim, deeds: Deeds, harmed: Sequence[Mention], profile: Profile, names: Names
) -> Compared:
    """Who did it, and to whom, against the record's actors and their roles."""
    sides = _Sides(profile, names)
    cleared = _cleared(claim, deeds, profile, sides)
    if cleared is not None:
        return _turned(claim, cleared)
    found = _compare(claim, deeds, harmed, profile, sides)
    does = [party for party in deeds.does if not _is_bystander(party, claim)]
    if found.differences or not does or sides.tell_who_did_it(does):
        return found
    return replace(found, unchecked=(note("not_checked.who_did_it", text=does[0].name),))


def _is_bystander(party: Party, claim: Claim) -> bool:
    """Who only says it, or did something else after it: "troops opened fire after the blast"."""
    said = claim.attribution
    if said and not party.ids and party.name.lower() == said.name.lower().removeprefix("the "):
        return True
    return _CAME_AFTER.match(claim.text, party.end) is not None


def _cleared(claim: Claim, deeds: Deeds, profile: Profile, sides: "_Sides") -> Party | None:
    """The attacker of the record, where the text has it that they were not. A reported denial is the speaker's stance."""
    is_plain = claim.kind is not Kind.SUPPOSED and not claim.is_left_open and not claim.is_denial
    if not deeds.cleared or not is_plain or len(claim.negations) > 1:
        return None
    if isinstance(profile.record, Series) or (profile.read and profile.read.negations):
        return None
    if load_vocabulary().denying.search(claim.text):
        return None  # "it is not true that it was not the work of X"
    return next((one for one in deeds.cleared if sides.are_all_attackers(one)), None)


def _turned(claim: Claim, cleared: Party) -> Compared:
    said = _NOT.search(claim.text)
    text = " ".join(claim.text[said.start() :].split()[:4]) if said else cleared.name
    return Compared(Accord.CONFLICTS, (Difference(Slot.NEGATION, text, "–"),), text)


def _compare(
    claim: Claim, deeds: Deeds, harmed: Sequence[Mention], profile: Profile, sides: "_Sides"
) -> Compared:
    if sides.are_unknown:  # nothing is swapped, nobody a stranger
        return _of_known(claim, sides)
    does = [party for party in deeds.does if sides.are_attackers(party)]
    conflict = _conflict(claim, deeds, harmed, sides)
    if conflict is not None:
        return conflict
    if does:
        return Compared(Accord.AGREES, sides.armed_among(claim, harmed), shown=does[0].name)
    stranger = sides.stranger_in(deeds) or sides.comer_in(claim, deeds)
    if stranger is not None:
        return sides.differ(Slot.ACTOR, stranger.name)
    if deeds.does and isinstance(profile.record, Series):
        name = deeds.does[0].name
        return Compared(Accord.PARTLY, (Difference(Slot.ACTOR, name, "–", Weight.REMARK),), name)
    return _of_known(claim, sides)


def _of_known(claim: Claim, sides: "_Sides") -> Compared:
    """By somebody in the claim who stands in the record."""
    speaker = set(claim.attribution.ids) if claim.attribution else set()
    for mention in claim.actors:
        if not speaker & set(mention.ids) and sides.are_known(mention):
            return Compared(Accord.AGREES, shown=mention.name)
    return SILENT


def _conflict(claim: Claim, deeds: Deeds, harmed: Sequence[Mention], sides: "_Sides") -> Compared | None:
    """Where the sides are swapped, or another one stands in for one of them."""
    suffering: list[Party | Mention] = [*deeds.suffers, *harmed]
    does = any(map(sides.are_attackers, deeds.does))
    suffers = () if does or (not harmed and _unarmed_died(claim)) else deeds.suffers
    reversed_ = sides.reversed_by(suffers, () if does else harmed, deeds.does)
    lost = sides.lost_by_attackers(claim, suffering)
    if reversed_ is not None:
        swapped = sides.differ_in_role(reversed_, deeds.does, suffering)
        return replace(swapped, differences=(*swapped.differences, *lost))
    if lost:
        return Compared(Accord.CONFLICTS, lost, lost[0].theirs)
    other = sides.other_opponent(suffering)
    return sides.differ(Slot.ACTOR, other) if other is not None else None


def _unarmed_died(claim: Claim) -> bool:
    """ "Seven villagers paid with their lives after gunboats came under attack": the attack is another one than the killing."""
    words = load_vocabulary()
    dead = [one for one in claim.quantities if one.measure is Measure.KILLED and one.value]
    return any(counted(one.unit, words) in {CIVILIANS, LOCALS, CHILDREN} for one in dead)


def _is_of_a_people(name: str) -> bool:
    """Whether it is a people with a common noun, no group's own name."""
    first, _, rest = name.partition(" ")
    return first in load_vocabulary().peoples and rest.islower()


def _to_whom(doer: str, victim: str) -> str:
    return f"{doer or '…'} → {victim or '…'}"


class _Sides:
    """The actors of a record, by what they do in it. Two actors are the same where one belongs to the other."""

    def __init__(self, profile: Profile, names: Names) -> None:
        record = profile.record
        self._profile = profile
        self._names = names
        self._is_event = isinstance(record, Event)
        self._opponents: Collection[str] = ()
        if isinstance(record, Event):
            involved = record.actors
            self._all: Collection[str] = [one.actor for one in involved]
            self._is_fight = any(one.role is Role.PARTY for one in involved)
            self._attackers: Collection[str] = [one.actor for one in involved if one.role is Role.ATTACKER]
            self._targets: Collection[str] = [
                one.actor for one in involved if one.role in {Role.TARGET, Role.VICTIM}
            ]
            self._opponents = [actor for actor in self._all if actor not in self._attackers]
        else:
            self._is_fight = False
            self._all = record.actors
            self._attackers = profile.attackers or (record.actors if isinstance(record, Series) else ())
            self._targets = profile.targets

    @property
    def are_unknown(self) -> bool:
        """Whether it is an event of which nobody is known to have taken part."""
        return self._is_event and not self._all

    def are_attackers(self, who: Party | Mention) -> bool:
        return self._is_of(who, self._attackers)

    def are_all_attackers(self, who: Party) -> bool:
        """Not only a part of them: what the army did, its police need not have done."""
        return any(
            theirs in self._names.lineage(NameKind.ACTOR, ours)
            for theirs in who.ids
            for ours in self._attackers
        )

    def are_known(self, who: Party | Mention) -> bool:
        words = words_of_name(who.name, load_vocabulary())
        return self._is_of(who, self._all) or any(words <= one for one in self._profile.wordings)

    def reversed_by(
        self, suffering: Sequence[Party], harmed: Sequence[Mention], doing: Sequence[Party]
    ) -> str | None:
        """Who suffers in the text and attacks in the record, or the other way round. Where both sides fight, both have dead."""
        if isinstance(self._profile.record, Series) or not (self._attackers or self._targets):
            return None
        counted: Sequence[Party | Mention] = () if self._is_fight else harmed
        victims: list[Party | Mention] = [*suffering, *counted]
        for victim in victims:
            if self.are_attackers(victim) and not self._is_of(victim, self._targets):
                return victim.name
        for party in doing:
            if self._is_of(party, self._targets) and not self.are_attackers(party):
                return party.name
        return None

    def lost_by_attackers(self, claim: Claim, harmed: Sequence[Party | Mention]) -> tuple[Difference, ...]:
        """ "Ten soldiers died" where they killed ten: hardly all the dead were those who attacked."""
        most = max(self._profile.figures, key=lambda figure: figure.best, default=None)
        for quantity in claim.quantities if most and most.best > 1 else ():
            theirs = [one for one in harmed if quantity.start <= one.start < quantity.end]
            if most and quantity.value >= most.best and any(map(self.are_attackers, theirs)):
                return (Difference(Slot.UNIT, quantity.text, show_figure(most)),)
        return ()

    def other_opponent(self, suffering: Sequence[Party | Mention]) -> str | None:
        """Whom it was done to, where that is another party to the conflict than the one in the record."""
        armed = [one for one in suffering if self._is_armed(one) and not self.are_attackers(one)]
        if not self._opponents or not armed or self._are_loose(self._opponents):
            return None
        if any(self.are_known(one) or self._are_loose(one.ids) for one in armed):
            return None
        return armed[0].name

    def armed_among(self, claim: Claim, harmed: Sequence[Mention]) -> tuple[Difference, ...]:
        """ "Seven PDF members died" where all seven were civilians."""
        civilian = [one for one in self._profile.figures if one.unit == CIVILIANS and one.best]
        is_all = civilian and all(one.most <= civilian[0].best for one in self._profile.figures)
        found = [one for one in harmed if self._is_armed(one) and not self._is_of(one, self._all)]
        if not is_all or not found:
            return ()
        said = next(
            (one.text for one in claim.quantities if one.start <= found[0].start < one.end), found[0].name
        )
        return (Difference(Slot.UNIT, said, show_figure(civilian[0])),)

    def _is_armed(self, who: Party | Mention) -> bool:
        known = (self._names.get(NameKind.ACTOR, actor) for actor in who.ids)
        return any(name is not None and name.is_party for name in known)

    def _are_loose(self, actors: Collection[str]) -> bool:
        """Whether they stand for resistance groups of any name."""
        return any(_OF_ANY_NAME in self._words_of(actor) for actor in actors)

    def stranger_in(self, deeds: Deeds) -> Party | None:
        """Who does it in the text and has no part in the record."""
        does = [one for one in deeds.does if not self._are_called(one)]
        if does and (self._attackers or self._has_no_part(does)):
            return does[0]
        if not self._is_event or not self._all:
            return None
        if len(self._all) >= _FEWEST_SIDES:
            fighting = [one for one in deeds.fights if not self.are_known(one)]
            if fighting:
                return fighting[0]
        return next((one for one in deeds.starts if one.ids and not self.are_known(one)), None)

    def comer_in(self, claim: Claim, deeds: Deeds) -> Mention | None:
        """ "Ten bodies were found after the KIA had come through": nobody else is said to have done it."""
        armed = [one for one in claim.actors if self._is_armed(one)]
        has_dead = any(one.measure is Measure.KILLED and one.value for one in claim.quantities)
        if not (self._attackers and has_dead) or deeds.does or any(map(self.are_known, armed)):
            return None
        return next((one for one in armed if _COMES.match(claim.text, one.end)), None)

    def _are_called(self, who: Party) -> bool:
        """ "Chin fighters" where the record itself tells of local Chin fighters, whichever group it files them under."""
        words = words_of_name(who.name, load_vocabulary())
        return (
            not who.ids and _is_of_a_people(who.name) and any(words <= one for one in self._profile.wordings)
        )

    def differ(self, slot: Slot, name: str) -> Compared:
        shown = self._shown(self._attackers) or ", ".join(
            show_name(one, self._names) for one in sorted(self._all)
        )
        return Compared(Accord.CONFLICTS, (Difference(slot, name, shown),), name)

    def differ_in_role(
        self, name: str, doing: Sequence[Party], suffering: Sequence[Party | Mention]
    ) -> Compared:
        """Who to whom, in the text and in the record: "PDF → army" against "Myanmar military → …"."""
        theirs = [next((one.name for one in some if one.name == name), "") for some in (doing, suffering)]
        doer, victim = theirs
        doer = doer or next((one.name for one in doing if one.name != victim), "")
        victim = victim or next((one.name for one in suffering if one.name != doer), "")
        ours = (self._shown(self._attackers), self._shown(self._targets))
        difference = Difference(Slot.ROLE, _to_whom(doer, victim), _to_whom(*ours))
        return Compared(Accord.CONFLICTS, (difference,), name)

    def _shown(self, actors: Collection[str]) -> str:
        """Those that the record names itself, without the bodies that they belong to."""
        own = [actor for actor in self._all if actor in actors] or [
            actor
            for actor in sorted(actors)
            if not any(actor in self._names.lineage(NameKind.ACTOR, other)[1:] for other in actors)
        ]
        return ", ".join(show_name(actor, self._names) for actor in own)

    def tell_who_did_it(self, doing: Sequence[Party]) -> bool:
        """Whether the record has it, or calls it by somebody who is said to have done it, or both sides did."""
        record = self._profile.record
        if not isinstance(record, Event) or self._attackers or record.kind in _OF_BOTH_SIDES:
            return True
        called = self._names.find(" ".join((record.title, *record.phrasings)))
        named = {one for mention in called if mention.kind is NameKind.ACTOR for one in mention.ids}
        return any(self._is_of(party, named) for party in doing)

    def _has_no_part(self, doing: Sequence[Party]) -> bool:
        return self._is_event and bool(self._all) and not any(self.are_known(one) for one in doing)

    def _is_of(self, who: Party | Mention, own: Collection[str]) -> bool:
        if any(self._is_one(theirs, ours) for theirs in who.ids for ours in own):
            return True
        if who.ids:
            return _is_of_a_people(who.name) and self._are_people_of(who, own)
        said = who.name.lower()
        if said in load_vocabulary().irregular:
            return not all(map(self._is_state, own))
        if said in load_vocabulary().state_forces:
            return any(map(self._is_state, own))
        return self._are_people_of(who, own)

    def _are_people_of(self, who: Party | Mention, own: Collection[str]) -> bool:
        """ "Karen soldiers" and "the Chin resistance" may be those of any Karen, any Chin group."""
        people = who.name.split()[0].lower()
        return any(people in self._words_of(ours) for ours in own)

    def _is_state(self, actor: str) -> bool:
        return is_state(actor, self._names)

    def _words_of(self, actor: str) -> set[str]:
        return {word for text in spellings(actor, self._names) for word in text.split()}

    def _is_one(self, theirs: str, ours: str) -> bool:
        return theirs in self._names.lineage(NameKind.ACTOR, ours) or ours in self._names.lineage(
            NameKind.ACTOR, theirs
        )
