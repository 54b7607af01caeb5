"""What a number of people counts where words farther off say it: "The victims were nine men", "nine were among the dead"."""

import re

from bot.claims.quantity import Measure

_DEAD = r"(?:the )?(?:dead|victims|fatalities|casualties|slain|those (?:who (?:were )?)?(?:killed|died|dead)|bodies)"
_BE = r"(?:is|are|was|were)"
_APART = r"(?!(?:when|as|by|after|while|from|with|in|near|at|on|during|and|but|before|who|that|which|some|than|to|for|over|behind)\b)"
"""Not one of the words behind which somebody else is spoken of: "killed when 200 soldiers came"."""
_BEFORE: tuple[tuple[Measure, re.Pattern[str]], ...] = tuple(
    (measure, re.compile(rf"(?:{pattern})\s*$", re.IGNORECASE))
    for measure, pattern in (
        (
            Measure.KILLED,
            (rf"\bamong {_DEAD}\b[^.;:]{{0,24}}\b{_BE}"
            rf"|\b{_DEAD} (?:\w+ )?(?:includ(?:e|es|ed|ing)|{_BE})"
            rf"|(?:^|[.\n,;] ?)\W*(?:\w+ ){{0,2}}(?:killed|dead|deaths|fatalities|toll|casualties|victims|losses)\b[^.;\n]{{0,30}}:"
            rf"|\b(?:killed|killing|slew|slain|shot dead|gunned down|cut down|mowed down|murdered|massacred|slaughtered|butchered|executed|wiped out"
            rf"|cost|costing|lost|losing|claimed the li(?:fe|ves) of|left|leaving dead),?(?: (?:a group of|{_APART}[\w'’-]+)){{0,3}}"
            rf"|\b(?:number|count|total|figure|tally|list) of (?:(?:\w+ ){{0,2}}(?:killed|dead|died)|(?:\w+ )?who (?:\w+ ){{0,2}}(?:lost their lives|perished)|(?:\w+ )?(?:victims|deaths|fatalities|casualties))\b[^.;:]{{0,70}}\b(?:to|at|is|was|reached|hit|exceed(?:s|ed)?|top(?:s|ped)?|surpass(?:es|ed)?|passed|of)"
            rf"|\bloss(?:es)?\b[^.;]{{0,40}}(?:\bat|\bto|\bof|\b{_BE}|:)"
            rf"|\bof {_DEAD},"
            rf"|\b(?:the dead|those (?:who (?:were )?)?(?:killed|died|dead))\b[^.;:,]{{0,60}}\b(?:{_BE}|number(?:s|ed)?|came to|totall?ed)"
            r"|\b(?:funerals?|burials?|deaths?|killings?|murders?|executions?|bodies|massacres?|remains|cremations?|slayings?) of(?: the| some| all)?"
            r"|\b(?:suffer(?:s|ed)?|mourn(?:s|ed|ing)?|buried|bury|cremated)"),
        ),
        (Measure.INJURED, r"(?:^|[.\n,;] ?)\W*(?:injured|wounded|hurt)\b[^.;\n]{0,20}:|\bamong the (?:injured|wounded) (?:is|are|was|were)"),
        (Measure.ARRESTED, r"(?:^|[.\n,;] ?)\W*arrested\b[^.;\n]{0,20}:|\bamong (?:the|those) arrested (?:is|are|was|were)"),
        (Measure.DISPLACED, r"(?:^|[.\n,;] ?)\W*displaced\b[^.;\n]{0,20}:"),
        (Measure.MISSING, r"(?:^|[.\n,;] ?)\W*missing\b[^.;\n]{0,20}:"),
    )
)  # fmt: skip
_BEHIND: tuple[tuple[Measure, re.Pattern[str]], ...] = tuple(
    (measure, re.compile(rf"^(?:{pattern})\b", re.IGNORECASE))
    for measure, pattern in (
        (
            Measure.KILLED,
            (rf",? (?:\w+ )?(?:{_BE} )?(?:\w+ )?among {_DEAD}"
            rf"|(?: [\w-]+){{0,5}} {_BE} (?:\w+ )?(?:laid to rest|in their graves|no longer alive)"
            r"| (?:\w+ )?(?:coffins|graves|casualties|victims)"
            r"|(?: [\w-]+){0,4} (?:did not|didn't|never) (?:survive|make it|come out alive|wake up)"
            r"|(?: [\w-]+){0,4} paid with their lives"),
        ),
        (
            Measure.INJURED,
            (r"(?:,? [\w-]+){0,6},? (?:suffer(?:s|ed)?|sustain(?:s|ed)?|received|have|had|with) (?:[\w-]+ ){0,2}(?:burns|injuries|wounds|fractures|shrapnel)"
            rf"|(?: [\w-]+){{0,3}} (?:{_BE} (?:\w+ )?|being treated )in (?:\w+ )?(?:the |a )?(?:hospitals?|clinics?|intensive care)"
            r"|(?: [\w-]+){0,3} (?:need(?:s|ed)?|require[sd]?|receiv(?:ed|ing)|sought) (?:\w+ )?(?:treatment|surgery|medical (?:care|help|treatment))"
            r"|(?: [\w-]+){0,3} (?:had to be|were being|are being|is being|was being) (?:treated|operated on)"),
        ),
        (Measure.ARRESTED, rf"(?: [\w-]+){{0,4}} {_BE} (?:\w+ )?(?:led|hauled|dragged|carted|driven) (?:away|off)"),
        (
            Measure.MISSING,
            r"(?: [\w-]+){0,4} (?:have|has|had) not (?:yet |\w+ )?been (?:heard (?:of|from)|seen|traced|found|located)|(?: [\w-]+){0,4} cannot be found",
        ),
        (
            Measure.DISPLACED,
            rf"(?: [\w-]+){{0,4}} (?:had|have|has|forced|were forced) to (?:\w+ )?(?:leave|abandon|quit|run|flee)|(?: [\w-]+){{0,4}} (?:{_BE} )?(?:now )?(?:shelter(?:ing|ed)?|living|camping|hiding) (?:in|at|under) (?:\w+ ){{0,2}}(?:schools?|camps?|tents?|monaster(?:y|ies)|church(?:es)?|forests?|jungle|tarpaulins?)|(?: [\w-]+){{0,3}} (?:from|out of) their (?:homes|villages|houses|towns?)",
        ),
    )
)  # fmt: skip
_IN_THE_END = re.compile(
    r"^(?: \w+)? of the (?:wounded|injured|arrested|detained|detainees|prisoners|missing|hostages|captives)\b[^.;,]{0,40}\b(?:died|dead|killed|executed|succumbed|murdered)\b",
    re.IGNORECASE,
)
_OF_DEATHS = re.compile(
    r"\b(?:funerals?|burials?|executions?|massacres?|murders?|killings?|deaths?) of(?: the| some)?\s*$",
    re.IGNORECASE,
)


def told_around(text: str, start: int, number_end: int, end: int) -> Measure | None:
    """What the people counted by text[start:end] suffered by the words around; the number itself ends at `number_end`."""
    before, behind = text[max(0, start - 140) : start], text[end : end + 120]
    for measure, pattern in _BEFORE:
        if pattern.search(before):
            return measure
    return next(
        (
            measure
            for measure, pattern in _BEHIND
            if pattern.match(behind) or pattern.match(text[number_end : number_end + 120])
        ),
        None,
    )


def is_told_dead(text: str, start: int, number_end: int) -> bool:
    """Whether they died whatever else stands beside them: "nine of the wounded later died", "the funerals of nine were held"."""
    return bool(
        _IN_THE_END.match(text[number_end : number_end + 100])
        or _OF_DEATHS.search(text[max(0, start - 40) : start])
    )
