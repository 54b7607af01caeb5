import re

from bot.claims.burmese_negation import burmese_negations
from bot.claims.claim import Negation
from bot.claims.names import has_burmese

_NOT_MEANT = re.compile(
    r"\bnot only\b|\bno-(?!one)\w+|\b(?:dismiss|reject|refut|disput)\w* [^,.;]{0,40}\bdenials?\b|\bno (?:fewer|less|more) than\b|\bnot (?:less|fewer|more) than\b|\bnothing (?:but|less than|short of)\b|\bno longer\b|\bnot yet\b|\bnothing else\b|\bno (?:other|better|worse)\b|\bnot (?:counting|including|to (?!be (?:true|so)\b)\w+)\b|\bbut not (?:with|by|for|of)\b|\b(?:must|should|may|need|shall)(?: ?not| never|n't)\b|\bcan't wait\b|(?:^|[\"':.!] ?)(?:please )?(?:do not|don't|never)(?= (?!we\b|they\b|he\b|she\b|it\b|i\b|you\b)[a-z]+)|\bno such [\w ]{0,20}\bbefore\b"
    r"|\bwithout (?:any|a|the slightest) doubt\b"
    r"|\bno (?:doubt|wonder|matter|sooner|one another)\b|\bwhether or not\b|\bnot to mention\b|\bif not\b|\bnot just\b|\bnot merely\b|\bnot least\b|\bnot far\b|\bnot long (?:after|before)\b"
    r"|\bnever before\b|\bno (?:\w+ )?(?:reason|time)\b|\bno ?\.? ?[0-9]+\b|\bnot (?:immediately|independently|possible to|be independently|been independently|available|clear|known)\b"
    r"|\b(?:could|can|did|has|have|had|was|were)(?: ?not|n't) (?:be |been |immediately |independently )*(?:verif\w+|confirm\w*|reach\w*|respond\w*|reply|replied|compl\w+|comment\w*)\b"
    r"|\bcannot (?:be )?(?:independently )?verif\w+\b|\b(?:could|can|did|do|does|would)(?: ?not|n['’]t) (?:want to |wish to )?be (?:named|identified|quoted)\b"
    r"|(?:\b(?:not|never)|n['’]t) (?:say|said|explain(?:ed)?|know|known|tell|told|disclosed?|reveal(?:ed)?|specif(?:y|ied)|ask(?:ed)?) (?:why|how|who|whom|whose|where|when|what|which)\b",
    re.IGNORECASE,
)
_IN_NOT_MEANT = ("no", "n't", "never", "denial", "without")
"""One of these stands in all of that; looked for first, as most sentences have none."""
_TURNS = re.compile(
    r"\b(?:no (?:evidence|proof|sign|signs|record|indication|basis|truth)(?: (?:that|of|to|in|for))?|no[- ]?one|nobody|none|never|nothing|nowhere|neither|nor|not|cannot"
    r"|without (?:any|a single)|failed to|refused to|far from (?:true|the truth|over)"
    r"|(?:do|does|did|is|are|was|were|has|have|had|wo|would|could|should|ca|must)n['’]?t"
    r"|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|debunk(?:s|ed)?|disput(?:es|ed)(?= (?:that|it|this|the (?:claim|report|figure|toll|account|number)))"
    r"|(?:is|are|was|were|be) (?:a )?(?:false|fake|fabricated|untrue|hoax|baseless|a lie|fiction)|false(?:ly)?(?= (?:that|claim|report|rumou?r|news|information))"
    r"|fake(?= (?:news|report|claim|rumou?r|image|video|photo))|untrue|hoax|fabricated|baseless|myth that|no)\b",
    re.IGNORECASE,
)
_DENIED_AGAIN = re.compile(
    r"^(?:den(?:y|ies|ied|ying)|reject\w*|refut\w*|dismiss\w*|disput\w*|failed to|without)$", re.IGNORECASE
)
_PEOPLE_LEFT_OUT = re.compile(
    r"\bno\b(?= (?:comment|response|reply|answer|details|further|other (?:details|information)|information)\b)",
    re.IGNORECASE,
)
_AGAINST_PERSONS = re.compile(
    r"(?: \w+)? (?:from (?:office|duty)|as (?:\w+ )?(?:minister|commander|chief|head|officer))",
    re.IGNORECASE,
)
_REACH = 24


def read_negations(text: str) -> tuple[Negation, ...]:
    """Words that turn the statement round. Two that cancel each other ("did not deny") are left out, as are "not only" and the like."""
    blanked = text
    if any(map(text.lower().__contains__, _IN_NOT_MEANT)):
        blanked = _NOT_MEANT.sub(lambda match: " " * len(match[0]), text)
    blanked = _PEOPLE_LEFT_OUT.sub(lambda match: " " * len(match[0]), blanked)
    kept: list[Negation] = []
    for match in _TURNS.finditer(blanked):
        word = match[0]
        if word.lower().startswith("dismiss") and _AGAINST_PERSONS.match(blanked, match.end()):
            continue
        if kept and _DENIED_AGAIN.match(word) and _cancels(blanked, kept[-1], match.start()):
            kept.pop()
            continue
        kept.append(Negation(text[match.start() : match.end()], match.start(), match.end()))
    return (*kept, *burmese_negations(text)) if has_burmese(text) else tuple(kept)


def _cancels(text: str, before: Negation, start: int) -> bool:
    between = text[before.end : start]
    return len(between) <= _REACH and not any(mark in between for mark in ",;:.") and " and " not in between
