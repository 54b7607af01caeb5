"""Who may do what with an answer. Asked at each act: what a button is shown under, or who was shown it, decides nothing."""

from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.speech.given import Given
from bot.speech.heard import From


def names_of(sender: From) -> tuple[Pseudonym, ...]:
    """All names of this person that count, newest first."""
    return (sender.person, *sender.formerly)


def is_same_person(sender: From, name: Pseudonym) -> bool:
    return name in names_of(sender)


def has_asked(sender: From, given: Given) -> bool:
    return not set(names_of(sender)).isdisjoint(names_of(given.sender))


def may_read(sender: From, given: Given) -> bool:
    """An answer is for whoever asked and for those who were there, and only if they may see all that was asked for it."""
    if given.sender.audience not in sender.audience.sees():
        return False
    return has_asked(sender, given) or _is_same_chat(sender, given)


def may_act(sender: From, given: Given) -> bool:
    """To judge an answer or to ask a moderator is for whoever asked, and for the newsroom."""
    return may_read(sender, given) and (has_asked(sender, given) or sender.audience is not Audience.PUBLIC)


def _is_same_chat(sender: From, given: Given) -> bool:
    here, there = sender.address, given.sender.address
    return (here.front, here.workspace, here.chat) == (there.front, there.workspace, there.chat)
