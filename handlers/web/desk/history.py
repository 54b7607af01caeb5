"""Lines of the audit log in words: on the page of a case, and in the log itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.desk.alerts import BURST, read_burst
from bot.desk.case import Entry
from bot.desk.decision import NAMES_RECORD
from bot.desk.edit import EditKind
from bot.desk.revision import EDITS, reason_of
from bot.verdicts.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True)
class Said:
    """What was done, and what it came to. `record` and `case` are named by it, empty and 0 for none; `text` may have several lines and is other
    people's."""

    did: str
    text: str = ""
    came_to: str = ""
    record: str = ""
    case: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    at: datetime
    who: str
    said: Said


def tell(entry: Entry, book: Phrasebook) -> Told:
    who = entry.who or book.text("webdesk.unnamed" if entry.by else "webdesk.nobody")
    return Told(entry.at, who, say_act(entry.what, entry.detail, book))


def last_change(history: tuple[Entry, ...], book: Phrasebook) -> str:
    """The newest line as one sentence. That many ask changes nothing."""
    changes = [entry for entry in history if entry.what != BURST]
    if not changes:
        return book.text("webdesk.case_changed")
    told = tell(changes[-1], book)
    return book.text("webdesk.changed_by", who=told.who, did=told.said.did)


def say_act(act: str, detail: str, book: Phrasebook) -> Said:
    """`act` and `detail` as the log has them."""
    key = f"webdesk.did.{act}"
    did = book.text(key) if key in book else act.replace("_", " ")
    if act in EDITS:  # the rest stands on the page of the record
        return Said(did, reason_of(detail))
    read = _READ.get(act)
    return read(did, detail, book) if read and detail else Said(did, detail)


def records_in(said: Iterable[Said]) -> frozenset[str]:
    return frozenset(one.record for one in said if one.record)


def _decided(did: str, detail: str, book: Phrasebook) -> Said:
    first, _, rest = detail.partition("\n")
    conclusion, _, accord = first.partition(" ")
    record, text = "", rest
    if conclusion in NAMES_RECORD:
        record, _, text = rest.partition("\n")
    came_to = _word("desk.conclusion", conclusion, book)
    if accord:
        came_to = f"{came_to}. {_word('desk.accord', accord, book)}"
    return Said(did, text, came_to, record)


def _into_case(did: str, detail: str, book: Phrasebook) -> Said:  # noqa: ARG001 - each is asked the same
    return Said(did, case=int(detail)) if detail.isascii() and detail.isdigit() else Said(did, detail)


def _crowded(did: str, detail: str, book: Phrasebook) -> Said:
    counted = read_burst(detail)
    if counted is None:
        return Said(did)
    people, minutes = counted
    return Said(did, book.text("webdesk.crowd", people=str(people), minutes=str(minutes)))


def _labelled(did: str, detail: str, book: Phrasebook) -> Said:
    return Said(book.text("webdesk.did.unlabel"), detail[1:]) if detail.startswith("-") else Said(did, detail)


def _rated(did: str, detail: str, book: Phrasebook) -> Said:
    letter, _, rest = detail.partition("\n")
    reason, _, until = rest.rpartition("\n")
    rating = book.text(
        "webdesk.rated", letter=letter, meaning=_word("reliability.name", letter, book), day=until
    )
    return Said(did, f"{rating}\n{reason}")


def _appointed(did: str, detail: str, book: Phrasebook) -> Said:
    name, _, role = detail.rpartition(": ")
    return Said(did, f"{name}: {_word('webdesk.role', role, book)}")


def _signed_in(did: str, detail: str, book: Phrasebook) -> Said:
    return Said(did, _word("webdesk.role", detail, book))


def _word(section: str, value: str, book: Phrasebook) -> str:
    key = f"{section}.{value}"
    return book.text(key) if key in book else value


_READ: Mapping[str, Callable[[str, str, Phrasebook], Said]] = {
    "decide": _decided,
    "merge": _into_case,
    "take_in": _into_case,
    "split": _into_case,
    "split_off": _into_case,
    "label": _labelled,
    BURST: _crowded,
    EditKind.RATE.value: _rated,
    "appoint": _appointed,
    "sign_in": _signed_in,
}
