import re

from bot.speech.heard import Command, From, Verb

_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w{1,64})?")
"""One word, with the name of a bot behind it as some apps add it. "/etc/passwd was read" is a text, not a command."""

_VERBS = {verb.value: verb for verb in Verb}


def read_command(sender: From, text: str) -> Command | None:
    """The command that this text is, None where it is a text to be checked."""
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return None
    word = found[1].lower()
    return Command(sender, _VERBS.get(word), word)
