"""Sentences that only tell how somebody knows: "I saw it this morning", "a cousin of mine sent us the video"."""

import re

_WHOLE = r"(?:it|this|that|them|everything|all of (?:it|this)|all this|what happened|the whole thing)"
_RECORDING = (
    r"(?:the|this|these|that|those|a|some|my|our) (?:picture|photo|video|clip|footage|recording|message)s?"
)
_NEAR = r"(?:friends?|cousins?|brothers?|sisters?|uncles?|aunts?|mother|father|parents|neighbou?rs?|relatives?|colleagues?|contacts?|family|people)"
_ONESELF = r"(?:i|we)(?:'ve| have| had)?(?: (?:both|all|also|just|only|personally|myself|ourselves|actually|really))*"
_TAIL = (
    r"(?: (?:myself|ourselves|personally|too|all|live|happen(?:ing|ed)?|there|here|then|earlier|just now|when it happened|as it happened|while it happened"
    r"|today|yesterday|tonight|last (?:night|week|month)|this (?:morning|afternoon|evening|week)|(?:\w+ ){1,2}ago"
    r"|with (?:my|our) own (?:eyes|ears)|(?:on|in|at|from|near|through|outside|behind) (?:(?:the|a|an|my|our|some|another) )?\w+(?: \w+)?),?){0,4}"
)
_KNOWN = re.compile(
    rf"(?:and |but |so |yes,? )?(?:{_ONESELF} (?:"
    rf"(?:saw|seen|heard(?: of| about)?|witnessed|watched|lived through|filmed|recorded|photographed) {_WHOLE}"
    rf"|(?:took|made|got|have|received|found|saw|seen|watched) {_RECORDING}"
    r"|(?:was|were|am|are|live|lived|stood|work|stayed) (?:there|here|nearby|close by|next door|present|in the crowd|at the scene|on the spot)"
    r"|(?:was|were|am|are) (?:an? )?(?:eye-?)?witness(?:es)?)"
    rf"|(?:(?:a|an|my|our|some|one of my|one of our) (?:\w+ )?{_NEAR}(?: of (?:mine|ours))?(?: (?:there|here|in \w+))?"
    rf" (?:told|sent|called|wrote|showed|messaged|texted) (?:to )?(?:me|us)(?: (?:about )?(?:{_WHOLE}|{_RECORDING}))?))"
    rf"{_TAIL}[.!\s]*",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:fire|flames|smoke|ruins|rubble|ashes|pieces|blood|tears|handcuffs|cuffs|chains|shackles|custody|detention|prison|jail|gunpoint|bars"
    r"|hiding|hospital|morgue|graves?|coffins?)\b",
    re.IGNORECASE,
)
"""How something was found, which is a claim: "I saw them in handcuffs"."""

_LONGEST = 120


def tells_how_known(text: str) -> bool:
    """Of what happened it says nothing itself."""
    return len(text) <= _LONGEST and _KNOWN.fullmatch(text) is not None and not _STATE.search(text)
