"""Which command somebody wants who does not know it: "how do I send a tip", "forget my tip", "what can you do?". None of that could be checked."""

import re
from enum import StrEnum

from bot.claims.note import Note, note
from bot.dialogue.parts import Parts
from bot.dialogue.start import safer, what_can_be_done
from bot.dialogue.surroundings import stroke
from bot.dialogue.tips.read_aside import wants_out
from bot.dialogue.tips.typed import plain
from bot.speech.heard import From, Message
from bot.speech.outcome import Outcome
from bot.speech.replies import Told
from bot.speech.session import Session

_MOST_WORDS = 14
_POLITE = r"(?:(?:hello|hi|hey|please|sorry|ok|and|but|so|then|excuse me|dear all|sir) )*"
_HANDING = (
    r"(?:report|submit|send|give|hand in|hand over|hand you|tell you|file|leave|share|pass on|make|upload)"
)


class Wish(StrEnum):
    TIP = "tip"
    FORGET = "forget"
    TO_KNOW = "know"


_WISHES = {
    Wish.TIP: re.compile(
        rf"{_POLITE}(?:(?:how|where|to whom|who) (?:can|do|could|should|may|must|to|shall|would)(?: (?:i|we|one|you|people|somebody))?|(?:can|may|could) (?:i|we)) {_HANDING}\b.*"
        rf"|{_POLITE}(?:i|we)(?: would|'d)? (?:want|like|need|wish|have) to {_HANDING}\b.*"
        rf"|{_POLITE}(?:i|we) (?:have|got|have got) (?:a|some|important|new|an important)? ?(?:tips?|information|news for you|something to (?:report|say|tell))(?: (?:about|on|for|from) .*)?"
        rf"|{_POLITE}(?:{_HANDING} )?(?:a |an |my |new )*(?:tip|tip please|report)|(?:how|where) (?:does|do) (?:a |the )?tips? .*"
    ),
    Wish.FORGET: re.compile(
        rf"{_POLITE}(?:(?:can|could|will|would) you |how (?:can|do) i |can i |i want (?:you )?to )?(?:please )?(?:forget|delete|erase|remove|withdraw|cancel|take back|take)"
        r" (?:(?:all |all of )?(?:my|the|that|this) (?:\w+ )?(?:tips?|questions?|data|messages?|name|account|history|chat|receipt)|me|everything|all)(?: (?:back|again|now|please|at once|about me|of me|you have|i (?:sent|wrote)))*"
    ),
    Wish.TO_KNOW: re.compile(
        rf"{_POLITE}(?:hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|mingalaba(?:r)?|မင်္ဂလာပါ|start|anybody there|is (?:anyone|anybody|somebody) there|are you there)(?: (?:there|bot|all|everyone|sir|friend))*"
        rf"|{_POLITE}(?:what (?:can|do|could) (?:you|this|it|i|we) (?:do|do here|send|send you|ask|write|say)|what (?:should|must) i (?:send|write|do|say|ask)|how (?:does|do) (?:this|it|i|you) (?:work|use this|use it|use you|check .*)"
        r"|(?:what|who) (?:are you|is this)(?: for)?|(?:can|could) you help(?: me)?|help me|i need help|how can you help(?: me)?)"
    ),
}


def hint(session: Session, message: Message, *, parts: Parts) -> Outcome | None:
    """The exact command, None for whatever may be a claim, and for what was not written to us alone."""
    submission, sender = message.submission, message.sender
    is_bare = message.is_own and not (message.is_edit or submission.links or submission.attachments)
    wish = wish_in(submission.text) if is_bare and sender.is_private else None
    return None if wish is None else Outcome(session, (Told(_told(wish, sender, parts=parts)),))


def wish_in(text: str) -> Wish | None:
    said = plain(text)
    if len(said.split()) > _MOST_WORDS or any(map(str.isdigit, said)):
        return None
    found = next((wish for wish, words in _WISHES.items() if words.fullmatch(said)), None)
    return Wish.FORGET if found is None and wants_out(text) else found


def _told(wish: Wish, sender: From, *, parts: Parts) -> tuple[Note, ...]:
    mark, facts = stroke(sender.address.front), parts.facts
    match wish:
        case Wish.TIP if not facts.takes_tips:
            return note("refused.tips_off"), safer(facts)
        case Wish.TIP:
            return note("talk.hint.tip", command=f"{mark}tip"), safer(facts)
        case Wish.FORGET:
            forget = note("talk.hint.forget", forget=f"{mark}forget", mydata=f"{mark}mydata")
            taken_back = note("talk.hint.take_back", forget=f"{mark}forget")
            return (taken_back, forget) if facts.takes_tips else (forget,)
        case Wish.TO_KNOW:
            return what_can_be_done(sender, facts)
