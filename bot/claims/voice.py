"""What one sentence says about who says it, before it is known who "she" and "the group" are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.claims.burmese_voice import burmese_voice
from bot.claims.capitals import NAME, TITLED
from bot.claims.claim import Mention, Method, Stance
from bot.claims.doubts import clause_start, is_supposed, names_two, says_nothing
from bot.claims.edges import at_the_edge
from bot.claims.mentions import find_names, with_bodies
from bot.claims.names import Names, has_burmese
from bot.claims.outermost import outer_of, outermost
from bot.claims.papers import CALLED_SO
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker, Who
from bot.claims.speakers import HAPPENING, speaker_in
from bot.claims.tags import verbs_in
from bot.claims.told import DESCRIBES, NAME_BEHIND, according
from bot.claims.voice_found import Voice

_QUOTED = re.compile(r'"[^"\n]{0,2000}(?:"|$)')
_SINGLE = re.compile(
    r"(?<![\w'])'(?=[A-Z])[^'\n]{3,400}(?:(?<=n)'t[^'\n]{0,400}|'(?:s|re|ve|ll|m) [^'\n]{0,400})*[,.?!]'(?!\w)"
)
_BRACKETS = re.compile(r"\([^()\n]{1,60}\)")
_DATA = re.compile(r"(?:data|figure|tally|count|stati|database|report|list|record|toll)s?\w* ", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:(?:was|were|been|be|being|is|are|get|got)(?: (?:also|now|later|then|not|never|even|once|first|again|often|still|since|only|just|all|both|\w+ly))?|to|most|more|widely|falsely|reportedly|the|a|an|its|their|his|her|of|by|as|that|this|any|no|such|those|would|could|should|must|can|may|might|cannot)\s$",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\b(?:not|never|n['’]t|nor|declin(?:ed|es) to|refus(?:ed|es) to|fail(?:ed|s) to|unable to)(?: \w+ly| yet| immediately)? $",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:do|does|did) not $|\b(?:do|does|did)n['’]t $")
_THINKS = re.compile(r"believe|think|want|expect|agree|see|hope|accept|trust", re.IGNORECASE)
"""Whoever does not believe something has told what they believe."""

_NO_SUBJECT = re.compile(r"(?<!\b[Hh]e)(?<!\b[Ss]he)(?<!\b[Ii]t)(?:'s|’s) $|s['’] $")
_ADVERBS = re.compile(
    r"(?<=,)(?: (?:also|has|have|had|later|then|again|earlier|meanwhile|on \w+day|in turn|this week|today|yesterday|repeatedly|\w+ly|too|already|since))+$",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"^ (?P<us>(?:to )?(?:us|me) )?(?P<who>(?:[^,;:.\"()]|{TITLED}){{2,80}}?)(?=[,;:\"()]|(?!{TITLED})\.(?!\w| [A-Z][a-z]+ (?:said|says))|$| (?:on|in|that|after|at|to|during|by|who|from Monday|when|as|while|whose|this|last)\b)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r" (?:has|have|had|is|was|are|were|did|does|do|will|would|can|could|must|may|might|should)(?: \w+)?$"
)
"""Somebody of whom more is told: "Khu Reh, who was there, said the KNU had to go"."""

_PARTICIPLE = re.compile(
    r"(?:[a-z]+ly )?(?:[a-z]+ed|[a-z]+ing|known|seen|born|held|shot|hit|left|thought|said|now|once|then|also|formerly|long)\b(?! (?:the|an?|his|her|its|their)\b)"
)
_OURSELVES = frozenset(["i", "we"])
_DETERMINER = re.compile(r"\b(?:the|an?|its|their|his|her) $", re.IGNORECASE)
_AND_ANOTHER = re.compile(r" and (?:the |its |his |her |their |[A-Z])")
_HEAD_ENDS = re.compile(r" (?:of|for|from|at|in|with) ")
_HAD_TO = re.compile(
    r"(?: (?:has|have|had))?(?: (?:had|has|have)| (?:was|were|is|are) (?:forced|obliged|compelled)) to $"
)
_SETTING = re.compile(
    r"^(?:in|on|at|after|asked|speaking|meanwhile|however|but|earlier|late|during|when|as|while|visiting|quoting|citing)\b",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"(?:show|indicat|suggest|reveal|prov)", re.IGNORECASE)
_SAYS_OF = re.compile(r" (?:the |its |their |his |her )?[A-Z]| (?:the|it|he|she|they) ")
_RELATIVE = re.compile(r"^(?:which|who|whose|where|whom)\b", re.IGNORECASE)
_PASSING_ON = re.compile(r"^(?:quoting|citing) ")
_DASHED = re.compile(
    r"(?<=\w) [–—-] (?P<what>(?:an?|the|who|its|his|her|their|one)\b[^–—\"\n]{3,80}?) [–—-] "
)
_FOR = re.compile(
    r"^(?:For|To) (?P<who>[A-Z][^,\"]{2,50}|the [A-Z][^,\"]{2,50}), .{3,90}\b(?:shows?|means?|proves?|amounts? to)\b"
)
_QUOTED_AS = re.compile(
    r"\b(?:quot|cit)(?:es|ed|ing) (?P<who>[^,;:\"()]{2,60}?) (?:as )?(?:saying|telling|stating|claiming|having said)\b"
)
_SAME_SUBJECT = re.compile(r"\b(?:and|but)$")
_SUBJECT_FIRST = re.compile(
    rf"^(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ii]t|(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) )?(?:[a-z'-]+ ){{0,3}}{NAME}(?: {NAME})*)(?=,| [a-z])"
)
_NEW_SUBJECT = re.compile(
    r"\b(?:and|but|that|which|while|when|because) (?:the|an?|its|his|her|their|[A-Z])|\b(?:was|were|been|being|is|are|be|both|either)\b",
    re.ASCII,
)
_SO = re.compile(r"^So (?:reports|says|writes|said|wrote|reported) (?P<who>[A-Z][^,;:\"()]{2,50}?)\.?$")


def voice_in(text: str, names: Names, *, is_quoted: bool = False) -> Voice | None:
    """Who the sentence says it comes from, None where it does not tell. Names inside quotation marks are not speakers."""
    blanked = _DASHED.sub(_with_commas, without_quotations(text, is_quoted=is_quoted))
    bare = _BRACKETS.sub(lambda bracket: " " * len(bracket[0]), blanked)
    mentions = with_bodies(bare, find_names(bare, names))
    if has_burmese(bare) and (found := burmese_voice(bare, mentions)):
        return found
    if found := _quoted_as(bare, mentions):
        return found
    told = according(bare, mentions)
    said = outermost(bare, list(_spoken(bare, mentions)), names)
    if told and said:
        return outer_of(bare, told, said)
    return told or said or _held_by(bare, mentions) or at_the_edge(blanked, names)


def _quoted_as(text: str, mentions: Sequence[Mention]) -> Voice | None:
    """ "Mizzima quoted Khu Reh as saying …": it is Khu Reh who says it."""
    match = _QUOTED_AS.search(text)
    speaker = speaker_in(text, *match.span("who"), mentions) if match else None
    return Voice(speaker, Method.ACCORDING_TO, Stance.REPORT, text) if speaker else None


def _held_by(text: str, mentions: Sequence[Mention]) -> Voice | None:
    """ "For Tom Andrews, the raid shows …" tells what he thinks; "For Tom Andrews, it was too late" does not."""
    match = _FOR.match(text)
    speaker = speaker_in(text, *match.span("who"), mentions) if match else None
    is_named = speaker is not None and speaker.who is Who.NAMED and not speaker.is_short
    return Voice(speaker, Method.SAID, Stance.REPORT, text) if speaker and is_named else None


def _with_commas(aside: re.Match[str]) -> str:
    """ "Khu Reh – a commander – said" as if commas stood there, letter for letter."""
    return f",  {aside['what']},  "


def without_quotations(text: str, *, is_quoted: bool) -> str:
    closing = text.find('"') if is_quoted else -1
    if is_quoted and closing < 0:
        return " " * len(text)
    opening = f'{" " * closing}"' if closing >= 0 else ""
    rest = _QUOTED.sub(lambda quote: f'"{" " * (len(quote[0]) - 2)}"', text[len(opening) :])
    return opening + _SINGLE.sub(lambda quote: f'"{" " * (len(quote[0]) - 2)}"', rest)


def told_back(text: str, names: Names) -> Voice | None:
    """ "So reports Mizzima.": the sentence before is theirs."""
    match = _SO.match(text)
    if not match:
        return None
    speaker = speaker_in(text, match.start("who"), match.end("who"), find_names(text, names))
    return Voice(speaker, Method.REPORTED, Stance.REPORT) if speaker else None


def _spoken(text: str, mentions: Sequence[Mention]) -> Iterator[Voice]:
    saying = load_saying()
    said_from = 0
    for verb in verbs_in(text):
        before = _HAD_TO.sub(" ", text[: verb.start()])
        if (
            is_supposed(text, verb)
            or _PASSIVE.search(before[-30:])
            or says_nothing(text, verb)
            or (_NO_SUBJECT.search(before[-3:]) and not _DATA.match(verb[0]))
        ):
            continue
        method, stance = saying.tells(verb)
        if _UNSAID.search(before[-30:]):
            is_thought = _NOT.search(before[-12:]) and _THINKS.fullmatch(verb[0])
            if stance is not Stance.DENIAL and not is_thought:
                continue
            stance = Stance.REPORT  # "did not deny"
        speaker = _subject(text, verb, mentions, said_from)
        if speaker is None or _RELATIVE.fullmatch(speaker.name) or speaker.name.lower() in _OURSELVES:
            continue
        if speaker.name.lower() == "it" and _SHOWS.match(verb[0]):
            continue  # the video, the list
        if speaker.is_person or verb.lastgroup not in saying.personal:
            yield Voice(speaker, method, stance, _content(text, verb, speaker)[:160], verb.start())
            if speaker.at < verb.start() and _SAYS_OF.match(text, verb.end()):
                said_from = verb.end()


def _content(text: str, verb: re.Match[str], speaker: Speaker) -> str:
    """What was said: it follows the verb, or stands before ("…, a spokesman of the army said")."""
    before = _DETERMINER.sub("", text[: min(speaker.at, verb.start())]).rstrip(" -–—")
    if len(before) > 12 and before[-1] in ',"' and not _SETTING.match(before):
        return text
    behind = text[verb.end() :].strip(" .\"'")
    return f" {behind}" if " " in behind else text


def _subject(text: str, verb: re.Match[str], mentions: Sequence[Mention], said_from: int) -> Speaker | None:
    """Who the verb is said of; `said_from` is where the words of somebody before begin: "a spokesman said France agreed"."""
    before = _ADVERBS.sub("", _HAD_TO.sub(" ", text[: verb.start()]).rstrip())
    if before and before[-1] not in ',"-–—:':
        start = max(clause_start(before, mentions), said_from)
        if names_two(before, start, mentions):
            return None
        if start == len(before) and _SAME_SUBJECT.search(before):
            return _opening_subject(text, before, mentions)
        speaker = speaker_in(text, start, len(before), mentions)
        if speaker or before[-1].isalnum():
            return speaker
    apposed = _apposed(text, before[:-1], mentions) if before.endswith(",") else None
    if apposed and apposed.who is Who.NAMED:
        return apposed
    return _behind(text, verb, before, mentions) or apposed


def _opening_subject(text: str, before: str, mentions: Sequence[Mention]) -> Speaker | None:
    """ "Zin Mar Aung thanked them and said …": whoever the sentence began with, if nobody else acts between."""
    first = _SUBJECT_FIRST.match(text)
    if not first or _NEW_SUBJECT.search(before, first.end()):
        return None
    speaker = speaker_in(text, first.start(), first.end("who"), mentions)
    return speaker if speaker and speaker.who in {Who.NAMED, Who.PRONOUN} else None


def _apposed(text: str, before: str, mentions: Sequence[Mention]) -> Speaker | None:
    """ "Khu Reh, a commander, said" and "the commander, Khu Reh, said"."""
    comma = before.rfind(", ")
    start = clause_start(before[: max(comma, 0)], mentions)
    if comma < 0 or names_two(before[:comma], start, mentions):
        return None
    what = (comma + 2, len(before))
    who = (start, comma)
    said = before[slice(*what)]
    first = speaker_in(text, *who, mentions)
    if passed_on := _PASSING_ON.match(said):  # "Mizzima, quoting an officer, reported"
        told = speaker_in(text, comma + 2 + passed_on.end(), len(before), mentions)
        return told if told and told.who is Who.NAMED else first
    if called := CALLED_SO.match(said):
        return Speaker(
            called["name"],
            roles=_lower_case(before[slice(*who)]),
            is_person=True,
            at=comma + 2 + called.start("name"),
        )
    if _RELATIVE.match(said):
        return (
            first if first and first.who is Who.NAMED else _apposed(text, before[:comma], mentions) or first
        )
    if _PARTICIPLE.match(said) and first and first.who is Who.NAMED:
        return first
    if HAPPENING.search(said) or (
        _AND_ANOTHER.search(said)
        and not any(one.end >= len(before) - 1 and " and " in one.name for one in mentions)
    ):
        return None
    second = speaker_in(text, *what, mentions) if said[:1].isupper() else None
    return _either(first, second, called=before[slice(*who)], described=said)


def _either(first: Speaker | None, second: Speaker | None, *, called: str, described: str) -> Speaker | None:
    """Which of two that stand for one: the name, with what the other says of it."""
    is_named = first is not None and first.who is Who.NAMED
    is_role = _ends_in_role(called)
    is_description = bool(DESCRIBES.match(called.strip())) and not (is_named and not is_role)
    if second and second.who is Who.NAMED and (is_description or is_role or not is_named):
        return Speaker(second.name, second.ids, roles=_lower_case(called), is_person=True, at=second.at)
    if first is None or not is_named:
        return first
    if second and first.ids and not second.ids and " " in second.name:
        return Speaker(second.name, first.ids, roles=first.roles, is_person=True, at=second.at)
    return replace(first, roles=first.roles | _lower_case(described), is_short=False)


def _lower_case(phrase: str) -> frozenset[str]:
    return frozenset(word.lower() for word in phrase.split() if word.islower())


def _ends_in_role(phrase: str) -> bool:
    """ "The UN Secretary-General", "a spokesman of the KNU": an office, and no name, whatever its capitals."""
    head = _HEAD_ENDS.split(phrase.strip(), maxsplit=1)[0].split()
    is_role = load_saying().is_person
    return bool(head) and is_role(head[-1].rsplit("-", 1)[-1])


def _behind(text: str, verb: re.Match[str], before: str, mentions: Sequence[Mention]) -> Speaker | None:
    """'"…," said Khu Reh', "…, says the priest, Father Paul"."""
    after = _INVERTED.match(text[verb.end() :])
    if not after or not before or (verb[0].lower() in load_saying().never_inverted and not after["us"]):
        return None
    if before[-1] not in ',"' and before[-1].isalnum():
        return None
    if _ACTS.search(after["who"]):
        return None
    start, end = verb.end() + after.start("who"), verb.end() + after.end("who")
    speaker = speaker_in(text, start, end, mentions)
    name = NAME_BEHIND.match(text[end:])
    ends_in_noun = _ends_in_role(text[start:end]) or text[start:end].rsplit(maxsplit=1)[-1].islower()
    if name and ends_in_noun and (speaker or DESCRIBES.match(text[start:end])):
        person = speaker_in(text, end + name.start("name"), end + name.end("name"), mentions)
        if person and person.who is Who.NAMED:
            roles = speaker.roles if speaker else frozenset(text[start:end].lower().split()[-1:])
            return Speaker(person.name, person.ids, roles=roles, is_person=True, at=person.at)
    called = CALLED_SO.match(text, end)
    if called and (speaker is None or speaker.who is not Who.NAMED):
        roles = frozenset(text[start:end].lower().split())
        return Speaker(called["name"], roles=roles, is_person=True, at=called.start("name"))
    return speaker
