from collections.abc import Iterator
from typing import assert_never

from bot.claims.note import Note, note
from bot.dialogue.parts import Facts
from bot.dialogue.surroundings import stroke
from bot.people.address import Front
from bot.people.audience import Audience
from bot.speech.heard import Command, Verb
from bot.speech.replies import Mood, Told
from bot.speech.slips import nearest

_COMMANDS = tuple(
    verb.value
    for verb in (
        Verb.START,
        Verb.HELP,
        Verb.CHECK,
        Verb.TIP,
        Verb.STATUS,
        Verb.SETTINGS,
        Verb.PRIVACY,
        Verb.MYDATA,
        Verb.FORGET,
        Verb.CANCEL,
    )
)
"""Those about an answer are explained beside it."""

_BESIDE = tuple(
    verb.value for verb in (Verb.ADD, Verb.YES, Verb.WHY, Verb.THIS, Verb.NOT_THIS, Verb.NONE, Verb.ASK)
)


def explain(front: Front, facts: Facts, audience: Audience) -> Told:
    """What can be sent, how an answer is to be read, and what can be done with it."""
    return Told(tuple(_topics(front, facts, audience)))


def unknown_command(word: str, front: Front) -> Told:
    mark, meant = stroke(front), nearest(word, (*_COMMANDS, *_BESIDE))
    unknown = note("refused.unknown_command", command=f"{mark}{word}")
    guess = (note("refused.meant_command", command=f"{mark}{meant}"),) if meant else ()
    return Told((unknown, *guess, commands(front)), Mood.REFUSED)


def unclear_command(command: Command) -> Told:
    """What was meant may be a text, or a "yes" with an "if" behind it: nothing is done on a guess."""
    typed_as = f"{stroke(command.sender.address.front)}{command.word}"
    key = "refused.unclear_forget" if command.verb is Verb.FORGET else "refused.unclear_command"
    return Told((note(key, command=typed_as),), Mood.REFUSED)


def commands(front: Front) -> Note:
    if front is Front.SLACK:
        return note("talk.help.commands_slack", commands=", ".join(_COMMANDS))
    return note("talk.help.commands", commands=", ".join(f"{stroke(front)}{word}" for word in _COMMANDS))


def _topics(front: Front, facts: Facts, audience: Audience) -> Iterator[Note]:
    yield note("talk.help.send_links" if audience in facts.reads_links_for else "talk.help.send")
    yield note(_background(front))
    yield note("talk.help.answer")
    yield note("talk.help.nothing")
    yield _after(stroke(front))
    if facts.takes_tips:
        mark = stroke(front)
        yield note("talk.help.tip", tip=f"{mark}tip", status=f"{mark}status", add=f"{mark}add")
    match front:
        case Front.TELEGRAM:
            yield note("talk.help.telegram", check=f"{stroke(front)}check")
        case Front.SLACK:
            yield note("talk.help.slack")
        case Front.WEB | Front.CONSOLE:
            pass
        case _:
            assert_never(front)
    yield commands(front)


def _after(mark: str) -> Note:
    """Whole commands: the stroke of one front ends with a space, which nothing that is put into a sentence keeps at its end."""
    return note(
        "talk.help.after",
        why=f"{mark}why",
        this=f"{mark}this",
        no=f"{mark}not",
        none=f"{mark}none",
        ask=f"{mark}ask",
    )


def _background(front: Front) -> str:
    match front:
        case Front.TELEGRAM:
            return "talk.help.background_telegram"
        case Front.SLACK:
            return "talk.help.background_slack"
        case Front.WEB | Front.CONSOLE:
            return "talk.help.background"
        case _:
            assert_never(front)
