"""What is typed in place of being pressed: a word that is offered, its label, or what people say for it."""

import re

from bot.desk.tip import TipField
from bot.dialogue.tips.step import Screen, Step, Word
from bot.speech.choices import SKIPPING
from bot.verdicts.phrasebook import load_phrasebook

_YES = ("y", "ok", "okay", "sure", "agreed", "i agree", "yes please", "yes i agree", "of course", "👍")
_OUT = ("cancel", "cancel it", "cancel this")
_NO = ("n", "no thanks", "no thank you", "i do not agree", "i don't agree")
_SAID = {
    Word.YES: _YES,
    Word.NO: _NO,
    Word.SEND: (Word.YES, *_YES, "hand in", "hand it over", "send it", "send it in", "submit"),
    Word.SKIP: SKIPPING,
    Word.STAY: ("go on", "go on with it", "continue", "keep", "keep it"),
    Word.DROP: (*_OUT, "drop it", "throw away"),
}
_STOP = (*_OUT, "stop", "stop it", "no stop", "skip", "never mind", "nevermind", "forget it")
_NOTHING = ("nothing", "nothing more", "nothing else", "no more", "not now", *SKIPPING)
_STAY = re.compile(
    r"(?:no|nope|don't|dont|do not)(?: (?:no|please|don't|dont|do not|delete|throw|drop|it|this|that|everything|away|keep|go|on|continue))*"
)
_NUMBER = re.compile(r"(?:change |question )?#?([0-9])")
_HESITATION = re.compile(
    r"(?:i'm |i am )?not sure|(?:i )?don't know|maybe|perhaps|not yet|later|wait|what|why|how|which|who|hm+|huh|hello|hi|please|thanks|help"
)


def word_in(step: Step, text: str, *, language: str) -> Word | None:
    """The word among those offered that this text is, None where it is an answer in words."""
    said, book = plain(text), load_phrasebook(language)
    if step.name == Screen.CONSENT and said in {Word.NO, *_NO}:
        return Word.DROP
    if step.name == Screen.LEAVE and (answer := _whether_to_leave(said)) is not None:
        return answer
    for word in (word for row in step.offers() for word in row):
        label = plain(book.text(f"choice.tip.{word.value}"))
        if said in {word, label, *_SAID.get(word, ())}:
            return word
    return None


def _whether_to_leave(said: str) -> Word | None:
    if said in {Word.YES, *_YES}:
        return Word.DROP
    return Word.STAY if said in {Word.NO, *_NO} or _STAY.fullmatch(said) else None


def question_in(text: str, *, language: str) -> int:
    """The number of the question that is named, from 1, by its number or its words; 0 for none."""
    said, book = plain(text), load_phrasebook(language)
    labels = [plain(book.text(f"form.tip.{field.value}")) for field in TipField]
    if said in labels:
        return labels.index(said) + 1
    found = _NUMBER.fullmatch(said)
    return int(found[1]) if found else 0


def is_yes(text: str, *labels: str) -> bool:
    return plain(text) in {Word.YES, *_YES, *map(plain, labels)}


def is_no(text: str, *labels: str) -> bool:
    return plain(text) in {Word.NO, *_NO, *_OUT, *map(plain, labels)}


def ends_adding(text: str, *, is_asked: bool) -> bool:
    """Whether whoever may add something wants to add nothing. `is_asked`: the desk wants to know something, which a "no" answers."""
    return plain(text) in _STOP or (not is_asked and (is_no(text) or plain(text) in _NOTHING))


def says_nothing(text: str) -> bool:
    """Whether this is what people say before they agree to something, and no beginning of a tip."""
    said = plain(text)
    is_answer = said in {Word.YES, Word.NO, *_YES, *_NO}
    return is_answer or _HESITATION.fullmatch(said) is not None or not any(map(str.isalpha, said))


def plain(text: str) -> str:
    """As it would stand in a list: without capitals, marks around it, and commas."""
    return " ".join(text.casefold().replace("’", "'").replace(",", " ").split()).strip(" .!?…\"'“”«»")
