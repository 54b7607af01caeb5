"""What came along with a text, or instead of one, and is not looked at. People must not believe that a picture was checked."""

from dataclasses import replace

from bot.claims.note import Note, note
from bot.claims.submission import Submission
from bot.errors import Refusal
from bot.verdicts.finding import Report

_WORDS = {
    "photo": "picture",
    "sticker": "picture",
    "video": "video",
    "animation": "video",
    "video message": "video",
    "voice message": "sound",
    "audio": "sound",
    "document": "file",
    "contact": "contact",
    "place": "location",
    "poll": "poll",
}
"""What fronts name among the attachments, and how it is spoken of."""

_NOT_TAKEN = frozenset({"contact", "location", "poll"})
"""Tell about people, and no claim needs them: they were not even read."""


def refuse_what_is_not_taken(submission: Submission) -> None:
    """Raises `Refusal` for a contact, a place on a map or a poll that came alone."""
    if submission.text.strip():
        return
    for kind in submission.attachments:
        if (word := _WORDS.get(kind)) in _NOT_TAKEN:
            raise Refusal(f"refused.not_taken.{word}")


def reworded(refusal: Refusal) -> Refusal:
    """The refusal of something without a text, in words for what it was."""
    word = _WORDS.get(refusal.values.get("kind", ""))
    if refusal.key != "refused.only_attachment" or word is None:
        return refusal
    return Refusal(f"refused.not_taken.{word}" if word in _NOT_TAKEN else f"refused.only.{word}")


def named(report: Report) -> Report:
    """The report, which says of each thing that came along that it was not looked at."""
    said = dict.fromkeys(_named(each) for each in report.not_checked)
    return replace(report, not_checked=tuple(said))


def _named(said: Note) -> Note:
    word = _WORDS.get(dict(said.values).get("kind", "")) if said.key == "not_checked.attachment" else None
    return note(f"not_checked.beside.{word}") if word else said
