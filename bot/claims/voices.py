"""Who says each sentence of a text: quotations that go on, pronouns, "the nurse", and names in their fullest form.

What cannot be told stays blank: a wrong name is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.abbreviations import abbreviations
from bot.claims.attribution import attribution_of, is_mostly_quoted
from bot.claims.claim import Attribution, Method, NameKind, Stance
from bot.claims.doubts import VERB
from bot.claims.heard import Heard, can_be, holds, is_same, without_role
from bot.claims.introductions import AND_ANOTHER, ANOTHER, ANYBODY, APPOSED, CALLED, HIS_KIN
from bot.claims.mentions import find_names
from bot.claims.names import Names
from bot.claims.saying import load_saying
from bot.claims.sentences import Sentence
from bot.claims.speakers import Speaker, Who, is_body, speaker_in
from bot.claims.split import is_quoted
from bot.claims.voice import told_back, voice_in
from bot.claims.voice_found import Voice

_NAME = re.compile(r"(?:[A-Z][\w'’.-]*[\w]|[A-Z])(?: (?:[A-Z][\w'’.-]*[\w]|[A-Z]\.?))+")
_SUBJECT_ENDS = 80
_TAG_FROM = 12
_PAPER = re.compile(
    r"\b(?:issued|released|published|posted|put out|gave|sent|circulated|read out|signed) (?:an?|the|its|their)\b",
    re.IGNORECASE,
)
_OPENS_SENTENCE = re.compile(
    r"^(?:As|In|On|At|But|And|When|While|After|Before|For|By|So|If|Then|Asked|To|With|From|Did|Does|Has|Is|Was) "
)
_JOINS = re.compile(r"\b(?:and|but|while|whereas|then)(?: the)? $")
_NUMERAL = re.compile(r"[IVX]+")
_CITING = re.compile(r"\b(?:citing|quoting)\b")
_PLURAL = re.compile(r"^(?:they|their)\b", re.IGNORECASE)
_HUMAN = re.compile(r"^(?:he|she|his|her)\b", re.IGNORECASE)
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
        found = (_OPENS_SENTENCE.sub("", match[0]).rstrip(".,'’") for match in _NAME.finditer(seen))
        self._full_names = list(dict.fromkeys(name for name in found if " " in name))
        self._abbreviated = abbreviations(seen)
        self._heard = Heard()
        self._found: list[Attribution | None] = [None] * len(sentences)
        self._subjects: dict[int, Speaker] = {}

    def speakers(self) -> list[Attribution | None]:
        self._introduce()
        for at, voice in enumerate(self._voices):
            if voice:
                self._found[at] = self._resolved(at, voice)
            elif not self._sentences[at].is_opening:
                self._pass_over(at)
        for at in range(len(self._sentences)):
            if self._voices[at] is None and not self._sentences[at].is_opening:
                self._found[at] = self._without_voice(at)
        return self._found

    def _introduce(self) -> None:
        """Names in their fullest form first: "Türk" may come before "Volker Türk" (in a title)."""
        for at, voice in enumerate(self._voices):
            if voice and voice.speaker.who is Who.NAMED:
                fuller = self._fuller(voice.speaker)
                self._voices[at] = replace(voice, speaker=fuller) if fuller else None

    def _fuller(self, speaker: Speaker) -> Speaker | None:
        own = speaker.name.split()
        if speaker.name.isupper() and speaker.name in self._abbreviated:
            return replace(speaker, name=self._abbreviated[speaker.name])
        if not speaker.ids and not speaker.name.isupper():
            longer = [
                full
                for full in self._full_names
                if holds(full.split(), own) and len(full) > len(speaker.name)
            ]
            titles = load_saying().titles
            bare = {
                " ".join(word for word in without_role(full).split() if word.lower() not in titles)
                for full in longer
            }
            bare -= {speaker.name, ""}
            whole = max(bare, key=len, default="")
            whole = whole.removeprefix("The ")
            if (
                whole
                and all(" ".join(other.split()) in f"The {whole}" for other in bare)
                and (speaker.is_short or len(own) > 1 or speaker.is_person or self._is_said_person(whole))
            ):
                known = next(
                    (
                        one
                        for one in find_names(whole, self._names)
                        if one.kind is not NameKind.PLACE and whole.startswith(one.name)
                    ),
                    None,
                )
                return replace(
                    speaker,
                    name=whole,
                    ids=known.ids if known else (),
                    is_short=False,
                    is_person=speaker.is_person or speaker.is_short,
                )
        if speaker.is_short and not self._stands_within(speaker.name):
            return None  # a capital at the beginning of a sentence makes no name
        return speaker

    def _stands_within(self, name: str) -> bool:
        """Whether the word has its capital within a sentence too."""
        return bool(
            re.search(rf"(?:[a-z],?|\") {re.escape(name)}\b(?! [A-Z])", self._seen)
        ) and not load_saying().is_person(name)

    def _is_said_person(self, name: str) -> bool:
        return any(voice and voice.speaker.name.endswith(name) for voice in self._voices)

    def _resolved(self, at: int, voice: Voice) -> Attribution | None:
        speaker, text = voice.speaker, self._sentences[at].seen
        match speaker.who:
            case Who.NAMED:
                self._heard.note(speaker, is_person=self._is_person(speaker))
                if _CITING.search(text):
                    self._heard.crowd = Speaker("they", who=Who.UNNAMED)
                return attribution_of(voice, text, self._names, None)
            case Who.UNNAMED:
                self._heard.note(speaker, is_person=speaker.is_person)
                return attribution_of(voice, text, self._names, None)
            case Who.DESCRIBED:
                meant = self._described(at, speaker)
                if meant is None:
                    self._heard.note(replace(speaker, who=Who.UNNAMED), is_person=speaker.is_person)
            case Who.PRONOUN:
                meant = self._pronoun(at, speaker)
        if meant is None:
            return attribution_of(voice, text, self._names, None)
        self._heard.last = meant
        if meant.who is not Who.NAMED:
            return Attribution(meant.name, (), Method.UNNAMED, voice.stance)
        return attribution_of(voice, text, self._names, meant)

    def _is_person(self, speaker: Speaker) -> bool:
        if speaker.is_person:
            return True
        parts = speaker.name.split()
        return bool(
            len(parts) > 1
            and not any(word.isupper() and not _NUMERAL.fullmatch(word) for word in parts)
            and " of " not in speaker.name
            and not is_body(parts[-1])
            and parts[0].lower() != "the"
        )

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
            for one in find_names(text, self._names)
        )

    def _described(self, at: int, speaker: Speaker) -> Speaker | None:
        """ "the nurse": she who was called one; "the group": the last body that spoke."""
        named = [voice.speaker for voice in self._voices if voice and voice.speaker.who is Who.NAMED]
        named += self._heard.people.values()
        bearing = {one.name: one for one in named if one.roles & speaker.roles}
        if len(bearing) == 1:
            return next(iter(bearing.values()))
        if bearing:
            return None
        if not speaker.is_person:
            if self._heard.body and self._has_rival(at):
                return None
            bodies = {one.name for one in named if not self._is_person(one)}
            is_plain = self._heard.last is self._heard.body or len(bodies) == 1 or self._heard.person is None
            return (self._heard.body or self._heard.topic) if is_plain else None
        people = self._heard.people
        is_only = len(people) == 1 and self._heard.person is not None and self._heard.person.name in people
        only = next(iter(people.values())) if is_only else None
        is_any = bool(speaker.roles & ANYBODY)
        return only if only and (is_any or not only.roles or only.roles <= load_saying().titles) else None

    def _pronoun(self, at: int, speaker: Speaker) -> Speaker | None:
        heard, word = self._heard, speaker.name
        if _HUMAN.match(word):
            person = heard.person
            return person if person and can_be(person, is_woman=bool(_FEMALE.match(word))) else None
        subject = self._subject(at, speaker)
        if not subject and self._has_rival(at):
            return None
        if subject:
            heard.note(subject, is_person=False)
            return subject
        if _PLURAL.match(word):
            return heard.crowd or (heard.body if heard.last is heard.body else None)
        if heard.last is heard.body or (heard.last and heard.last is heard.person and not heard.crowd):
            return heard.body
        return None

    def _subject(self, at: int, speaker: Speaker | None) -> Speaker | None:
        """ "The Kokang army took the hills, it announced": who the sentence itself is about."""
        text = self._sentences[at].seen
        if speaker and speaker.at < _TAG_FROM:
            return None
        mentions = [one for one in find_names(text, self._names) if one.kind is not NameKind.PLACE]
        first = next((one for one in mentions if one.start <= 4), None)
        if first is None or text[: first.start].strip().lower() not in {"", "the"}:
            return None
        return speaker_in(text, 0, first.end, mentions)

    def _pass_over(self, at: int) -> None:
        """A sentence that lets nobody speak may still bring in somebody whom a "she" behind it means."""
        text = self._sentences[at].seen
        other = ANOTHER.match(text)
        if other and load_saying().is_person(other["noun"]) and not text.lower().startswith("the "):
            self._heard.person = Speaker(other["noun"], who=Who.UNNAMED, is_person=True)
        mentions = find_names(text, self._names)
        subject = self._subject(at, None) if _PAPER.search(text) else None
        if subject:
            self._heard.note(subject, is_person=self._is_person(subject))
        topic = self._subject(at, None)
        self._heard.topic = topic if topic and not self._is_person(topic) else self._heard.topic
        for named in _NAME.finditer(text, 0, _SUBJECT_ENDS):
            if self._within[at] or '"' in text[: named.start()]:
                return
            apposed = APPOSED.match(text[: named.start()])
            before, behind = text[: named.start()], text[named.end() :]
            is_object = bool(VERB.search(before))
            is_other = self._heard.person is not None and not is_same(self._heard.person.name, named[0])
            if (
                AND_ANOTHER.match(behind)
                or HIS_KIN.match(text, named.end() + 2 * behind.startswith(("'s", "’s")))
                or (is_object and is_other)
            ):
                self._heard.person = None
                return
            subject = speaker_in(text, named.start() if apposed else 0, named.end(), mentions)
            if subject and subject.who is Who.NAMED and self._is_person(subject):
                self._bring_in(at, subject, text[named.end() :], apposed[0] if apposed else "")
                return

    def _bring_in(self, at: int, subject: Speaker, behind: str, description: str) -> None:
        """Somebody whom the text is about, with what it calls them: "Ma Khin is a nurse", "The rapporteur, Tom Andrews, is …"."""
        person = self._fuller(subject)
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

    def _without_voice(self, at: int) -> Attribution | None:
        """A quotation by itself: whose it is by what stands beside it."""
        sentence = self._sentences[at]
        back = self._told_back(at)
        if back:
            return back
        if not (self._within[at] or sentence.seen.startswith('"')):
            return None
        speaker = self._beside(at) or self._subject_beside(at)
        if speaker is None or speaker.method is Method.UNNAMED:
            return speaker and replace(speaker, stance=Stance.REPORT)
        return Attribution(speaker.name, speaker.ids, Method.QUOTED, Stance.REPORT)

    def _told_back(self, at: int) -> Attribution | None:
        if at + 1 >= len(self._sentences):
            return None
        voice = told_back(self._sentences[at + 1].seen, self._names)
        return attribution_of(voice, self._sentences[at].seen, self._names, None) if voice else None

    def _beside(self, at: int) -> Attribution | None:
        """The speaker of the same quotation, before or behind; in a paragraph of its own that of the paragraph before."""
        paragraph = self._sentences[at].span.paragraph
        before = self._nearest(at, -1, paragraph)
        behind = self._nearest(at, 1, paragraph)
        if behind is not None and self._goes_on(at, behind):
            return self._found[behind]
        if before is not None and (self._within[at] or self._has_quotation(before)):
            return self._found[before]
        if before == at - 1 and behind is None and self._is_alone(before):
            return self._found[before]
        if behind is not None and not self._opens_its_own(behind):
            return self._found[behind]
        if before is None and behind is None:
            return self._over_paragraphs(at)
        return None

    def _subject_beside(self, at: int) -> Attribution | None:
        """'Ma Khaing lost both parents. "It was murder."': nobody says it, but only one person is spoken of."""
        paragraph = self._sentences[at].span.paragraph
        own = [one for one, other in enumerate(self._sentences) if other.span.paragraph == paragraph]
        if any(self._voices[one] for one in own):
            return None
        people = {self._subjects[one].name: self._subjects[one] for one in own if one in self._subjects}
        if len(people) != 1 or not self._people_in(at) <= people.keys():
            return None
        person = next(iter(people.values()))
        return Attribution(person.name, person.ids, Method.QUOTED, Stance.REPORT)

    def _nearest(self, at: int, step: int, paragraph: int) -> int | None:
        beside = at + step
        while 0 <= beside < len(self._sentences) and self._sentences[beside].span.paragraph == paragraph:
            if self._voices[beside]:
                return beside
            beside += step
        return None

    def _goes_on(self, at: int, behind: int) -> bool:
        """Whether all that lies between is inside the quotation that stands open here."""
        return all(self._within[at + 1 : behind + 1])

    def _is_alone(self, at: int) -> bool:
        """Whether the one who speaks in a sentence is the only person whom its paragraph names."""
        speaker = self._found[at]
        if speaker is None or speaker.method is Method.UNNAMED:
            return False
        return all(name in speaker.name or speaker.name in name for name in self._people_in(at))

    def _people_in(self, at: int) -> set[str]:
        own = [one for one in self._sentences if one.span.paragraph == self._sentences[at].span.paragraph]
        return {name for one in own for name in self._people_named(one.seen)}

    def _people_named(self, text: str) -> set[str]:
        """Names of people, and whatever else in the text may be one."""
        taken = list(find_names(text, self._names))
        found = (
            _OPENS_SENTENCE.sub("", match[0])
            for match in _NAME.finditer(text)
            if not any(one.start <= match.start() + 4 and match.end() - 2 <= one.end for one in taken)
        )
        return {name for name in found if self._is_person(Speaker(name))}

    def _has_quotation(self, at: int) -> bool:
        return '"' in self._sentences[at].seen or self._within[at]

    def _opens_its_own(self, at: int) -> bool:
        """Whether the sentence has something else to say than whose the quotation before it is."""
        voice, text = self._voices[at], self._sentences[at].seen
        return (
            voice is not None
            and not text.lstrip().startswith(("-", "–", "—"))
            and len(voice.content.split()) > 3
        )

    def _over_paragraphs(self, at: int) -> Attribution | None:
        paragraph = self._sentences[at].span.paragraph
        earlier = [one for one in range(at) if self._sentences[one].span.paragraph == paragraph - 1]
        if self._stays_open(paragraph):
            later = next((one for one in range(at, len(self._found)) if self._voices[one]), None)
            if later is not None and self._sentences[later].span.paragraph == paragraph + 1:
                return self._found[later]
        said = {self._found[one] and self._found[one].name for one in earlier if self._voices[one]}  # type: ignore[union-attr]
        if earlier and len(said) == 1 and (is_mostly_quoted(self._sentences[at].seen) or self._within[at]):
            return next((self._found[one] for one in earlier if self._voices[one]), None)
        return None

    def _stays_open(self, paragraph: int) -> bool:
        own = [one.span for one in self._sentences if one.span.paragraph == paragraph]
        return self._seen.count('"', own[0].start, own[-1].end) % 2 == 1
