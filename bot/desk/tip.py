"""What a volunteer hands over on purpose."""

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from bot.desk.picture import Picture


class TipField(StrEnum):
    """What is asked, in this order. Only the first has to be answered."""

    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    HOW = "how"  # how do you know
    EVIDENCE = "evidence"  # links, names of channels, what there is to see
    PUBLISH = "publish"  # may we publish
    ASK_BACK = "ask_back"  # may we ask you something


YES_OR_NO = frozenset({TipField.PUBLISH, TipField.ASK_BACK})

YES, NO = "yes", "no"
"""How those are answered."""

LONGEST = {
    TipField.WHAT: 12_500,
    TipField.WHERE: 300,
    TipField.WHEN: 300,
    TipField.HOW: 1000,
    TipField.EVIDENCE: 4000,
}
"""Characters: a text that Telegram's apps have cut into three messages is taken whole."""

NAMES_A_PERSON = "names a person"
"""The label of a case whose tip seems to say who handed it in, where the newsroom has that label (`desk.labels`)."""

LONGEST_ADDED = 4000
"""Characters of one text that is put to a tip later."""

MOST_ADDED = 50
"""Such texts: the desk reads all of them each time."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What was put to a tip or a question later: words, pictures or both."""

    text: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Tip:
    """`publish` and `ask_back` are what was agreed to; nobody asked counts as no. `code` is the receipt. `checksum` is the first half of the
    SHA-256 of what was handed in, in hex, with which the tipster can show later what it was."""

    what: str
    where: str = ""
    when: str = ""
    how: str = ""
    evidence: str = ""
    may_publish: bool = False
    may_ask_back: bool = False
    code: str = ""
    checksum: str = ""
    pictures: tuple[Picture, ...] = ()

    def with_checksum(self) -> "Tip":
        """Over the receipt and what was handed in, a line for each, then one for each picture (docs/tips.md)."""
        agreed = (str(self.may_publish).lower(), str(self.may_ask_back).lower())
        words = (self.code, self.what, self.where, self.when, self.how, self.evidence)
        lines = (*words, *agreed, *(picture.digest for picture in self.pictures))
        digest = sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()
        return replace(self, checksum=digest[: len(digest) // 2])


@dataclass(frozen=True, slots=True)
class Draft:
    """A tip that was begun. `given` are the answers so far, an empty one for a question that was left out; `agreed`: the screen of consent was.
    `pictures` came along with any of them. `doubted`: at this step something was asked back rather than kept, so that it is kept if it comes again."""

    given: tuple[tuple[TipField, str], ...] = ()
    agreed: bool = False
    pictures: tuple[Picture, ...] = ()
    doubted: str = ""

    def answer(self, field: TipField) -> str | None:
        """None where it was not asked yet."""
        return next((text for name, text in self.given if name is field), None)

    def with_answer(self, field: TipField, text: str) -> "Draft":
        kept = tuple((name, said) for name, said in self.given if name is not field)
        return replace(self, given=(*kept, (field, text)))

    def missing(self) -> TipField | None:
        """What is asked next."""
        asked = {name for name, _ in self.given}
        return next((field for field in TipField if field not in asked), None)

    def tip(self, code: str) -> Tip:
        """What is handed in under that receipt."""
        text = {field: self.answer(field) or "" for field in TipField}
        return Tip(
            text[TipField.WHAT],
            text[TipField.WHERE],
            text[TipField.WHEN],
            text[TipField.HOW],
            text[TipField.EVIDENCE],
            may_publish=text[TipField.PUBLISH] == YES,
            may_ask_back=text[TipField.ASK_BACK] == YES,
            code=code,
            pictures=self.pictures,
        ).with_checksum()
