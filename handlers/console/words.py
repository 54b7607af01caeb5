"""Buttons, in a terminal: the words to type for them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from bot.claims.note import Note
from bot.speech.choices import Act, Button, Choice
from bot.speech.form_fields import Look, field_of
from bot.speech.replies import Told

_PLAIN = re.compile(r"(why|this|not|none|ask|yes|no|cancel)\??(?: ([0-9]{1,3}))?")
"""What is said to an answer or to a question of ours, without a stroke before it: nothing that could be checked is as short as that."""

_COMMANDS = {"no": "cancel"}


_TYPED_AS = {
    Act.AGREE: "yes",
    Act.CANCEL: "no",
    Act.FORGET: "/forget",
    Act.QUIET: "/settings quiet on",
    Act.LOUD: "/settings quiet off",
}
_ON_CASES = frozenset(
    {
        Act.CASE,
        Act.TAKE,
        Act.RELEASE,
        Act.DECIDE,
        Act.LINK,
        Act.SIGN,
        Act.UNDO,
        Act.LABEL,
        Act.FORM,
        Act.SPLIT,
        Act.BLOCK,
        Act.UNBLOCK,
        Act.MORE,
        Act.QUEUE,
    }
)


def command_of(word: str) -> str:
    """The command that a plain word at the prompt stands for, empty where it is none. `word` is in small letters, with single spaces."""
    found = _PLAIN.fullmatch("not" if word == "not this" else "this" if word == "this is it" else word)
    if found is None:
        return ""
    number = f" {found[2]}" if found[2] else ""
    return f"/{_COMMANDS.get(found[1], found[1])}{number}"


def takes_one_line(told: Told) -> bool:
    """Whether what is asked there is answered by a word, a number or a day: everything else is a text, and ends with an empty line."""
    asks = told.asks
    if asks is None:
        return any(button.choice.act is Act.AGREE for row in told.buttons for button in row)
    field = field_of(asks.form, asks.field)
    return bool(asks.field) and (field is None or field.look not in {Look.LINE, Look.TEXT})


def words_for(rows: Iterable[Iterable[Button]]) -> dict[str, Button]:
    """A word for each button, in order, with the number of a claim or a record where the word alone would mean several.

    Buttons that open a claim have none: everything on each stands in the answer already.
    """
    buttons = [button for row in rows for button in row if button.choice.act is not Act.OPEN]
    often = Counter(_word(button.choice) for button in buttons)
    claims = {button.choice.number for button in buttons}
    found: dict[str, Button] = {}
    for button in buttons:
        word = _word(button.choice)
        if often[word] > 1:
            word = f"{word} {button.choice.number if len(claims) > 1 else button.choice.match}"
        found.setdefault(word, button)
    return found


def labels_for(words: Mapping[str, Button], say: Callable[[Note], str]) -> dict[str, Choice]:
    """The labels of buttons, in small letters, for whoever types what is shown beside the word: those that mean one button alone."""
    labels = [(bare(say(button.label).casefold()), button.choice) for button in words.values()]
    often = Counter(label for label, _ in labels)
    return {label: choice for label, choice in labels if label and often[label] == 1}


def bare(word: str) -> str:
    """Without what ends a sentence."""
    return word.rstrip(" .!?")


def _word(choice: Choice) -> str:
    match choice.act:
        case Act.LANGUAGE:
            return f"/settings language {choice.value}"
        case Act.TIP:
            return choice.value
        case act if act in _ON_CASES:
            which = "" if choice.match or choice.value == "copy" else choice.value
            return " ".join(part for part in (act.value, choice.answer, which) if part)
        case act:
            return _TYPED_AS.get(act, act.value)
