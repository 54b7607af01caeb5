"""A case as the newsroom is shown it, before any front has put it into its own form."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.case import CaseKind, CaseState
from bot.people.address import Address
from bot.speech.heard import From
from bot.verdicts.wording import Line


@dataclass(frozen=True, slots=True)
class CaseCard:
    """`said` is what was asked or handed in and `details` is what was told besides, both empty where the desk's chats carry no text; `lines` are
    what our library has that is nearest, numbered, and how it differs. `state_line`, `asked_line` and the like are worded already, in the desk's
    language; `decision` is empty until there is one."""

    case: int
    revision: int
    kind: CaseKind
    state: CaseState
    title: str
    said: str
    asked_line: str
    state_line: str
    details: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    decision: tuple[Line, ...] = ()
    labels: tuple[str, ...] = ()
    link: str = ""  # to its page, empty where no desk is served


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card in a chat that is to be shown or changed. `handle` is the platform's name of its message, empty where there is none yet."""

    case: int
    revision: int
    place: Address
    handle: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShownCopy:
    """A card that somebody asked for. `handle` is the platform's name of its message, `id` what it is found by."""

    id: str
    case: int
    to: From
    handle: str
