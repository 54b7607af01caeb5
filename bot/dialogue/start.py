from collections.abc import Iterator

from bot.claims.note import Note, note
from bot.dialogue.parts import Facts
from bot.dialogue.surroundings import kept_hours, lasting, stroke
from bot.speech.heard import From
from bot.speech.replies import Told


def start(sender: From, facts: Facts) -> Told:
    """Who we are, the one thing to do now, what is kept, and where secrets belong instead."""
    mark = stroke(sender.address.front)
    return Told(
        (
            note("talk.start.who"),
            *_newsroom(facts),
            note("talk.start.what"),
            note("talk.start.limits"),
            *((note("talk.start.tip", tip=f"{mark}tip"),) if facts.takes_tips else ()),
            *what_is_kept(sender, facts),
            note("talk.start.more", help=f"{mark}help", privacy=f"{mark}privacy"),
        )
    )


def what_can_be_done(sender: From, facts: Facts) -> tuple[Note, ...]:
    mark = stroke(sender.address.front)
    return (
        note("talk.start.what"),
        *((note("talk.start.tip", tip=f"{mark}tip"),) if facts.takes_tips else ()),
        note("talk.start.more", help=f"{mark}help", privacy=f"{mark}privacy"),
    )


def notice(sender: From, facts: Facts) -> Told:
    """What whoever writes to us for the first time should know before they write more."""
    mark = stroke(sender.address.front)
    more = note("talk.notice.more", privacy=f"{mark}privacy", forget=f"{mark}forget")
    return Told((*what_is_kept(sender, facts), more))


def what_is_kept(sender: From, facts: Facts) -> tuple[Note, ...]:
    """In short: what is kept how long, who sees it, and which way is safer."""
    kept = lasting("talk.kept", kept_hours(sender, facts))
    return kept, note(f"talk.seen.{sender.address.front.value}"), safer(facts)


def safer(facts: Facts) -> Note:
    """Where what must stay secret belongs instead, or that there is no such place."""
    if facts.safer_channel:
        return note("talk.safer.channel", channel=facts.safer_channel)
    return note("talk.safer.none")


def _newsroom(facts: Facts) -> Iterator[Note]:
    if facts.newsroom:
        yield note("talk.start.newsroom", newsroom=facts.newsroom)
