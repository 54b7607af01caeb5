"""The five questions that journalists ask of what they are sent, after the Verification Handbook.

What was answered goes into the decision's note, and so into the history of the case.
"""

from typing import Final

from bot.verdicts.phrasebook import Phrasebook
from handlers.web.desk.fields import Fields
from handlers.web.desk.forms import Choices

QUESTIONS: Final = ("provenance", "source", "date", "location", "motivation")
ANSWERS: Final = ("clear", "doubtful", "unknown")
_PREFIX: Final = "asked_"


def answered(fields: Fields) -> dict[str, str]:
    """The answers that were chosen, by question."""
    given = {question: fields.first(f"{_PREFIX}{question}") for question in QUESTIONS}
    return {question: answer for question, answer in given.items() if answer in ANSWERS}


def write_note(note: str, given: dict[str, str], book: Phrasebook) -> str:
    """The note for the desk with a line for each question that was answered."""
    lines = [
        book.text(
            "webdesk.checked.line",
            question=book.text(f"webdesk.checked.name.{question}"),
            answer=book.text(f"webdesk.checked.answer.{answer}"),
        )
        for question, answer in given.items()
    ]
    return "\n".join(part for part in (note, *lines) if part)


def offered(book: Phrasebook) -> Choices:
    return [(answer, book.text(f"webdesk.checked.answer.{answer}")) for answer in ANSWERS]
