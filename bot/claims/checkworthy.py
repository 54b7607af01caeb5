import re
from collections.abc import Sequence

from bot.claims.claim import Kind
from bot.claims.countables import measure_of
from bot.claims.names import has_burmese
from bot.claims.saying import load_saying
from bot.claims.supposed import is_supposed
from bot.claims.witness import tells_how_known
from bot.claims.word_list import words

_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_TAG = re.compile(r"[#@]\w+")
_GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|good (?:morning|evening|afternoon|night)|greetings|thanks?|thank you|many thanks|mingalaba(?:r)?|welcome|congratulations"
    r"|happy (?:new year|birthday)|rip|rest in peace|r\.i\.p|amen)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:(?:please|pls|plz|kindly|everyone|everybody|people|friends|guys|now|and|just|so)[,!]? )*(?:share|forward|spread|pray|prayers|stop|help|donate|follow|join"
    r"|watch|stay|remember|boycott|support|save(?! the children\b)|send|tell|sign|retweet|rt|click|check|look|listen|stand|let's|let us|don't|do not|never forget|wake up|speak up|speak out"
    r"|raise your|rise up|come|go to|call (?:on|your|for)|demand|read|subscribe|like and|repost|pass (?:this|it)|be (?:careful|strong|safe|brave)|keep|take action|act now"
    r"|contact|vote|beware|warn|free (?:all|aung|our)|make sure|get ready|imagine|think about)\b(?! (?:fire|killed|that the))",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bplease (?:share|help|pray|donate|forward|spread|support|sign|read|retweet|stop)\b", re.IGNORECASE
)
_WH_QUESTION = re.compile(
    r"^(?:and |but |so )?(?:what|when|where|who|whom|whose|why|which|how)\b", re.IGNORECASE
)
_OPINION = re.compile(
    r"\b(?:i (?:think|believe|feel|guess|suppose|doubt|hope|wish)|we (?:think|believe|feel|hope|wish)|in my (?:opinion|view)|imo|imho|personally|to my mind"
    r"|shameful|disgusting|disgrace(?:ful)?|terrible|horrible|awful|evil|wonderful|amazing|beautiful|brave|heroic|heroes|pathetic|cowards?|monsters?|heartless|inhuman"
    r"|unacceptable|outrageous|ridiculous|stupid|sad(?:ly)?|tragic|heartbreaking|unbelievable|unforgivable|cruel|brutal|so (?:sad|angry|proud)|proud|ashamed"
    r"|the (?:best|worst|greatest|most \w+)|better than|worse than|obviously|clearly|surely|no doubt|deserves?|it (?:is|was) (?:time|clear|obvious|important|wrong|right)|(?:was|is|were|are) (?:right|wrong|justified|unjustified) to|saddest|happiest|abandoned|turned its back"
    r"|love|hate)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:it (?:is|was) (?:right|wrong|just|justified|unjust|good|bad|a (?:mistake|crime|shame|sin)) to"
    r"|(?:is|was|are|were) (?:an? )?(?:absolute |total |utter )?(?:disgrace|shame|mistake|tragedy|outrage|scandal))\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:should|must|ought to|needs? to|have to|has to|shall|hopefully|may (?:they|he|she|god|peace)|god bless|long live|down with|enough is enough|no more)\b",
    re.IGNORECASE,
)
_PREDICTED = re.compile(
    r"\b(?:will|won't|is going to|are going to|would|could (?:soon|still|become|lead|happen|mean|well|be (?:the|a|over))|might)\b",
    re.IGNORECASE,
)
_ASKED_AROUND = re.compile(
    r"^(?:did|do|does|have|has|are|is|can|could|would|will) (?:you|anyone|anybody|someone|somebody|everyone|we)\b",
    re.IGNORECASE,
)
_DEMANDED = re.compile(
    r"\b(?:we (?:demand|call on|urge|ask)|(?:must|should|ought to|have to|has to)(?: not)? (?!have\b)[a-z]+)\b",
    re.IGNORECASE,
)
_HEADED_OPINION = re.compile(
    r"^(?:opinion|comment|editorial|op-?ed|analysis|letter to the editor)\s?[:|–-]", re.IGNORECASE
)
_FIRST_PERSON = re.compile(
    r"^(?:i|we|i'm|we're|my|our)\b(?: (?:all|just|really|am|are))?'? ?(?:so|very|am|want|love|hate|feel|need|stand with|stand by|support|miss|wish|hope|thank|demand|heart|hearts|thoughts|prayers|condolences|tired|sick of|proud|sorry|can only|mourn)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|reported|reports|announced|according to|denied|denies|admitted|acknowledged|confirmed|documented|recorded|stated|claimed|warned)\b",
    re.IGNORECASE,
)
_HAPPENED = words(
    """bombed bombing bomb bombs attacked attack attacks shelled shelling raided raid raids shot shooting fired launched struck
    strike strikes airstrike airstrikes exploded explosion clashed clash clashes declared announced signed banned dissolved
    sentenced charged accused released extended imposed elected overthrew ousted convicted tortured raped looted ambushed
    surrendered defected deployed invaded blocked cut shut closed opened resigned appointed met visited bought sold imported
    exported shipped supplied delivered sanctioned hit dropped planted stormed besieged withdrew retook overthrown toppled
    coup burns torches bombards bombarded massacre massacred massacres"""
)
_BURMESE_CALL = re.compile("မျှဝေ(?:ပေး)?ကြ?ပါ|ရှယ်(?:ပေး)?ကြ?ပါ|ဆုတောင်း(?:ပေး)?ကြ?ပါ|ကူညီ(?:ပေး)?ကြ?ပါ")


def kind_of(text: str, *, counts: bool, names: bool, times: bool = False) -> Kind:
    """Whether the sentence can be checked.

    `counts`: it holds a quantity; `names`: a place, actor or source of the library; `times`: a moment. What holds none of them and only
    judges or wishes is an opinion; what supposes or foretells is supposed; what asks, greets or summons is a call; what only tells how somebody knows is a witness's word. "I think that 20 people died in Myaing" is a fact.
    """
    text = _TAG.sub(" ", text).strip(" \"'-–—")
    spoken = [word.lower() for word in _WORD.findall(text)]
    if not spoken:
        return Kind.CALL
    if has_burmese(text) or not _LATIN.search(text):
        # Of other scripts we judge no wording: what is not understood must not be called an opinion.
        return Kind.CALL if _BURMESE_CALL.search(text) and not counts else Kind.FACT
    happened = _happened(spoken)
    if not counts and tells_how_known(text):
        return Kind.WITNESS
    if _is_call(text, counts=counts, names=names, happened=happened):
        return Kind.CALL
    if _is_demand(text, counts=counts, times=times, happened=happened):
        return Kind.CALL
    if is_supposed(text):
        return Kind.SUPPOSED
    if _is_opinion(text, len(spoken), counts=counts, names=names, times=times, happened=happened):
        return Kind.OPINION
    return Kind.FACT


def tells_what_happened(text: str) -> bool:
    """Whether any word of it is one for what was done to people or things: "bombed", "killed", "arrests"."""
    return _happened([word.lower() for word in _WORD.findall(text)])


def _happened(spoken: Sequence[str]) -> bool:
    return any(word in _HAPPENED or measure_of(word) for word in spoken)


def _is_call(text: str, *, counts: bool, names: bool, happened: bool) -> bool:
    if _GREETING.match(text) and not (counts or happened):
        return True
    if _IMPERATIVE.match(text) or _ASKED.search(text):
        return not (counts and happened)
    if text.endswith("?"):
        if _ASKED_AROUND.match(text) and not counts:
            return True
        return bool(_WH_QUESTION.match(text)) or not (counts or names or happened)
    return False


def _is_demand(text: str, *, counts: bool, times: bool, happened: bool) -> bool:
    """ "The world must act": nothing has happened yet."""
    return bool(_DEMANDED.search(text)) and not (counts or times or (happened and _REPORTED.search(text)))


def _is_opinion(text: str, length: int, *, counts: bool, names: bool, times: bool, happened: bool) -> bool:
    if _HEADED_OPINION.match(text):
        return True
    if _REPORTED.search(text) and (counts or names):
        return False
    if counts and (names or happened):
        return False
    if _JUDGED.search(text):
        return not (counts or times)
    if _WANTED.search(text):
        return not (counts and times)
    if _OPINION.search(text) or _FIRST_PERSON.match(text):
        return not (happened and (names or counts or times))
    if _PREDICTED.search(text):
        return not (counts or times or happened)
    has_slot = counts or names or times or happened or load_saying().verb.search(text)
    return not has_slot and length < 4
