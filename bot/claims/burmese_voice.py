"""Who says it in Burmese: the name with က behind it and ဟု … ပြော…, or the name with … အရ, "according to"."""

import re
from collections.abc import Sequence

from bot.claims.claim import Mention, Method, NameKind, Stance
from bot.claims.speaker import Speaker
from bot.claims.voice_found import Voice

_SAID = re.compile("(?:ဟု|လို့|ကြောင်း)[^။]{0,60}?(?:ပြော|ဆို|ကြေညာ|ထုတ်ပြန်|အတည်ပြု|ရေးသား|သတင်းပို့|ဖော်ပြ)")
_DENIED = re.compile("(?<!မ)ငြင်း(?:ဆို|ပယ်|ခဲ့)(?!ချက်|မှု|ခြင်း)")
_ADMITTED = re.compile("(?<!မ)ဝန်ခံ")
_SUBJECT = re.compile(r"\s?(?:က|မှ)(?![\u1000-\u1021\u102b-\u103e])")
_ACCORDING = re.compile("\\s?(?:၏|ရဲ့)?\\s?(?:အဆို|စာရင်း|ကြေညာချက်|သတင်း|ပြောကြားချက်|ထုတ်ပြန်ချက်)?\\s?(?:များ)?အရ")
_NOT_SO = re.compile("မ[\u1000-\u1021][^။\\s]{0,24}?(?:ပါ|ဘူး|ခဲ့)(?:ဟု|လို့|ကြောင်း)")


def burmese_voice(text: str, mentions: Sequence[Mention]) -> Voice | None:
    """The first name of the library that speaks; others are not told from plain words."""
    said = _SAID.search(text)
    named = [mention for mention in mentions if mention.kind is not NameKind.PLACE]
    if said:  # "that X did it, Y said": Y stands between
        named.sort(key=lambda mention: not said.start() < mention.start < said.end())
    for mention in named:
        speaker = Speaker(mention.name, mention.ids, at=mention.start)
        if _ACCORDING.match(text, mention.end):
            return Voice(speaker, Method.ACCORDING_TO, Stance.REPORT)
        if not _SUBJECT.match(text, mention.end):
            continue
        if _ADMITTED.search(text, mention.end):
            return Voice(speaker, Method.SAID, Stance.ADMISSION)
        if _DENIED.search(text, mention.end) or (said and _NOT_SO.search(text)):
            return Voice(speaker, Method.SAID, Stance.DENIAL)
        if said:
            return Voice(speaker, Method.SAID, Stance.REPORT)
    return None
