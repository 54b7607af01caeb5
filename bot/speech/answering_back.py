"""How somebody answers what the desk wants to know: stands under every such question, whoever words it."""

from dataclasses import replace

from bot.claims.note import note
from bot.speech.choices import ADDING, Act, Button, Choice
from bot.speech.forms import Form
from bot.speech.replies import FollowUp


def with_way_to_answer(reply: FollowUp, *, command: str) -> FollowUp:
    """The reply, with the command to type and a button where it asks for more. `command` is how that front has people add something."""
    asks = reply.asks
    if asks is None or asks.form is not Form.MORE or not asks.subject:
        return reply
    how = note("talk.status.answer", command=f"{command} {asks.subject}"), note("talk.more.only_so")
    button = Button(Choice(Act.TIP, asks.subject, value=ADDING), note("choice.tip.add"))
    return replace(reply, said=(*reply.said, *how), buttons=(*reply.buttons, (button,)))
