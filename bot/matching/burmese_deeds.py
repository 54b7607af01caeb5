"""Who does what to whom in a Burmese sentence, by its particles: က behind whoever does it, ကို behind whomever it is done to, and the verb at the end."""

import re
from collections.abc import Sequence

from bot.claims.claim import Claim, Mention
from bot.claims.names import has_burmese
from bot.matching.deeds import Deeds
from bot.matching.parties import Party

_ARMED = (
    "(?:\\s?(?:တပ်ဖွဲ့(?:ဝင်)?|တပ်သား|တပ်ရင်း|စစ်သား|စစ်သည်|တပ်|လေတပ်|(?:ဂျက်|တိုက်)?လေယာဉ်|ရဟတ်ယာဉ်|ဒရုန်း))?(?:များ|တွေ|တို့)?\\s?"
)
_DOES = re.compile(
    f"{_ARMED}(?:က|သည်|ဟာ)(?![\u1000-\u1021\u102b-\u103e])|{_ARMED}(?:က|သည်|ဟာ)(?=[\u1000-\u1021])"
)
_HARM = "(?:သတ်|ဗုံး(?:ကြဲ|ချ)|ကြဲချ|တိုက်ခိုက်|ပစ်(?:ခတ်|သတ်|ခဲ့|သည်)|ဖမ်း|(?:မီး)?ရှို့|ထိန်းသိမ်း)"
_HARMED = re.compile(_HARM)
_ATTACK_OF = re.compile(
    f"{_ARMED}(?:(?:၏|ရဲ့)\\s?|(?=[^\\s။]*\\s?(?:တိုက်|ပစ်ခတ်|ဗုံး)))(?:လေကြောင်း|လက်နက်ကြီး|ဒရုန်း)?\\s?{_HARM}(?:(?!ခံ)[^\\s။]){{0,6}}?(?:မှု|ခြင်း)"
)
_WHOM = re.compile(f"{_ARMED}ကို")
_TAIL = "(?:ဖြတ်|ခိုက်|ခတ်|ချ|ဆီး|ထား|ခဲ့|လိုက်|\\s)*"
_SUFFERED = re.compile(f"{_TAIL}ခံ(?:ခဲ့)?ရ")
_IS_NOUN = re.compile(f"{_TAIL}(?:ခံ(?:ခဲ့)?ရ)?(?:မှု|ခြင်း)(?!(?:များ|တွေ)?(?:ကို)?\\s?(?:ပြုလုပ်|လုပ်ဆောင်|ဆောင်ရွက်|ကျူးလွန်))")
"""An attack that is told of, and not carried out by the subject."""

_SAYS = re.compile(
    "ပြော|ဆို(?:သည်|တယ်|ခဲ့|ပါ|ထား)|ကြေညာ|ထုတ်ပြန်|ဝန်ခံ|ငြင်း|အတည်ပြု|ဖော်ပြ|ရေးသား|သတင်းပို့|ရှုတ်ချ|ပြစ်တင်|အပြစ်တင်|စွပ်စွဲ|ဝေဖန်|(?<!အသက်)(?<!အသက် )ဆုံးရှုံး"
)
"""What closes a sentence about what others did: whoever says, condemns or loses is its subject."""

_SUBJECT = re.compile("(?<!ရက်)(?<!နေ့)(?<!လ)(?<!နှစ်)(?<!ည)(?<!မြို့)(?<!ရွာ)(?<!ပြည်နယ်)(?<!တိုင်း)(?:က|သည်|ဟာ)(?=\\s)")
_REACH = 300
_MOST = 40
"""Characters behind a name in which its verb is looked for, and names that are looked at."""


def burmese_deeds(claim: Claim) -> Deeds | None:
    """None for a text in another script, and where nobody is told to do harm."""
    if not has_burmese(claim.text):
        return None
    actors = claim.actors[:_MOST]
    does = [one for one in actors if _is_doer(claim.text, one, actors)]
    suffers = [one for one in actors if one not in does and _is_victim(claim.text, one)]
    return Deeds(_parties(does), _parties(suffers), (), ()) if does or suffers else None


def _is_doer(text: str, actor: Mention, actors: Sequence[Mention]) -> bool:
    if _ATTACK_OF.match(text, actor.end):
        return True
    subject = _DOES.match(text, actor.end)
    verb = _verb(text, subject.end()) if subject else None
    if subject is None or verb is None or _SUFFERED.match(text, verb.end()):
        return False
    if _SAYS.search(text, subject.end(), verb.start()):
        return False
    others = (one for one in actors if subject.end() <= one.start < verb.start())
    if any(_DOES.match(text, one.end) or _stands_before(text, one, verb) for one in others):
        return False
    return not _is_only_told(text, actor, verb)


def _verb(text: str, start: int) -> re.Match[str] | None:
    """The first verb of harm of the sentence that is not part of a noun ("the attack on …")."""
    found = _HARMED.finditer(text, start, _sentence_end(text, start))
    return next((verb for verb in found if not _IS_NOUN.match(text, verb.end())), None)


def _sentence_end(text: str, start: int) -> int:
    end = text.find("။", start, start + _REACH)
    return min(len(text), start + _REACH) if end < 0 else end


def _stands_before(text: str, actor: Mention, verb: re.Match[str]) -> bool:
    """Without a particle right before the verb: it may be who did it, or to whom it was done."""
    return not text[actor.end : verb.start()].strip()


def _is_only_told(text: str, actor: Mention, verb: re.Match[str]) -> bool:
    """Whether the sentence closes with a word of saying, and nobody else is there who says it."""
    says = _SAYS.search(text, verb.end(), _sentence_end(text, verb.end()))
    if says is None:
        return False
    before = max(text.rfind("။", 0, actor.start) + 1, actor.start - _REACH)
    return not (_SUBJECT.search(text, before, actor.start) or _SUBJECT.search(text, verb.end(), says.start()))


def _is_victim(text: str, actor: Mention) -> bool:
    whom = _WHOM.match(text, actor.end)
    return whom is not None and _verb(text, whom.end()) is not None


def _parties(mentions: list[Mention]) -> tuple[Party, ...]:
    return tuple(Party(one.name, one.ids, one.start, one.end) for one in mentions)
