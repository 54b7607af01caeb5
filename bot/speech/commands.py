"""What is typed on purpose for the bot itself, on any front. Whatever is not surely a command is a text: no message may be lost to a guess."""

import re
from dataclasses import replace
from typing import assert_never

from bot.claims.redaction import redacted
from bot.claims.submission import Submission
from bot.desk.code import find_code, looks_like_code, split_code
from bot.speech.heard import Command, From, Message, Verb
from bot.speech.receipts import read_named_receipt
from bot.speech.slips import nearest

_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w{1,64})?(?:\s+(\S.*))?", re.DOTALL)
"""One word, with the name of a bot behind it as some apps add it. "/etc/passwd was read" is a text, not a command."""

_NUMBER = re.compile(r"\d{1,3}")
_CASE = re.compile(r"#?\d{1,9}")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What stands behind `/start` in a deep link (core.telegram.org/bots/features#deep-linking)."""

TAKES_TEXT = frozenset({Verb.CHECK, Verb.TIP, Verb.ADD})
"""Commands behind which a text of any length stands."""

TAKES_ALONG = frozenset({Verb.TIP, Verb.ADD, Verb.STATUS})
"""Commands with which something can come along: below a picture a receipt says what that belongs to."""

QUEUES = ("mine", "free", "tips", "claims", "aside")
"""What the queue can be narrowed to: `/queue mine`."""

SETTINGS = ("quiet", "language")
"""What can be set: `/settings quiet on`, `/settings language en`."""

_LONGEST_NAME = 5
"""Words of the name of a source: Assistance Association for Political Prisoners."""

_PLAIN = {"help": Verb.HELP, "ask a moderator": Verb.ASK}
"""What is a command without a stroke too, where nobody else reads along: it is never a claim, and never an answer."""

_VERBS = {verb.value: verb for verb in Verb}
_MOST_WORDS = {Verb.SETTINGS: 2, Verb.STATUS: 3}
"""Of a setting, and of a receipt that is typed with gaps."""

_PERSONAL = frozenset(
    {
        Verb.YES,
        Verb.CANCEL,
        Verb.STATUS,
        Verb.SETTINGS,
        Verb.PRIVACY,
        Verb.MYDATA,
        Verb.FORGET,
        Verb.QUEUE,
        Verb.CASE,
        Verb.BLOCK,
        Verb.DESK,
        Verb.WHOAMI,
    }
)


def read_command(sender: From, text: str, *, handle: str = "") -> Command | None:
    """The command that this text is, None where it is a text to be checked.

    Something may stand only behind a verb that has a use for it: `/why 2` is a command, `/why did they do it` a text. What concerns the person
    who types it is never a text: `/forget everything` is asked back (`bot/dialogue/obey.py`) and not checked, and neither is `/stauts 7KQ2-M4TX`.
    """
    if sender.is_private and (plain := _PLAIN.get(text.strip(" .!?\n").lower())):
        return Command(sender, plain, plain.value, handle=handle)
    if sender.is_private and (named := read_named_receipt(sender, text, handle=handle)):
        return named
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return None
    word, argument = found[1].lower(), found[2] or ""
    verb = _VERBS.get(word)
    if not argument or (verb is not None and takes(verb, argument)):
        said = split_code(argument)[1] if verb in {Verb.STATUS, Verb.FORGET} else ""
        return Command(sender, verb, word, argument.removesuffix(said) + redacted(said), handle)
    is_slip = verb is None and is_slip_of_the_pen(word, argument)
    return Command(sender, verb, word, redacted(argument), handle) if is_slip or verb in _PERSONAL else None


def is_slip_of_the_pen(word: str, argument: str) -> bool:
    """Whether a word that is no verb of ours was meant for one: it is nearly one, or a receipt stands behind it."""
    return bool(nearest(word, _VERBS) or _begins_with_code(argument))


def read_sentence(text: str) -> str:
    """What is asked with one of our verbs in front that has no use for it: "/ask is it true …", "/why did they do it". Empty for any other text."""
    found = _COMMAND.fullmatch(text.strip())
    verb = _VERBS.get(found[1].lower()) if found else None
    if found is None or verb is None or not found[2] or verb in _PERSONAL or takes(verb, found[2]):
        return ""
    return found[2] if verb is Verb.ASK else f"{found[1]} {found[2]}"


def read_verb_words(sender: From, text: str, *, handle: str = "") -> Command | None:
    """As `read_command` where the stroke is typed before another word or not at all: `status 7KQ2-M4TX`, `why`.

    None where the first word is no verb of ours, or what follows makes it a sentence: "Help arrived in Pazigyi".
    """
    word, _, rest = text.strip().partition(" ")
    verb, argument = _VERBS.get(word.lower()), rest.strip()
    if verb is None and nearest(word, _VERBS) and looks_like_code(argument):
        return Command(sender, None, word.lower(), argument, handle)
    if verb is None or (argument and not _takes_unmarked(word, verb, argument)):
        return None
    return Command(sender, verb, verb.value, argument, handle)


def read_source(sender: From, text: str) -> Command | None:
    """`source Assistance Association` where a command was typed on purpose. None for a sentence: "source in Yangon says that 12 were killed"."""
    word, _, rest = text.strip().removeprefix("/").partition(" ")
    name = rest.strip()
    is_name = len(name.split()) <= _LONGEST_NAME and not any(letter.isdigit() for letter in name)
    if word != Verb.SOURCE.value or not name or not (is_name or len(name.split()) == 1):
        return None
    return Command(sender, Verb.SOURCE, word, name)


def read_said(message: Message) -> Message | Command:
    """What somebody's own message is: a command, the text behind `/check` as one whole, or the message as it is.

    Not for what was forwarded: those are somebody else's words.
    """
    command = read_command(message.sender, message.submission.text, handle=message.handle)
    return spoken(message) if command is None else checked_alone(command, message) or command


def spoken(message: Message) -> Message:
    """The message without what made it look like a command (`read_sentence`)."""
    sentence = read_sentence(message.submission.text)
    return replace(message, submission=replace(message.submission, text=sentence)) if sentence else message


def checked_alone(command: Command, message: Message | None = None) -> Message | None:
    """The text behind `/check`, to be checked as one whole, with what else came in that message; None for any other command."""
    if command.verb is not Verb.CHECK or not command.argument:
        return None
    came = message or Message(command.sender, Submission(""), command.handle)
    checked = replace(came.submission, text=command.argument)
    return replace(came, submission=checked, is_alone=True, may_answer=False)


def _takes_unmarked(word: str, verb: Verb, argument: str) -> bool:
    """Sentences begin with a capital: "Check Point was attacked" is one, "check the dam was attacked" asks for a check."""
    match verb:
        case Verb.CHECK:
            return word.islower()
        case Verb.ADD | Verb.STATUS | Verb.FORGET:
            is_word = verb is Verb.STATUS and word.islower() and len(argument.split()) == 1
            return is_word or _begins_with_code(argument)
        case Verb.SOURCE:
            return word.islower() and len(argument.split()) == 1
        case Verb.START | Verb.TIP | Verb.ROLE | Verb.DESK:
            return False
        case Verb.SETTINGS if argument.lower().split()[0] not in SETTINGS:
            return False
        case _:
            return takes(verb, argument)


def _begins_with_code(argument: str) -> bool:
    found = find_code(argument)
    return looks_like_code(argument) or (found is not None and found.is_sure and not found.before)


def takes(verb: Verb, argument: str) -> bool:
    """Whether the verb has a use for what stands behind it, which is not empty."""
    match verb:
        case Verb.CHECK | Verb.TIP | Verb.ADD | Verb.SOURCE | Verb.ROLE:
            return True
        case Verb.WHY | Verb.THIS | Verb.NOT_THIS | Verb.NONE | Verb.ASK:
            return _NUMBER.fullmatch(argument) is not None
        case Verb.STATUS | Verb.SETTINGS:
            is_of_receipt = verb is Verb.STATUS and bool(split_code(argument)[0])
            return is_of_receipt or len(argument.split()) <= _MOST_WORDS[verb]
        case Verb.START:
            return _PAYLOAD.fullmatch(argument) is not None
        case Verb.CASE | Verb.BLOCK:
            return _CASE.fullmatch(argument) is not None
        case Verb.FORGET:
            return looks_like_code(argument.partition(" ")[0]) or bool(split_code(argument)[0])
        case Verb.QUEUE:
            return argument.strip().lower() in QUEUES
        case (
            Verb.HELP
            | Verb.YES
            | Verb.CANCEL
            | Verb.PRIVACY
            | Verb.MYDATA
            | Verb.SOURCES
            | Verb.DESK
            | Verb.WHOAMI
        ):
            return False
        case _:
            assert_never(verb)
