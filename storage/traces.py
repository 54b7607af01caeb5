"""What stands in plain columns of an address: digests, by which rows are found again and which tell nothing."""

from dataclasses import dataclass
from datetime import date

from bot.people.address import Address
from bot.ports import Keys
from bot.speech.heard import From

KEY_LENGTH = 12
"""Signs of a digest: they name a matter within its case."""


@dataclass(frozen=True, slots=True)
class Traces:
    """`lane` is the whole address, `chat` the same without its thread, `realm` the front and the workspace alone."""

    lane: str
    chat: str
    realm: str

    def columns(self) -> dict[str, str]:
        return {"lane": self.lane, "chat": self.chat, "realm": self.realm}


def traces_of(address: Address, keys: Keys) -> Traces:
    realm = (address.front.value, address.workspace)
    return Traces(
        lane=keys.digest("lane", *realm, address.chat, address.thread),
        chat=keys.digest("chat", *realm, address.chat),
        realm=keys.digest("realm", *realm),
    )


def names_of(sender: From) -> tuple[str, ...]:
    """All pseudonyms under which something of this person may lie."""
    return (sender.person, *sender.formerly)


def trace_of_message(address: Address, handle: str, keys: Keys) -> str:
    """Empty where the message has no handle: then nothing can be the same message."""
    if not handle:
        return ""
    place = (address.front.value, address.workspace, address.chat, address.thread)
    return keys.digest("message", *place, handle)


def trace_of_answer(answer: str, keys: Keys) -> str:
    return keys.digest("answer", answer) if answer else ""


def trace_of_record(record: str, keys: Keys) -> str:
    return keys.digest("record", record)


def trace_of_review(due: date, keys: Keys) -> str:
    """Beside the records that an answer leans on: that one of them has to be reviewed by then."""
    return keys.digest("review", due.isoformat())


def trace_of_nothing(keys: Keys) -> str:
    """Beside the records that an answer leans on: that it found none for some claim."""
    return keys.digest("nothing")


def trace_of_source(source: str, keys: Keys) -> str:
    """Beside the records that an answer leans on; never that of a record."""
    return keys.digest("source", source)
