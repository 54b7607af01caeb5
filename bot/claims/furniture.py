"""Lines that a page, a channel or a program put round a text: calls to share, credits, headers of forwarding.

A line goes only where nothing in it could be a claim. Where something could, what leads up to it goes and the rest stays.
"""

import re

_FORWARD = re.compile(
    r"^[-–—_= ]{0,40}(?:begin )?(?:forwarded|original) message\b.{0,60}$|^forwarded from\b.{0,120}$"
    r"|^forwarded(?: many times)?:?$|^from the channel\b.{0,80}$|^sent from my \w.{0,40}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[-–—=_~.#|·• ]{3,}$")
_BYLINE = re.compile(r"^By (?:[A-Z][A-Za-z.'-]{1,30}(?:,| and|,? &)? ?){1,6}$")
_CALL = re.compile(
    r"(?:please |pls |kindly |do |and )?(?:"
    r"(?:subscribe|sign up|join|follow|donate) (?:to|for|our|us|the|my|on|at|@\w+)\b(?=.{0,60}\b(?:us|our|channel|page|group|"
    r"newsletter|telegram|facebook|twitter|youtube|instagram|tiktok|viber|x)\b)|like (?:us|our page|this page)\b"
    r"|subscribe\b|(?:like|share|comment)(?:(?: (?:and|&) |, ?(?:and )?)(?:like|share|comment|subscribe))+"
    r"|(?:share|forward|spread|repost|retweet|pass on) (?:this|it|the word|widely|with|to|now)\b|share\b(?=:)"
    r"|read (?:more|also|the full(?: (?:story|article|report))?)\b|(?:also|further) read\b|see also\b|related(?: (?:news|stories|articles?))?(?=:)"
    r"|more (?:on|at|from)(?: this)?(?=:)|click (?:here|the link|below)\b|tap (?:here|the link)\b|link in (?:the )?(?:bio|comments)"
    r"|advertisement$|sponsored$|cookies? (?:policy|notice|settings|preferences|consent)\b|download (?:our|the) app\b"
    r")",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:photo|image|picture|cover|graphic)s?(?: credit| courtesy(?: of)?| by|(?=:))|video (?:credit|courtesy(?: of)?)\b|file photo\b|photo (?=/)"
    r"|(?:copyright\b|\(c\))(?: \(c\))?(?: ?(?:19|20)[0-9]{2}(?:-[0-9]{2,4})?\b)?|all rights reserved\b",
    re.IGNORECASE,
)
_TO_THE_COLON = re.compile(r"[a-z ,'&]{0,60}:")
_SEPARATOR = re.compile(r"[\s:!.,;–—/-]*")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{2}")
_CAPITAL = re.compile(r"(?<!\w)[A-Z]")
_SLOT = re.compile(r"[0-9]|(?<!\w)[A-Z]|[^\x00-\u024f\u2000-\u20cf]")
_PLATFORM = re.compile(
    r"\b(?:Telegram|Facebook|Twitter|You ?Tube|Instagram|Tik ?Tok|Viber|WhatsApp|Signal|X|RSS|App Store|Google Play)\b"
)
_CREDITED = re.compile(
    r"(?:[A-Z@][\w.'&-]*|of|by|via|the|and|for|from|courtesy|all|rights|reserved|supplied|file|[/|,&().-]+)[,.)]?"
)
_LONGEST_LINE = 2_000
"""Characters up to which a line is looked at again: a longer one is an article, or written to keep us busy."""
_LONGEST_CALL, _LONGEST_TITLE, _LONGEST_CREDIT = 8, 3, 8


def without_furniture(line: str) -> str:
    """The line without what leads up to a claim ("Share this: …"), empty where there is nothing but furniture."""
    rest = _stripped(line).strip()
    while rest and len(rest) < len(line) <= _LONGEST_LINE:
        line, rest = rest, _stripped(rest).strip()  # behind a credit there may be another call
    return rest


def _stripped(line: str) -> str:
    if not line or _RULE.match(line):
        return ""
    if _FORWARD.match(line) or _BYLINE.match(line):
        return line if _NUMBER.search(line) and _CAPITAL.search(line) else ""
    start = 0
    while call := _CALL.match(line, start):
        end = _end_of(line, call.end())
        if end == start:
            break
        start = end
    if start:
        return _behind_call(line, start)
    credit = _CREDIT.match(line)
    return _behind_credit(line, credit.end()) if credit else line


def _end_of(line: str, end: int) -> int:
    to_colon = _TO_THE_COLON.match(line, end)
    separator = _SEPARATOR.match(line, to_colon.end() if to_colon else end)
    return separator.end() if separator else end


def _behind_call(line: str, start: int) -> str:
    rest = line[start:]
    if _SLOT.search(_PLATFORM.sub("", rest)):
        return rest
    is_title = ":" in line[:start]
    if len(rest.split(maxsplit=_LONGEST_CALL)) <= (_LONGEST_TITLE if is_title else _LONGEST_CALL):
        return ""
    # Long, and nothing to hold it against: said as what it is, a call or a sentence of its own.
    return rest if is_title else line


def _behind_credit(line: str, end: int) -> str:
    rest = line[_end_of(line, end) :]
    words = rest.split(maxsplit=_LONGEST_CREDIT)
    if len(words) <= _LONGEST_CREDIT and all(map(_CREDITED.fullmatch, words)):
        return ""
    return rest if line[end : end + 1] == ":" else line
