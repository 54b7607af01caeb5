"""Who does what to whom in a Burmese sentence, by its particles: က behind whoever does it, ကို behind whomever it is done to, and the verb at the end."""

import re

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
_ATTACK_OF = re.compile(f"{_ARMED}(?:၏|ရဲ့)?\\s?(?:လေကြောင်း|လက်နက်ကြီး|ဒရုန်း)?\\s?{_HARM}[^\\s။]{{0,6}}?(?:မှု|ခြင်း)")
_WHOM = re.compile(f"{_ARMED}ကို")
_SUFFERED = re.compile("ခံ(?:ခဲ့)?ရ")
_SAYS = re.compile("ပြော|ဆိုသည်|ကြေညာ|ထုတ်ပြန်|ဝန်ခံ|ငြင်း")


def burmese_deeds(claim: Claim) -> Deeds | None:
    """None for a text in another script, and where nobody is told to do harm."""
    if not has_burmese(claim.text):
        return None
    does = [one for one in claim.actors if _is_doer(claim, one)]
    suffers = [one for one in claim.actors if one not in does and _is_victim(claim.text, one)]
    return Deeds(_parties(does), _parties(suffers), (), ()) if does or suffers else None


def _is_doer(claim: Claim, actor: Mention) -> bool:
    if _ATTACK_OF.match(claim.text, actor.end):
        return True
    subject = _DOES.match(claim.text, actor.end)
    verb = _HARMED.search(claim.text, subject.end()) if subject else None
    if subject is None or verb is None:
        return False
    between = claim.text[subject.end() : verb.start()]
    if _SAYS.search(between) or _SUFFERED.match(claim.text, verb.end()):
        return False
    others = (one for one in claim.actors if subject.end() <= one.start < verb.start())
    return not any(_DOES.match(claim.text, other.end) for other in others)


def _is_victim(text: str, actor: Mention) -> bool:
    whom = _WHOM.match(text, actor.end)
    return whom is not None and _HARMED.search(text, whom.end()) is not None


def _parties(mentions: list[Mention]) -> tuple[Party, ...]:
    return tuple(Party(one.name, one.ids, one.start, one.end) for one in mentions)
