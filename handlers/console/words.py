"""Buttons, in a terminal: the words to type for them."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import assert_never

from bot.speech.choices import Act, Button, Choice

_PLAIN = re.compile(r"(why|this|not|none|ask|yes|no|cancel)\??(?: ([0-9]{1,3}))?")
"""What is said to an answer or to a question of ours, without a stroke before it: nothing that could be checked is as short as that."""

_COMMANDS = {"no": "cancel"}


def command_of(word: str) -> str:
    """The command that a plain word at the prompt stands for, empty where it is none. `word` is in small letters, with single spaces."""
    found = _PLAIN.fullmatch("not" if word == "not this" else "this" if word == "this is it" else word)
    if found is None:
        return ""
    number = f" {found[2]}" if found[2] else ""
    return f"/{_COMMANDS.get(found[1], found[1])}{number}"


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


def _word(choice: Choice) -> str:
    match choice.act:
        case Act.AGREE:
            return "yes"
        case Act.CANCEL:
            return "no"
        case Act.FORGET:
            return "/forget"
        case Act.QUIET:
            return "/settings quiet on"
        case Act.LOUD:
            return "/settings quiet off"
        case Act.LANGUAGE:
            return f"/settings language {choice.value}"
        case Act.WHY | Act.OPEN | Act.THIS | Act.NOT_THIS | Act.NONE | Act.ASK:
            return choice.act.value
        case _:
            assert_never(choice.act)
