"""What might be, might have been or is only to come: it has not happened, and what has happened neither confirms nor contradicts it."""

import re

_MODAL = r"(?:will|won['’]t|would|wouldn['’]t|could|might|[a-z]+['’]ll)"
_IF = re.compile(
    rf"^(?:(?:and|but|so|even) )?(?:if|unless|suppose|supposing|imagine|assuming)\b(?P<case>[^.;?!]*?)\b{_MODAL}\b|^(?:had|should) [^.;?!]*\bwouldn?['’]?t?\b",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"\b(?:it|this|that|these|they) would be (?:the|one of the) (?:\w+est|first|second|third|most|worst|largest)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were|died|is|are|(?!bombs|kills)\w{2,}ed)\b", re.IGNORECASE)
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_WILL = re.compile(
    r"(?<!\btheir )(?<!\bhis )(?<!\bher )(?<!\bthe )(?<!\bfree )(?<!\bour )\b"
    r"(?:will|won['’]t|shall|(?:is|are) (?:not )?going to|(?:is|are) about to|(?:is|are) (?:set|due|expected|likely|poised|scheduled|preparing|planning|threatening) to(?! (?:have|be)\b)"
    r"|(?:plans|threatens) to|(?:may|might)(?= (?:(?:also|soon|now|again|yet|still|well) )*(?:bomb|attack|strike|kill|shell|raid|burn|execute|torch|arrest|launch|invade|target|storm|massacre)\b))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^[^,]*, $|\b(?:and|but) $", re.IGNORECASE)
"""All before it: whoever "will" do this does or did something else, which is told. Behind a second comma "will" rather goes on after an apposition."""
_OF_WHICH = re.compile(r"\b(?:that|which|who|whom) $", re.IGNORECASE)
_SHORT = re.compile(r"(?: (?:not|never|be|been|have|always|soon|also))* \w+")
_LONG = re.compile(
    r"(?:[^,;:!?.\"]|(?<=\d)[,.](?=\d))*?(?=$|[,;:!?.\"]|\b(?:after|since|because|who|which|that|as|where|when|while|but|although|though)\b|\bfor \w+ing\b)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:next|coming|planned|possible|future|imminent)(?: [\w-]+){1,3}", re.IGNORECASE)
_CLEARLY_PAST = re.compile(r"\b(?:was|were|had|did|has(?! to))\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|been|dead|fell|took|shot|struck|hit|held|lost|broke|burnt|began|left|fled|came|went|saw|found|gave|made|met|sent|put|ago|yesterday|since"
    r"|(?!(?:said|reported|announced|warned|stated|claimed|confirmed|documented|recorded|denied|admitted|acknowledged|promised|vowed|pledged|predicted|need|united|armed|displaced|so-called"
    r"|scheduled|expected|planned|proposed|wanted|threatened)\b)\w{2,}ed)\b",
    re.IGNORECASE,
)
_HAVING = re.compile(r"\b(?:after|for|over) (?:\w+ )?\w+ing\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:kills|leaves|destroys|razes|injures|wounds|displaces|detains|captures|seizes?|bombards|torches|massacres?|overruns?|retakes?|drops?|dies?|falls|rises|climbs|starts|begins|launches"
    r"|holds|keeps|controls|occupies|remains?"
    r"|(?:kill|bomb|shell|raid|attack|hit|strike|burn|torch|arrest|capture)s?(?= (?-i:[A-Z0-9]))"
    r"|(?:is|are)(?: still| now| already)? (?:in|under|behind|without|dead|held|detained|imprisoned|jailed)"
    r"|(?:confirm|admit|acknowledge|den(?:y|ie)|document|record|condemn)(?:s|ed)? (?!that\b|it\b|they\b|he\b|she\b|[^,]{0,30}\bwill\b)\w)",
    re.IGNORECASE,
)
"""Of headlines and of what lasts; before what is foretold only: "will … and kill 171" foretells it too."""


def is_supposed(text: str) -> bool:
    """Whether the sentence only supposes ("if the army had not bombed it, 171 people would live") or foretells, and tells of nothing that has happened."""
    if found := _IF.search(text):
        case = found["case"] or ""
        is_fact = _RANKED.search(text) and _WAS.search(case) and not _HAD.search(case)
        return not is_fact
    first = _WILL.search(text)
    if first is None:
        return False
    if _JOINED.search(text, 0, first.start()):
        return False
    rest, foretold = _split(text)
    is_past = _PAST.search(_TO_COME.sub(" ", rest)) or _HAVING.search(rest) or _CLEARLY_PAST.search(foretold)
    return not (is_past or _PRESENT.search(text, 0, first.start()))


def _split(text: str) -> tuple[str, str]:
    """What stands outside and what inside of the clauses that foretell."""
    rest, foretold, at = [], [], 0
    for will in _WILL.finditer(text):
        if will.start() < at:
            continue
        is_relative = _OF_WHICH.search(text, max(0, will.start() - 6), will.start())
        clause = (_SHORT if is_relative else _LONG).match(text, will.end())
        end = clause.end() if clause else will.end()
        rest.append(text[at : will.start()])
        foretold.append(text[will.end() : end])
        at = end
    return " ".join([*rest, text[at:]]), " ".join(foretold)
