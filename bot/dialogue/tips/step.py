"""Where somebody stands who is writing a tip: what is asked now, what may be answered, and what the answer makes of the draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.desk.tip import NO, YES, YES_OR_NO, Draft, TipField
from bot.speech.choices import Act, Choice
from bot.speech.forms import Asked, Form
from bot.speech.session import Writing


class Screen(StrEnum):
    """Steps besides the questions themselves."""

    CONSENT = "consent"
    REVIEW = "review"
    CHANGE = "change"
    LEAVE = "leave"  # whether it is to be thrown away


class Word(StrEnum):
    """What is pressed, or typed as it stands here."""

    YES = YES
    NO = NO
    SKIP = "skip"
    BACK = "back"
    KEEP = "keep"
    SEND = "send"
    CHANGE = "change"
    WITHOUT = "without"  # the pictures
    DROP = "drop"
    STAY = "stay"  # it is not thrown away


_FIELDS = tuple(TipField)


@dataclass(frozen=True, slots=True)
class Step:
    """`name` is a field or one of the steps above; `id` that of the draft, so that a button of another tip does nothing to this one."""

    id: str
    draft: Draft
    name: str

    @property
    def field(self) -> TipField | None:
        return TipField(self.name) if self.name in _FIELDS else None

    @property
    def number(self) -> int:
        """Of the question, from 1; 0 for what is none."""
        return 0 if self.field is None else _FIELDS.index(self.field) + 1

    @property
    def asked(self) -> Asked:
        return Asked(Form.TIP, self.id, self.name)

    def offers(self) -> tuple[tuple[Word, ...], ...]:
        """What can be pressed, or typed as a word, in rows."""
        match self.name:
            case Screen.CONSENT:
                return ((Word.YES, Word.DROP),)
            case Screen.REVIEW:
                return ((Word.SEND,), (Word.CHANGE, Word.DROP))
            case Screen.CHANGE:
                without = ((Word.WITHOUT,),) if self.draft.pictures else ()
                return (*without, (Word.BACK, Word.DROP))
            case Screen.LEAVE:
                return ((Word.DROP, Word.STAY),)
        is_first, is_known = self.field is TipField.WHAT, self.draft.answer(TipField(self.name)) is not None
        answers = (Word.YES, Word.NO) if self.field in YES_OR_NO else () if is_first else (Word.SKIP,)
        above = (*answers, Word.KEEP) if is_known else answers
        below = (Word.DROP,) if is_first else (Word.BACK, Word.DROP)
        return (above, below) if above else (below,)

    def choice(self, word: Word) -> Choice:
        return Choice(Act.TIP, self.id, self.number, value=word.value)

    def changing(self) -> Iterator[Choice]:
        """One for each question, where somebody wants to correct an answer."""
        for number in range(1, len(_FIELDS) + 1):
            yield Choice(Act.TIP, self.id, number, value=Word.CHANGE.value)


def step_of(writing: Writing) -> Step | None:
    """Where that tip stands, None where nothing of it is left or another thing is written."""
    if writing.asked.form is not Form.TIP or writing.draft is None:
        return None
    return Step(writing.asked.subject, writing.draft, writing.asked.field)


def next_step(draft_id: str, draft: Draft) -> Step:
    """What is asked next: nothing before there is consent, and nothing that was answered."""
    missing = draft.missing()
    if not draft.agreed:
        return Step(draft_id, draft, Screen.CONSENT)
    return Step(draft_id, draft, Screen.REVIEW if missing is None else missing.value)


def previous(step: Step) -> Step:
    """The question before this one, or the last one from where all were answered."""
    if step.name == Screen.CHANGE:
        return Step(step.id, step.draft, Screen.REVIEW)
    at = len(_FIELDS) - 1 if step.field is None else max(0, step.number - 2)
    return Step(step.id, step.draft, _FIELDS[at].value)


def changed(step: Step, number: int) -> Step | None:
    """That question once more."""
    return Step(step.id, step.draft, _FIELDS[number - 1].value) if 0 < number <= len(_FIELDS) else None
