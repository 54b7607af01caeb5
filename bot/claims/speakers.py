"""Who is meant by the words beside a verb of saying: a name of the library, another name, somebody unnamed, a pronoun."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.claims.claim import Mention, NameKind
from bot.claims.word_list import words

_PRONOUN = re.compile(
    r"^(?:he|she|they|it|the (?:group|organi[sz]ation|statement|report|spokes(?:man|woman|person)|office|agency))$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:residents?|witness(?:es)?|eyewitness(?:es)?|locals?|villagers?|sources?|survivors?|activists?|aid workers?|rescuers?|officials?|relatives?|neighbou?rs?"
    r"|(?:local|state|independent|social|foreign|international)(?:-run)? media|media(?: outlets| reports)?|analysts?|observers?|experts?|doctors?|medics?|reports|rescue workers?"
    r"|displaced people|a (?:man|woman|soldier|fighter|farmer|teacher|defector|spokes(?:man|woman|person)|member))\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[A-Z][\w'&.-]*|[A-Z]{2,})(?:(?: (?:of|for|and|de|bin|al|on|against)(?: the)?)? (?:[A-Z][\w'&.-]*|[A-Z]{2,}))*"
)
_LEADING = re.compile(
    r"^(?:(?:the|on|in|at|and|but|so|that|also|as|after|since|when|while|however|meanwhile|earlier|later|yesterday|today|last|week|month|year|both|even|only|then"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening|for|by|from|to|separately|previously|still|now|if|because)\b,? ?)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:,? (?:also|has|have|had|later|then|reportedly|again|on|in|this|last|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday|however|today|yesterday|repeatedly"
    r"|publicly|officially|itself|himself|herself|themselves|did|does|do|not|strongly|quickly|immediately|flatly|categorically|already|since|recently|finally|previously))+$",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(r"(?<=\w),? (?:in|at|near|during|inside|outside) ")
_PLAIN_WORDS = words(
    """the a an this that these those it he she they we i you there here what who why how when where if but and or so as in on
    at by for from to of many some most all no not one two three people soldiers troops children women men another several
    both however"""
)
_LEADS_ON = words("with of by for to in on from than against including the a an and or between among about")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Speaker:
    """`name` as it stands in the text; `ids` empty for a name that the library does not know."""

    name: str
    ids: tuple[str, ...] = ()
    is_unnamed: bool = False
    is_pronoun: bool = False


def speaker_in(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Speaker | None:
    """The speaker that text[start:end] names, None when unsure."""
    phrase = text[start:end].lstrip()
    start = end - len(phrase)
    leading = _LEADING.match(phrase)
    start += leading.end() if leading else 0
    phrase = text[start:end].rstrip(" ,")
    phrase = _SOMEWHERE.split(phrase, maxsplit=1)[0]
    trailing = _TRAILING.search(phrase)
    phrase = (phrase[: trailing.start()] if trailing else phrase).strip()
    end = start + len(phrase)
    if (
        not phrase
        or len(phrase) > _LONGEST
        or phrase.split()[-1].lower() in _LEADS_ON
        or " what " in f" {phrase.lower()} "
    ):
        return None
    if _PRONOUN.match(text[start:end]) or _PRONOUN.match(f"the {phrase}"):
        return Speaker(phrase, is_pronoun=True)
    known = _known(mentions, start, end)
    if known:
        return Speaker(_as_said(phrase, known), known.ids)
    if _UNNAMED.search(phrase):
        return Speaker(phrase, is_unnamed=True)
    return _unknown(text, start, phrase)


def _known(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    inside = [mention for mention in mentions if start < mention.end <= end]
    for kind in (NameKind.SOURCE, NameKind.ACTOR):
        of_kind = [mention for mention in inside if mention.kind is kind]
        if of_kind:
            return of_kind[-1]
    return None


def _as_said(phrase: str, known: Mention) -> str:
    # "NUG minister Aung Myo Min": the person speaks for the body that we know; the whole phrase says so.
    return phrase if len(phrase) <= 60 and phrase != known.name else known.name


def _unknown(text: str, start: int, phrase: str) -> Speaker | None:
    names = [name for name in _NAME.finditer(phrase) if name[0].lower() not in _PLAIN_WORDS]
    if not names:
        return None
    name = names[-1]
    behind = phrase[name.end() :].strip()
    is_inside = start + name.start() > 0 and not _is_headline(text)
    is_sure = " " in name[0] or (name[0].isupper() and len(name[0]) > 1) or is_inside
    if not is_sure or len(behind.split()) > 3:
        return None
    return Speaker(phrase[name.start() :] if behind else name[0].removesuffix("'s"))


def _is_headline(text: str) -> bool:
    """Whether Nearly All Words Begin With Capitals, so that a capital tells no name."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 10 >= 7 * len(words)
