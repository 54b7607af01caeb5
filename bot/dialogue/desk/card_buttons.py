"""What can be pressed under a case. The same for whoever looks at it: what each of them may do is asked when they press."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.claims.note import Note, note
from bot.desk.case import CaseFile, CaseState
from bot.desk.decision import Conclusion
from bot.dialogue.desk.codes import COPY, MARK, UNMARK, code_of, code_of_conclusion, record_code
from bot.matching.match import Match
from bot.speech.choices import Act, Button, Choice
from bot.speech.forms import Form

Rows = tuple[tuple[Button, ...], ...]

_OFFERED = (Conclusion.REJECTED, Conclusion.NOT_CHECKABLE, Conclusion.UNVERIFIED, Conclusion.SPAM)


def card_buttons(file: CaseFile, near: Sequence[Match], *, now: datetime, is_copy: bool) -> Rows:
    """Rows by how the case stands. Each button carries the revision that is shown, so that nobody decides on what they have not seen."""
    case, value = file.case, COPY if is_copy else ""
    match case.state:
        case CaseState.OPEN | CaseState.WAITING:
            return tuple(row for row in _undecided(file, near, now, value) if row)
        case CaseState.SIGNING:
            taken_back = _button(file, Act.UNDO, value=value, label=note("desk.button.undo_now"))
            return ((_button(file, Act.SIGN, value=value), _form(file, Form.SEND_BACK), taken_back),)
        case CaseState.DECIDED:
            left = max(0, round((case.due_at - now).total_seconds())) if case.due_at else 0
            label = note("desk.button.undo", seconds=str(left))
            return ((_button(file, Act.UNDO, value=value, label=label),),)
        case CaseState.CLOSED:
            return ((_form(file, Form.REOPEN),),)
        case _:
            into = str(case.merged_into or "")
            return ((Button(Choice(Act.CASE, into), note("desk.button.case", case=into)),),) if into else ()


def more_buttons(file: CaseFile, labels: Sequence[str]) -> Rows:
    """What is done more seldom: labels, forms, sending on."""
    marks = tuple(_label(file, place, label) for place, label in enumerate(labels, start=1))
    forms = tuple(_form(file, form) for form in (Form.HAND_OVER, Form.MERGE, Form.RECORD))
    picking = (Act.SPLIT, Act.BLOCK) if len(file.matters) > 1 else (Act.BLOCK,)
    return (*((mark,) for mark in marks), forms, tuple(_button(file, act) for act in picking))


def is_askable(file: CaseFile) -> bool:
    return any(brought.may_be_asked for brought in file.matters)


def _undecided(
    file: CaseFile, near: Sequence[Match], now: datetime, value: str
) -> Iterator[tuple[Button, ...]]:
    is_held = file.case.holder(now) is not None
    acts = (
        (Act.TAKE, Act.RELEASE) if is_held else (Act.TAKE,)
    )  # a hold may end while the card stands as it is
    yield tuple(_button(file, act, value=value) for act in acts)
    yield tuple(_link(file, number, match) for number, match in enumerate(near, start=1))
    decide = [_decide(file, conclusion) for conclusion in _OFFERED]
    yield tuple(decide[:2])
    yield tuple(decide[2:])
    asking = (_form(file, Form.ASK_BACK),) if is_askable(file) else ()
    yield (_button(file, Act.LINK), *asking, _button(file, Act.MORE))


def _button(file: CaseFile, act: Act, *, value: str = "", label: Note | None = None) -> Button:
    choice = Choice(act, str(file.case.id), file.case.revision, value=value)
    return Button(choice, label or note(f"desk.button.{act.value}"))


def _form(file: CaseFile, form: Form) -> Button:
    choice = Choice(Act.FORM, str(file.case.id), file.case.revision, value=code_of(form))
    return Button(choice, note(f"desk.button.{form.value}"))


def _decide(file: CaseFile, conclusion: Conclusion) -> Button:
    code = code_of_conclusion(conclusion)
    choice = Choice(Act.DECIDE, str(file.case.id), file.case.revision, value=code)
    return Button(choice, note(f"desk.button.{conclusion.value}"))


def _link(file: CaseFile, number: int, match: Match) -> Button:
    code = record_code(match.record.id)
    choice = Choice(Act.LINK, str(file.case.id), file.case.revision, number, code)
    return Button(choice, note("desk.button.this_record", number=str(number)))


def _label(file: CaseFile, place: int, label: str) -> Button:
    is_set = label in file.case.labels
    choice = Choice(Act.LABEL, str(file.case.id), file.case.revision, place, UNMARK if is_set else MARK)
    return Button(choice, note("desk.button.unlabel" if is_set else "desk.button.label", label=label))
