from bot.claims.note import note
from bot.speech.forms import Asked, Form
from bot.speech.replies import FollowUp


def asked_back(question: str, code: str) -> FollowUp:
    """What the desk wants to know, as it reaches whoever brought the matter of this receipt: nobody learns who the other is."""
    said = (note("follow_up.asked", code=code), note("follow_up.question", question=question))
    return FollowUp((*said, note("follow_up.may_answer")), asks=Asked(Form.MORE, subject=code))
