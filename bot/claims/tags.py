"""Verbs that tell of speech by where they stand: behind a quotation, set off by a comma, before a colon, "that" or a quotation."""

import re
from collections.abc import Iterator

from bot.claims.saying import load_saying

_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,14}(?![\w'’-])")
_CONTENT = re.compile(
    r"^(?:,? (?:(?:to )?(?:me|us|him|her|them|reporters|journalists|the (?:paper|newspaper|BBC|court)|(?-i:[A-Z])[\w. ]{1,30}?)|(?:on|in|last) [\w ]{2,20}))?(?:,? that\b| how\b|:|, \")",
    re.IGNORECASE,
)
_TAG_ENDS = re.compile(
    r"^(?: (?:on|in|at|to|from|later|again|back|today|yesterday|this|last|with) ?[^,.;:\"]{0,40}| \w+ly)?(?:[,.;]|\s*\"|\s*$)"
)
_NAME_AHEAD = re.compile(
    r"^(?: (?:to )?(?:us|me|him|her|them)| back| out| in| on| \w+ly)? (?:the |an? |one |its |his |her |their )?(?:[a-z'-]+ ){0,3}?[A-Z]"
)
_NOUN_AHEAD = re.compile(
    r"^(?: (?:to )?(?:us|me|him|her|them)| \w+ly)? (?:the |an? |one |another |its |his |her |their )[a-z]"
)
_PAST = re.compile(
    r"(?:[a-z]{2,}(?:ed|s)|wrote|spoke|sang|wept|spat|shot|hit|threw|began|went|took|put|broke|cut|laid|came|thought|knew|held|kept|gave|burst)$"
)
_SET_OFF = re.compile(r"[,\"] [^,\":;]{1,70}$")
_NO_VERB = frozenset(
    [
        "was",
        "were",
        "has",
        "had",
        "this",
        "its",
        "his",
        "as",
        "does",
        "hers",
        "theirs",
        "yes",
        "thus",
        "us",
        "less",
        "plus",
        "across",
        "towards",
        "besides",
        "unless",
        "perhaps",
        "minus",
        "versus",
        "always",
        "sometimes",
        "needs",
        "whether",
        "who",
        "which",
        "that",
        "and",
        "but",
        "in",
        "on",
        "at",
        "of",
        "from",
        "for",
        "to",
    ]
)
_SHORT_QUOTE = 30
_NO_LEAD = frozenset(
    ["whether", "who", "which", "that", "and", "but", "in", "on", "at", "of", "from", "for", "to", "with"]
)
_BEFORE_COLON = re.compile(
    r"(?:^|[,;] (?:but|and|while|yet|then) )(?!(?:Asked|When|As|In|On|At|After|Before|While|If|By|For|From|With|Since|Speaking|Told|The|A|An|But|And|Not|It|This|That|There|Nobody|No|None|Some|Many|Most|Others|Everyone|Everybody|All|One|Two|Three|What|Who|Why|How) )(?P<lead>(?:[A-Z][\w.'’-]*|He|She|They)(?: [A-Z][\w.'’-]*){0,5})(?:, (?!who\b|which\b|said\b)[^\":;.]{2,80}?,|, who(?:se)? [^\":;.]{2,80},)? (?P<verb>[a-z]+)\b[^\":;]{0,80}[:,] \""
)
_BEHIND_QUOTE = re.compile(
    r"(?<=\" )(?P<verb>[a-z]+)(?: (?:to know|to [a-z]+|back|out|up|in|on|at [a-z]+|his [a-z]+|her [a-z]+|\w+ly)){0,2}(?= (?:[A-Z]|the [a-z-]+(?:,| [A-Z])|an? [a-z]|one [a-z]))"
)
_TAGGED = re.compile(
    r"\" (?P<who>(?:(?:the|an?|its|his|her|their|one|another) )?(?:[A-Za-z][\w.'’-]* ){0,5}?(?:[A-Z][\w.'’-]*|he|she|they)(?:, [^,\":;.]{2,70},)?) (?P<verb>[a-z]+)(?![\w'’-])"
)
_PAPERS = r"(?:bulletin|version|account|answer|reply|report|statement|list|tally|count|toll|estimate|number|figures?|data|communiqu[eé]|review|letter|message|post|story|records|investigation|study|survey|release|website|channel|newspaper|paper|speech|interview|video|briefing|tweet|note|press release|e-?mail|testimony|notice|filing|brief|update|analysis|book|article|blog)"
_PAPER_SAYS = re.compile(
    rf"(?:'s|’s|s'|s’) (?:[a-z-]+ ){{0,2}}{_PAPERS}(?:, [^,\":;.]{{2,80}},)? (?P<verb>gives?|gave|speaks?|spoke|talks?|mentions?|tells?|told|names?|named|lists?|listed|has|have|puts?|counts?|counted|runs?|goes|describes?|accuses?|blames?|is|are|was|were|stands?|stood|remains?)\b(?! (?:not|being|too|false|wrong|different|another|unclear|unknown|silence|missing|no longer|older?|long|out|ready|expected|awaited)\b)"
)
_IN_PAPER = re.compile(
    rf"^(?:[Ii]n|[Oo]n|[Ww]ith|[Tt]hrough|[Bb]y) (?:an?|its|his|her|their|the|one|another) (?:[\w'-]+ ){{0,4}}?{_PAPERS}\b[^,\":;.]{{0,40}}?,? (?:the |an? |its |his |her )?(?:[A-Z][\w.'’-]*(?: (?:of |for |and )?[A-Z][\w.'’-]*){{0,5}}|he|she|it|they|[a-z-]+ [a-z-]+) (?P<verb>(?!(?:the|its|his|her|that|and|for|from|with|into|who|which|they|she)\b)[a-z]{{3,}})\b"
)


def verbs_in(text: str) -> Iterator[re.Match[str]]:
    """The verbs that let somebody speak, in order; a match without a group tells no more than that."""
    found = {verb.start(): verb for verb in load_saying().verb.finditer(text)}
    tags = load_saying().tags
    for word in _WORD.finditer(text):
        if word[0] in tags and word.start() not in found and _is_proved(text, word):
            found[word.start()] = word
    for verb in (*(_beside_quotation(text) if '"' in text else ()), *_of_papers(text)):
        if not any(other.start() <= verb.start() < other.end() for other in found.values()):
            found[verb.start()] = verb
    return iter(found[at] for at in sorted(found))


def _is_proved(text: str, word: re.Match[str]) -> bool:
    before, behind = text[: word.start()].rstrip(), text[word.end() :]
    if before.endswith((",", '"')):
        return bool(_NAME_AHEAD.match(behind) or _NOUN_AHEAD.match(behind))
    if word[0].endswith("s") and not _is_subject(before):
        return False  # "for political reasons", "the claims"
    return bool(_CONTENT.match(behind) or (_TAG_ENDS.match(behind) and _SET_OFF.search(before)))


def _is_noun(word: str) -> bool:
    saying = load_saying()
    return saying.is_person(word) or word in saying.described | saying.alone | saying.voices


def _is_subject(before: str) -> bool:
    """Whether what stands before the word can be who acts: a name, a pronoun, a noun for a person or for a body."""
    last = before.rsplit(maxsplit=1)[-1:]
    if not last or not last[0][-1].isalnum():
        return False
    noun = last[0].lower()
    return (
        last[0][0].isupper() or noun in {"he", "she", "it", "himself", "herself", "itself"} or _is_noun(noun)
    )


def _beside_quotation(text: str) -> Iterator[re.Match[str]]:
    """Of verbs that are in no list: what stands between a quotation and a name tells who spoke."""
    for pattern in (_BEFORE_COLON, _BEHIND_QUOTE, _TAGGED):
        for match in pattern.finditer(text):
            is_led_in = (
                pattern is _BEFORE_COLON and match[0].endswith(': "') and match["verb"] not in _NO_LEAD
            )
            is_verb = _PAST.match(match["verb"]) and match["verb"] not in _NO_VERB
            if pattern is _BEHIND_QUOTE and _is_title(text, match.start()):
                continue
            if (is_led_in or is_verb) and not _is_noun(match["verb"]):
                yield match if pattern is _BEHIND_QUOTE else _word_at(text, match.start("verb"))


def _is_title(text: str, end: int) -> bool:
    """'A song called "Rise" shocked …': a few words in quotation marks behind others are a title."""
    opens = text.rfind('"', 0, text.rfind('"', 0, end))
    return 0 < end - opens < _SHORT_QUOTE and text[:opens].rstrip()[-1:].isalnum()


def _of_papers(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_PAPER_SAYS, _IN_PAPER):
        for match in pattern.finditer(text):
            if match["verb"] not in _NO_VERB or (pattern is _IN_PAPER and match["verb"] in {"has", "had"}):
                yield _word_at(text, match.start("verb"))


def _word_at(text: str, start: int) -> re.Match[str]:
    word = re.compile(r"[a-z]+").match(text, start)
    assert word
    return word
