"""The text as all readers see it: what the sender's program, a trickster or a page's furniture added is gone."""

import re

from bot.claims.characters import level_characters
from bot.claims.furniture import without_furniture
from bot.claims.readable import ACCEPTED

_EMOJI = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff]+"
)
_MARKUP = re.compile(r"\*+|~~+|(?<!\w)__+|__+(?!\w)")
_SHOUTS = re.compile(r"[!?](?:\s?[!?])+")
_DOTS = re.compile(r"\.{4,}")
_DOUBLED = re.compile(r"([,;:၊။])\1+")
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")

_LINE_MARK = (
    r"[>|]\s?|[-–—•·▪◦]\s+|\(?[0-9]{1,2}\)\s+"
    r"|(?:fwd?|wg|tr)\s?:\s?|rt @\w{1,40}:?\s+"
    r"|(?:\[[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4},? [0-9]{1,2}:[0-9]{2}[^\]]{0,12}\]"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}, [0-9]{1,2}:[0-9]{2}(?: ?[ap]m)? -)\s?[^:]{1,60}:\s"
)
_PRIVATE_LINK = re.compile(
    r"(?:https?://)?(?:t|telegram)\.me/(?:c/|\+|joinchat/)\S{0,200}|(?:https?://)?(?:chat\.whatsapp\.com|signal\.group|wa\.me)/\S{0,200}",
    re.IGNORECASE,
)
_ASKED_ASIDE = re.compile(
    r"(?:^|(?<=[.!?\n])) ?(?:(?:guys|hi|hello|hey|please|pls|dear (?:team|admin)),? )?(?:"
    r"(?:is|was) (?:this|it|that)(?: (?:news|story|claim|one|really|actually))? (?:true|real|fake|correct|legit|accurate|right)"
    r"|(?:true|real|fact) or (?:false|fake|fiction)|fake or (?:real|true)|(?:do we|do you|does anyone) know (?:this|about this|if this is true)"
    r"|(?:can|could) (?:you|someone|anyone)(?: please)? (?:check|verify|confirm) (?:this|it)(?: please)?"
    r"|(?:please |pls )?(?:check|verify|fact-?check) (?:this|it)(?: please)?) ?[?.!]+(?=\s|$)",
    re.IGNORECASE,
)
_LEAD_IN = (
    r"(?:breaking|breaking news|just in|urgent|update|updated|alert|news|flash|newsflash|exclusive|developing|watch|video"
    r"|fact[- ]?check|to check|please verify|please check|verify|check)\s?(?:[:|–—!]|-\s)\s?"
    r"|(?:so |hi,? |hello,? |hey,? )?(?:is it (?:really |actually )?(?:true|correct|right|a fact)(?: or false)?,? that|is it the case that)\s+"
    r"|(?:can|could) (?:you|anyone|someone)(?: please)? (?:check|verify|confirm|tell me|find out) (?:if|whether|that|for me)(?: it is true that)?:?\s+"
    r"|(?:please |pls )?(?:check|verify|confirm) (?:if|whether|that)\s+|(?:true|real) or (?:false|fake)\s?[:?]\s?"
)
_OPENING = re.compile(rf"^(?:{_LINE_MARK}|{_LEAD_IN})+", re.IGNORECASE)
_WRAPPED = re.compile(
    r"\n(?:(?<=[a-z,;]\n)(?=[a-z(])|(?<=,\n)(?=\w)|(?<=\b(?:on|in|at|of|to|by|an|or|as)\n)(?=\S)"
    r"|(?<=\b(?:the|and|for)\n)(?=\S)|(?<=\b(?:from|with|than)\n)(?=\S))"
)
_PRIVATE_SIGNS = (".me/", "whatsapp.com/", "signal.group/")
_PASSES = 6


def normalise(text: str) -> str:
    """Characters levelled, forward headers, quote marks, boiler-plate lines, emoji and lead-ins taken off.

    Applied twice it changes nothing more, and the result has at most `ACCEPTED` characters of the first `ACCEPTED`. Links to private chats go as well: they would name the sender's group. What would leave nothing at all ("Share this!") stays as it is.
    """
    text = text[:ACCEPTED]
    for _ in range(_PASSES):
        # Levelled each time: where a mark was taken out, two characters may have become one.
        again = _pass(level_characters(text, longest=ACCEPTED))
        if again == text:
            break
        text = again
    return text


def _pass(text: str) -> str:
    text = text if text.isascii() else _EMOJI.sub(" ", text)
    lowered = text.lower()
    if any(sign in lowered for sign in _PRIVATE_SIGNS):
        text = _PRIVATE_LINK.sub("", text)
    if any(mark in text for mark in "*~_"):
        text = _MARKUP.sub("", text)
    text = _SHOUTS.sub(lambda shout: "?" if "?" in shout[0] else "!", text)
    text = _DOUBLED.sub(r"\1", _DOTS.sub("...", text))
    text = _SPACES.sub(" ", text)
    lines = [_strip_marks(line.strip()) for line in text.split("\n")]
    bare = [without_furniture(line) for line in lines]
    kept = [rest for line, rest in zip(lines, bare, strict=True) if rest or not line]
    if not any(kept):
        kept = lines
    joined = _WRAPPED.sub(" ", _EMPTY_LINES.sub("\n\n", "\n".join(kept)).strip())
    rest = _ASKED_ASIDE.sub("", joined).strip()
    return rest if any(map(str.isalpha, rest)) else joined


def _strip_marks(line: str) -> str:
    return _OPENING.sub("", line, count=1).lstrip() or line
