"""Papers that speak for those who wrote them, and capitals that are no name."""

import re

from bot.claims.word_list import words

_NAMING = r"(?:(?:gave|gives|used|uses) (?:only )?(?:(?:his|her|the|their) )?(?:first |full |real )?name(?: only)?(?: as)?|(?:asked|asks|wants|wanted|wished|prefers|preferred) to be (?:called|named|known as|identified (?:only )?as)|(?:calls|called) (?:him|her)self|(?:is|was) (?:named|called)|named|called|known as|goes by(?: the name(?: of)?)?|introduc(?:ed|es) (?:him|her)self as|present(?:ed|s) (?:him|her)self as|identified (?:only )?as|by the name of)"
_GIVEN = r"(?P<name>[A-Z][\w'.-]*(?: [A-Z][\w'.-]*){0,4})"
GIVEN_NAME = re.compile(rf"(?<=[a-z])(?:,? who)? {_NAMING} {_GIVEN}$")
"""Somebody who is first described and then named: "a woman called Ma Htwe"."""

CALLED_SO = re.compile(rf"(?:,? )?(?:who )?{_NAMING} (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){{0,4}})")
"""What names somebody behind their description: "a woman who gave her name as Daw Hla"."""

PUTS_OUT = re.compile(
    r"\b(?:issued|released|published|posted|put out|gave|sent|circulated|read out|signed) (?:(?:an?|the|its|their)\b|(?:[\w-]+ ){0,2}(?:testimon(?:y|ies)|figures|photos|pictures|names|videos|accounts|data|numbers|findings|details|documents|lists|reports|images)\b)",
    re.IGNORECASE,
)
"""A sentence about a paper of somebody."""

NAMED_LATER = re.compile(
    rf"^(?:(?:His|Her) (?:full |real )?name is|(?:He|She) {_NAMING}|(?:He|She) is (?:called|named)) (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*){{0,4}})|^(?P<first>[A-Z][\w'-]*(?: [A-Z][\w'-]*){{0,4}}) is (?:his|her) (?:real |full )?name\b"
)
"""A sentence that names whoever spoke before it: "Her name is Daw Mya Sein"."""

PAPER_OF = re.compile(
    r"(?:(?:the|an?|its|another|one|this|new|latest|[a-z-]+ly)\s)?(?:[\w-]+ ){0,3}?(?:reports?|stud(?:y|ies)|surve?ys?|tall(?:y|ies)|counts?|posts?|statements?|figures|data|lists?|investigations?|inquir(?:y|ies)|analys[ie]s|reviews?|messages?|letters?|tweets?|communiqu[eé]s?|releases?|briefings?|documents?|records?|numbers|statistics|database|research|documentation|estimates?|versions?|answers?|repl(?:y|ies)|dispatch(?:es)?|testimony|accounts?|interviews?)"
    r" (?:(?:\w+ed|kept|drawn up|put out|seen|made|run|given|put together|written|sent|carried out) )?(?:by|from|with) (?=\S)(?P<who>[^\"]+)",
    re.IGNORECASE,
)
"""A paper with those from whom it comes behind it: "a tally kept by Mizzima"."""

PAPER_OF_BODY = re.compile(
    r"(?:the|an?|its|another|one|this) (?:[\w-]+ ){0,2}?(?:letter|statement|order|message|bulletin|communiqu[eé]|notice|memo|declaration|circular) of (?P<who>(?:the )?[A-Z][\w' -]{2,60})$",
    re.IGNORECASE,
)
PAPER_THAT = re.compile(
    r"(?:an?|the|its|another|this|new|latest)\s(?:[\w-]+ ){0,3}?(?:report|study|survey|tally|statement|list|investigation|analysis|review|document)s?(?: (?:that|which))? (?P<who>(?:the )?[A-Z][\w'. -]{1,60}?) (?:has |had )?(?:released|published|issued|compiled|wrote|put out|made|drew up|posted)\b[^,\"]*",
)
"""A paper with those who made it behind: "a report that Mizzima published"."""

OWN_PAPER = re.compile(
    r"(?P<who>(?!its\b|his\b|her\b|their\b)[^,\"]{2,70}?)(?:['’]s|s['’]) (?:[\w-]+ ){0,3}?(?:reports?|briefings?|stud(?:y|ies)|surveys?|tall(?:y|ies)|counts?|posts?|statements?|figures|data|lists?|investigations?|bulletins?|communiqu[eé]s?|statistics|versions?|answers?|accounts?|repl(?:y|ies)|reviews?|letters?|messages?|stor(?:y|ies)|investigations?|inquir(?:y|ies)|research|releases?|websites?|channels?|newspapers?|papers?|dail(?:y|ies)|gazettes?|broadcasters?|mouthpieces?|speech(?:es)?|videos?|tweets?|notices?|updates?|analys[ie]s|estimates?|records|newsletters?|correspondents?|reporters?|information (?:department|desk|office|team|committee|wing)|(?:relief|aid|medical|health|youth|women's|political|armed|military|humanitarian|press|media|civilian) (?:arm|wing|office|department|team|service|committee|desk)|media (?:office|team|desk|wing))$",
    re.IGNORECASE,
)
"""A paper or a desk with those whose it is in front: "Mizzima's latest tally"."""

OWN_STAFF = re.compile(r"(?P<who>[Tt]he (?:[a-z-]+ )?[a-z]+)['’]s (?:[a-z-]+ ){0,2}(?P<noun>[a-z]+)$")
"""Those who speak for a body that is only described: "the group's researchers"."""

FORGED = re.compile(
    r"\b(?:fake|faked|forged|false|fabricated|bogus|doctored|purported|alleged|supposed|so-called|hoax|counterfeit|invented)\b|\bin the name of\b",
    re.IGNORECASE,
)
"""Of a forged letter nobody is the writer."""

_ANOTHER_GOVERNMENT = re.compile(
    r"(?:shadow|parallel|exiled?|civilian|interim|rival|ousted|resistance|underground) government$"
)
_CHANNELS = words(
    "RT PS NB FYI Re Fwd FW Telegram Facebook Twitter YouTube TikTok WhatsApp Signal Viber Instagram Zoom X Skype Threads Bluesky Messenger"
)
_CAPITAL_NOUNS = words(
    "Figures Statements Reports Sources Witnesses Numbers Statistics Records Data Photo Photos Video Videos Footage Update Breaking Exclusive News: Images Pictures Lists Testimonies Rumours Rumors Rumour Rumor Word Gossip Speculation Legend"
)


_LAW_OR_DAY = re.compile(
    r"(?:.* )?(?:Laws?|Acts?|Code|Constitution|(?:Geneva|Hague|Vienna|Genocide|Refugee) Conventions?|Agreement|Charter|Treaty|Protocol|Accords?|Consensus|Calendar|Resolution|Day|Revolution|Uprising|Festival|Offensive|Bill|Rules)$"
    r"|(?:Section|Article|Order|Operation|Route|Highway|Resolution|Rule|Chapter|Paragraph|Directive|Notification) [0-9]"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: [0-9].*)?$|(?:UPDATE|Update|BREAKING|EXCLUSIVE|VIDEO|PHOTOS?|WATCH|URGENT|ALERT|NEWS|CORRECTION)\b"
)


def is_no_name(name: str) -> bool:
    """A channel carries what others say, a law is nobody, and "Figures" are only a word with a capital."""
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    is_post = first in _CHANNELS and last.islower()
    return name in _CHANNELS or is_post or last in _CAPITAL_NOUNS or bool(_LAW_OR_DAY.match(name))


def is_another_government(phrase: str) -> bool:
    """ "The shadow government" is somebody of whom the text speaks by name elsewhere."""
    return bool(_ANOTHER_GOVERNMENT.match(phrase))
