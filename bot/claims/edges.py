"""Whoever is named at the edge of a sentence: "Reuters: …", "… – AAPP", 'Naw Eh Moo, a nurse: "…"'."""

import re
from collections.abc import Sequence

from bot.claims.claim import Mention, Method, NameKind, Stance
from bot.claims.described import is_outlet
from bot.claims.headed import headed
from bot.claims.mentions import find_names, with_bodies
from bot.claims.names import Names
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker, Who
from bot.claims.speakers import speaker_in
from bot.claims.voice_found import Voice

_CREDIT = re.compile(
    r"^\W*(?:photos?|images?|pictures?|videos?|credits?|file|graphic|map|illustration)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:Said|Says|Asks|Asked|Writes|Wrote) )?(?P<who>[^:\n\"]{2,60}?)(?:: | ?[–—-] (?=\"))(?:(?P<quote>\")|\S)"
)
_CLOSING = re.compile(r"(?:[-–—(|:]\s?|\bvia )(?P<who>[^-–—()|.,:\"]{2,60})\)?[.\s]*$")
_SIGNED = re.compile(r"(?:^|\"\s?)[-–—] ?(?P<who>[A-Z][^,;:.\"()]{2,50})(?=,|[.\s]*$)")
_SIGNED_WITH = re.compile(r" [–—-] (?P<who>[A-Z][^,;:.\"()]{2,50}), (?:an? |the )?[a-z][\w' -]{2,50}[.\s]*$")


def at_the_edge(text: str, names: Names) -> Voice | None:
    """ "Reuters: …" and "… – AAPP": only names of the library or "residents" that fill the whole edge, and anybody beside a quotation."""
    mentions = find_names(text, names)
    if found := headed(text, with_bodies(text, mentions)):
        return found
    signed = _SIGNED.search(text) or _SIGNED_WITH.search(text)
    if signed:
        speaker = speaker_in(text, *signed.span("who"), mentions)
        if speaker and speaker.who is Who.NAMED:
            return Voice(speaker, Method.SAID, Stance.REPORT)
    for pattern in () if _CREDIT.match(text) else (_OPENING, _CLOSING):
        if (match := pattern.search(text)) and (found := _at(text, match, mentions, names)):
            return found
    return None


def _at(text: str, match: re.Match[str], mentions: Sequence[Mention], names: Names) -> Voice | None:
    """Who stands at this edge."""
    start, end = match.span("who")
    is_opening = match.re is _OPENING
    content = text[end + 1 :][:160] if is_opening else ""
    for mention in mentions:
        if (
            mention.kind is not NameKind.PLACE
            and mention.start - 4 <= start <= mention.start
            and mention.end >= end - 1
        ):
            speaker = Speaker(mention.name, mention.ids)
            is_way = match[0].startswith("via ") and not is_outlet(speaker, names)
            return None if is_way else Voice(speaker, Method.REPORTED, Stance.REPORT, content)
    if is_opening and match["quote"]:
        found = _introduced(text, start, end, mentions)
        return Voice(found, Method.SAID, Stance.REPORT, content) if found else None
    found = speaker_in(text, start, end, mentions)
    is_beside_quote = not is_opening and text[:start].rstrip(" (-–—").endswith('"')
    return (
        Voice(found, Method.SAID, Stance.REPORT, content)
        if found and _is_sure(found, is_opening=is_opening, is_beside_quote=is_beside_quote)
        else None
    )


def _is_sure(speaker: Speaker, *, is_opening: bool, is_beside_quote: bool) -> bool:
    if speaker.who is Who.UNNAMED and " " not in speaker.name:
        return True
    is_person = speaker.is_person or load_saying().is_burmese_name(speaker.name)
    is_placed = (is_opening and is_person) or (is_beside_quote and " " in speaker.name)
    return speaker.who is Who.NAMED and is_placed and not speaker.is_short


def _introduced(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Speaker | None:
    """'Naw Eh Moo, a nurse: "…"'."""
    comma = text.find(", ", start, end)
    speaker = speaker_in(text, start, comma if comma > 0 else end, mentions)
    if speaker and comma > 0 and speaker.who is Who.NAMED:
        roles = frozenset(word.lower() for word in text[comma + 1 : end].split() if word.islower())
        return Speaker(speaker.name, speaker.ids, roles=roles, is_person=True, at=speaker.at)
    return speaker
