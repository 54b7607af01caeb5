from collections.abc import Iterator
from typing import assert_never

from bot.claims.note import Note, note
from bot.dialogue.surroundings import stroke
from bot.people.address import Front
from bot.speech.replies import Mood, Told


def explain(front: Front) -> Told:
    """What can be sent, how an answer is to be read, and what can be done with it."""
    return Told(tuple(_topics(front)))


def unknown_command(word: str, front: Front) -> Told:
    return Told(
        (note("refused.unknown_command", command=f"{stroke(front)}{word}"), commands(front)), Mood.REFUSED
    )


def commands(front: Front) -> Note:
    return note("talk.help.commands", mark=stroke(front))


def _topics(front: Front) -> Iterator[Note]:
    yield note("talk.help.send")
    yield note(_background(front))
    yield note("talk.help.answer")
    yield note("talk.help.nothing")
    yield note("talk.help.after", mark=stroke(front))
    match front:
        case Front.TELEGRAM:
            yield note("talk.help.telegram", mark=stroke(front))
        case Front.SLACK:
            yield note("talk.help.slack")
        case Front.WEB | Front.CONSOLE:
            pass
        case _:
            assert_never(front)
    yield commands(front)


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
