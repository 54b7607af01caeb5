"""A phrase for somebody without what only says when, where and how they spoke."""

import re
from collections.abc import Sequence

from bot.claims.claim import Mention

_MENTION = r"(?:statement|letter|post|message|report|interview|reply|speech|e-?mail|address|briefing|call|comments?|group|article|video|note|notice|press conference|news conference|bulletin|text|paper)"
_LEADING = re.compile(
    rf"^(?:(?:(?:in|on|at|during|from|by) (?:an? |the |its |his |her |their )?(?:[a-z]+ ){{0,2}}{_MENTION}(?: (?:to|on|of|for|with|from) (?:[A-Z]\w+|[a-z]+day))?"
    r"|(?:(?:as )?of|by|until|up to|since) (?:today|yesterday|now|then|noon|last week|this week|last month|this month|[A-Z][a-z]+day)"
    r"|(?:in|on|at|from) (?:[A-Z][a-z]+)(?= (?:on|the|a|late)\b)(?: on [A-Z][a-z]+day)?"
    r"|(?:on|in|at|and|but|so|that|also|as|after|since|when|while|however|meanwhile|earlier|later|yesterday|today|tonight|last|this|week|month|year|even|only|then|late|early|first|next"
    r"|[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday|morning|evening|night|afternoon|separately|previously|still|now|if|because|breaking|update|exclusive)\b),? ?)+"
)
_TRAILING = re.compile(
    r"(?:,? (?:also|has|have|had|later|then|reportedly|again|on|in|at|this|that|last|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|however|today|yesterday|repeatedly|even|still|just"
    r"|itself|himself|herself|themselves|now|(?:could|can|would) only|did|does|do|not|already|since|there|here|locally|too|once|twice|first|merely|is|was|(?!daily|weekly|monthly|family|assembly|ally)(?-i:[a-z]+ly)|the same day|in the past))+$",
    re.IGNORECASE,
)
_SET_BEFORE = re.compile(
    r"^(?:as of|of|up to|until|in|on|at|during|from|by|after|before|since|with|over|under|without|through|throughout|within|following|for|to) (?=\S+ )",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?<!\bof)(?<!\bin)(?<!\bon)(?<!\bat)(?<!\bto)(?<!\bby)(?<!\bfor)(?<!\bfrom)(?<!\bwith) (?=(?:the|its|an?|his|her|their) |(?:he|she|it|they)$)",
    re.IGNORECASE,
)


_NUMBER_AHEAD = re.compile(r"[0-9]{1,2}[/).] (?=[A-Z])|[0-9]{4} (?=the )")


def bare(text: str, start: int, end: int, mentions: Sequence[Mention]) -> tuple[int, int]:
    """The phrase without what only says when, where and how."""
    phrase = text[start:end].lstrip(" -–—")
    phrase = phrase[len(numbered[0]) :] if (numbered := _NUMBER_AHEAD.match(phrase)) else phrase
    start = end - len(phrase)
    if _SET_BEFORE.match(phrase):
        *_, start = (start, *(mark.end() for mark in _DETERMINED.finditer(text, start, end)))
        phrase = text[start:end]
    lowered = phrase[:1].lower() + phrase[1:]
    leading = _LEADING.match(lowered)
    start += leading.end() if leading else 0
    end = start + len(text[start:end].rstrip(" ,-–—").removesuffix("'s"))
    trailing = _TRAILING.search(text[start:end])
    if trailing and not any(start < one.end == end for one in mentions):
        end = start + trailing.start()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, max(start, end)
