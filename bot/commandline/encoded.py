from collections.abc import Mapping

from bot.assembly.attribution import open_attributor
from bot.commandline.result import Result
from bot.config.settings import Settings
from bot.errors import Misconfigured, Unavailable
from bot.ports import Encoder


async def look_at_encoder(encoder: Encoder | None, facts: Mapping[str, str | int | float]) -> Result:
    """Encodes a word, since a model that lies there may still be damaged. `facts` tell how far the records are encoded."""
    if encoder is None:
        return Result("encoder", found="none: records are found by their words, not by what they mean")
    remedy = "Put the whole model there, name another folder, or set encoder.enabled = false."
    try:
        await encoder.encode(["flood"])
    except Misconfigured as error:
        return Result("encoder", wrong=error.problems[0].message, remedy=remedy)
    except Unavailable:
        return Result("encoder", wrong="the model makes no use of a text", remedy=remedy)
    waiting = f", {facts['waiting']} wait for it" if facts["waiting"] else ""
    return Result("encoder", found=f"{encoder.id}, {facts['records']} records are encoded{waiting}")


def look_at_attribution(settings: Settings) -> Result:
    """Whether a model hears who speaks beside the rules."""
    try:
        attributor = open_attributor(settings)
    except Misconfigured as error:
        remedy = "Install the program again, or set attribution.enabled = false."
        return Result("attribution", wrong=error.problems[0].message, remedy=remedy)
    if attributor is None:
        return Result("attribution", found="none: who says a sentence is told by the rules alone")
    return Result("attribution", found=f"{attributor.id} hears who says English sentences, beside the rules")
