"""Who does what to whom in a sentence, by word order: subject and object of an active verb, "by …", "an attack of … on …", "under fire from …".

No parser of English: it reads the ways in which reports say such things, and leaves out what it cannot place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.claims.claim import Claim
from bot.claims.saying import load_saying
from bot.claims.word_list import words
from bot.matching.parties import Party
from bot.matching.vocabulary import Vocabulary
from bot.matching.worded import AROUND, CLAUSE_ENDS, Part, is_beside, parts_in, party_first

_PASSIVE = words("was were been being is are be got")
_ITSELF = words("it they we its their our")
_FOUGHT = words("fought fight fights clash")
_FOUGHT_WHOM = words("fought fight fights battled battles engaged")
_TO_THE_END = words("dead down alive off out")
_JOINS = words("and or of the other allied its their fighters troops soldiers forces men members units s")
_WHEN = words("when as after while before until whom which that")
_ACCUSED = words("accuse accuses accused accusing suspected suspect")
_TAKES_NOBODY = words("up part place refuge cover shelter to arms")
_PERFECT = words("had has have having 've")
_TAKES = words("take takes took")
_TO_SOMEWHERE = words("into to through past along toward towards in")
_DOWN = words("brought bring brings blew blow blows took")
_BLAMED = words("responsible behind accountable culpable blamed blame guilty")
_WORK = words("work handiwork doing responsibility hand")
_ASCRIBED = words("attributed ascribed traced")
_TAKEN = words(
    "claim claims claimed take takes took accept accepts accepted admit admits admitted bear bears bore assumed"
)
_RESTS = words("lies lie lay rests rested falls fell belongs")
_DOERS = words("perpetrators perpetrator culprits culprit attackers killers gunmen bombers murderers")
_WERE = words("were was are is belonged belong came")
_NOT = words("not never nor wasn weren isn aren")
_COORDINATES = words("and then also")
_RELATIVE = words("who which that")
_NO_OBJECT = words("in at by on near during after when while as from for because since , . ; : ) !")
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
_REACH = 10
_OF_REACH = 1


@dataclass(frozen=True, slots=True)
class Deeds:
    """`does` harm, `suffers` it, `fights` with somebody else, `starts` the sentence and does something; each in order of the text."""

    does: tuple[Party, ...]
    suffers: tuple[Party, ...]
    fights: tuple[Party, ...]
    starts: tuple[Party, ...]


def deeds_of(claim: Claim, vocabulary: Vocabulary) -> Deeds:
    parts = list(parts_in(claim, vocabulary))
    found: dict[str, list[Party]] = {"does": [], "suffers": [], "fights": []}
    speaker = _speaker(claim)
    if speaker or any(part.party for part in parts):
        for side, party in _Reader(parts, vocabulary, speaker).read():
            if party not in found[side]:
                found[side].append(party)
    words_of_harm = vocabulary.deeds.verbs | vocabulary.deeds.nouns | vocabulary.deeds.fights
    starts = () if any(part.word in words_of_harm for part in parts) else tuple(party_first(parts))
    return Deeds(_ordered(found["does"]), _ordered(found["suffers"]), _ordered(found["fights"]), starts)


def _speaker(claim: Claim) -> Party | None:
    """Whoever "it" and "they" are who "says that it killed …"."""
    said = claim.attribution
    return Party(said.name, said.ids, 0, 0) if said and said.ids else None


def _ordered(parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(sorted(parties, key=lambda one: one.start))


class _Reader:
    def __init__(self, parts: Sequence[Part], vocabulary: Vocabulary, speaker: Party | None) -> None:
        self._parts = parts
        self._speaker = speaker
        self._victims: set[Party] = set()
        self._doers: set[Party] = set()
        self._deeds = vocabulary.deeds
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
        elif word in _BLAMED or word in _WORK or word in _ASCRIBED:
            yield from self._blamed(at)
        elif word in _DOERS or (word == "who" and self._word(at - 1) == "those" and self._is_harm(at + 1)):
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
        if word.endswith("ing") and _ACCUSED & {part.word for part in self._parts[max(0, at - _REACH) : at]}:
            return  # "the army, which villagers accuse of burning"
        is_open = self._has_no_object(at) and word in self._deeds.verbs and not self._is_perfect(at)
        if self._is_passive(at) or is_open:
            if self._is_harm(at):
                yield from (("suffers", party) for party in self._victim(at))
            return
        yield from (("does", party) for party in self._subject(at))
        for part in self._parts[at + 1 : at + 1 + _REACH]:
            if part.word in CLAUSE_ENDS or part.word in AROUND or part.word in _RELATIVE or part.word == ",":
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
        """ "X is responsible for the killing", "the killing was the work of X", "the deaths are blamed on X", "the blame lies with X"."""
        has_deed = self._has_noun or any(part.word in self._deeds.by_light for part in self._parts)
        word, before, following = self._parts[at].word, self._word(at - 1), self._word(at + 1)
        if not has_deed or _NOT & {part.word for part in self._parts[max(0, at - 3) : at]}:
            return
        rests = next((step for step in range(at, len(self._parts)) if self._parts[step].word in _RESTS), 0)
        if word in _ASCRIBED:
            yield from self._behind(at + 1, {"to": "does"})
        elif before in _TAKEN or (word == "blame" and before == "to"):
            yield from (("does", party) for party in self._before(at)[-1:] or self._speaking())
        elif rests and word in {"responsibility", "blame"}:
            yield from self._behind(rests + 1, dict.fromkeys(("with", "on", "to"), "does"))
        elif word in _WORK:
            yield from self._behind(at + 1, {"of": "does"})
        elif following == "on":
            yield from self._behind(at + 1, {"on": "does"})
        elif following in {"for", "the", "of", "this"}:
            yield from (("does", party) for party in self._before(at)[-1:])

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

    def _word(self, at: int) -> str:
        return self._parts[at].word if 0 <= at < len(self._parts) else ""

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

    def _has_no_object(self, at: int) -> bool:
        """ "Killed in", "shot dead on", "shot and killed": nobody comes behind to whom it is done."""
        words = [part.word for part in self._parts[at + 1 : at + 7]]
        counted = self._parts[at + 2 : at + 3] if words[:1] == [","] else self._parts[at + 1 : at + 2]
        if any(part.is_count for part in counted):
            return False  # "killed at least 80", "tortured, then killed, 14 villagers"
        if words[:1] in (["at"], ["on"]) and self._parts[at].word in self._deeds.shooting:
            return False
        before = [part.word for part in self._parts[max(0, at - 3) : at] if part.word != "the"]
        if len(before) > 1 and self._parts[at - 1].party and before[-2] in _WHEN:
            return False  # "when the army attacked"
        while words and (words[0] in _TO_THE_END or words[:2] == ["to", "death"]):
            words = words[2:] if words[0] == "to" else words[1:]
        if words[:2] == [",", "then"] and self._deeds.verbs & set(words[2:3]):
            return self._has_no_object(at + 3)  # "bombed, then killed, 14 villagers"
        if words[:1] == ["and"] and self._deeds.verbs & set(words[1:3]):
            words = words[2:] if words[1] in self._deeds.verbs else words[3:]
        return not words or words[0] in _NO_OBJECT

    def _is_passive(self, at: int) -> bool:
        """ "Were attacked", "had been heavily bombed", also "set by", but not "were burning"."""
        if self._parts[at].word.endswith("ing"):
            return False
        if at + 1 < len(self._parts) and self._parts[at + 1].word == "by":
            return True
        for part in reversed(self._parts[max(0, at - 3) : at]):
            if part.word in _PASSIVE:
                return True
            if part.party or part.word in CLAUSE_ENDS:
                return False
        return False

    def _is_perfect(self, at: int) -> bool:
        """ "Whom the army had taken away": it did so, whatever comes behind."""
        for part in reversed(self._parts[max(0, at - 3) : at]):
            if part.word in _PERFECT:
                return True
            if part.party or part.word in _PASSIVE or part.word in CLAUSE_ENDS:
                return False
        return False

    def _is_noun(self, at: int) -> bool:
        """ "A raid", "the air strikes on": what comes before or behind tells the noun from the verb."""
        if self._parts[at].word not in self._deeds.verbs:
            return True
        before = self._parts[at - 1].word if at else ""
        following = self._parts[at + 1].word if at + 1 < len(self._parts) else ""
        if self._parts[at].word.endswith("ing") and before in _GERUND_AFTER:
            return following in _NOUN_BEFORE
        if at and self._parts[at - 1].party and (following in _NO_OBJECT or not following):
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
        for away, part in enumerate(self._parts[start : start + _REACH]):
            if part.party:
                if side:
                    found = True
                    yield side, part.party
            elif part.word in sides and (part.word != "of" or (away <= _OF_REACH and not side)):
                side = sides[part.word]
            elif part.word == "," or part.word in _PASSIVE:
                side = ""  # "the killing of twelve people was the work of the PDF"
            elif (found and part.word.endswith("ed")) or self._is_told_by(start + away):
                return  # "the execution by the junta condemned by …", "the execution was condemned by …"
            elif found and part.word not in _JOINS:
                side = ""  # "laid by the KIA blew up a junta vehicle"
            elif part.word in CLAUSE_ENDS or part.word in self._deeds.verbs or part.word in _RELATIVE:
                return
            elif part.word in AROUND:
                side = ""

    def _is_told_by(self, at: int) -> bool:
        word = self._parts[at].word
        return (
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

    def _object(self, at: int) -> Iterator[Party]:
        """Whom it is done to, right behind the verb: "fought the TNLA and its allies"."""
        for part in self._parts[at + 1 : at + 1 + _REACH]:
            if part.party:
                yield part.party
            elif part.word not in {"the", *_JOINS}:
                return

    def _named_after_by(self, at: int) -> Iterator[tuple[str, Party]]:
        """ "Killed … by X", however much stands between; "opened by X" and "reported by X" are other matters."""
        for part in reversed(self._parts[max(0, at - _BY_REACH) : at]):
            word = part.word
            is_light = word in self._deeds.by_light and (word != "led" or self._has_noun)
            if word in self._deeds.verbs or word in self._deeds.nouns or is_light:
                if word in self._deeds.verbs and part is not self._parts[at - 1] and self._is_led(at):
                    return
                break
            if word.endswith("ed") or word in {";", ".", "told", "seen", "found"}:
                return
        else:
            return
        yield from self._behind(at, {"by": "does"})

    def _is_led(self, at: int) -> bool:
        """ "Threw out the government led by X": whoever leads the victim did nothing."""
        return at > 1 and self._parts[at - 1].word in _HEADED and self._parts[at - 2].word not in _PASSIVE

    def _before(self, at: int) -> list[Party]:
        """The parties of this clause before `at` that can be its subject, the likeliest last."""
        found: list[Party] = []
        for step in range(at - 1, -1, -1):
            part = self._parts[step]
            if part.word in CLAUSE_ENDS:
                break
            if part.word in _RELATIVE:
                owner = self._parts[step - 1].party if step else None
                if owner and not found:
                    found.append(owner)
                break
            if part.party and not is_beside(self._parts, step):
                found.append(part.party)
        return found[::-1]
