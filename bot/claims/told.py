"""Who is named as the source of what a sentence says: "according to X", "was told by X", "a tally kept by X", "in X's words"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.claims.capitals import NAME
from bot.claims.claim import Mention, Method, NameKind, Stance
from bot.claims.doubts import are_two
from bot.claims.saying import load_saying
from bot.claims.speaker import Speaker, Who
from bot.claims.speakers import speaker_in
from bot.claims.voice_found import Voice

_ACCORDING = re.compile(
    r"\b(?:(?P<by>according to(?: what| none other than| no less than)?(?: (?:the )?(?:latest |new |its |their )?(?:data|figures?|numbers|statistics|an? (?:\w+ )?(?:report|statement|tally|count|list)|reports|documentation|information) (?:from|by|of|published by|released by|compiled by))?|as (?:reported|documented|recorded|verified|counted|confirmed|stated|claimed|told) by|citing|quoting"
    r"|(?:data|figures?|numbers|statistics|a report|reports|a statement|a tally|a count|documentation|information) (?:from|by|of(?! [0-9])|published by|released by|compiled by)"
    r"|(?:data|figures?|numbers|statistics|documentation|information) (?:\w+ ){1,2}(?:by|from)"
    r"|(?:counted|documented|recorded|verified|compiled|reported|published|confirmed|registered|tallied|gathered|analy[sz]ed|seen|reviewed|obtained|prepared|drawn up|issued|collated|released|collected|signed|announced|claimed|(?:counted|verified|documented|recorded|registered|confirmed)(?: up)?(?: so far| to now| to date| until now| thus far| to then| by then| since then| in all)|criticised|criticized|condemned|described|disputed|named as (?!\w*(?:minister|ambassador|envoy|chief|commander|head|secretary|governor|chair))[\w ]{2,30}) by"
    r"|if (?:one believes|we believe|you believe|you ask|one asks)|with reference to|(?:is|was|were) the (?:verdict|view|opinion|conclusion|assessment|words|estimate|finding|findings) of|in the (?:words|opinion|view|eyes|judgement|judgment|estimate|estimation|reading|experience) of|(?:figures?|counts?|numbers?|claims?|information|accounts?|reports?|estimates?)(?: of [\w ]{2,30})? (?:stems?|comes?|came|originates?) from|(?:words|account|claim|figures?|numbers?|version) (?:is|are|was|were|comes?|came) (?:those |that )?(?:of|from)|(?:that|this|so) (?:is|was|ran|reads) the (?:message|version|verdict|answer|picture|story|figure|claim|account|number|count|tally|toll|estimate|reckoning|summary|finding) (?:(?:drawn|painted|given|told|put forward) by|of|from)|by the (?:count|tally|reckoning|account|figures|estimate) of|(?<=[,(–—-])(?:(?<=,) )?via|(?-i:[Pp]er(?= (?:an? |the )?(?:[a-z]+ (?:by|from|of) )?(?:the )?[A-Z]| the (?:agency|group|charity|organi[sz]ation|ministry|outlet|military|army|junta|regime|police)\b))|source:|sources:|(?<!who )(?<!who had )(?<!who have )(?<!which )(?<!that )(?:was|were|is|are|been|being|be)(?: also| since| later| now| \w+ly)? (?:told|accused|blamed|assured|warned|informed|advised|criticised|criticized|condemned|denounced|quoted|cited|reminded|alerted|notified|announced|alleged|asserted|attributed to him|described|explained|estimated|put at [\w ,.]{1,20}) by)"
    r"|(?P<against>(?:denied|rejected|dismissed|disputed|refuted|contradicted)(?: as [\w ]{2,20})? by)) (?P<who>[^,;:\"()]{2,90})",
    re.IGNORECASE,
)  # fmt: skip
_BY_COUNT = re.compile(
    r"\bby (?P<who>(?:the )?[A-Z][\w .-]{1,50}?)'s (?:own |latest )?(?:count|tally|reckoning|account|estimate)\b|\bif (?P<believed>[\w '-]{2,60}?) (?:is|are) (?:to be believed|right|correct)\b",
    re.IGNORECASE,
)
_OWN_COUNT = re.compile(
    r"^(?P<count>Its|Their|His|Her) (?:own |latest |final )?(?:count|tally|figures?|list|total|toll|balance|message|verdict|answer|version|conclusion|explanation|reply|demand|advice|warning): |\b(?:according to|in|by|to) (?P<who>its|their|his|her) (?:own (?:count|tally|account|words|figures|data)|telling|view|opinion|words|eyes|account|reckoning|estimate|estimation|judgement|judgment|experience)(?=[,.;]|$)|^In (?P<mind>his|her|its|their) (?:view|opinion|eyes) |\baccording to (?P<own>its|their|his|her) own\b|\b(?:according to|so says) (?P<whom>him|her|it|them)\b(?= (?:and|but)\b|[,.;]|$)",
    re.IGNORECASE,
)
_NOMINATIVE = {"him": "he", "them": "they"}
_SEEN_BY = re.compile(
    r"\b(?:(?:[Aa]s|[Tt]he way) (?P<who>[A-Z][\w'. -]{2,60}?|the [\w'. -]{2,60}?) (?:sees?|tells?|remembers?|recalls?|understands?) (?:it|things|that)|(?:in|to|by) (?P<mind>[A-Z][\w. -]{2,50}?)['’]s? (?:view|opinion|eyes|words|telling|account|mind|estimate|estimation|judgement|judgment|reckoning))(?=[,.;]|$)"
)
_SHORTENED = re.compile(
    r" (?:of \w+ing|heard|saw|learned|learnt|told|knows|knew|that|who|which|and the|and|as well as|(?<!\bof )(?<!\bfor )(?<!\bby )(?<!\bfrom )(?<!\bat )(?<!\bwith )the|on|in(?! Burma)|at|after|since|as of|was|were|is|are|has|have|had|to|shows?|said|when|while|but|between|during|up|dated|as|over|says|reads|the next)\b| '(?=\w)",
    re.IGNORECASE,
)
NAME_BEHIND = re.compile(r"^, (?P<name>(?:[A-Z](?:[\w'.-]*[\w'-])? ?){1,5})(?=[,.;\"]|$)")
_TOLD = re.compile(r"^(?:was|were|is|are|been|being|be)\b", re.IGNORECASE)
_PAPER_OF = re.compile(
    r"(?P<paper>data|figures?|numbers|statistics|a report|reports|a statement|a tally|a count|documentation|information) (?:(?!comes?\b|came\b|stems?\b)[a-z]+ ){0,2}(?:from|by|of) ",
    re.IGNORECASE,
)
_HANDLED = re.compile(
    r"(?P<paper>)(?:published|compiled|gathered|seen|reviewed|obtained|prepared|drawn up|issued|collated|released|collected|signed|put out) by ",
    re.IGNORECASE,
)
_PAPER = r"(?:statement|report|letter|list|tally|count|figure|number|statistic|data|document|documentation|order|notice|communiqu[eé]|bulletin|survey|study|analysis|map|record|review|estimate|finding|information|appeal|declaration|toll|table|briefing|update|release|paper|investigation|testimony|testimonie|account|image|photo|video|footage|message|post|petition|note|memo)s?"
_FROM_PAPER = re.compile(
    rf"\b(?:according to|citing|quoting|in|from|based on|per|by|to|reads?|said|says|runs|states?) (?:(?:the|an?|its|their|new|latest|two|several|[a-z-]+ly|\w+) ){{0,4}}{_PAPER}(?: [\w-]+){{0,3}} $",
    re.IGNORECASE,
)
_IS_PAPER = re.compile(rf"\b{_PAPER}(?: [\w-]+){{0,5}} $", re.IGNORECASE)
_SHOWS = re.compile(
    r"(?: (?:on|in|of|last|this|from|about|early|late)(?: \w+){1,4}?)?,? (?:also |now |then )?(?:shows?|showed|says?|said|lists?|listed|puts?|gives?|gave|names?|named|suggests?|suggested|indicates?|indicated|reveals?|revealed|documents?|documented|records?|recorded|accuses?|accused|blames?|blamed|calls?|called|states?|stated|confirms?|confirmed|finds?|found|counts?|counted|estimates?|estimated|describes?|described|denies|denied|rejects?|rejected|condemns?|condemned|announces?|announced|warns?|warned|speaks? of|spoke of|claims?|claimed|reads?|demands?|demanded|urges?|urged|tells? of|told of|concludes?|concluded|mentions?|mentioned|(?:has|have|had)(?! (?:been|not|yet|come|gone|caused|led|drawn|met)\b)|holds?|contains?)\b|:"
)
_PASSED_ON = re.compile(r"\b(?:seen|reviewed|obtained|published) by ", re.IGNORECASE)
_SAYS_ITSELF = re.compile(
    r",? (?:says?|said|shows?|showed|reads?|states?|stated|orders|ordered|warns|warned)\b"
)
"""Behind an order or a letter that somebody has only seen."""

_GOES_OTHERWISE = re.compile(r" (?!of [A-Z]|of the|for|in\b|at\b|and\b|or\b|from\b)[a-z]")
DESCRIBES = re.compile(r"^(?:(?:a|an|the|its|his|her|their|another|one)\b|[a-z])", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?<![A-Z][a-z])(?<!\b[A-Z])(?<!Maj)(?<!Gen)(?<!Col)(?<!Capt)(?<!Brig)(?<!Sgt)(?<!Prof)(?<!Rev)\.(?= )"
)
_SO_SAYS = re.compile(
    r"[,\"] so (?P<who>(?:the )?[A-Z][\w.'’ -]{1,50}?|the [a-z]+(?: [a-z]+)?)(?=[,\"]|\.?$|\. )"
)
_OWN_WORDS = re.compile(
    r"^(?P<who>[^,\":;]{2,60}?)(?:['’]s|(?<=s)['’]) (?:own |short |first |only )?(?:answer|reply|version|verdict|message|conclusion|comment|explanation|response|words|account|advice|warning|plea|appeal|promise|claim|estimate|count|summary|view)\b[^\":]{0,60}: "
)
_OWN_TELLING = re.compile(
    rf"^(?:In|By) (?:his|her|their|its) own (?:words|telling|account|admission|estimate|count|view), (?P<who>(?:the )?{NAME}(?: (?:of |for |and )?{NAME})*)"
)
_TELLS_IT = re.compile(
    r"^(?P<who>[^,\":;]{2,70}?) (?:carr(?:ied|ies)|gave|gives?|offer(?:s|ed)|has|had|have|tells?|told|paint(?:s|ed)|present(?:s|ed)|published|publishes|ran|runs|came (?:out|up|back) with|put (?:out|forward)|drew|draws) (?:an?|another|its|his|her|their) (?:[\w-]+ ){0,3}?(?:version|account|story|explanation|picture|view|figure|answer|message|conclusion|take|verdict|line|reading|warning|summary|reason)\b[^\":]{0,50}: "
)
_FROM_WHAT = re.compile(
    r"^(?:From what|By what|As far as|To what|From all that|From everything) (?P<who>(?:the )?[A-Z][\w'. -]{1,50}?) (?:knows?|has learned|has learnt|has heard|hears|heard|can tell|could tell|could see|can see|has seen|understands)(?= ?,)"
)
_MESSAGE_OF = re.compile(
    r"\bthe (?:message|answer|reply|verdict|warning|advice|order|response|instruction) (?:of|from) (?P<who>(?:the )?[A-Z][^,\":;]{1,60}?) (?:is|was|were|ran|has been)(?: [\w-]+){0,3}: "
)
_SO_READS = re.compile(
    r"(?:^|[,\"–—-] ?)(?:so|thus) (?:reads|read|runs|ran|goes|went|says|said) (?:the|an?|its|this) (?:[\w-]+ ){0,3}?(?:bulletin|statement|report|message|letter|post|article|paper|order|notice|list|record|summary|communiqu[eé]|caption|headline|text) (?:of|by|from|on the page of) (?P<who>(?:the )?[A-Z][^,\":;.]{1,60})",
    re.IGNORECASE,
)
_WITH_WORDS = re.compile(
    r"\b[Ww]ith (?:these|those|the) words,? (?P<who>(?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,4})"
)
_WITHOUT_VERB = (
    (_WITH_WORDS, Method.SAID),
    (_SO_SAYS, Method.SAID),
    (_OWN_WORDS, Method.SAID),
    (_TELLS_IT, Method.SAID),
    (_OWN_TELLING, Method.ACCORDING_TO),
    (_FROM_WHAT, Method.ACCORDING_TO),
    (_MESSAGE_OF, Method.SAID),
    (_SO_READS, Method.REPORTED),
    (_BY_COUNT, Method.ACCORDING_TO),
    (_SEEN_BY, Method.ACCORDING_TO),
)


def according(text: str, mentions: Sequence[Mention]) -> Voice | None:
    for match in _ACCORDING.finditer(text):
        found = _told_by(text, match, mentions)
        if found:
            return found
    for pattern, method in _WITHOUT_VERB:
        own = pattern.search(text)
        speaker = speaker_in(text, *own.span(own.lastgroup or 0), mentions) if own else None
        is_plain = method is Method.ACCORDING_TO or (speaker and speaker.who in {Who.NAMED, Who.DESCRIBED})
        if speaker and is_plain:
            return Voice(speaker, method, Stance.REPORT, text)
    own = _OWN_COUNT.search(text)
    if own:
        whose = (
            own["count"]
            or own["who"]
            or own["mind"]
            or own["own"]
            or _NOMINATIVE.get(own["whom"].lower(), own["whom"])
        )
        speaker = Speaker(whose, who=Who.PRONOUN, at=own.start(own.lastgroup or 0))
        return Voice(speaker, Method.ACCORDING_TO, Stance.REPORT, text)
    return None


def _told_by(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> Voice | None:
    start, end = match.span("who")
    stop = load_saying().verb.search(text, start, end)
    close = _short(text, start, stop.start() if stop else end, mentions)
    if are_two(text, close, end):
        return None
    speaker = _with_name_behind(text, start, close, speaker_in(text, start, close, mentions), mentions)
    if speaker is None or speaker.who is Who.PRONOUN:
        return None
    of_paper = _HANDLED.match(match[0]) or _PAPER_OF.fullmatch(match[0][: start - match.start()])
    if of_paper and not _is_from_paper(text, match.start() + of_paper.end("paper"), close):
        return None
    if _PASSED_ON.search(match[0]) and _SAYS_ITSELF.match(text, close):
        return None
    if _TOLD.search(match[0]) and speaker.who is not Who.NAMED:
        return None
    lead = match[0][: start - match.start()].lower()
    is_told = lead.startswith(("according", "citing", "quoting", "if ", "in ")) or "from" in lead
    method = Method.ACCORDING_TO if is_told else Method.REPORTED
    return Voice(speaker, method, Stance.DENIAL if match["against"] else Stance.REPORT, text)


def _is_from_paper(text: str, start: int, end: int) -> bool:
    """Whether what somebody "released" or "signed" is a paper that tells the rest: not of prisoners, not of a book that was banned."""
    before = text[max(0, start - 80) : start].rstrip() + " "
    return bool(_FROM_PAPER.search(before) or (_IS_PAPER.search(before) and _SHOWS.match(text, end)))


def _with_name_behind(
    text: str, start: int, end: int, speaker: Speaker | None, mentions: Sequence[Mention]
) -> Speaker | None:
    """ "… its deputy commander, Marwi": the name behind a description."""
    is_description = speaker is not None or DESCRIBES.match(text[start:end])
    if not is_description or (
        speaker and speaker.who is Who.NAMED and not text[:end].rsplit(maxsplit=1)[-1].islower()
    ):
        return speaker
    return _named_behind(text, end, mentions) or speaker


def _named_behind(text: str, end: int, mentions: Sequence[Mention]) -> Speaker | None:
    name = NAME_BEHIND.match(text[end:])
    person = speaker_in(text, end + name.start("name"), end + name.end("name"), mentions) if name else None
    return replace(person, is_person=True) if person and person.who is Who.NAMED and not person.ids else None


def _short(text: str, start: int, end: int, mentions: Sequence[Mention]) -> int:
    """Where the name ends that a phrase begins with: "… by Fortify Rights of razing villages"."""
    begin = start + 4 if text[start : start + 4].lower() == "the " else start
    name = next((one for one in mentions if one.start == begin and one.kind is not NameKind.PLACE), None)
    if name and (name.end >= end or _GOES_OTHERWISE.match(text, name.end)):
        return min(name.end, end)
    cut = _SHORTENED.search(text, name.end if name else start + 1, end)
    period = _PERIOD.search(text, start + 5, end)
    stops = [stop.start() for stop in (cut, period) if stop]
    stop = min(stops, default=len(text[:end].rstrip(" .")))
    return start + len(re.sub(r"(?: (?:of|for|from|by|with|a|an))+$", "", text[start:stop]))
