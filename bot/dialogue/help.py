from bot.claims.note import note
from bot.speech.replies import Mood, Told

_TOPICS = ("send", "background", "answer", "nothing", "commands")


def explain() -> Told:
    """What can be sent and how an answer is to be read."""
    return Told(tuple(note(f"talk.help.{topic}") for topic in _TOPICS))


def unknown_command(word: str) -> Told:
    return Told((note("refused.unknown_command", word=word), note("talk.help.commands")), Mood.REFUSED)
