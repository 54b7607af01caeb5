"""Where a verb of saying lets nobody speak, or more than one: what is only supposed or asked, and two who speak together."""

import re
from collections.abc import Sequence

from bot.claims.claim import Mention
from bot.claims.saying import load_saying

CLAUSE = re.compile(
    r"[,;:\"()–—](?=\s|$)|(?<!\b[A-Z])(?<!\b[JSD]r)(?<!\bGen)(?<!\bCol)(?<!\bMaj)(?<!\bLt)(?<!\bProf)(?<!\bRev)\.(?=\s|$)|(?<=\s)-(?=\s)|\b(?:and|but|that|while|after|when|because|before|as|which|if|where|although|though|whether|until|so|nor|or)\b|\b(?:is|was) (?:what|how)\b",
    re.IGNORECASE,
)
"""What divides the clauses of a sentence."""

_SUPPOSED = re.compile(
    r"^[\s\"'–—-]*(?:(?:if|unless|whether|until|once|suppose|why|how)(?: not)? (?!to\b)|(?:should|had|did|does|do|has|have|is|was|were|will|would|can|could|may|might)(?: not)? (?=(?:the|an?|he|she|it|they|you|we|any\w*|his|her|its|their|this|that|these|those|no)\b|(?-i:[A-Z])))",
    re.IGNORECASE,
)
_BEFORE_CLAUSE = re.compile(
    r"\b(?:if|unless|whether|until|after|before|since|once|because|although|though|even as|nor|(?P<relative>which|whom|that|who|what))\s*$",
    re.IGNORECASE,
)
_CLAIM_THAT = re.compile(
    r"\b(?:claims?|reports?|rumou?rs?|ideas?|notions?|allegations?|accusations?|suggestions?|beliefs?|impressions?|facts?|stor(?:y|ies)|charges?|theor(?:y|ies)|assertions?|evidence|signs?|proof|hopes?|fears?|lies?|myths?) that\s*$",
    re.IGNORECASE,
)
"""What somebody is only said to have said."""

_NO_CONTENT = re.compile(r"^(?: (?:so|it|before|earlier|on \w+day|in [A-Z]\w+|last \w+))?\s*(?:[,.;)]|$)")
_AGE_BEHIND = re.compile(r",? \(?[0-9]{1,3}\)?,?$|,$")
_GOES_ON = re.compile(r" (?:has|have|had|was|were|is|are|will)\b")
_TOGETHER = re.compile(r"^ (?:and|or|as well as|together with|along with) ", re.IGNORECASE)
_STOPS = re.compile(r"[,.;:\"()]|$")
_LISTED = re.compile(r"(?:^|[.;:] )(?:(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?, ){2,}$|^(?:[A-Z]{2,6}, )+$")
"""Several names in a row: "UN, US, EU condemn it"."""

_PAPER_NOUNS = r"(?:report|claim|count|estimate|account|answer|call|appeal|record|document|demand|tally|note)"
_NOUN_GOES_ON = re.compile(
    rf"{_PAPER_NOUNS}(?: (?:on|of|from|about) [^,.;]{{2,60}})? (?:is|was|has|had|does|did|will|would|can|could|may|might|[a-z]{{3,}}s)\b"
    rf"|{_PAPER_NOUNS}s(?: (?:on|of|from|about) [^,.;]{{2,60}})? (?:are|were|have|do|did)\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(r" (?:nothing|little|not a word|no word)\b")
_PARTICIPLE = re.compile(
    r"(?:compiled|published|reported|documented|recorded|verified|counted|tallied|registered|confirmed|broadcast)",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"counts?|records?|registers?|documents?|verif(?:y|ies)|lists?|names?|tracks?|tall(?:y|ies)|publish(?:es)?|calculates?",
    re.IGNORECASE,
)
_ON_ALL = re.compile(
    r" (?:how|only|each|every|all|any|nobody|no one|those|what|names|cases|abuses|violations|attacks|deaths|arrests|killings|rights|human rights)\b(?! (?:[0-9]|of (?:the|its|his|her|them)\b))"
)
VERB = re.compile(
    r"\b(?:were|was|is|are|had|has|have|did|does|do|will|would|could|can|may|might|must|\w{2,}ed|fled|fell|took|left|went|came|lost)\b"
)


def clause_start(before: str, mentions: Sequence[Mention]) -> int:
    """Where the last clause begins; an "and" within a name divides none."""
    marks = [mark.end() for mark in CLAUSE.finditer(before)]
    return max((at for at in marks if not any(one.start < at < one.end for one in mentions)), default=0)


def is_supposed(text: str, verb: re.Match[str]) -> bool:
    """Whether the clause of the verb only asks or supposes ("if X says so", "Did X say …?", "the raid that X announced")."""
    before = text[: verb.start()].rstrip()
    if not before or before[-1] in ',"':
        return False
    start = max((mark.end() for mark in CLAUSE.finditer(before)), default=0)
    if verb[0][:1].isupper() and not before.istitle() and verb[0][0] != verb[0]:
        return _is_in_title(before)
    if _SUPPOSED.match(before[start:]) or _GOES_ON.match(text, verb.end()):
        return True
    if _CLAIM_THAT.search(before[:start]):
        return True
    opened = _BEFORE_CLAUSE.search(before[:start])
    if opened is None:
        return False
    if opened["relative"]:
        return opened["relative"].lower() in {"which", "whom"} and bool(_NO_CONTENT.match(text[verb.end() :]))
    return True


def _is_in_title(before: str) -> bool:
    """ "a book called The General Said Nothing": among small letters, words with capitals are a title."""
    words = before.split()
    return any(word.islower() for word in words[:-2]) and words[-1][0].isupper()


def names_two(before: str, start: int, mentions: Sequence[Mention]) -> bool:
    """ "The KNU and the NUG said": two speak, and naming one of them would be half wrong."""
    if _LISTED.search(before[:start].rstrip() + " ") and before[start:].strip()[:1].isupper():
        return True
    joined = re.search(r" (?:and|or|nor)$", before[:start])
    if not joined:
        return False
    ahead = before[: joined.start()]
    other = before[start:].strip()
    is_name_or_body = other[:1].isupper() or other.lower().startswith(
        ("the ", "its ", "his ", "her ", "their ")
    )
    ahead = _AGE_BEHIND.sub("", ahead)
    clause = CLAUSE.split(ahead)[-1].strip()
    last = clause.split()[-1] if clause else ""
    saying = load_saying()
    is_noun = saying.is_person(last) or last.lower() in saying.crowds | saying.voices | saying.alone
    is_name = bool(clause) and len(clause.split()) <= 5 and (last[:1].isupper() or is_noun)
    ends_known = any(one.end == len(ahead.rstrip()) and len(clause.split()) <= 5 for one in mentions)
    return is_name_or_body and (is_name or ends_known)


def are_two(text: str, start: int, end: int) -> bool:
    """Whether the name that ends at `start` is only the first of two: "according to X and Y"."""
    together = _TOGETHER.match(text[start:end])
    if not together:
        return False
    behind = text[start + together.end() :]
    stop = _STOPS.search(behind)
    other = behind[: stop.start()] if stop else behind
    return not VERB.search(other)


def says_nothing(text: str, verb: re.Match[str]) -> bool:
    """ "It counts only those whom it can name" tells how somebody works; of "The UN report has …", "the Chinese claims about Kokang are …", "figures compiled by …" nothing is a verb; "writes nothing of it"."""
    if _PARTICIPLE.fullmatch(verb[0]) and text.startswith(" by ", verb.end()):
        return True
    if _SAYS_NOTHING.match(text, verb.end()):
        return True
    if _WORKS.fullmatch(verb[0]) and _ON_ALL.match(text, verb.end()):
        return True
    return verb[0].isalpha() and bool(_NOUN_GOES_ON.match(text, verb.start()))
