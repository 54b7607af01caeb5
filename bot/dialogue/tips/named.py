"""Whoever hands in a tip may say in it who they are. They are told so before they hand it in, and the desk sees a mark from the first."""

from collections.abc import Iterator

from bot.claims.note import Note, note
from bot.claims.self_named import MOST_SHOWN, self_named
from bot.desk.tip import NAMES_A_PERSON, YES_OR_NO, Draft, TipField
from bot.dialogue.parts import Facts


def words_that_name(draft: Draft) -> tuple[str, ...]:
    """The words that seem to tell who the sender is or where they live, empty for none."""
    texts = (draft.answer(field) or "" for field in TipField if field not in YES_OR_NO)
    found = dict.fromkeys(words for text in texts for words in self_named(text))
    return tuple(found)[:MOST_SHOWN]


def warning_behind(text: str, command: str) -> Iterator[Note]:
    """For what was added at once, without a summary before it. `command` takes all of it back."""
    if found := self_named(text):
        yield note("talk.more.named", words=_quoted(found), command=command)


def warning(draft: Draft) -> Iterator[Note]:
    if found := words_that_name(draft):
        yield note("talk.tip.named", words=_quoted(found))


def marks(draft: Draft, facts: Facts) -> frozenset[str]:
    """What its case is marked with, as far as the newsroom has that mark."""
    marked = {NAMES_A_PERSON} if words_that_name(draft) else set()
    return frozenset(marked.intersection(facts.desk.labels))


def _quoted(found: tuple[str, ...]) -> str:
    return ", ".join(f"“{words}”" for words in found)
