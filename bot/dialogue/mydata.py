from bot.claims.note import note
from bot.dialogue.parts import Facts
from bot.dialogue.surroundings import kept_hours, lasting, stroke
from bot.ports import People
from bot.speech.heard import From
from bot.speech.replies import Told


async def mydata(sender: From, *, people: People, facts: Facts, has_draft: bool = False) -> Told:
    """How much is kept of this person, never what."""
    held = await people.holdings(sender)
    counted = [
        note("talk.mydata.answers", count=str(held.answers)),
        note("talk.mydata.questions", count=str(held.questions)),
        note("talk.mydata.waiting", count=str(held.waiting)),
        *((note("talk.mydata.draft"),) if has_draft else ()),
        note("talk.mydata.settings" if held.is_known else "talk.mydata.no_settings"),
    ]
    lasts = lasting("talk.mydata.kept", kept_hours(sender, facts))
    forget = note("talk.mydata.forget", command=f"{stroke(sender.address.front)}forget")
    return Told((*counted, lasts, note("talk.mydata.why_counts"), forget))
