"""Who says each sentence of a text: quotations that go on, pronouns, "the nurse", and names in their fullest form.

What cannot be told stays blank: a wrong name is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.attribution import attribution_of
from bot.claims.claim import Attribution, Mention, Method, NameKind
from bot.claims.described import bodies_in, fits, is_known_body, is_same_body, known_of, with_body
from bot.claims.doubts import VERB
from bot.claims.full_names import FullNames
from bot.claims.heard import Heard, can_be, is_same
from bot.claims.introductions import (
    AND_ANOTHER,
    ANOTHER,
    ANYBODY,
    APPOSED,
    BEHIND_PREPOSITION,
    CALLED,
    HIS_KIN,
    KIN_OF,
    MANY,
)
from bot.claims.mentions import find_names, with_bodies
from bot.claims.names import Names
from bot.claims.noun_phrases import is_of_state
from bot.claims.papers import NAMED_LATER, PUTS_OUT
from bot.claims.people_named import OPENS_SENTENCE, PERSON_NAME, is_person, people_named
from bot.claims.quotations import Quotations
from bot.claims.rivals import begins_with_other, is_another_named, is_of_hers, is_of_unnamed, leaves_open
from bot.claims.saying import load_saying
from bot.claims.sentences import Sentence
from bot.claims.speaker import Speaker, Who
from bot.claims.speakers import speaker_in
from bot.claims.split import is_quoted
from bot.claims.subjects import SUBJECT_ENDS, is_only_body, subject_of
from bot.claims.voice import voice_in
from bot.claims.voice_found import Voice

_NAMED_WITHIN = 5
_UNSIGNED = frozenset(
    ["statement", "bulletin", "communique", "communiqué", "spokesman", "spokeswoman", "spokesperson"]
)
_PAPERS = frozenset(
    ["statement", "report", "letter", "message", "post", "article", "bulletin", "text", "list"]
)
_TAG_FROM = 12
_JOINS = re.compile(r"\b(?:and|but|while|whereas|then)(?: the)? $")
_CITING = re.compile(r"\b(?:citing|quoting)\b")
_PLURAL = re.compile(r"^(?:they|their)\b", re.IGNORECASE)
_HUMAN = re.compile(r"^(?:he|she|his|her)\b", re.IGNORECASE)
_OWN = frozenset(["his", "her"])
_SEATED = re.compile(
    r"^the (?:township|village|district|ward|regional|state|local|camp|hospital|prison|town|city|area|provincial|school|police|division|station) [a-z]+",
    re.IGNORECASE,
)
"""Whoever is in charge at a place is somebody else than the one who spoke there."""

_FEMALE = re.compile(r"^(?:she|her)\b", re.IGNORECASE)


def read_speakers(sentences: Sequence[Sentence], seen: str, names: Names) -> list[Attribution | None]:
    """Who says each of the sentences, in their order."""
    return _Text(sentences, seen, names).speakers()


class _Text:
    def __init__(self, sentences: Sequence[Sentence], seen: str, names: Names) -> None:
        self._sentences = sentences
        self._seen = seen
        self._names = names
        self._within = [is_quoted(seen, sentence.span.start) for sentence in sentences]
        self._voices = [
            None if sentence.is_opening else voice_in(sentence.seen, names, is_quoted=within)
            for sentence, within in zip(sentences, self._within, strict=True)
        ]
        self._full_names = FullNames(seen, names)
        self._heard = Heard()
        self._bodies: list[Speaker] = []
        self._before: list[Speaker] = []  # those named before the words for the speaker
        self._found: list[Attribution | None] = [None] * len(sentences)
        self._subjects: dict[int, Speaker] = {}

    def speakers(self) -> list[Attribution | None]:
        self._introduce()
        for at, voice in enumerate(self._voices):
            speaks_at = voice.speaker.at if voice else 0
            for body in bodies_in(self._sentences[at].seen, self._names):
                self._bodies = with_body(self._bodies, body)
                if body.at < speaks_at:
                    self._before = with_body(self._before, body)
            if voice:
                self._found[at] = self._resolved(at, voice)
            elif not self._sentences[at].is_opening:
                self._pass_over(at)
            self._before = self._bodies
        quotations = Quotations(
            self._sentences, self._seen, self._names, self._within, self._voices, self._found, self._subjects
        )
        for at in range(len(self._sentences)):
            if self._voices[at] is None and not self._sentences[at].is_opening:
                self._found[at] = quotations.speaker_of(at)
        return self._found

    def _introduce(self) -> None:
        """Names in their fullest form first: "Türk" may come before "Volker Türk" (in a title)."""
        for at, sentence in enumerate(self._sentences):
            later = NAMED_LATER.match(sentence.seen)
            if later:
                self._name_before(at, later["name"] or later["first"])
        for at, voice in enumerate(self._voices):
            if voice and voice.speaker.who is Who.NAMED:
                fuller = self._full_names.of(voice.speaker, self._voices)
                self._voices[at] = replace(voice, speaker=fuller) if fuller else None

    def _name_before(self, at: int, name: str) -> None:
        """Whoever spoke last without a name has this one: "Her name is Daw Mya Sein"."""
        for before in range(at - 1, max(at - _NAMED_WITHIN, -1), -1):
            voice = self._voices[before]
            if voice and voice.speaker.who is not Who.PRONOUN:
                if voice.speaker.is_person and voice.speaker.who is not Who.NAMED:
                    named = Speaker(name, roles=voice.speaker.roles, is_person=True, at=voice.speaker.at)
                    self._voices[before] = replace(voice, speaker=named)
                return

    def _resolved(self, at: int, voice: Voice) -> Attribution | None:
        speaker, text = voice.speaker, self._sentences[at].seen
        match speaker.who:
            case Who.NAMED:
                self._heard.note(speaker, is_person=self._is_person(speaker))
                if _CITING.search(text):
                    self._heard.crowd = Speaker("they", who=Who.UNNAMED)
                return attribution_of(voice, text, self._names, None)
            case Who.UNNAMED:
                meant = self._unsigned(speaker)
            case Who.DESCRIBED:
                own = replace(speaker, who=Who.NAMED) if is_of_state(speaker.name) else None
                meant = self._described(at, speaker) or own
            case Who.PRONOUN:
                meant = self._pronoun(at, speaker)
        if meant is None:
            if speaker.who is not Who.PRONOUN:
                self._heard.note(replace(speaker, who=Who.UNNAMED), is_person=speaker.is_person)
            return attribution_of(voice, text, self._names, None)
        self._heard.last = meant
        if meant.who is not Who.NAMED:
            return Attribution(meant.name, (), Method.UNNAMED, voice.stance)
        if not self._is_person(meant):
            self._heard.note(meant, is_person=False)
        return attribution_of(voice, text, self._names, meant)

    def _has_rival(self, at: int) -> bool:
        """Whether another body speaks or acts beside the one that was heard last: "the KNU said so, and the NUG agreed"."""
        if not at:
            return False
        text, known = self._sentences[at - 1].seen, self._heard.body
        return any(
            one.kind is not NameKind.PLACE
            and known
            and set(one.ids).isdisjoint(known.ids)
            and _JOINS.search(text[: one.start])
            and " between " not in text[: one.start]
            for one in find_names(text, self._names)
        )

    def _described(self, at: int, speaker: Speaker) -> Speaker | None:
        """ "the nurse": she who was called one; "the group": the last body that spoke."""
        named = [voice.speaker for voice in self._voices if voice and voice.speaker.who is Who.NAMED]
        named += self._heard.people.values()
        bearing = {one.name: one for one in named if one.roles & speaker.roles}
        if len(bearing) == 1:
            (one,) = bearing.values()
            is_later = one.name not in self._heard.people and speaker.is_person
            return None if is_later and self._heard.people else one
        if bearing or is_of_unnamed(speaker, (voice.speaker for voice in self._voices[:at] if voice)):
            return None
        if not speaker.is_person:
            return self._described_body(at, speaker, named)
        if " of " in speaker.name:  # "the governor of the region"
            return None
        people = self._heard.people
        is_only = len(people) == 1 and self._heard.person is not None and self._heard.person.name in people
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
        person, before = self._heard.person, self._sentences[at - 1].seen if at else ""
        found = self._found[at - 1] if at else None
        is_said = found is not None and person is not None and found.name == person.name
        return is_said or (person is not None and person.name in before)

    def _described_body(self, at: int, speaker: Speaker, named: Sequence[Speaker]) -> Speaker | None:
        """ "The group": whom the sentence is about, else who spoke last, else the only body of the text that it fits."""
        subject = self._subject_before(at, speaker)
        if subject and not self._is_person(subject) and fits(speaker.name, subject, self._names):
            self._heard.note(subject, is_person=False)
            return subject
        is_paper = not speaker.roles.isdisjoint(_PAPERS)
        fitting = [one for one in self._before if not is_paper and fits(speaker.name, one, self._names)]
        if len(fitting) == 1 and not self._heard.body:
            return fitting[0]
        heard = self._heard
        body = heard.body or heard.topic
        if body is None or not fits(speaker.name, body, self._names):
            return fitting[0] if len(fitting) == 1 else None
        beside = bodies_in(self._sentences[at - 1].seen, self._names) if at else []
        beside = with_body(beside, heard.body) if heard.body else beside
        others = [one for one in beside if fits(speaker.name, one, self._names)]
        is_open = len(others) > 1 or self._has_rival(at) or heard.is_rivalled
        if heard.body and len(fitting) > 1 and len({one.ids or (one.name,) for one in named}) > 1:
            return None
        if heard.body and is_open and len(others) > 1:
            return None
        bodies = {one.ids or (one.name,) for one in named if not self._is_person(one)}
        is_plain = heard.last is heard.body or len(bodies) == 1 or heard.person is None
        return body if is_plain else None

    def _unsigned(self, speaker: Speaker) -> Speaker | None:
        """ "A statement claimed", "a spokesman added": of the only party that the text names."""
        if not any(role in _UNSIGNED for role in speaker.roles):
            return None
        bodies = self._bodies
        is_sure = len(bodies) == len(self._before) == 1 and any(
            one.is_party for one in known_of(bodies[0].ids, self._names)
        )
        return bodies[0] if is_sure else None

    def _is_person(self, speaker: Speaker) -> bool:
        return is_person(speaker) and not (speaker.ids and is_known_body(speaker.name, self._names))

    def _pronoun(self, at: int, speaker: Speaker) -> Speaker | None:
        heard, word = self._heard, speaker.name
        if _HUMAN.match(word):
            is_open = word.lower() in _OWN and self._names_other_before(at, speaker)
            return None if is_open else self._he_or_she(at, is_woman=bool(_FEMALE.match(word)))
        subject = self._subject_before(at, speaker)
        if not subject and (self._has_rival(at) or heard.is_rivalled or self._owns_other(at, speaker)):
            return None
        if subject:
            is_aside = self._sentences[at].seen[: speaker.at].endswith(" as ")
            is_open = word.lower() == "it" and not is_aside and self._spoke_just_before(at, subject)
            if not is_open:
                heard.note(subject, is_person=False)
            return None if is_open else subject
        if at and speaker.at < _TAG_FROM and self._tells_of_others(at - 1, is_many=bool(_PLURAL.match(word))):
            return None
        if _PLURAL.match(word):
            return heard.crowd or (heard.body if heard.last is heard.body else None)
        if heard.last is heard.body or (heard.last and heard.last is heard.person and not heard.crowd):
            return heard.body or heard.topic
        return None

    def _he_or_she(self, at: int, *, is_woman: bool) -> Speaker | None:
        person = self._heard.person
        if person is None or not can_be(person, is_woman=is_woman):
            return self._only_one_of(at, is_woman=is_woman)
        return None if self._is_another_named(at, person, is_woman=is_woman) else person

    def _names_other_before(self, at: int, speaker: Speaker) -> bool:
        """ "Bill Richardson had met the general, his office said": his who was heard before, or one of these two."""
        known = self._heard.person
        named = people_named(self._sentences[at].seen[: speaker.at], self._names)
        return any(known is None or not is_same(one, known.name) for one in named)

    def _is_another_named(self, at: int, person: Speaker, *, is_woman: bool | None = None) -> bool:
        before = [one.seen for one in self._sentences[:at]]
        return is_another_named(person, before, self._sentences[at].seen, self._names, is_woman=is_woman)

    def _subject_before(self, at: int, speaker: Speaker) -> Speaker | None:
        """Who the sentence is about, where the words for its speaker come behind: "The KNU took the hills, it announced"."""
        return None if speaker.at < _TAG_FROM else subject_of(self._sentences[at].seen, self._names)

    def _spoke_just_before(self, at: int, subject: Speaker) -> bool:
        """ "The KWO said so. The army must investigate, it stressed": the KWO, or the army."""
        body = self._heard.body
        spoke = at > 0 and self._voices[at - 1] is not None and self._heard.last is body
        return spoke and body is not None and not is_same_body(body, subject)

    def _tells_of_others(self, at: int, *, is_many: bool) -> bool:
        """Whether the sentence is about something else that "it" (or, of many, "they") can mean as well."""
        is_known = self._heard.topic is not None or self._voices[at] is not None or self._within[at]
        return (is_many or not is_known) and begins_with_other(self._sentences[at].seen, is_many=is_many)

    def _owns_other(self, at: int, speaker: Speaker) -> bool:
        """ "The target was a ceremony of the NUG, its spokesman said": of the NUG, or of who spoke before."""
        before = self._sentences[at].seen[: speaker.at]
        return speaker.name.lower() == "its" and any(
            not (self._heard.body and is_same_body(one, self._heard.body))
            for one in bodies_in(before, self._names)
        )

    def _only_one_of(self, at: int, *, is_woman: bool) -> Speaker | None:
        """Whom a title tells to be a woman or a man, where nobody else who was heard or named just before can be meant."""
        beside = [one.seen for one in self._sentences[max(at - 1, 0) : at + 1]]
        if any(KIN_OF[is_woman].search(text) for text in beside):
            return None
        near = {name for text in beside for name in people_named(text, self._names)}
        people = [
            Speaker(name.removesuffix("'s"), is_person=True)
            for name in sorted(near | self._heard.people.keys())
        ]
        fitting = [one for one in people if can_be(one, is_woman=is_woman)]
        saying = load_saying()
        titles = saying.women if is_woman else saying.men
        return fitting[0] if len(fitting) == 1 and fitting[0].name.split()[0] in titles else None

    def _pass_over(self, at: int) -> None:
        """A sentence that lets nobody speak may still bring in somebody whom a "she" behind it means."""
        text = self._sentences[at].seen
        other = ANOTHER.match(text)
        if (
            other
            and other["noun"] not in MANY
            and load_saying().is_person(other["noun"])
            and not text.lower().startswith("the ")
        ):
            self._heard.person = Speaker(other["noun"], who=Who.UNNAMED, is_person=True)
        if leaves_open(text, self._heard.person):
            self._heard.person = Speaker("somebody", who=Who.UNNAMED, is_person=True)
            self._heard.body = None
        mentions = with_bodies(text, find_names(text, self._names))
        subject = subject_of(text, self._names) if PUTS_OUT.search(text) else None
        if subject:
            self._heard.note(subject, is_person=self._is_person(subject))
        topic = subject_of(text, self._names)
        if topic and not self._is_person(topic):
            is_alone = is_only_body(topic, text, self._names)
            self._heard.see(topic if is_alone else None)
            body = self._heard.body
            self._heard.is_rivalled = body is not None and not is_same_body(topic, body)
        self._bring_in_first(at, text, mentions)

    def _bring_in_first(self, at: int, text: str, mentions: Sequence[Mention]) -> None:
        """The first person that the sentence names, unless a "she" may mean another one as well."""
        for named in PERSON_NAME.finditer(text, 0, SUBJECT_ENDS):
            if self._within[at] or '"' in text[: named.start()]:
                return
            apposed = APPOSED.match(text[: named.start()])
            before, behind = text[: named.start()], text[named.end() :]
            if BEHIND_PREPOSITION.search(before):
                continue
            is_object = bool(VERB.search(before))
            is_other = self._heard.person is not None and not is_same(self._heard.person.name, named[0])
            if (
                AND_ANOTHER.match(behind)
                or HIS_KIN.match(text, named.end() + 2 * behind.startswith(("'s", "’s")))
                or (named[0].endswith(("'s", "’s")) and is_of_hers(behind))
                or (is_object and is_other)
            ):
                self._heard.person = None
                return
            opened = OPENS_SENTENCE.match(named[0])
            begin = named.start() if apposed or before.endswith(", ") else 0
            subject = speaker_in(text, begin + (opened.end() if opened else 0), named.end(), mentions)
            if subject and subject.who is Who.NAMED and is_person(subject):
                if any(f" and {other}" in behind for other in people_named(behind, self._names)):
                    self._heard.person = None
                    return
                self._bring_in(at, subject, text[named.end() :], apposed[0] if apposed else "")
                return

    def _bring_in(self, at: int, subject: Speaker, behind: str, description: str) -> None:
        """Somebody whom the text is about, with what it calls them: "Ma Khin is a nurse", "The rapporteur, Tom Andrews, is …"."""
        person = self._full_names.of(subject, self._voices)
        if person is None:
            return
        called = CALLED.match(behind)
        words = (
            f"{description} {(called['what'] or called['apposed']) if called else ''}".lower()
            .replace(",", " ")
            .split()
        )
        roles = {word for word in words if load_saying().is_person(word)}
        self._heard.person = replace(person, roles=person.roles | roles, is_person=True)
        self._heard.people[person.name] = self._heard.person
        self._subjects[at] = self._heard.person
