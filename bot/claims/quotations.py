"""Whose the words are that stand in quotation marks, or in a letter, without anybody beside them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.claims.attribution import attribution_of, is_mostly_quoted
from bot.claims.claim import Attribution, Method, Stance
from bot.claims.headed import heads_letter
from bot.claims.names import Names
from bot.claims.people_named import people_named
from bot.claims.sentences import Sentence
from bot.claims.speaker import Speaker, Who
from bot.claims.voice import told_back
from bot.claims.voice_found import Voice

_LETTER = re.compile(r"^[^:\n\"]{2,60}\b(?:writes|wrote|posted|posts|tweeted|tweets)\b[^:\n\"]{0,40}: (?!\")")


@dataclass(frozen=True, slots=True)
class Quotations:
    """What is known of a text once every sentence with a voice of its own is read. `subjects`: whom a sentence brings in."""

    sentences: Sequence[Sentence]
    seen: str
    names: Names
    within: Sequence[bool]
    voices: Sequence[Voice | None]
    found: Sequence[Attribution | None]
    subjects: Mapping[int, Speaker]

    def speaker_of(self, at: int) -> Attribution | None:
        """A quotation by itself: whose it is by what stands beside it."""
        sentence = self.sentences[at]
        back = self._told_back(at)
        if back:
            return back
        if not (self.within[at] or sentence.seen.startswith('"')):
            return self._in_letter(at)
        speaker = self._beside(at) or self._subject_beside(at)
        if speaker is None or speaker.method is Method.UNNAMED:
            return speaker and replace(speaker, stance=Stance.REPORT)
        return Attribution(speaker.name, speaker.ids, Method.QUOTED, Stance.REPORT)

    def _in_letter(self, at: int) -> Attribution | None:
        """ "Zaw Min writes: …": the rest of the paragraph is his as well."""
        paragraph = self.sentences[at].span.paragraph
        own = [one for one in range(at) if self.sentences[one].span.paragraph == paragraph]
        first = next((one for one in own if self.voices[one]), at)
        head = self.sentences[first].seen
        writer = self.found[first]
        is_over = any(  # "…, he adds": the text itself speaks again
            self.found[one] is not None and writer is not None and self.found[one].name == writer.name  # type: ignore[union-attr]
            for one in own
            if one > first and self.voices[one]
        )
        is_letter = first < at and not is_over and (_LETTER.match(head) or heads_letter(head))
        return self.found[first] if is_letter else None

    def _told_back(self, at: int) -> Attribution | None:
        if at + 1 >= len(self.sentences):
            return None
        voice = told_back(self.sentences[at + 1].seen, self.names)
        return attribution_of(voice, self.sentences[at].seen, self.names, None) if voice else None

    def _beside(self, at: int) -> Attribution | None:
        """The speaker of the same quotation, before or behind; in a paragraph of its own that of the paragraph before."""
        paragraph = self.sentences[at].span.paragraph
        before = self._nearest(at, -1, paragraph)
        behind = self._nearest(at, 1, paragraph)
        if behind is not None and self._goes_on(at, behind):
            return self.found[behind]
        if before is not None and (self.within[at] or self._has_quotation(before)):
            return self.found[before]
        if before == at - 1 and (
            self._is_alone(before)
            if behind is None
            else self._ends_with_speaker(before) and self._opens_with_other(behind)
        ):
            return self.found[before]
        if behind is not None and not self._opens_its_own(behind):
            return self.found[behind]
        if before is None and behind is None:
            return self._over_paragraphs(at)
        return None

    def _ends_with_speaker(self, at: int) -> bool:
        """ "…, reckons U Nanda, a monk.": what he says next may stand by itself."""
        voice = self.voices[at]
        return voice is not None and voice.speaker.who is Who.NAMED and 0 <= voice.verb_at < voice.speaker.at

    def _opens_with_other(self, at: int) -> bool:
        voice = self.voices[at]
        return voice is not None and voice.leads and voice.speaker.who is not Who.PRONOUN

    def _subject_beside(self, at: int) -> Attribution | None:
        """'Ma Khaing lost both parents. "It was murder."': nobody says it, but only one person is spoken of."""
        if self.within[at] and not self._opens_by_itself(at):
            return None
        paragraph = self.sentences[at].span.paragraph
        own = [one for one, other in enumerate(self.sentences) if other.span.paragraph == paragraph]
        if any(self.voices[one] for one in own):
            return None
        people = {self.subjects[one].name: self.subjects[one] for one in own if one in self.subjects}
        if len(people) != 1 or not self._people_in(at) <= people.keys():
            return None
        person = next(iter(people.values()))
        return Attribution(person.name, person.ids, Method.QUOTED, Stance.REPORT)

    def _opens_by_itself(self, at: int) -> bool:
        """Whether the quotation that goes on here began a sentence: 'Ko Htwe is "a good man. He …"' may be said by anybody."""
        first = next(one for one in range(at, -1, -1) if not self.within[one])
        return self.sentences[first].seen.startswith('"')

    def _nearest(self, at: int, step: int, paragraph: int) -> int | None:
        beside = at + step
        while 0 <= beside < len(self.sentences) and self.sentences[beside].span.paragraph == paragraph:
            if self.voices[beside]:
                return beside
            beside += step
        return None

    def _goes_on(self, at: int, behind: int) -> bool:
        """Whether all that lies between is inside the quotation that stands open here."""
        return all(self.within[at + 1 : behind + 1])

    def _is_alone(self, at: int) -> bool:
        """Whether the one who speaks in a sentence is the only person whom its paragraph names."""
        speaker = self.found[at]
        if speaker is None or speaker.method is Method.UNNAMED:
            return False
        return all(name in speaker.name or speaker.name in name for name in self._people_in(at))

    def _people_in(self, at: int) -> set[str]:
        own = [one for one in self.sentences if one.span.paragraph == self.sentences[at].span.paragraph]
        return {name for one in own for name in people_named(one.seen, self.names)}

    def _has_quotation(self, at: int) -> bool:
        return '"' in self.sentences[at].seen or self.within[at]

    def _opens_its_own(self, at: int) -> bool:
        """Whether the sentence has something else to say than whose the quotation before it is."""
        voice, text = self.voices[at], self.sentences[at].seen
        return (
            voice is not None
            and not text.lstrip().startswith(("-", "–", "—"))
            and len(voice.content.split()) > 3
        )

    def _over_paragraphs(self, at: int) -> Attribution | None:
        paragraph = self.sentences[at].span.paragraph
        earlier = [one for one in range(at) if self.sentences[one].span.paragraph == paragraph - 1]
        if self._stays_open(paragraph):
            later = next((one for one in range(at, len(self.found)) if self.voices[one]), None)
            if later is not None and self.sentences[later].span.paragraph == paragraph + 1:
                return self.found[later]
        said = {self.found[one] and self.found[one].name for one in earlier if self.voices[one]}  # type: ignore[union-attr]
        if earlier and len(said) == 1 and (is_mostly_quoted(self.sentences[at].seen) or self.within[at]):
            return next((self.found[one] for one in earlier if self.voices[one]), None)
        return None

    def _stays_open(self, paragraph: int) -> bool:
        own = [one.span for one in self.sentences if one.span.paragraph == paragraph]
        return self.seen.count('"', own[0].start, own[-1].end) % 2 == 1
