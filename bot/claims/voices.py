"""Who says each sentence of a text: quotations that go on, pronouns, "the nurse", and names in their fullest form.

What cannot be told stays blank: a wrong name is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.antecedents import Antecedents
from bot.claims.attribution import NOBODY, attribution_of
from bot.claims.claim import Attribution, Mention, Method
from bot.claims.described import bodies_in, is_same_body, is_somebody, with_body
from bot.claims.doubts import VERB
from bot.claims.full_names import FullNames
from bot.claims.guess import Attributor
from bot.claims.heard import Heard, is_same
from bot.claims.introductions import (
    AND_ANOTHER,
    ANOTHER,
    APPOSED,
    BEHIND_PREPOSITION,
    CALLED,
    HIS_KIN,
    MANY,
)
from bot.claims.judged import Ruled, judge, may_name
from bot.claims.mentions import find_names, with_bodies
from bot.claims.names import Names
from bot.claims.noun_phrases import is_of_state
from bot.claims.papers import NAMED_LATER, PUTS_OUT
from bot.claims.people_named import OPENS_SENTENCE, PERSON_NAME, is_person, people_named
from bot.claims.quotations import Quotations
from bot.claims.rivals import is_of_hers, leaves_open
from bot.claims.saying import load_saying
from bot.claims.sentences import Sentence
from bot.claims.speaker import Speaker, Who
from bot.claims.speakers import speaker_in
from bot.claims.split import is_quoted
from bot.claims.subjects import SUBJECT_ENDS, is_only_body, subject_of
from bot.claims.voice import voice_in
from bot.claims.voice_found import Voice

_NAMED_WITHIN = 5
_CITING = re.compile(r"\b(?:citing|quoting)\b")


def read_speakers(
    sentences: Sequence[Sentence], seen: str, names: Names, attributor: Attributor | None = None
) -> list[Attribution | None]:
    """Who says each of the sentences, in their order: by the rules, and where there is one by the model that was taught it."""
    text = _Text(sentences, seen, names)
    said = text.speakers()
    if attributor is None or not may_name(seen, sentences):
        return said
    ruled = [Ruled(*one) for one in zip(said, text.voices, text.within, strict=True)]
    return judge(seen, sentences, ruled, text.full_names, names, attributor)


class _Text:
    def __init__(self, sentences: Sequence[Sentence], seen: str, names: Names) -> None:
        self._sentences = sentences
        self._seen = seen
        self._names = names
        self.within = [is_quoted(seen, sentence.span.start) for sentence in sentences]
        self.voices = [
            None if sentence.is_opening else voice_in(sentence.seen, names, is_quoted=within)
            for sentence, within in zip(sentences, self.within, strict=True)
        ]
        self.full_names = FullNames(seen, names)
        self._heard = Heard()
        self._found: list[Attribution | None] = [None] * len(sentences)
        self._subjects: dict[int, Speaker] = {}
        self._antecedents = Antecedents(sentences, self.within, self.voices, names, self._heard, self._found)

    def speakers(self) -> list[Attribution | None]:
        self._introduce()
        for at, voice in enumerate(self.voices):
            speaks_at = voice.speaker.at if voice else 0
            for body in bodies_in(self._sentences[at].seen, self._names):
                self._heard.bodies = with_body(self._heard.bodies, body)
                if body.at < speaks_at:
                    self._heard.before = with_body(self._heard.before, body)
            if voice:
                self._found[at] = self._resolved(at, voice)
            elif not self._sentences[at].is_opening:
                self._pass_over(at)
            self._heard.before = self._heard.bodies
        quotations = Quotations(
            self._sentences, self._seen, self._names, self.within, self.voices, self._found, self._subjects
        )
        for at in range(len(self._sentences)):
            if self.voices[at] is None and not self._sentences[at].is_opening:
                self._found[at] = quotations.speaker_of(at)
        return self._found

    def _introduce(self) -> None:
        """Names in their fullest form first: "Türk" may come before "Volker Türk" (in a title)."""
        for at, sentence in enumerate(self._sentences):
            later = NAMED_LATER.match(sentence.seen)
            if later:
                self._name_before(at, later["name"] or later["first"])
        for at, voice in enumerate(self.voices):
            if voice and voice.speaker.who is Who.NAMED:
                fuller = self.full_names.of(voice.speaker, self.voices)
                self.voices[at] = replace(voice, speaker=fuller) if fuller else None

    def _name_before(self, at: int, name: str) -> None:
        """Whoever spoke last without a name has this one: "Her name is Daw Mya Sein"."""
        for before in range(at - 1, max(at - _NAMED_WITHIN, -1), -1):
            voice = self.voices[before]
            if voice and voice.speaker.who is not Who.PRONOUN:
                if voice.speaker.is_person and voice.speaker.who is not Who.NAMED:
                    named = Speaker(name, roles=voice.speaker.roles, is_person=True, at=voice.speaker.at)
                    self.voices[before] = replace(voice, speaker=named)
                return

    def _resolved(self, at: int, voice: Voice) -> Attribution | None:
        speaker, text = voice.speaker, self._sentences[at].seen
        match speaker.who:
            case Who.NAMED:
                self._heard.note(speaker, is_person=is_somebody(speaker, self._names))
                if _CITING.search(text):
                    self._heard.crowd = Speaker("they", who=Who.UNNAMED)
                return attribution_of(voice, text, self._names, None)
            case Who.UNNAMED:
                meant = self._antecedents.unsigned(speaker)
            case Who.DESCRIBED:
                own = replace(speaker, who=Who.NAMED) if is_of_state(speaker.name) else None
                meant = self._antecedents.described(at, speaker) or own
            case Who.PRONOUN:
                meant = self._antecedents.pronoun(at, speaker)
        if meant is None:
            if speaker.who is not Who.PRONOUN:
                self._heard.note(replace(speaker, who=Who.UNNAMED), is_person=speaker.is_person)
            return attribution_of(voice, text, self._names, None)
        self._heard.last = meant
        if meant.who is not Who.NAMED:
            return _nameless(meant, voice)
        if not is_somebody(meant, self._names):
            self._heard.note(meant, is_person=False)
        return attribution_of(voice, text, self._names, meant)

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
            self._heard.note(subject, is_person=is_somebody(subject, self._names))
        topic = subject_of(text, self._names)
        if topic and not is_somebody(topic, self._names):
            is_alone = is_only_body(topic, text, self._names)
            self._heard.see(topic if is_alone else None)
            body = self._heard.body
            self._heard.is_rivalled = body is not None and not is_same_body(topic, body)
        self._bring_in_first(at, text, mentions)

    def _bring_in_first(self, at: int, text: str, mentions: Sequence[Mention]) -> None:
        """The first person that the sentence names, unless a "she" may mean another one as well."""
        for named in PERSON_NAME.finditer(text, 0, SUBJECT_ENDS):
            if self.within[at] or '"' in text[: named.start()]:
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
        person = self.full_names.of(subject, self.voices)
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


def _nameless(meant: Speaker, voice: Voice) -> Attribution | None:
    return None if NOBODY.match(meant.name) else Attribution(meant.name, (), Method.UNNAMED, voice.stance)
