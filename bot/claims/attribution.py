import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.claim import Attribution, Mention, Method, NameKind, Stance
from bot.claims.mentions import find_names
from bot.claims.names import Names
from bot.claims.speakers import Speaker, speaker_in
from bot.claims.word_list import words

_QUOTED = re.compile(r'"[^"\n]{0,2000}(?:"|$)')
_ACCORDING = re.compile(
    r"\b(?:according to|as (?:reported|documented|recorded|verified|counted|confirmed|stated|claimed) by|(?:citing|quoting)|(?:data|figures?|numbers|statistics|a report|reports|a statement|a tally|a count"
    r"|documentation|information) (?:from|by|of|published by|released by|compiled by)|(?:counted|documented|recorded|verified|compiled|reported|published|confirmed|registered|tallied|released|collected) by|via"
    r"|source:|sources:|accused by|denied by|rejected by) (?P<who>[^,;:\"()]{2,90})",
    re.IGNORECASE,
)
_VERBS: tuple[tuple[Method, Stance, str], ...] = (
    (Method.SAID, Stance.DENIAL, r"den(?:y|ies|ied)|reject(?:s|ed)|refut(?:es|ed)|disput(?:es|ed)|dismiss(?:es|ed)"),
    (Method.SAID, Stance.ADMISSION, r"admit(?:s|ted)?|acknowledg(?:e|es|ed)|conced(?:e|es|ed)|(?:claim(?:s|ed)?|took|takes|accepted) responsibility|apologi[sz](?:es|ed)"),
    (Method.SAID, Stance.REPEAT, r"reiterat(?:es|ed)|repeat(?:s|ed)|repost(?:s|ed)|shared|quot(?:es|ed)|cit(?:es|ed)"),
    (Method.REPORTED, Stance.REPORT, (r"report(?:s|ed)?|document(?:s|ed)|record(?:s|ed)|count(?:s|ed)|verif(?:ies|ied)|publish(?:es|ed)|found(?= (?:that|evidence|no|at)\b|[.\s\"]*$)|finds|estimat(?:es|ed|e)|tall(?:ies|ied)|register(?:s|ed)|confirm(?:s|ed)|compiled"
     r"|(?:data|figures|tally|count|statistics|database) (?:shows?|showed|puts?|indicates?)|shows")),
    (Method.SAID, Stance.REPORT, (r"said|says|say|told|tells|(?-i:state[sd])|declar(?:es|ed)|announc(?:es|ed)|add(?:s|ed)|explain(?:s|ed)|warn(?:s|ed)|claim(?:s|ed)?|alleg(?:es|ed|e)|accus(?:es|ed)(?! of)|argu(?:es|ed)"
     r"|insist(?:s|ed)|not(?:es|ed)|wrote|writes|tweeted|posted|testified|condemn(?:s|ed)|call(?:s|ed)(?= (?:it|for|on|the|this|that|his|her|its|their|an?)\b)|urg(?:es|ed)|recounted|described")),
)  # fmt: skip
_VERB = re.compile(
    "|".join(rf"(?P<v{at}>\b(?:{forms})\b)" for at, (_, _, forms) in enumerate(_VERBS)), re.IGNORECASE
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|get|got|to|widely|falsely|reportedly|the|a|its|their|his|of|by|and|as)\s$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:.\"()–—](?=\s|$)|\b(?:and|but|that|while|after|when|because|before|as|which|if|where|although|though)\b",
    re.IGNORECASE,
)
_APPOSITIVE = re.compile(r"(?P<who>[^,;:.\"()]{2,80}), (?P<what>[^,;:\"()]{2,90}),\s*$")
_INVERTED = re.compile(
    r"^ (?P<who>[^,;:.\"()]{2,80}?)(?=[,;:.\"()]|$| (?:on|in|that|after|at|to|during|by|who|from Monday)\b)",
    re.IGNORECASE,
)
_NEVER_INVERTED = words(
    "told tells denied denies rejected rejects condemned accused urged admitted acknowledged dismissed shared found recorded"
)
_OWN_DENIAL = re.compile(
    r"^(?: on \w+)? ?(?:that )?(?P<who>(?:no|none|nobody|no-one)\b|(?:reports|claims|allegations|accusations|rumou?rs)\b(?=.{0,90}\b(?:are|were|is|was) (?:false|fake|untrue|baseless|fabricated|rumou?rs|lies|propaganda|not true)\b)|(?:it|they|he|she|its|their|the|there|we|our)\b(?=(?: \w+){0,8}? ?(?:did not|had not|was not|were no|was no|never|didn't|hadn't|has not|have not|no|were not|are not)\b))",
    re.IGNORECASE,
)
_OWN_ADMISSION = re.compile(
    r" (?:that )?(?:it|they|its (?:\w+ )?\w+|their (?:\w+ )?\w+) (?:had |has |have )?(?:carried out|conducted|launched|bombed|attacked|struck|targeted) ",
    re.IGNORECASE,
)
_POSSESSIVE = ("'s ", "’s ", "s' ", "s’ ")
_NOT_BEFORE = re.compile(r"\b(?:not|never|n['’]t)(?: \w+ly)? $", re.IGNORECASE)
_ITSELF = words("it they he she its their we our")
_OPENING = re.compile(r"^(?P<who>[^:\n\"]{2,60}): \S")
_CLOSING = re.compile(r"(?:[-–—(|:]\s?|\bvia )(?P<who>[^-–—()|.,:\"]{2,60})\)?[.\s]*$")


def read_attribution(
    text: str, names: Names, previous: Attribution | None, *, is_quoted: bool = False
) -> Attribution | None:
    """Who says it, None when unsure.

    A pronoun goes back to `previous`, and so does a sentence that begins within a quotation (`is_quoted`). Names inside quotation marks are
    not speakers.
    """
    blanked = _without_quotations(text, is_quoted=is_quoted)
    mentions = [mention for mention in find_names(blanked, names) if mention.kind is not NameKind.PLACE]
    found = _according(blanked, mentions, previous) or _by_verb(blanked, mentions, previous, names)
    found = found or _at_the_edge(blanked, mentions, names)
    if found is None and previous and (is_quoted or _is_mostly_quoted(text)):
        return Attribution(previous.name, previous.ids, Method.QUOTED, Stance.REPORT)
    return found


def _without_quotations(text: str, *, is_quoted: bool) -> str:
    closing = text.find('"') if is_quoted else -1
    opening = f'{" " * closing}"' if closing >= 0 else ""
    rest = _QUOTED.sub(lambda quote: f'"{" " * (len(quote[0]) - 2)}"', text[len(opening) :])
    return opening + rest


def _according(text: str, mentions: Sequence[Mention], previous: Attribution | None) -> Attribution | None:
    for match in _ACCORDING.finditer(text):
        start, end = match.span("who")
        stop = _VERB.search(text, start, end)
        speaker = speaker_in(text, start, _short(text, start, stop.start() if stop else end), mentions)
        if speaker and not speaker.is_pronoun:
            lead = match[0][: start - match.start()].lower()
            stance = Stance.DENIAL if lead.startswith(("denied", "rejected")) else Stance.REPORT
            method = (
                Method.ACCORDING_TO
                if "according" in lead or "citing" in lead or "from" in lead
                else Method.REPORTED
            )
            return _attribution(speaker, method, stance, previous)
    return None


_SHORTENED = re.compile(
    r" (?:that|who|which|and the|on|in|at|after|since|as of|was|were|is|are|has|have|had|to|said|when|while|but|between|during|up)\b",
    re.IGNORECASE,
)


def _short(text: str, start: int, end: int) -> int:
    cut = _SHORTENED.search(text, start + 1, end)
    period = text.find(". ", start, end)
    stops = [stop for stop in (cut.start() if cut else -1, period) if stop >= 0]
    return min(stops, default=len(text[:end].rstrip(" .")))


def _by_verb(
    text: str, mentions: Sequence[Mention], previous: Attribution | None, names: Names
) -> Attribution | None:
    for match in _VERB.finditer(text):
        if _PASSIVE.search(text, max(0, match.start() - 12), match.start()) or text[: match.start()].endswith(
            _POSSESSIVE
        ):
            continue
        at = int((match.lastgroup or "v0")[1:])
        method, stance, _ = _VERBS[at]
        if stance is Stance.DENIAL and _NOT_BEFORE.search(text[: match.start()]):
            stance = Stance.REPORT  # "did not deny"
        speaker = _subject(text, match, mentions)
        if speaker is None:
            continue
        found = _attribution(speaker, method, stance, previous)
        if found:
            behind = text[match.end() :].strip(" .\"'")
            # "…, a spokesman of the army said": what was said stands before.
            return _with_own_part(found, (f" {behind}" if " " in behind else text)[:140], names)
    return None


def _with_own_part(found: Attribution, content: str, names: Names) -> Attribution:
    """What "the junta said it did not …" and "it said it carried out …" amount to.

    "The AAPP said nobody died" only reports: it speaks of others and takes no part.
    """
    if found.stance is not Stance.REPORT:
        return found
    bearers = [names.get(kind, bearer) for bearer in found.ids for kind in (NameKind.ACTOR, NameKind.SOURCE)]
    is_party = any(bearer and bearer.is_party for bearer in bearers)
    denial = _OWN_DENIAL.match(content)
    if denial and (is_party or denial["who"].lower() in _ITSELF):
        return replace(found, stance=Stance.DENIAL)
    if is_party and _OWN_ADMISSION.match(content):
        return replace(found, stance=Stance.ADMISSION)
    return found


def _subject(text: str, verb: re.Match[str], mentions: Sequence[Mention]) -> Speaker | None:
    before = text[: verb.start()].rstrip()
    if before and before[-1] not in ',"':
        start = max((mark.end() for mark in _CLAUSE.finditer(before)), default=0)
        speaker = speaker_in(text, start, len(before), mentions)
        if speaker or before[-1].isalnum():
            return speaker
    appositive = _APPOSITIVE.search(before[-180:])
    if appositive and not before.endswith('"'):
        offset = len(before) - len(before[-180:])
        start, end = appositive.span("who")
        clause = max(
            (mark.end() for mark in _CLAUSE.finditer(before, offset + start, offset + end)),
            default=offset + start,
        )
        return speaker_in(text, clause, offset + end, mentions)
    after = _INVERTED.match(text[verb.end() :])
    if after and before and verb[0].lower() not in _NEVER_INVERTED:
        return speaker_in(text, verb.end() + after.start("who"), verb.end() + after.end("who"), mentions)
    return None


def _attribution(
    speaker: Speaker, method: Method, stance: Stance, previous: Attribution | None
) -> Attribution | None:
    if speaker.is_pronoun:
        return previous and Attribution(previous.name, previous.ids, method, stance)
    if speaker.is_unnamed:
        return Attribution(speaker.name, (), Method.UNNAMED, stance)
    return Attribution(speaker.name, speaker.ids, method, stance)


def _at_the_edge(text: str, mentions: Sequence[Mention], names: Names) -> Attribution | None:
    """ "Reuters: …" and "… – AAPP": only for names of the library, or "residents", that fill the whole edge."""
    for pattern in (_OPENING, _CLOSING):
        match = pattern.search(text)
        if match is None:
            continue
        start, end = match.span("who")
        for mention in mentions:
            if mention.start - 4 <= start <= mention.start and mention.end >= end - 1:
                found = Attribution(mention.name, mention.ids, Method.REPORTED, Stance.REPORT)
                return _with_own_part(found, text[end + 1 :][:140], names) if pattern is _OPENING else found
        speaker = speaker_in(text, start, end, ())
        if speaker and speaker.is_unnamed and " " not in speaker.name:
            return Attribution(speaker.name, (), Method.UNNAMED, Stance.REPORT)
    return None


def _is_mostly_quoted(text: str) -> bool:
    return sum(len(quote[0]) for quote in _QUOTED.finditer(text)) * 10 >= 8 * len(text.strip())
