"""What stands before and behind a word of a sentence: its subject and object, whether it is passive."""

from collections.abc import Iterator, Sequence

from bot.claims.word_list import words
from bot.matching.parties import Party
from bot.matching.vocabulary import Vocabulary
from bot.matching.worded import CLAUSE_ENDS, Part, is_beside

PASSIVE = words("was were been being is are be got")
PERFECT = words("had has have having 've")
TO_THE_END = words("dead down alive off out")
WHEN = words("when as after while before until whom which that")
NO_OBJECT = words("beyond in at by on near during after when while as from for because since , . ; : ) !")
JOINS = words("and or of the other allied its their fighters troops soldiers forces men members units s")
REACH = 10
RELATIVE = words("who which that")


class Clause:
    def __init__(self, parts: Sequence[Part], vocabulary: Vocabulary) -> None:
        self._parts = parts
        self._deeds = vocabulary.deeds

    def _word(self, at: int) -> str:
        return self._parts[at].word if 0 <= at < len(self._parts) else ""

    def _object(self, at: int) -> Iterator[Party]:
        """Whom it is done to, right behind the verb: "fought the TNLA and its allies"."""
        for part in self._parts[at + 1 : at + 1 + REACH]:
            if part.party:
                yield part.party
            elif part.word not in {"the", *JOINS}:
                return

    def _before(self, at: int) -> list[Party]:
        """The parties of this clause before `at` that can be its subject, the likeliest last."""
        found: list[Party] = []
        for step in range(at - 1, -1, -1):
            part = self._parts[step]
            if part.word in CLAUSE_ENDS:
                break
            if part.word in RELATIVE:
                owner = self._parts[step - 1].party if step else None
                if owner and not found:
                    found.append(owner)
                break
            if part.party and not is_beside(self._parts, step):
                found.append(part.party)
        return found[::-1]

    def _is_passive(self, at: int) -> bool:
        """ "Were attacked", "had been heavily bombed", also "set by", but not "were burning"."""
        if self._parts[at].word.endswith("ing"):
            return False
        if at + 1 < len(self._parts) and self._parts[at + 1].word == "by":
            return True
        for part in reversed(self._parts[max(0, at - 3) : at]):
            if part.word in PASSIVE:
                return True
            if part.party or part.word in CLAUSE_ENDS:
                return False
        return False

    def _is_perfect(self, at: int) -> bool:
        """ "Whom the army had taken away": it did so, whatever comes behind."""
        for part in reversed(self._parts[max(0, at - 3) : at]):
            if part.word in PERFECT:
                return True
            if part.party or part.word in PASSIVE or part.word in CLAUSE_ENDS:
                return False
        return False

    def _has_no_object(self, at: int) -> bool:
        """ "Killed in", "shot dead on", "shot and killed": nobody comes behind to whom it is done."""
        words = [part.word for part in self._parts[at + 1 : at + 7]]
        counted = self._parts[at + 2 : at + 3] if words[:1] == [","] else self._parts[at + 1 : at + 2]
        if any(part.is_count for part in counted):
            return False  # "killed at least 80", "tortured, then killed, 14 villagers"
        if words[:1] in (["at"], ["on"]) and self._parts[at].word in self._deeds.shooting:
            return False
        before = [part.word for part in self._parts[max(0, at - 3) : at] if part.word != "the"]
        if len(before) > 1 and self._parts[at - 1].party and before[-2] in WHEN:
            return False  # "when the army attacked"
        while words and (words[0] in TO_THE_END or words[:2] == ["to", "death"]):
            words = words[2:] if words[0] == "to" else words[1:]
        if words[:2] == [",", "then"] and self._deeds.verbs & set(words[2:3]):
            return self._has_no_object(at + 3)  # "bombed, then killed, 14 villagers"
        if words[:1] == ["and"] and self._deeds.verbs & set(words[1:3]):
            words = words[2:] if words[1] in self._deeds.verbs else words[3:]
        return not words or words[0] in NO_OBJECT
