"""Who says a sentence, where the sentence and the one before it are all that is known."""

import re
from dataclasses import replace

from bot.claims.claim import Attribution, Method, NameKind, Stance
from bot.claims.names import Names
from bot.claims.speaker import Speaker, Who
from bot.claims.voice import voice_in
from bot.claims.voice_found import Voice
from bot.claims.word_list import words

NOBODY = re.compile(r"(?:nobody|no[ -]one|none)\b", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"\n]{0,2000}(?:"|$)')
_TOLD_TO = re.compile(
    r"^ (?:to )?(?:the )?(?:[A-Z][\w.'-]*(?: |$)){1,5}(?:on \w+day )?(?=that\b|its\b|it\b|they\b|no\b|there\b)"
)
_OWN_DENIAL = re.compile(
    r"^(?: on \w+)?(?: in [\w ]{1,30})? ?(?:that )?(?P<who>(?:no|none|nobody|no-one)\b|(?:reports|claims|allegations|accusations|rumou?rs)\b(?=.{0,90}\b(?:are|were|is|was) (?:false|fake|untrue|baseless|fabricated|rumou?rs|lies|propaganda|not true)\b)"
    r"|(?:it|they|he|she|its|their|the|there|we|our)\b(?=(?: \w+){0,8}? ?(?:did not|had not|was not|were no|was no|never|didn't|hadn't|wasn't|weren't|has not|have not|hasn't|haven't|had no|no|were not|are not|aren't|isn't)\b)"
    r"|(?:it|they|we)\b(?= had killed no\b)"
    r"|(?:planes|jets|aircraft|helicopters)\b(?= (?:did not|didn't|had not|hadn't|never|were not|weren't)\b))",
    re.IGNORECASE,
)
_CALLED_FALSE = re.compile(
    r"^ (?:it|this|that|them|the|these|those|what|all|such|reports|claims|allegations)\b[^.;]{0,70}?\b(?:fake|false|untrue|lies?|fabricated|fabrications?|propaganda|baseless|rumou?rs?|hoax|not true|nonsense)\b",
    re.IGNORECASE,
)
_IS_FALSE = re.compile(
    r"\b(?:claims?|reports?|accounts?|statements?|allegations?|version|story|pictures|photos?|videos?|(?:what|whatever) [\w' ]{2,30} (?:says?|said|claims?|claimed))\b[^.;\"]{0,90}\b(?:is|are|was|were) (?:an? |all )?(?:wrong|false|lies?|fake|untrue|not true|fabricated|baseless|nonsense|propaganda|invention)\b",
    re.IGNORECASE,
)
_THIS_IS_FALSE = re.compile(
    r"\b(?:this|that|it|these|those|they) (?:is|was|are|were) (?:all |simply |just |completely |totally )?(?:not true|untrue|false|lies|a lie|fake|fabricated|baseless|propaganda|nonsense)\b",
    re.IGNORECASE,
)
_SOMETHING_DENIED = re.compile(
    r"\b(?:something|which|a claim|an accusation|a charge) (?:it|they|he|she|the [\w ]{2,20}) (?:den(?:y|ies|ied)|rejects?|rejected|disputes?)\b",
    re.IGNORECASE,
)
_OWN_ADMISSION = re.compile(
    r" (?:that )?(?:it|they|its (?:\w+ )?\w+|their (?:\w+ )?\w+) (?:had |has |have )?(?:carried out|conducted|launched|bombed|attacked|struck|targeted) ",
    re.IGNORECASE,
)
_CONFIRMS_DOING = re.compile(
    r"\bconfirm(?:s|ed) (?:killing|bombing|shelling|attacking|burning|shooting|striking|raiding|torching)\b",
    re.IGNORECASE,
)
_ITSELF = words("it they he she its their we our")


def read_attribution(
    text: str, names: Names, previous: Attribution | None, *, is_quoted: bool = False
) -> Attribution | None:
    """Who says it, None when unsure.

    A pronoun goes back to `previous`, and so does a sentence that begins within a quotation (`is_quoted`). Names inside quotation marks are
    not speakers.
    """
    voice = voice_in(text, names, is_quoted=is_quoted)
    if voice is None:
        is_continued = previous and (is_quoted or is_mostly_quoted(text))
        return (
            replace(previous, method=Method.QUOTED, stance=Stance.REPORT)
            if previous and is_continued
            else None
        )
    match voice.speaker.who:
        case Who.PRONOUN | Who.DESCRIBED:
            return (
                attribution_of(voice, text, names, previous) if previous or voice.speaker.is_person else None
            )
        case Who.NAMED if voice.speaker.is_short:
            return None
        case _:
            return attribution_of(voice, text, names, None)


def attribution_of(
    voice: Voice, text: str, names: Names, meant: Attribution | Speaker | None
) -> Attribution | None:
    """What the voice amounts to; `meant` is whom its words stand for, None for themselves."""
    speaker = voice.speaker
    stance = voice.stance
    if meant is not None:
        if isinstance(meant, Attribution) and meant.method is Method.UNNAMED:
            return Attribution(meant.name, (), Method.UNNAMED, stance)
        found = Attribution(meant.name, meant.ids, voice.method, stance)
    elif speaker.who is Who.NAMED:
        found = Attribution(speaker.name, speaker.ids, voice.method, stance)
    elif speaker.who is Who.PRONOUN or NOBODY.match(speaker.name):
        return None
    else:
        found = Attribution(speaker.name, (), Method.UNNAMED, stance)
    return _with_own_part(found, voice.content, text, names)


def is_mostly_quoted(text: str) -> bool:
    return sum(len(quote[0]) for quote in _QUOTED.finditer(text)) * 10 >= 8 * len(text.strip())


def _with_own_part(found: Attribution, content: str, text: str, names: Names) -> Attribution:
    """What "the junta said it did not …" and "it said it carried out …" amount to.

    "The AAPP said nobody died" only reports: it speaks of others and takes no part.
    """
    if found.stance is not Stance.REPORT:
        return found
    if _IS_FALSE.search(text) or _SOMETHING_DENIED.search(text):
        return replace(found, stance=Stance.DENIAL)
    bearers = [names.get(kind, bearer) for bearer in found.ids for kind in (NameKind.ACTOR, NameKind.SOURCE)]
    is_party = any(bearer and bearer.is_party for bearer in bearers)
    said = _TOLD_TO.sub(" ", content)
    if is_party and _THIS_IS_FALSE.search(text):
        return replace(found, stance=Stance.DENIAL)
    denial = _OWN_DENIAL.match(said)
    if (denial and (is_party or denial["who"].lower() in _ITSELF)) or _CALLED_FALSE.match(said):
        return replace(found, stance=Stance.DENIAL)
    if is_party and (_OWN_ADMISSION.match(said) or _CONFIRMS_DOING.search(text)):
        return replace(found, stance=Stance.ADMISSION)
    return found
