"""Everything that can be done to a case."""

from dataclasses import dataclass

from bot.desk.decision import Decision


@dataclass(frozen=True, slots=True)
class Take:
    pass


@dataclass(frozen=True, slots=True)
class Release:
    pass


@dataclass(frozen=True, slots=True)
class HandOver:
    """To another member, who then holds it."""

    member: str
    name: str


@dataclass(frozen=True, slots=True)
class Decide:
    decision: Decision


@dataclass(frozen=True, slots=True)
class Sign:
    """As the second person where the case carries a sensitive label."""


@dataclass(frozen=True, slots=True)
class SendBack:
    """The second person does not sign: the case is open again. `reason` is for the desk."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Before the answers went. The case is held again by whoever undoes it."""


@dataclass(frozen=True, slots=True)
class AskBack:
    """Asks whoever brought this matter something, without learning who it is."""

    key: str
    question: str


@dataclass(frozen=True, slots=True)
class Merge:
    """This case goes on as that one, with all who asked."""

    into: int


@dataclass(frozen=True, slots=True)
class Split:
    """These matters become a case of their own."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    label: str
    is_set: bool = True


@dataclass(frozen=True, slots=True)
class Reopen:
    """A closed case is worked on again: those who were answered are told if the new answer is another one."""

    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """What whoever brought this matter sends from now on is set aside: nobody learns who it is, and they do not learn that they are."""

    key: str


@dataclass(frozen=True, slots=True)
class Unblock:
    """Takes that back. What was set aside meanwhile is open."""

    key: str


Act = (
    Take
    | Release
    | HandOver
    | Decide
    | Sign
    | SendBack
    | Undo
    | AskBack
    | Merge
    | Split
    | Label
    | Reopen
    | Block
    | Unblock
)
