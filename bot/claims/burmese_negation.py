"""Negation in Burmese: မ before the verb, closed by ပါ, ဘူး, ပေ or the end of the clause; what is called untrue, and what somebody denies.

မ is also the end of words for women (ဆရာမ, a teacher; မိန်းမ, a woman) and stands in many names, so only verbs that matter are read.
"""

import re
from collections.abc import Iterator

from bot.claims.claim import LeftOpen, Negation
from bot.claims.note import Note, note

ALL = "all"
"""What is turned round where the whole matter is called untrue."""

_MARKS = "\u102b-\u103e"
_WHOLE = f"(?![{_MARKS}]|[\u1000-\u1021]\u103a)"
"""A syllable ends here: ထိ is to hit, ထိန်း to hold."""

_KILLED, _HIT, _ARRESTED, _BURNED = (
    "killed died",
    "attacked bombed shelled shot airstrike",
    "arrested",
    "burned",
)
_VERBS = (
    ("သေ|သတ်|ကျဆုံး|အသက်ဆုံးရှုံး", "သေ|သတ်|ကျဆုံး", "အသက်|အသတ်", _KILLED),
    ("တိုက်|ပစ်|ဗုံးကြဲ|ဗုံးချ|ကြဲချ", "တိုက်|ပစ်|ကြဲ", "ဗုံး|အတိုက်|အပစ်", _HIT),
    ("ထိခိုက်|ထိမှန်|ဒဏ်ရာရ", "ထိ", "ဒဏ်ရာ", f"injured {_KILLED}"),
    ("ဖမ်း|ထိန်းသိမ်း", "ဖမ်း|ထိန်းသိမ်း", "အဖမ်း", _ARRESTED),
    ("မီးရှို့|ရှို့|မီးလောင်", "ရှို့|လောင်", "မီး", _BURNED),
)
"""Each by its whole form, by what may follow မ, by the noun before မ where the verb is a light one (အသတ်မခံ), and by plain words for it."""

_TAIL = "(?:ဆုံး|ကြေ|ဖြတ်|ခိုက်|ခတ်|မှန်|ဆီး|ရှုံး|ချ|ရမိ|ကျွမ်း|ပျက်|ခဲ့|ကြ|သေး|နိုင်|ရ|ခံ|မိ|လိုက်|ထား|ဖူး|တော့|စေ|သွား|\\s)*"
_END = "(?:ပါ(?!သည်|တယ်|သော|တဲ့|သ|ဝင်)|ဘူး|ပေ|ချေ|ကြောင်း|ဟု|လို့|(?=[\\s။၊!]|$))"
_LIGHT = "(?:ရှိ|ပြု|လုပ်|ဖြစ်|ဟုတ်|ကျူးလွန်|ကြုံ)"
_NOT_DONE = tuple(
    (
        re.compile(
            f"(?:(?:{noun})?မ(?:{verb}){_WHOLE}|(?:{noun})မ(?:ခံ|ရ|ဆုံးရှုံး|ချ){_WHOLE}){_TAIL}{_END}"
            f"|(?:{whole})[^\\s။၊]{{0,12}}?(?:သူ|မှု|ခြင်း)(?:များ|တွေ)?(?:ကို|လုံးဝ|တစ်ဦးမျှ|တစ်ယောက်မှ|တစ်စုံတစ်ရာ|မျှ|မှ|\\s)*မ{_LIGHT}{_TAIL}{_END}"
        ),
        words,
    )
    for whole, verb, noun, words in _VERBS
)
_AFFIRMED = re.compile("(?<!မ)(?:သေဆုံး|သေကြေ|သေ|သတ်ဖြတ်|ကျဆုံး)(?:ခံ|ရ|ခဲ့|ကြ|ပါ)*(?:သည်(?!ဆို|ဟု|့)|တယ်(?!ဆို|လို့)|ပြီး|ကာ|၍)")
"""People died: what is denied beside it may be anything else."""

_WOMEN = ("ဆရာ", "မိန်း", "အစ်", "အ", "ညီ", "နှ", "ချွေး", "ယောက္ခ", "မယ်")
_NOT_HAPPENED = re.compile(f"မ(?:ဖြစ်(?:ပွား|ပေါ်|ပျက်)|ဖြစ်(?=ခဲ့|ပါ|ဘူး)|ကျူးလွန်){_TAIL}{_END}")
_FAKE = "(?:သတင်း(?:အတု|တု|အမှား|မှား)|ကောလာဟလ|လုပ်ကြံ(?:သတင်း|ချက်)|မဟုတ်မမှန်[^\\s။]{0,6}သတင်း|ဝါဒဖြန့်(?:သတင်း|ချက်|မှု)?|မုသား|လိမ်(?:လည်|ညာ)(?:မှု|ချက်)|အလိမ်အညာ)(?:များ|တွေ)?"
_UNTRUE = re.compile(
    f"^\\W*{_FAKE}\\s*[:!။၊–—-]|{_FAKE}\\s?(?:သာ|ပဲ|ဘဲ)?\\s?(?:ဖြစ်(?:ပါ)?(?:သည်|တယ်|ကြောင်း|ဟု)|ပါ|ပဲ|သာ)?\\s*(?=[။!]|$)"
    f"|မမှန်(?:ကန်)?{_TAIL}{_END}|(?:ဆိုသည်မှာ|ဆိုတာ(?:က|ဟာ)?|ဆိုသည့်သတင်း|ဆိုတဲ့သတင်း|သည်မှာ|ခြင်း|ဤသတင်း|ဒီသတင်း)\\s?(?:လုံးဝ\\s?)?မဟုတ်{_TAIL}{_END}"
    "|လုပ်ကြံ(?:ပြော|ရေး|ဖန်တီး|ထား|စွပ်စွဲ)"
    "|(?:သတင်း|ဆိုသည်|ဆိုတာ|ခြင်း)(?:များ|တွေ)?(?:သည်|မှာ|က|ဟာ)?\\s?(?:လုံးဝ\\s?)?မှား(?:ယွင်း)?(?:နေ)?(?:ပါ)?(?:သည်|တယ်|ကြောင်း|ဟု)"
)
_DENIED = re.compile(
    "(?:ကြောင်း(?:ကို)?|ဆိုသည်ကို|ဆိုတာကို|သတင်း(?:များ)?ကို|စွပ်စွဲ(?:ချက်|မှု)(?:များ)?ကို|ခြင်းကို|မှုကို)[^။]{0,40}?(?<!မ)ငြင်း(?=ဆို|ပယ်|ခုံ|ခဲ့)(?!(?:ဆို|ပယ်|ခုံ)(?:ချက်|မှု|ခြင်း))"
)
_OTHERWISE = re.compile(
    "(?<!အတည်)မ(?!နည်း|ကပါ|သိ|တုံ့|ဖြေ|ဆက်သွယ်|ပြော|ရ(?:ရှိ|သေး|နိုင်)|စစ်ဆေး|တွေ့|ဖော်ပြ|ထုတ်ပြန်|လုံလောက်)(?![\u1000-\u1021][\u1039\u103a])[\u1000-\u1021][^\\s။၊]{0,30}?(?:ပါ|ဘူး)\\s*(?=[။!]|$)"
)
_UNCONFIRMED = re.compile(
    "(?:ကြောင်း|ဟုတ်မဟုတ်|ဆိုသည်ကို|ဆိုတာကို)[^။]{0,14}?အတည်(?:\\s?မပြု|\\s?ပြု(?:နိုင်)?(?:ခြင်း|ချက်)?\\s?မ)"
)


def burmese_negations(text: str) -> tuple[Negation, ...]:
    """As `read_negations`. What is called untrue turns round what was denied before it: both are left out."""
    done = [*_not_done(text)]
    whole = [
        _negation(text, found, ALL)
        for pattern in (_UNTRUE, _DENIED, _NOT_HAPPENED)
        for found in pattern.finditer(text)
    ]
    if done and any(
        one.start > done[-1].start and _NOT_HAPPENED.match(text, one.start) is None for one in whole
    ):
        return ()
    return tuple(sorted((*done, *whole), key=lambda one: one.start))


def burmese_left_open(text: str) -> LeftOpen | None:
    """ "That 171 died cannot be confirmed": neither said nor denied."""
    found = _UNCONFIRMED.search(text)
    if found is None:
        return None
    said = note("not_checked.unconfirmed", text=found[0])
    return LeftOpen(found.start(), found.end(), is_matter=True, said=said)


def negation_unread(text: str) -> Note | None:
    """What closes as a negation and is none of those that are read."""
    found = _OTHERWISE.search(text)
    if (
        found is None
        or burmese_negations(text)
        or burmese_left_open(text)
        or text[: found.start()].endswith(_WOMEN)
    ):
        return None
    return note("not_checked.negation", text=found[0].strip())


def _not_done(text: str) -> Iterator[Negation]:
    if _AFFIRMED.search(text):
        return
    found = [(match, words) for pattern, words in _NOT_DONE for match in pattern.finditer(text)]
    for match, words in sorted(found, key=lambda one: one[0].start()):
        before = text[: match.start()]
        is_she = before.endswith("သူ") and not match[0].endswith(("ပါ", "ဘူး", "ပေ"))
        if match[0].startswith("မ") and (is_she or before.endswith(_WOMEN)):
            continue
        yield _negation(text, match, words)


def _negation(text: str, match: re.Match[str], turned: str) -> Negation:
    return Negation(text[match.start() : match.end()].strip(), match.start(), match.end(), turned)
