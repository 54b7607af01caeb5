"""The whole policy. Every sentence of it is a promise: what it says is done by storage, by the fronts, by the logs."""

from collections.abc import Iterator
from typing import assert_never

from bot.claims.note import Note, note
from bot.dialogue.parts import Facts
from bot.dialogue.start import safer
from bot.dialogue.surroundings import answers_later, cache_hours, kept_hours, lasting, stroke
from bot.people.address import Front
from bot.speech.heard import From
from bot.speech.replies import Told


def privacy(sender: From, facts: Facts) -> Told:
    """What is kept of a question, for how long, who sees it, and how to have it deleted, as it is on this front."""
    return Told(tuple(_policy(sender, facts)))


def _policy(sender: From, facts: Facts) -> Iterator[Note]:
    front = sender.address.front
    if facts.newsroom:
        yield note("talk.privacy.newsroom", newsroom=facts.newsroom)
    yield lasting("talk.privacy.kept", kept_hours(sender, facts))
    yield note("talk.privacy.name", count=str(facts.names_days))
    if answers_later(front):
        yield note("talk.privacy.forwarded")
        yield note("talk.privacy.redacted")
    if sender.audience in facts.reads_links_for:
        yield note("talk.privacy.links")
    yield note("talk.privacy.feedback")
    yield note("talk.privacy.question", count=str(facts.case_days))
    if facts.takes_tips:
        yield from _tips(front, facts)
    yield note("talk.privacy.settings")
    yield lasting("talk.privacy.cache", cache_hours(facts))
    yield note("talk.privacy.logs")
    yield note("talk.privacy.operator")
    yield note(_way_here(front))
    yield safer(facts)
    mark = stroke(front)
    yield note("talk.privacy.delete", forget=f"{mark}forget", mydata=f"{mark}mydata")


def _tips(front: Front, facts: Facts) -> Iterator[Note]:
    yield note("talk.privacy.tip", count=str(facts.case_days))
    yield note("talk.privacy.named")
    if facts.pictures is not None:
        yield note("talk.privacy.pictures")
    if answers_later(front):
        yield note("talk.privacy.ask_back", count=str(facts.ask_back_days))
    yield note("talk.privacy.receipt", forget=f"{stroke(front)}forget")


def _way_here(front: Front) -> str:
    match front:
        case Front.WEB:
            return "talk.privacy.web"
        case Front.CONSOLE:
            return "talk.privacy.console"
        case Front.TELEGRAM:
            return "talk.privacy.telegram"
        case Front.SLACK:
            return "talk.privacy.slack"
        case _:
            assert_never(front)
