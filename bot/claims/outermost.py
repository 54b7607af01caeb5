"""Whose a sentence is in which several speak: the one whose words all the others are part of, or the one who is only passed on."""

import re
from collections.abc import Sequence

from bot.claims.claim import Method
from bot.claims.described import is_outlet
from bot.claims.doubts import clause_start
from bot.claims.names import Names
from bot.claims.speaker import Who
from bot.claims.voice_found import Voice

_JOINING = re.compile(r"\s*(?:whereas|yet|then|with|despite|even|once|since|unless)\b", re.IGNORECASE)
_TAG_GOES_ON = 6
_TAG_WITHIN = 120
_CLOSES = re.compile(r",[^,\"]{0,12}$|\b(?:citing|quoting|with reference to|referring to) (?:the )?$")
_AS = re.compile(r"\bas (?:the )?$", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:(?:In|On|At|By|Since|During|Last|After|Until) [^,\"]{2,50},? )?(?:[Tt]he |[Aa]n? )?", re.ASCII
)


def outermost(text: str, voices: Sequence[Voice], names: Names) -> Voice | None:
    """The first named speaker beside a verb of saying, else the first of any kind; what is within the words of another is theirs."""
    found = None
    if len(voices) > 1 and _closes(text, voices[-1]) and not _goes_back(text, voices):
        return _passed_on(text, voices, names) or voices[-1]
    for voice in voices:
        if voice.speaker.who is Who.NAMED and not (found and found.leads and not _is_tag(text, voice)):
            return voice
        found = found or voice
    return found


def outer_of(text: str, told: Voice, said: Voice) -> Voice | None:
    """Of "X said it was confirmed by Y" and "X said so, according to Y" the one that all else belongs to; None where that is open."""
    is_within = said.leads and said.verb_at < told.speaker.at
    if is_within and not _CLOSES.search(text, 0, told.speaker.at):
        return said
    is_before = told.method is Method.REPORTED and told.speaker.at < said.verb_at
    is_closing = _closes_inverted(text, said) if said.speaker.who is Who.NAMED else False
    if is_before and (is_closing or (said.leads and _closes(text, said))):
        return said
    if told.speaker.who is Who.NAMED or said.speaker.who is not Who.NAMED:
        return told
    return said


def _passed_on(text: str, voices: Sequence[Voice], names: Names) -> Voice | None:
    """ "The KNU says it lost nine men, RFA reports.": RFA only passes it on."""
    first, last = voices[0], voices[-1]
    is_said = first.leads and first.speaker.who is Who.NAMED and not is_outlet(first.speaker, names)
    is_first = _OPENS.fullmatch(text, 0, first.speaker.at) is not None
    return first if is_said and is_first and is_outlet(last.speaker, names) else None


def _closes_inverted(text: str, voice: Voice) -> bool:
    """ "Do not believe the numbers of the PDFs, warns Anthony Davis." """
    return 0 <= voice.verb_at < voice.speaker.at and _is_tag(text, voice)


def _goes_back(text: str, voices: Sequence[Voice]) -> bool:
    """ "The general admitted that …, but it was, he claimed, …": he is the one who was named."""
    first, last = voices[0], voices[-1]
    is_aside = _AS.search(text, 0, first.speaker.at)
    return last.speaker.who is Who.PRONOUN and first.speaker.who is Who.NAMED and first.leads and not is_aside


def _is_tag(text: str, voice: Voice) -> bool:
    """ "…, X said.": set off from all that stands before, which is X's too."""
    at = min(voice.speaker.at, voice.verb_at)
    before = text[max(0, at - _TAG_WITHIN) : at]
    start = clause_start(before, ())
    return before[:start].rstrip().endswith((",", '"')) and not _JOINING.match(before, start)


def _closes(text: str, voice: Voice) -> bool:
    """Whether the sentence ends with the speaker, so that all of it is theirs: "…, her lawyer said.", "…, said her lawyer."."""
    end = max(voice.speaker.at + len(voice.speaker.name), voice.verb_at)
    behind = text[end:].split()
    return (
        _is_tag(text, voice)
        and len(behind) <= _TAG_GOES_ON
        and ":" not in text[end:]
        and '"' not in text[end:]
    )
