"""Whom "she", "the nurse", "the group" and "a statement" mean, by what the text has said so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.claims.claim import Attribution, NameKind
from bot.claims.described import bodies_in, fits, is_same_body, is_somebody, known_of, with_body
from bot.claims.heard import Heard, can_be, is_same
from bot.claims.introductions import ANYBODY, KIN_OF
from bot.claims.mentions import find_names
from bot.claims.names import Names
from bot.claims.people_named import people_named
from bot.claims.rivals import begins_with_other, is_another_named, is_of_unnamed
from bot.claims.saying import load_saying
from bot.claims.sentences import Sentence
from bot.claims.speaker import Speaker, Who
from bot.claims.subjects import subject_of
from bot.claims.voice_found import Voice

_UNSIGNED = frozenset(
    ["statement", "bulletin", "communique", "communiqué", "spokesman", "spokeswoman", "spokesperson"]
)
_PAPERS = frozenset(
    ["statement", "report", "letter", "message", "post", "article", "bulletin", "text", "list"]
)
_HE_OR_SHE = {
    True: re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE),
    False: re.compile(r"\b(?:he|his|him)\b", re.IGNORECASE),
}
"""Of "He was safe, she said" he who was named may be the one that she speaks of."""

_TAG_FROM = 12
_JOINS = re.compile(r"\b(?:and|but|while|whereas|then)(?: the)? $")
_PLURAL = re.compile(r"^(?:they|their)\b", re.IGNORECASE)
_HUMAN = re.compile(r"^(?:he|she|his|her)\b", re.IGNORECASE)
_OWN = frozenset(["his", "her"])
_SEATED = re.compile(
    r"^the (?:township|village|district|ward|regional|state|local|camp|hospital|prison|town|city|area|provincial|school|police|division|station) [a-z]+",
    re.IGNORECASE,
)
"""Whoever is in charge at a place is somebody else than the one who spoke there."""

_FEMALE = re.compile(r"^(?:she|her)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What is known while a text is read; `heard`, `voices` and `found` fill as it goes on."""

    sentences: Sequence[Sentence]
    within: Sequence[bool]
    voices: Sequence[Voice | None]
    names: Names
    heard: Heard
    found: Sequence[Attribution | None]

    def _has_rival(self, at: int) -> bool:
        """Whether another body speaks or acts beside the one that was heard last: "the KNU said so, and the NUG agreed"."""
        if not at:
            return False
        text, known = self.sentences[at - 1].seen, self.heard.body
        return any(
            one.kind is not NameKind.PLACE
            and known
            and set(one.ids).isdisjoint(known.ids)
            and _JOINS.search(text[: one.start])
            and " between " not in text[: one.start]
            for one in find_names(text, self.names)
        )

    def described(self, at: int, speaker: Speaker) -> Speaker | None:
        """ "the nurse": she who was called one; "the group": the last body that spoke."""
        named = [voice.speaker for voice in self.voices if voice and voice.speaker.who is Who.NAMED]
        named += self.heard.people.values()
        bearing = {one.name: one for one in named if one.roles & speaker.roles}
        if len(bearing) == 1:
            (one,) = bearing.values()
            is_later = one.name not in self.heard.people and speaker.is_person
            return None if is_later and self.heard.people else one
        if bearing or is_of_unnamed(speaker, (voice.speaker for voice in self.voices[:at] if voice)):
            return None
        if not speaker.is_person:
            return self._described_body(at, speaker, named)
        if " of " in speaker.name:  # "the governor of the region"
            return None
        people = self.heard.people
        is_only = len(people) == 1 and self.heard.person is not None and self.heard.person.name in people
        only = next(iter(people.values())) if is_only else None
        is_any = any(role in ANYBODY or role.endswith("-year-old") for role in speaker.roles)
        is_plain = speaker.at > 0 or not _SEATED.match(speaker.name)
        is_fitting = only and (
            is_any
            or (is_plain and self._is_near(at) and (not only.roles or only.roles <= load_saying().titles))
        )
        return only if only and is_fitting and not self._is_another_named(at, only) else None

    def _is_near(self, at: int) -> bool:
        """Whether the sentence before was about whoever was heard last."""
        person, before = self.heard.person, self.sentences[at - 1].seen if at else ""
        found = self.found[at - 1] if at else None
        is_said = found is not None and person is not None and found.name == person.name
        return is_said or (person is not None and person.name in before)

    def _described_body(self, at: int, speaker: Speaker, named: Sequence[Speaker]) -> Speaker | None:
        """ "The group": whom the sentence is about, else who spoke last, else the only body of the text that it fits."""
        subject = self._subject_before(at, speaker)
        if subject and not is_somebody(subject, self.names) and fits(speaker.name, subject, self.names):
            self.heard.note(subject, is_person=False)
            return subject
        is_paper = not speaker.roles.isdisjoint(_PAPERS)
        fitting = [one for one in self.heard.before if not is_paper and fits(speaker.name, one, self.names)]
        if len(fitting) == 1 and not self.heard.body:
            return fitting[0]
        heard = self.heard
        body = heard.body or heard.topic
        if body is None or not fits(speaker.name, body, self.names):
            return fitting[0] if len(fitting) == 1 else None
        beside = bodies_in(self.sentences[at - 1].seen, self.names) if at else []
        beside = with_body(beside, heard.body) if heard.body else beside
        others = [one for one in beside if fits(speaker.name, one, self.names)]
        is_open = len(others) > 1 or self._has_rival(at) or heard.is_rivalled
        if heard.body and len(fitting) > 1 and len({one.ids or (one.name,) for one in named}) > 1:
            return None
        if heard.body and is_open and len(others) > 1:
            return None
        bodies = {one.ids or (one.name,) for one in named if not is_somebody(one, self.names)}
        is_plain = heard.last is heard.body or len(bodies) == 1 or heard.person is None
        return body if is_plain else None

    def unsigned(self, speaker: Speaker) -> Speaker | None:
        """ "A statement claimed", "a spokesman added": of the only party that the text names."""
        if not any(role in _UNSIGNED for role in speaker.roles):
            return None
        bodies = self.heard.bodies
        is_sure = len(bodies) == len(self.heard.before) == 1 and any(
            one.is_party for one in known_of(bodies[0].ids, self.names)
        )
        return bodies[0] if is_sure else None

    def pronoun(self, at: int, speaker: Speaker) -> Speaker | None:
        heard, word = self.heard, speaker.name
        if _HUMAN.match(word):
            is_open = word.lower() in _OWN and self._names_other_before(at, speaker)
            return None if is_open else self._he_or_she(at, is_woman=bool(_FEMALE.match(word)))
        subject = self._subject_before(at, speaker)
        if not subject and (self._has_rival(at) or heard.is_rivalled or self._owns_other(at, speaker)):
            return None
        if subject:
            is_aside = self.sentences[at].seen[: speaker.at].endswith(" as ")
            is_open = word.lower() == "it" and not is_aside and self._spoke_just_before(at, subject)
            if not is_open:
                heard.note(subject, is_person=False)
            return None if is_open else subject
        if at and speaker.at < _TAG_FROM and self._tells_of_others(at - 1, is_many=bool(_PLURAL.match(word))):
            return None
        if _PLURAL.match(word):
            return heard.crowd or (heard.body if heard.last is heard.body else None)
        if not heard.body and not heard.topic and self._is_thing_just_before(at):
            return heard.last
        if heard.last is heard.body or (heard.last and heard.last is heard.person and not heard.crowd):
            return heard.body or heard.topic
        return None

    def _is_thing_just_before(self, at: int) -> bool:
        """ "64 raids, Nyan Linn Analytica calculated. Kachin State had more, its table shows.": what looked like a person is none."""
        last, before = self.heard.last, self.voices[at - 1] if at else None
        is_named = last is not None and last.who is Who.NAMED and " " in last.name and not last.roles
        is_last = last is not None and before is not None and before.speaker.name == last.name
        saying = load_saying()
        first = last.name.split()[0] if last else ""
        is_titled = first.lower() in saying.titles or first in saying.women | saying.men
        return (
            is_named and is_last and not is_titled and not saying.is_burmese_name(last.name if last else "")
        )

    def _he_or_she(self, at: int, *, is_woman: bool) -> Speaker | None:
        person = self.heard.person
        if person is None or not can_be(person, is_woman=is_woman):
            return self._only_one_of(at, is_woman=is_woman) or self._only_other(at, is_woman=is_woman)
        is_spoken_of = _HE_OR_SHE[not is_woman].search(self.sentences[at].seen) and not self._has_spoken(
            at, person
        )
        is_open = is_spoken_of or self._is_another_named(at, person, is_woman=is_woman)
        return None if is_open else person

    def _only_other(self, at: int, *, is_woman: bool) -> Speaker | None:
        """ "Thida Win said so. Her brother ran away. He was safe, she said": the only one who has spoken, behind kin of hers."""
        people = list(self.heard.people.values())
        kin = self.heard.person
        if len(people) != 1 or kin is None or kin.who is not Who.UNNAMED:
            return None
        (only,) = people
        is_fitting = can_be(only, is_woman=is_woman) and self._has_spoken(at, only)
        is_open = self._is_another_named(at, only, is_woman=is_woman)
        return only if is_fitting and not is_open else None

    def _has_spoken(self, at: int, person: Speaker) -> bool:
        return any(voice is not None and voice.speaker.name == person.name for voice in self.voices[:at])

    def _names_other_before(self, at: int, speaker: Speaker) -> bool:
        """ "Bill Richardson had met the general, his office said": his who was heard before, or one of these two."""
        known = self.heard.person
        named = people_named(self.sentences[at].seen[: speaker.at], self.names)
        return any(known is None or not is_same(one, known.name) for one in named)

    def _is_another_named(self, at: int, person: Speaker, *, is_woman: bool | None = None) -> bool:
        before = [one.seen for one in self.sentences[:at]]
        return is_another_named(person, before, self.sentences[at].seen, self.names, is_woman=is_woman)

    def _subject_before(self, at: int, speaker: Speaker) -> Speaker | None:
        """Who the sentence is about, where the words for its speaker come behind: "The KNU took the hills, it announced"."""
        return None if speaker.at < _TAG_FROM else subject_of(self.sentences[at].seen, self.names)

    def _spoke_just_before(self, at: int, subject: Speaker) -> bool:
        """ "The KWO said so. The army must investigate, it stressed": the KWO, or the army."""
        body = self.heard.body
        spoke = at > 0 and self.voices[at - 1] is not None and self.heard.last is body
        return spoke and body is not None and not is_same_body(body, subject)

    def _tells_of_others(self, at: int, *, is_many: bool) -> bool:
        """Whether the sentence is about something else that "it" (or, of many, "they") can mean as well."""
        is_known = self.heard.topic is not None or self.voices[at] is not None or self.within[at]
        return (is_many or not is_known) and begins_with_other(self.sentences[at].seen, is_many=is_many)

    def _owns_other(self, at: int, speaker: Speaker) -> bool:
        """ "The target was a ceremony of the NUG, its spokesman said": of the NUG, or of who spoke before."""
        before = self.sentences[at].seen[: speaker.at]
        return speaker.name.lower() == "its" and any(
            not (self.heard.body and is_same_body(one, self.heard.body))
            for one in bodies_in(before, self.names)
        )

    def _only_one_of(self, at: int, *, is_woman: bool) -> Speaker | None:
        """Whom a title tells to be a woman or a man, where nobody else who was heard or named just before can be meant."""
        beside = [one.seen for one in self.sentences[max(at - 1, 0) : at + 1]]
        if any(KIN_OF[is_woman].search(text) for text in beside):
            return None
        near = {name for text in beside for name in people_named(text, self.names)}
        people = [
            Speaker(name.removesuffix("'s"), is_person=True)
            for name in sorted(near | self.heard.people.keys())
        ]
        fitting = [one for one in people if can_be(one, is_woman=is_woman)]
        saying = load_saying()
        titles = saying.women if is_woman else saying.men
        return fitting[0] if len(fitting) == 1 and fitting[0].name.split()[0] in titles else None
