"""Where a sentence says neither that something is so nor that it is not: it calls the matter unconfirmed, or tells that somebody did not say it."""

import re

from bot.claims.burmese_negation import burmese_left_open
from bot.claims.claim import LeftOpen
from bot.claims.names import has_burmese
from bot.claims.note import note

_LEAD = re.compile(
    r"\W*(?:(?:but|and|yet|so far|as of [\w ]{3,20}|at this point|as yet|until now|to this day|still|however),? )*(?:according to [^,]{2,50}, )?"
    r"(?:(?:(?!\b(?:never|not|nor|neither|nobody|no[ -]one)\b|n['’]t\b)[^,.;:]){2,60}? (?:said|says|added|stressed|noted)(?: on \w+day)?(?: that)? (?=(?:it|no|nobody|they|he|she|there) ))?",
    re.IGNORECASE,
)
_NOT = r"(?: not| never|n['’]t| yet to| still to)"
_NEGATED = (
    rf"(?:(?:ha(?:s|ve|d)|did|do|does|could|can|will|would|is|are|was|were)(?: still| so far)?{_NOT}|cannot|never"
    r"|(?:(?:ha(?:s|ve|d) )?(?:refus|declin|fail)(?:ed|es|s)?|(?:is|are|was|were) (?:refusing|unable)) to)"
)
_ADVERBS = r"(?: (?:yet|so far|ever|able to|even|once|be|been|(?!only\b)\w+ly))*"
_CONFIRMED = r"(?:confirm(?:ed)?|verif(?:y|ied)|corroborated?|substantiated?|prove[nd]?|established?|ascertain(?:ed)?)(?: or (?:den(?:y|ied)|rul(?:e|ed) out|refuted?))?"
_SAID = r"(?:say|said|report(?:ed)?|announced?|document(?:ed)?|record(?:ed)?|(?:state[d]?|claim(?:ed)?|assert(?:ed)?|alleged?|declared?|publish(?:ed)?|write|written|wrote|concluded?)(?= that\b))"
_ADMITTED = r"(?:admit(?:ted)?|acknowledged?|conceded?|confess(?:ed)?|own(?:ed)? up to|(?:tak(?:e|en|ing)|took|accept(?:ed)?|claim(?:ed)?) responsibility for)(?: to(?= (?:\w+ing|the|its|any)\b))?"
_BLAMED = r"(?:(?:is|was|are|were) )?(?:blamed?|accused?|h[eo]ld (?:[\w'’ -]{1,40} )?(?:accountable|responsible|liable|to account)|brought to (?:justice|trial|court|account)|punish(?:ed)?|prosecuted?|charged|tried)"
_HAS = r"(?: (?:ha(?:s|ve|d)|can|could))"
_SOURCES = r"(?:sources?|media|outlets?|newspapers?|witness(?:es)?|organi[sz]ations?|groups?|agenc(?:y|ies)|governments?|authorit(?:y|ies)|officials?|experts?|journalists?|reporters?|observers?|side|party)"
_NOBODY = (
    rf"(?:(?:nobody|no[ -]?one){_HAS}?|(?:no|not (?:one|a single))(?: [\w-]+){{0,3}}? {_SOURCES}|(?:(?:no|not (?:one|a single))(?: [\w-]+){{1,4}}?|none of [\w ]{{3,30}}?){_HAS}"
    rf"|neither [\w ]{{2,30}} nor [\w ]{{2,30}}?{_HAS}?)"
)
_MATTER = r"(?= (?!(?:how|why|who|whom|whose|where|when|which|what|much|anything|details|more|nothing|responsibility|to|on|about|in|at|otherwise|him|her)\b)\w)"
"""What is not said follows; "did not say why it killed them" has it that it killed them."""

_IS_OPEN = (
    rf"(?P<what>(?:(?:is|are|was|were|ha(?:s|ve|d)|could|can){_NOT}|cannot){_ADVERBS} (?:{_CONFIRMED}|known|clear)"
    r"|(?:is|are|was|were|remains?)(?: still)? (?:un(?:confirmed|verified|proven|substantiated|known|clear|certain)|an open question))(?: by [\w ]{2,40})?\W*$"
)

_UNCONFIRMED = (
    re.compile(
        rf"it (?:(?:is|was|ha[sd]|could|can){_NOT}|cannot){_ADVERBS} {_CONFIRMED}(?: by [^,;]{{2,40}}?)? (?:that|whether|if)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:it (?:is|was|remains)(?: still| also| now| as yet)? )?(?:un(?:confirmed|verified|proven|substantiated|certain)|doubtful|questionable|not (?:yet )?(?:confirmed|certain)):?(?: by [^,;]{2,40}?)? (?:that|whether|if)\b",
        re.IGNORECASE,
    ),
    # "It is not known that …" is said of facts, so of these "whether" alone.
    re.compile(
        r"(?:it (?:is|was|remains)(?: still| also| now| as yet| far from)? )?(?:(?:not|n['’]t)(?: yet| at all| quite)? (?:clear|known)|unclear|unknown|clear|disputed|an open question|to be (?:seen|confirmed|verified)) (?:whether|if)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:there (?:is|was|has been) )?(?:still |as yet )?no (?:\w+ )?(?:confirmation|verification|certainty)(?: yet)? (?:that|whether|if|of)\b|there (?:are|were|have been) no (?:\w+ )?reports that\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:un(?:confirmed|verified)|not (?:yet )?(?:confirmed|verified))\s*[]):–—-]", re.IGNORECASE),
    re.compile(
        r"un(?:confirmed|verified) (?:reports?|claims?|rumou?rs?|information)(?:\s*:| (?:of|that|about)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r".+ (?P<what>[(\[](?:still |as yet )?(?:un(?:confirmed|verified)|not (?:yet )?(?:confirmed|verified))[)\]])\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:[^,.;:]{1,50}? (?:do(?:es)? not|do(?:es)?n['’]t|did not|didn['’]t|cannot|can['’]t) (?:know|tell|say)|(?:nobody|no[ -]?one) (?:knows?|knew|can (?:tell|say))) (?:whether|if)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:(?:(?:the|these|those|local|earlier|media) )*(?:reports?|claims?|rumou?rs?|allegations?|information|news|accounts?|statements?|posts?) (?:that|of|about)|that|whether)\b"
        rf".+? {_IS_OPEN}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<matter>(?:the |an? |any )?(?:[\w-]+ ){0,3}?(?:deaths?|killings?|massacres?|attacks?|(?:air ?)?strikes?|bombings?|shelling|tolls?|raids?|executions?|arrests?|burning) (?:of|in|on|at|near|by|from) [^,;:]{3,100}?)"
        rf" {_IS_OPEN}",
        re.IGNORECASE,
    ),
)
_UNSAID = re.compile(
    rf"(?:(?P<who>[^,.;:]{{1,60}}?) {_NEGATED}|{_NOBODY}|(?:at no (?:point|time)|nowhere|never) (?:ha(?:s|ve|d)|did|was|were|could) [^,.;:]{{1,40}}?){_ADVERBS} (?:(?P<confirmed>{_CONFIRMED})|(?P<said>{_SAID})|(?P<blamed>{_BLAMED})|{_ADMITTED}){_MATTER}",
    re.IGNORECASE,
)
_MAY_BE = re.compile(
    r"\b(?:not|no|nobody|none|neither|never|nowhere|cannot|un\w+|to|doubtful|questionable|disputed)\b|n['’]t\b|\bno-one\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:and|or|but|who|that|which|while|when|after|before|because|although|though|even|if|as|since|was|were|is|are|had|has|have|did|\d+)\b|\b(?!(?:armed|united)\b)(?-i:[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
"""Stands in a whole clause, and hardly in the name of whoever did not say it."""

_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|who|whose|that|which|although|though|because|for reasons|names|said|says|after|when)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r";|,? (?:but|yet|although|though|while|however)\b")
"""In small letters: Let Yet Kone is a village."""
_SAID_INSTEAD = re.compile(
    r" (?:it |they )?(?:ha(?:s|ve|d) )?(?:said|says|say|admit(?:s|ted)?|acknowledge[sd]?|confirm(?:s|ed)?|claim(?:s|ed)?|conceded?s?|insist(?:s|ed)?)\b"
)
_RELATIVE = re.compile(
    r", (?:(?:in|of|by|for|at|during|after) )?(?:which|who|whom|where)\b[^,;]* \w+[^,;]*\W*$"
)
"""What stands in a clause of its own is told: "did not report the strike, in which 171 people died"."""
_THAT = re.compile(r" ?(?:that|whether|if)\b", re.IGNORECASE)
_STILL = re.compile(r" (?:still|also|so far)$|^\W+")
_COULD_NOT = re.compile(
    r"\b(?:could|can|cannot|would|will|wo|unable|able|independently|verif\w+|corroborat\w+|substantiat\w+|pro[vo]\w+|ascertain\w*|establish\w*|fail\w*|yet|den(?:y|ied))\b",
    re.IGNORECASE,
)
"""Whoever reports what they could not verify has said it all the same."""

_IS_BLAMED = re.compile(r"\b(?:is|was|are|were|been|be)\b", re.IGNORECASE)
_FEW_WORDS = 4


UNCONFIRMED, UNSAID = "not_checked.unconfirmed", "not_checked.unsaid"


def read_left_open(text: str) -> LeftOpen | None:
    """What the sentence as a whole leaves open; None for one that tells what happened and adds that nobody could verify it."""
    if has_burmese(text) and (burmese := burmese_left_open(text)):
        return burmese
    if not _MAY_BE.search(text):
        return None
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    found = next(filter(_is_whole, (pattern.match(text, start) for pattern in _UNCONFIRMED)), None)
    is_confirming, is_matter = found is not None, True
    if found is None:
        found = _UNSAID.match(text, start)
        if found is None or (found["who"] and _CLAUSE.search(found["who"])):
            return None
        is_confirming, is_matter = bool(found["confirmed"]), bool(found["confirmed"] or found["said"])
    if _tells_more(text, found.end()):
        return None
    is_matter = is_matter and not (_RELATIVE.search(text, found.end()) and not _THAT.match(text, found.end()))
    words = found.groupdict().get("what") or found[0]
    key = UNCONFIRMED if is_confirming else UNSAID
    by = found.groupdict().get("who") or ""
    is_passive = bool(found.groupdict().get("blamed")) and _IS_BLAMED.search(found[0], len(by))
    is_theirs = bool(by) and not is_passive and not _COULD_NOT.search(found[0], len(by))
    return LeftOpen(
        found.start(),
        found.end(),
        is_matter,
        note(key, text=words.strip()),
        by=_STILL.sub("", by) if is_theirs else "",
    )


def _is_whole(found: re.Match[str] | None) -> bool:
    """Of "the killing of 29 people has not been confirmed" all is left open, and not of "29 were killed in a raid that has not been confirmed"."""
    return found is not None and not _FINITE.search(found.groupdict().get("matter") or "")


def _tells_more(text: str, start: int) -> bool:
    """ "The toll has not been confirmed, but at least 170 people were killed": what counts stands behind."""
    more = _GOES_ON.search(text, start)
    if more is None:
        return False
    if _SAID_INSTEAD.match(text, more.end()):
        return True
    return any(map(str.isdigit, text[more.end() :])) or len(text[start : more.start()].split()) < _FEW_WORDS
