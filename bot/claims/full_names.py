"""Names in the fullest form that a text gives them: "Türk" is Volker Türk, "the KWO" the Karen Women's Organisation."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bot.claims.abbreviations import abbreviations
from bot.claims.bodies import body_names
from bot.claims.claim import NameKind
from bot.claims.heard import holds, without_role
from bot.claims.mentions import find_names
from bot.claims.names import Names
from bot.claims.people_named import OPENS_SENTENCE, PERSON_NAME
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker, Who
from bot.claims.voice_found import Voice

_OVER_AN_END = re.compile(r"[.!?] |\n")
_FUNCTION = r"(?:spokes(?:man|woman|person)|commander|minister|leader|chief|chair(?:man|woman|person)?|head|secretary|president|director|officer|official)"
_RANKED = r"(?:(?:an?|the|deputy|vice|chief|senior|top|main|leading|acting|information|foreign|defence|military|press|political|general) )*"
_BEFORE_BODY = re.compile(rf"{_RANKED}{_FUNCTION} (?:for|of|in|at) (?:the )?")
_RULING = re.compile(r"(?: (?:council|government|regime|authorities))?")
_OPENS_WITH_BODY = re.compile(r"(?:(?:an?|the) )?")
_BEHIND_BODY = re.compile(rf"(?:['’]s)? {_RANKED}{_FUNCTION}")


class FullNames:
    """The names of a text."""

    def __init__(self, seen: str, names: Names) -> None:
        self._seen = seen
        self._names = names
        found = (OPENS_SENTENCE.sub("", match[0]).rstrip(".,'’") for match in PERSON_NAME.finditer(seen))
        self._full_names = list(dict.fromkeys(name for name in found if " " in name))
        self._abbreviated = abbreviations(seen)

    def of(self, speaker: Speaker, voices: Sequence[Voice | None]) -> Speaker | None:
        """The speaker by the fullest name that the text gives them, with the body whose word theirs is; None where a capital at the beginning of a
        sentence may be no name."""
        full = self._fullest(speaker, voices)
        if full is None or full.ids or full.who is not Who.NAMED:
            return full
        held = self._held_for(full.name)
        return replace(full, ids=held, is_person=True) if held else full

    def only_body(self, noun: str) -> Speaker | None:
        """The one body with that noun, in small letters, in its name; None where there are several, or none."""
        holding = [name for name in self._bodies if noun in name.lower().split() and not name.islower()]
        longest = max(holding, key=len, default="")
        if not longest or any(name not in longest for name in holding):
            return None
        return Speaker(longest, self._ids_at(longest), at=self._bodies[longest])

    @cached_property
    def _bodies(self) -> Mapping[str, int]:
        """Whatever may be the name of a body, and where it stands."""
        found = {self._seen[start:end]: start for start, end in body_names(self._seen)}
        found |= {
            one.name: one.start
            for one in find_names(self._seen, self._names)
            if one.kind is not NameKind.PLACE
        }
        found |= {name: self._seen.find(name) for name in self._full_names}
        return {_OVER_AN_END.split(name, maxsplit=1)[0]: at for name, at in found.items()}

    def _fullest(self, speaker: Speaker, voices: Sequence[Voice | None]) -> Speaker | None:
        own = speaker.name.split()
        if speaker.name.isupper() and speaker.name in self._abbreviated:
            return replace(speaker, name=self._abbreviated[speaker.name])
        whole = "" if speaker.ids or speaker.name.isupper() else self._longest(speaker)
        if whole and (
            speaker.is_short
            or len(own) > 1
            or speaker.is_person
            or own[-1] == whole.split()[-1]
            or _is_said_person(whole, voices)
        ):
            return replace(
                speaker,
                name=whole,
                ids=self._ids_at(whole),
                is_short=False,
                is_person=speaker.is_person or speaker.is_short,
            )
        if speaker.is_short and not self._stands_within(speaker.name):
            return None
        return speaker

    def _longest(self, speaker: Speaker) -> str:
        """The longest name that holds theirs, "" where two that do are different."""
        own = speaker.name.split()
        longer = [
            full for full in self._full_names if holds(full.split(), own) and len(full) > len(speaker.name)
        ]
        titles = load_saying().titles
        bare = {
            " ".join(word for word in without_role(full).split() if word.lower() not in titles)
            for full in longer
        }
        bare -= {speaker.name, ""}
        whole = max(bare, key=len, default="").removeprefix("The ")
        return whole if all(" ".join(other.split()) in f"The {whole}" for other in bare) else ""

    def _held_for(self, name: str) -> tuple[str, ...]:
        """The body behind a name: "Zaw Min Tun, spokesman of the junta,", "Gun Maw, the KIA's deputy commander," """
        apposed = re.search(
            rf"\b{re.escape(name)}, (?P<what>[^,.;:()\n\"]{{4,90}})(?=[,.;:()]|$)", self._seen
        )
        if apposed is None:
            return ()
        what = apposed["what"]
        bodies = (one for one in find_names(what, self._names) if one.kind is not NameKind.PLACE)
        return next((one.ids for one in bodies if _is_office(what, one.start, one.end)), ())

    def _ids_at(self, whole: str) -> tuple[str, ...]:
        return next(
            (
                one.ids
                for one in find_names(whole, self._names)
                if one.kind is not NameKind.PLACE and whole.startswith(one.name)
            ),
            (),
        )

    def _stands_within(self, name: str) -> bool:
        """Whether the word has its capital within a sentence too."""
        return bool(
            re.search(rf"(?:[a-z],?|[\w,?!]\") {re.escape(name)}\b(?! [A-Z])", self._seen)
        ) and not load_saying().is_person(name)


def _is_office(what: str, start: int, end: int) -> bool:
    """Whether that is all that is said: an office in the body that stands there."""
    before, behind = what[:start], what[end:]
    if _RULING.fullmatch(behind):
        return bool(_BEFORE_BODY.fullmatch(before))
    return bool(_OPENS_WITH_BODY.fullmatch(before) and _BEHIND_BODY.fullmatch(behind))


def _is_said_person(name: str, voices: Sequence[Voice | None]) -> bool:
    return any(voice and voice.speaker.name.endswith(name) for voice in voices)
