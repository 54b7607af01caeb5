"""What people type in the middle of a tip that is no part of one: they want out, they ask what happens with it, or they say a word that answers nothing.

Nothing that somebody reports may be taken for these: only whole messages count, and what holds a number or tells what happened is a report.
"""

import re
from enum import StrEnum

from bot.claims.checkworthy import tells_what_happened
from bot.desk.tip import TipField
from bot.dialogue.tips.typed import plain, says_nothing

_MOST_WORDS = 14
_CLAUSES = re.compile(r"[.,;:!?…\n၊။]+|\band\b|\bbut\b")
_SENTENCES = re.compile(r"[.!?…\n]+")


class Topic(StrEnum):
    """What is asked about a tip. The words of the answer stand in `screens`."""

    NAME = "name"
    READERS = "readers"
    BACK = "back"
    PUBLISHED = "published"
    PICTURES = "pictures"
    KEPT = "kept"
    HOW = "how"


_POLITE = (
    r"(?:yes|wait|please|pls|no|ok|okay|sorry|hey|hi|hello|oh|just|then|now|actually|can you|could you|will you|can we|can i|could i|i want (?:you )?to"
    r"|i would like (?:you )?to|i need (?:you )?to|how (?:do|can) i|let me|you must|you should|help me(?: to)?|thanks?|thank you|i have a question|one question)"
)
_WHAT = (
    r"(?:it|this|that|all|everything|me|(?:all (?:of )?)?(?:my|the|this|that) (?:\w+ )?(?:tips?|messages?|answers?|words|data|name|texts?|chat|thing)"
    r"|all of (?:it|this|that)|(?:all )?what i (?:wrote|said|sent))"
)
_OUT = (
    rf"(?:delete|erase|remove|destroy|wipe|discard|undo|withdraw|forget|cancel|stop|throw)(?: (?:about )?{_WHAT})?(?: (?:away|back|out|now|again|at once|please|for me))*"
    rf"|take {_WHAT} (?:back|away)|(?:i |i have |i've )?changed my mind|never ?mind|quit|exit|abort|get me out|let me out"
    r"|i (?:do not|don't|dont|no longer) want(?: (?:to|do|continue|go on|send|say|hand|tell|be|finish|write|this|it|that|in|a|part|of|with|any ?more|anything|my)\b)*"
    r"|i (?:want|need|have) to (?:stop|quit|leave|go|end)(?: (?:this|it|now|here))?"
    r"|i (?:can't|cant|cannot|can not) (?:do|go on|continue|send|finish)(?: (?:with|this|it|that|any ?more)\b)*|i regret (?:this|it)|(?:this|it) was a mistake"
)
_FEAR = (
    r"(?:i'm|i am|im|i m)(?: (?:too|so|very|really|just|a bit|also|now))* (?:scared|afraid|frightened|terrified|in danger)"
    r"(?: (?:of this|now|to (?:continue|go on|send (?:it|this)|say more)|they (?:will|might|may) (?:find|catch|arrest) me))?|(?:it's|it is|this is) too (?:dangerous|risky)"
)
_BURMESE_OUT = re.compile(
    r"(?:အားလုံး\s?(?:ကို)?\s?)?ဖျက်(?:ပစ်)?(?:ပေး)?ပါ|မ(?:ပို့|လုပ်|ပြော)(?:ချင်)?တော့(?:ပါ)?ဘူး|ရပ်(?:ပါ|မယ်)"
    r"|(?:ကျွန်တော်|ကျွန်မ)?\s?ကြောက်(?:နေ)?(?:ပါ)?တယ်|စိတ်ပြောင်း(?:သွား)?(?:ပါ)?(?:ပြီ|တယ်)"
)
_WANTS_OUT = re.compile(rf"(?:{_POLITE} )*(?:{_OUT}|{_FEAR})(?: please)?")
_DELETING = re.compile(r"\b(?:delete|erase|remove|wipe|destroy|discard|throw)\b|ဖျက်")
_ONLY_POLITE = re.compile(rf"{_POLITE}(?: {_POLITE})*")

_BEGINS_AS_QUESTION = re.compile(
    r"(?:(?:and|but|so|ok|okay|wait|please|sorry|hello|hi|then) )*(?:what|who|whom|whose|where|when|why|how|which|is|are|am|was|will|would|can|could|may|must|should|do|does|did|has|have|if)\b"
)
_ASKS_US = re.compile(
    r"(?:(?:and|but|so|ok|okay|wait|please|sorry|hello|hi|then) )*(?:\w+ )?(?:are|do|can|could|will|would) you\b"
)
_THEM = r"(?:police|military|army|junta|soldiers|government|telegram|slack|others|people|anyone|anybody|someone|somebody|everyone|they)"
_OURS = r"(?:it|this|that|me|my \w+|these|what i (?:write|wrote|say|said|send|sent)|who i am)"
_ABOUT = {
    Topic.NAME: re.compile(
        r"\bmy (?:name|identity|account|number|phone|details|username|profile|address)\b|anonym|\bwho i am\b"
        r"|\b(?:know|find|trace|track|identify|recogni[sz]e|expose|name) me\b|\b(?:be|get) (?:named|identified|traced|tracked|exposed)\b"
        r"|\b(?:is|am|will|are) (?:i|it|this|that|they)(?: be)?(?: really| still)? (?:safe|secure|private|confidential|secret|protected|encrypted)\b"
    ),
    Topic.READERS: re.compile(
        rf"\bwho(?: will| can| else| all)* (?:reads?|sees?|gets?|receives?|looks at|has access to|knows) {_OURS}|\bwho (?:are you|is behind|reads along|is asking|is this|is there)"
        rf"|\b(?:can|will|could|does|do) (?:the )?{_THEM} (?:read|see|get|know|find) {_OURS}|\bwhere does (?:it|this|that|my tip) go\b"
    ),
    Topic.BACK: re.compile(
        r"\b(?:take (?:it|this|that|my tip) back|(?:delete|remove|withdraw|undo|erase) (?:it|this|that|my tip|everything))\b"
    ),
    Topic.PUBLISHED: re.compile(
        r"\b(?:you|it|this|that|they|my \w+)\b.{0,30}\b(?:publish(?:ed)?|print(?:ed)?|post(?:ed)?|put online)\b"
    ),
    Topic.PICTURES: re.compile(
        r"\b(?:i|we)\b.{0,20}\b(?:send|add|attach|upload|share|give|show)\b.{0,20}\b(?:photos?|pictures?|videos?|images?|files?|recordings?|screenshots?)\b"
    ),
    Topic.KEPT: re.compile(
        r"\bhow long\b.{0,30}\b(?:keep|kept|stored?|saved?)\b|\b(?:you|it|this|they|what do you)\b.{0,20}\b(?:keep|kept|stored?|saved?|deleted?|recorded)\b"
        r"|\bwhat (?:happens|will happen|becomes|do you do|will you do)(?: (?:with|to|of) (?:it|this|that|my tip|my words|what i (?:write|wrote|say|send|sent))| next| then| after(?: that| this)?)?$"
    ),
    Topic.HOW: re.compile(
        r"^what (?:should|do|must|can) i (?:write|say|send|do|put|answer|tell)\b|^(?:what|how) (?:is this|does (?:this|it) work|do you mean|do i do (?:it|this))\b"
        r"|^(?:do i have to|must i|can i) (?:answer|skip|stop|leave|change|go back|correct)\b|^why do you (?:ask|need|want)\b|^how many questions\b"
    ),
}


def wants_out(text: str) -> bool:
    """Whether somebody would rather not, in whatever words: "wait I'm scared, can you delete everything?"."""
    if _BURMESE_OUT.fullmatch(text.strip(" ။!?.")):
        return True
    clauses = [plain(clause) for clause in _CLAUSES.split(text.casefold().replace("’", "'"))]
    meant = [clause for clause in clauses if clause and not _ONLY_POLITE.fullmatch(clause)]
    is_short = len(text.split()) <= _MOST_WORDS * 2
    return is_short and bool(meant) and all(map(_wants_out, meant))


def says_delete(text: str) -> bool:
    """Whether that is said with a word that leaves no doubt, for whoever was asked already."""
    return wants_out(text) and _DELETING.search(text.casefold()) is not None


def _wants_out(clause: str) -> bool:
    """ "wait i'm scared can you delete everything": people on a phone do without commas."""
    while clause:
        found = _WANTS_OUT.match(clause)
        if found is None or (found.end() < len(clause) and clause[found.end()] != " "):
            return False
        clause = clause[found.end() :].strip()
    return True


def topics_of(text: str) -> tuple[Topic, ...]:
    """What is asked about the tip itself; empty for everything else, and where anything but such questions stands beside them."""
    sentences = [plain(sentence) for sentence in _SENTENCES.split(text)]
    found: list[Topic] = []
    for sentence in filter(None, sentences):
        if _ONLY_POLITE.fullmatch(sentence):
            continue
        topic = _topic_of(sentence)
        if topic is None:
            return ()
        found.append(topic)
    return tuple(dict.fromkeys(found))


def _topic_of(sentence: str) -> Topic | None:
    if len(sentence.split()) > _MOST_WORDS or not _is_question(sentence):
        return None
    return next((topic for topic, words in _ABOUT.items() if words.search(sentence)), None)


def is_doubtful(field: TipField | None, text: str) -> bool:
    """Whether this is more likely no answer to the question, or no beginning of a tip where `field` is None: a question of one's own, or a lone
    word such as "maybe". That is asked, not decided."""
    said = plain(text)
    if field is not None and _says_nothing(field, said):
        return True
    if says_nothing(text):
        return False
    is_one = len([one for one in _SENTENCES.split(text) if one.strip()]) == 1
    is_asked = text.rstrip().endswith("?") or _ASKS_US.match(said) is not None
    return is_one and len(said.split()) <= _MOST_WORDS and _is_question(said) and is_asked


def _says_nothing(field: TipField, said: str) -> bool:
    if any(map(str.isdigit, said)):
        return False
    if field is TipField.EVIDENCE and said in {"no", "nothing"}:
        return False  # which answers what there is to see
    is_unknown = field is not TipField.WHAT and said.endswith(("not sure", "don't know"))
    return says_nothing(said) and not is_unknown


def _is_question(sentence: str) -> bool:
    tells = any(map(str.isdigit, sentence)) or tells_what_happened(sentence)
    return not tells and _BEGINS_AS_QUESTION.match(sentence) is not None
