"""Whose a text is by what stands over it: "AAPP, 22 November: …", "Statement on behalf of the KNU, 5 June 2023: …"."""

import re
from collections.abc import Sequence

from bot.claims.bodies import has_body_noun
from bot.claims.claim import Mention, Method, NameKind, Stance
from bot.claims.speaker import Speaker
from bot.claims.voice_found import Voice

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday|[Tt]onight|[Tt]his (?:morning|evening|week)|noon|midnight"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: [0-9]{{4}})?|{_MONTH} [0-9]{{1,2}}(?:, [0-9]{{4}})?|{_MONTH} [0-9]{{4}}"
    r"|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]\.?m\.?|[0-9]{1,2}:[0-9]{2}|(?:morning|evening|night|afternoon))"
)
_WHEN = rf"(?:,? (?:(?:as of|up to|on|of|for|from|to|at) )?{_DAY})"
_REST = rf"(?:{_WHEN}|,? [Nn]o\. ?[0-9]+| [0-9]{{1,3}}(?=[:,]))*"
_END = r"(?::| [–—-])(?= )"
_LETTER = r"(?:[Ss]tatement|[Pp]ress (?:release|statement)|[Cc]ommuniqu[eé]|[Dd]eclaration|(?:[Oo]pen )?[Ll]etter|[Aa]ppeal|[Mm]essage|[Aa]nnouncement|[Nn]otice)"
_DESK = r"(?:(?:daily |weekly |monthly |flash |field |situation |news |press |media |evening |morning |information |relief )*(?:briefing|bulletin|update|report|figures|count|tally|toll|list|data|numbers|office|desk|team|department|release|page|channel|note|post|alert))"
_OF = r"(?: on behalf of| issued by| put out by| by| from| of)"
_WHO = r"(?P<who>(?:[Tt]he )?[A-Z][^,:\n\"]{1,70}?)"
_CHANNEL = re.compile(
    rf"(?P<letter>(?:[^:\"\n]{{2,90}}[–—(,-] ?)?[Ff]rom the (?:\w+ )?(?:channel|page|account|website|site|group|bulletin|newsletter)) (?:of|by) {_WHO}\)?{_REST}{_END}"
)
_FORMS = (
    re.compile(rf"(?P<letter>(?:[A-Z][a-z]+ )?{_LETTER}){_OF} {_WHO}{_REST}{_END}"),
    re.compile(rf"(?P<letter>){_WHO}(?:['’]s)?(?: {_LETTER}){_REST}{_END}"),
    _CHANNEL,
    re.compile(rf"(?:[A-Z][a-z]+ )?{_DESK}{_OF} {_WHO}{_REST}{_END}", re.IGNORECASE),
    re.compile(rf"{_WHO}(?:['’]s)? {_DESK}{_REST}{_END}"),
    re.compile(rf"{_WHO}{_WHEN}+{_END}"),
)


def headed(text: str, mentions: Sequence[Mention]) -> Voice | None:
    """Only bodies speak so: of "Lay Wah church, Friday: two dead" nobody is the speaker."""
    for form in _FORMS:
        head = form.match(text)
        speaker = _body_at(text, *head.span("who"), mentions, is_sure=form is _CHANNEL) if head else None
        if head and speaker and (speaker.ids or form is not _FORMS[-1] or speaker.name.isupper()):
            return Voice(speaker, Method.REPORTED, Stance.REPORT, text[head.end() :][:160])
    return None


def heads_letter(text: str) -> bool:
    """Whether all that follows in the paragraph is the words of the same: a statement, a letter."""
    return any("letter" in form.groupindex and form.match(text) for form in _FORMS)


def _body_at(
    text: str, start: int, end: int, mentions: Sequence[Mention], *, is_sure: bool
) -> Speaker | None:
    begin = start + 4 if text[start : start + 4].lower() == "the " else start
    for one in mentions:
        if one.kind is not NameKind.PLACE and one.start in {start, begin} and one.end == end:
            return Speaker(one.name, one.ids, at=one.start)
    name = text[begin:end]
    is_body = (name.isupper() and name.isalpha()) or (" " in name and has_body_noun(name))
    is_placed = any(one.kind is NameKind.PLACE and (one.start, one.end) == (begin, end) for one in mentions)
    return Speaker(name, at=begin) if (is_body or is_sure) and not is_placed else None
