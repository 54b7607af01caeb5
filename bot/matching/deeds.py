"""Who does what to whom in a sentence, by word order: subject and object of an active verb, "by …", "an attack of … on …", "under fire from …".

No parser of English: it reads the ways in which reports say such things, and leaves out what it cannot place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.claims.claim import Claim
from bot.claims.saying import load_saying
from bot.claims.word_list import words
from bot.matching.blame import (
    ACCUSES,
    ALONE,
    ASCRIBED,
    BLAMES,
    DOERS,
    ENDS_DEED,
    EXPLOSIVE,
    ISNT,
    KEPT,
    NO_BLAME,
    NOT,
    OF_BLAME,
    ONES,
    RESTS,
    TAKEN,
    WORK,
)
from bot.matching.clause import JOINS, NO_OBJECT, PASSIVE, REACH, RELATIVE, Clause
from bot.matching.parties import Party
from bot.matching.vocabulary import Vocabulary
from bot.matching.worded import AROUND, CLAUSE_ENDS, Part, parts_in, party_first

_ITSELF = words("it they we its their our")
_FOUGHT = words("fought fight fights clash")
_FOUGHT_WHOM = words("fought fight fights battled battles engaged")
_ACCUSED = words("accuse accuses accused accusing suspected suspect")
_TAKES_NOBODY = words("up part place refuge cover shelter to arms")
_TAKES = words("take takes took")
_TO_SOMEWHERE = words("into to through past along toward towards in")
_DOWN = words("brought bring brings blew blow blows took")
_WERE = words("were was are is belonged belong came")
_COORDINATES = words("and then also")
_DEED_SIDES = {
    "by": "does",
    "from": "does",
    "on": "suffers",
    "against": "suffers",
    "upon": "suffers",
    "for": "suffers",
}
_HEADED = words("led headed run formed founded elected owned")
_GERUND_AFTER = words("of for after by without")
_NOUN_BEFORE = words("on by against from of")
_BY_REACH = 14
_OF_REACH = 1


@dataclass(frozen=True, slots=True)
class Deeds:
    """`does` harm, `suffers` it, `fights` with somebody else, `starts` the sentence and does something; each in order of the text."""

    does: tuple[Party, ...]
    suffers: tuple[Party, ...]
    fights: tuple[Party, ...]
    starts: tuple[Party, ...]
    cleared: tuple[Party, ...] = ()
    """Who is said not to have done it: "was not the work of X", "X is not to blame for it"."""


def deeds_of(claim: Claim, vocabulary: Vocabulary) -> Deeds:
    parts = list(parts_in(claim, vocabulary))
    found: dict[str, list[Party]] = {"does": [], "suffers": [], "fights": [], "cleared": []}
    speaker = _speaker(claim)
    if speaker or any(part.party for part in parts):
        for side, party in _Reader(parts, vocabulary, speaker).read():
            if party not in found[side]:
                found[side].append(party)
    words_of_harm = vocabulary.deeds.verbs | vocabulary.deeds.nouns | vocabulary.deeds.fights
    starts = () if any(part.word in words_of_harm for part in parts) else tuple(party_first(parts))
    does, suffers, fights, cleared = (
        _ordered(found[side]) for side in ("does", "suffers", "fights", "cleared")
    )
    return Deeds(does, suffers, fights, starts, cleared)


def _speaker(claim: Claim) -> Party | None:
    """Whoever "it" and "they" are who "says that it killed …"."""
    said = claim.attribution
    return Party(said.name, said.ids, 0, 0) if said and said.ids else None


def _ordered(parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(sorted(parties, key=lambda one: one.start))


class _Reader(Clause):
    def __init__(self, parts: Sequence[Part], vocabulary: Vocabulary, speaker: Party | None) -> None:
        super().__init__(parts, vocabulary)
        self._speaker = speaker
        self._victims: set[Party] = set()
        self._doers: set[Party] = set()
        self._has_noun = any(part.word in self._deeds.nouns for part in parts)

    def read(self) -> Iterator[tuple[str, Party]]:
        for at in range(len(self._parts)):
            for side, party in self._at(at):
                {"suffers": self._victims, "does": self._doers}.get(side, set()).add(party)
                yield side, party

    def _at(self, at: int) -> Iterator[tuple[str, Party]]:
        word = self._parts[at].word
        if word == "by":
            yield from self._named_after_by(at)
        elif word == "hands":
            yield from self._behind(at + 1, {"of": "does"})
        elif word in OF_BLAME:
            yield from self._blamed(at)
        elif word in DOERS or (word == "who" and self._word(at - 1) == "those" and self._is_harm(at + 1)):
            yield from self._who_were(at)
        elif word in self._deeds.fights:
            yield from self._fighting(at)
        elif word in self._deeds.nouns and self._is_noun(at):
            yield from self._noun(at)
        elif word in self._deeds.losing and not self._is_passive(at):
            yield from (("suffers", party) for party in self._before(at))
            yield from self._behind(at + 1, {"to": "does"})
        elif self._is_harm(at) or (word in self._deeds.light and self._has_noun):
            yield from self._verb(at)

    def _verb(self, at: int) -> Iterator[tuple[str, Party]]:
        word = self._parts[at].word
        if word.endswith("ing") and at and self._parts[at - 1].word == "by":
            return  # "killed by attacking troops"
        if word.endswith("ing") and _ACCUSED & {part.word for part in self._parts[max(0, at - REACH) : at]}:
            return  # "the army, which villagers accuse of burning"
        is_open = self._has_no_object(at) and word in self._deeds.verbs and not self._is_perfect(at)
        if self._is_passive(at) or is_open:
            if self._is_harm(at):
                yield from (("suffers", party) for party in self._victim(at))
            return
        yield from (("does", party) for party in self._subject(at))
        for part in self._parts[at + 1 : at + 1 + REACH]:
            if part.word in CLAUSE_ENDS or part.word in AROUND or part.word in RELATIVE or part.word == ",":
                break
            if part.party and self._is_harm(at):
                yield "suffers", part.party
        if word in self._deeds.taking:
            yield from self._behind(at + 1, {"from": "suffers"})
        if word in self._deeds.shooting:
            yield from self._behind(at + 1, dict.fromkeys(("at", "on"), "suffers"))

    def _is_harm(self, at: int) -> bool:
        following = self._parts[at + 1].word if at + 1 < len(self._parts) else ""
        word = self._parts[at].word
        if word == "drove" and following in _TO_SOMEWHERE:
            return False
        if word in _TAKES and at and self._parts[at - 1].word == "it":
            return False  # "it took them two days to …"
        if word in _TAKES and following in _TAKES_NOBODY:
            return False
        return word in self._deeds.verbs or (word in _DOWN and following in {"down", "up"})

    def _blamed(self, at: int) -> Iterator[tuple[str, Party]]:
        word = self._parts[at].word
        if word in BLAMES | ACCUSES and self._is_blaming(at):
            yield from (("does", party) for party in self._object(at))
        elif word in ONES:
            if self._word(at + 1) in RELATIVE and self._is_harm(at + 2) and self._is_cleared(at):
                yield from (("cleared", party) for party in self._before(at)[-1:])
        elif word not in ACCUSES:
            yield from self._held_responsible(at)

    def _held_responsible(self, at: int) -> Iterator[tuple[str, Party]]:
        """ "X is responsible for the killing", "the killing was the work of X", "the deaths are blamed on X", "the blame lies with X"."""
        has_deed = self._has_noun or any(part.word in self._deeds.by_light for part in self._parts)
        word, before, following = self._parts[at].word, self._word(at - 1), self._word(at + 1)
        if not has_deed:
            return
        if NOT & {part.word for part in self._parts[max(0, at - 3) : at]}:
            yield from self._not_blamed(at)
            return
        reach = range(at, min(len(self._parts), at + 2 * _BY_REACH))
        rests = next((step for step in reach if self._parts[step].word in RESTS), 0)
        if word in ASCRIBED:
            yield from self._behind(at + 1, {"to": "does"})
        elif before in TAKEN or (word == "blame" and before == "to"):
            yield from (("does", party) for party in self._before(at)[-1:] or self._speaking())
        elif rests and word in {"responsibility", "blame"}:
            yield from self._behind(rests + 1, dict.fromkeys(("with", "on", "to"), "does"))
        elif word in WORK:
            yield from self._behind(at + 1, {"of": "does"})
        elif following == "on":
            yield from self._behind(at + 1, {"on": "does"})
        elif following in {"for", "the", "of", "this"}:
            yield from (("does", party) for party in self._before(at)[-1:])

    def _is_blaming(self, at: int) -> bool:
        """ "X blamed Y for the killing", "X accuses Y of killing": Y is told to have done it."""
        before = {part.word for part in self._parts[max(0, at - 3) : at]}
        if self._is_passive(at) or before & (NOT | {"to", "nobody", "neither"}):
            return False
        behind = [part.word for part in self._parts[at + 1 : at + 1 + REACH]]
        link = "for" if self._parts[at].word in BLAMES else "of"
        named = next(self._object(at), None)
        return named is not None and link in behind and self._tells_harm(at + 1 + behind.index(link))

    def _tells_harm(self, start: int) -> bool:
        harm = self._deeds.verbs | self._deeds.nouns | self._deeds.by_light
        return any(part.word in harm for part in self._parts[start : start + REACH])

    def _not_blamed(self, at: int) -> Iterator[tuple[str, Party]]:
        """ "The killing was not the work of X", "X was not to blame for it". Whom nobody "has held responsible" may have done it."""
        word = self._parts[at].word
        if not self._is_cleared(at):
            return
        if word in WORK and word not in {"responsibility", "hand"}:
            yield from self._behind(at + 1, {"of": "cleared"})
        elif word not in ASCRIBED and word != "blamed" and self._word(at + 1) in {"for", "the", "of", "this"}:
            yield from (("cleared", party) for party in self._before(at)[-1:])

    def _is_cleared(self, at: int) -> bool:
        """Whether a plain "was not" stands right before; "not only", "not the work of X alone" clear nobody."""
        step = at - 1
        while step > 0 and self._word(step) in NO_BLAME:
            step -= 1
        is_not = self._word(step) in NOT and self._word(step) != "nor"
        is_plain = is_not and (self._word(step - 1) in PASSIVE or self._word(step) in ISNT)
        return is_plain and not ALONE & {part.word for part in self._parts}

    def _who_were(self, at: int) -> Iterator[tuple[str, Party]]:
        """ "The attackers were X", "those who shot them belonged to X"."""
        for step in range(at + 1, min(len(self._parts), at + _BY_REACH)):
            if self._parts[step].word in _WERE:
                behind = step + (self._word(step + 1) in {"to", "from"})
                yield from (("does", party) for party in self._object(behind))
            if self._parts[step].word in _WERE or self._parts[step].word in CLAUSE_ENDS:
                return

    def _speaking(self) -> list[Party]:
        return [self._speaker] if self._speaker else []

    def _subject(self, at: int) -> list[Party]:
        """The nearest before the verb; of "removed the government of X and took power" the one of the first verb."""
        is_speaker = any(self._is_speaker(step) for step in range(max(0, at - 3), at))
        if self._speaker and is_speaker and not any(part.party for part in self._parts[:at]):
            return [self._speaker]  # with others named in between, "it" may be any of them
        before = [party for party in self._before(at) if party not in self._victims]
        is_second = any(part.word in _COORDINATES for part in self._parts[max(0, at - 2) : at])
        return before[:1] if is_second else before[-1:]

    def _is_speaker(self, at: int) -> bool:
        """Whether the word stands for whoever says it; in "the junta and its allies" it stands for the junta."""
        return self._parts[at].word in _ITSELF and not (at and self._parts[at - 1].word in _COORDINATES)

    def _victim(self, at: int) -> list[Party]:
        """Who is before a passive, unless others are counted in between: "after the army came, seven people were killed"."""
        for party in reversed(self._before(at)):
            if party not in self._doers:
                place = next(step for step, part in enumerate(self._parts) if part.party == party)
                before = [part.word for part in self._parts[max(0, place - 2) : place] if part.word != "the"]
                if before[-1:] == ["whom"]:
                    continue  # "men whom soldiers had caught were killed"
                is_of_others = any(part.is_count for part in self._parts[place:at])
                return [] if is_of_others else [party]
        return []

    def _is_noun(self, at: int) -> bool:
        """ "A raid", "the air strikes on": what comes before or behind tells the noun from the verb."""
        if self._parts[at].word not in self._deeds.verbs:
            return True
        before = self._parts[at - 1].word if at else ""
        following = self._parts[at + 1].word if at + 1 < len(self._parts) else ""
        if self._parts[at].word.endswith("ing") and before in _GERUND_AFTER:
            return following in _NOUN_BEFORE
        if at and self._parts[at - 1].is_name and (following in NO_OBJECT or not following):
            return True  # "the Christmas Eve massacre near Monywa"
        if at and self._parts[at - 1].party and (following in NO_OBJECT or not following):
            return True  # "died in a PDF ambush."
        is_led = before in self._deeds.before_nouns or before in self._deeds.light
        return is_led or following in _NOUN_BEFORE or not at

    def _noun(self, at: int) -> Iterator[tuple[str, Party]]:
        sides = {**_DEED_SIDES, "of": "suffers" if self._parts[at].word in self._deeds.of_victims else "does"}
        yield from self._behind(at + 1, sides)
        step = at - 1
        while step > 0 and self._parts[step].word in self._deeds.between:
            step -= 1
        party = self._parts[step].party if step >= 0 else None
        if party:
            yield "does", party
        if any(part.word == "under" for part in self._parts[max(0, at - 2) : at]):
            yield from (("suffers", victim) for victim in self._before(at - 1)[-1:])

    def _behind(self, start: int, sides: dict[str, str]) -> Iterator[tuple[str, Party]]:
        """Parties after a preposition that tells their side; "and" keeps it, another preposition ends it."""
        side = ""
        found = False
        for away, part in enumerate(self._parts[start : start + REACH]):
            if part.party:
                if side:
                    found = True
                    yield side, part.party
            elif part.word in sides and (part.word != "of" or (away <= _OF_REACH and not side)):
                side = sides[part.word]
            elif part.word == "," or part.word in PASSIVE:
                side = ""  # "the killing of twelve people was the work of the PDF"
            elif (found and part.word.endswith("ed")) or self._is_told_by(start + away):
                return  # "the execution by the junta condemned by …", "the execution was blamed on X by …"
            elif found and part.word not in JOINS:
                side = ""  # "laid by the KIA blew up a junta vehicle"
            elif part.word in CLAUSE_ENDS or part.word in self._deeds.verbs or part.word in RELATIVE:
                return
            elif part.word in AROUND:
                side = ""

    def _is_told_by(self, at: int) -> bool:
        word = self._parts[at].word
        return word in ENDS_DEED or (
            self._word(at + 1) == "by"
            and word != "claimed"
            and load_saying().verb.fullmatch(word) is not None
        )

    def _fighting(self, at: int) -> Iterator[tuple[str, Party]]:
        sides = dict.fromkeys(("with", "between", "of", "against"), "fights")
        known = [party for _, party in self._behind(self._between(at), sides)]
        is_verb = (
            self._parts[at].word.endswith("ed") or self._parts[at].word in _FOUGHT or self._is_passive(at)
        )
        if is_verb or (at and self._parts[at - 1].party):
            known += self._before(at)
        if is_verb and self._parts[at].word in _FOUGHT_WHOM:
            known += self._object(at)
        yield from (("fights", party) for party in known if party.ids or party.name[0].isupper())

    def _between(self, at: int) -> int:
        """Where the sides of a fight are named: right behind it, or after a place and a day behind "between"."""
        for step in range(at + 1, len(self._parts)):
            if self._parts[step].word in CLAUSE_ENDS:
                break
            if self._parts[step].word == "between":
                return step
        return at + 1

    def _named_after_by(self, at: int) -> Iterator[tuple[str, Party]]:
        """ "Killed … by X", however much stands between; "opened by X" and "reported by X" are other matters."""
        if self._word(at - 1) in KEPT and self._word(at - 2) in EXPLOSIVE:
            yield from self._behind(at, {"by": "does"})  # "explosives stored by X killed twelve people"
            return
        side = "does"
        for step in range(at - 1, max(-1, at - 1 - _BY_REACH), -1):
            part = self._parts[step]
            word = part.word
            is_light = word in self._deeds.by_light and (word != "led" or self._has_noun)
            if word in self._deeds.verbs or word in self._deeds.nouns or is_light:
                if word in self._deeds.verbs and part is not self._parts[at - 1] and self._is_led(at):
                    return
                side = "cleared" if self._is_cleared(step) else side
                break
            if word.endswith("ed") or word in {";", ".", "told", "seen", "found"}:
                return
        else:
            return
        yield from self._behind(at, {"by": side})

    def _is_led(self, at: int) -> bool:
        """ "Threw out the government led by X": whoever leads the victim did nothing."""
        return at > 1 and self._parts[at - 1].word in _HEADED and self._parts[at - 2].word not in PASSIVE
