"""How to reach a person does not belong into what is kept: telephone numbers, mail addresses, and links into closed chats.

Everything that a claim may rest on stays: counts, sums, dates, times, coordinates, addresses of pages. What cannot be told from one of these
stays too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.claims.submission import Submission

MARK: Final = "[...]"
"""What stands in the place of what was taken out: a sign that needs no translation, and is no number to any reader of claims."""

_REST: Final = r"[^\s<>\"|]{0,2000}"
_DOT: Final = r"(?:\.|\s?[\[(](?:dot|\.)[\])]\s?)"

_CLOSED: Final = re.compile(
    r"(?<![A-Za-z0-9.@-])(?:(?:https?|hxxps?)(?:\[:\]|:)//)?(?:www\.)?(?:"
    rf"(?:t|telegram){_DOT}(?:me|dog)/(?:c/|\+|joinchat|contact/)"
    rf"|(?:chat|api){_DOT}whatsapp{_DOT}com/|wa{_DOT}me/|signal{_DOT}(?:group|me)/"
    rf"|discord(?:{_DOT}gg|(?:app)?{_DOT}com/invite)/|invite{_DOT}viber{_DOT}com/"
    rf"|line{_DOT}me/(?:r/)?ti/|join{_DOT}(?:slack|skype){_DOT}com/"
    rf"|(?:tg|whatsapp|viber|sgnl)://|mailto:){_REST}",
    re.IGNORECASE,
)
"""Invitations, chats that only their members can open, addresses that call somebody."""

_MAIL: Final = re.compile(
    rf"(?<![A-Za-z0-9.+@'-])[\w.+'-]{{1,64}}(?:@|\s?[\[(](?:at|@)[\])]\s?)[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,5}}",
    re.IGNORECASE,
)
"""An account on a server of many ("@desk@social.example") has a further sign in front and is public."""

_PAGE: Final = rf"[a-z][a-z0-9+.-]{{1,15}}://{_REST}|(?:[a-z0-9-]{{1,63}}\.){{1,5}}[a-z]{{2,24}}/{_REST}"
"""Addresses of pages are full of numbers that call nobody."""

_DAY: Final = (
    r"(?<![\d./-])(?:[12]\d{3}([./-])\d\d?\1\d\d?|\d\d?([./-])\d\d?\2(?:[12]\d{3}|\d\d))(?![\d])(?![./-]\d)"
)
_HOURS: Final = (
    r"(?<![\d.])\d\d?\.\d\d\s?[-–]\s?\d\d?\.\d\d(?![\d.])"
    r"|(?<!\d)(?:[01]\d|2[0-3])[0-5]\d\s?[-–]\s?(?:[01]\d|2[0-4])[0-5]\d(?![\d-])"
)
_KEPT: Final = re.compile(f"{_PAGE}|{_DAY}|{_HOURS}", re.IGNORECASE)

_GAP: Final = r"[ \t\u00a0\u202f().\-‐‑–/]{0,3}"
_ALONE: Final = r"(?<![A-Za-z0-9])(?<!\d[.,:'’])"
_END: Final = r"(?!\d)(?![.,:'’]\d)"
_ABROAD: Final = re.compile(
    rf"{_PAGE}|(?P<abroad>(?<![A-Za-z0-9])(?:\(?\+\s?|(?<!\d[.,:'’-])00\s?)\(?[1-9](?:{_GAP}\d){{7,14}}{_END})",
    re.IGNORECASE,
)
"""With the country in front, which no date has: looked for before dates are."""

_DIALLED: Final = re.compile(
    rf"(?P<home>{_ALONE}(?<!\d[-/])\(?0\d?\)?(?:{_GAP}\d){{6,10}}{_END})"
    rf"|(?P<country>{_ALONE}959(?:{_GAP}\d){{7,9}}{_END})"
    rf"|(?P<america>{_ALONE}(?<!\d-)\(?\d{{3}}\)?[ .‑-]{{1,2}}\d{{3}}[.‑-]\d{{4}}{_END})"
    r"|(?:\b(?:tel|phone|mobile|cell|fax|hotline|ph|whatsapp|viber|signal)\b|ဖုန်း(?:နံပါတ်)?)"
    rf"(?:\s?(?:no|number)\b)?[\s.:=#-]{{0,4}}(?P<named>\d(?:{_GAP}\d){{5,14}}{_END})",
    re.IGNORECASE,
)
"""As people write them at home: with the nought of their country, Burmese mobile numbers without a sign in front, in the
American way, or behind a word for it."""

_GROUPS: Final = re.compile(r"\d+")
_FULL_DATE: Final = re.compile(r"[0-3]\d[01]\d(?:19|20)\d\d")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FRACTION: Final = re.compile(r"0(?:\d\d)?\.\d+")
_CONTINUES: Final = re.compile(r"\d[ \u00a0\u202f.]\Z")
_TRAILING: Final = ".,;:!?'\"*_~)]}»”’"
_PAIRS: Final = 5
"""Of digits, in a French number; as many in a row are no date."""

_WESTERN: Final = str.maketrans(
    {chr(ord(zero) + value): str(value) for zero in "٠۰०০๐၀႐０" for value in range(10)} | {"＋": "+"}
)
"""Digits of other scripts, one for one, so that places in the text stay where they are."""


def redact(submission: Submission) -> Submission:
    """The submission without anything that leads to a person; a link that does is left out whole."""
    links = tuple(link for link in submission.links if redacted(link) == link)
    return replace(submission, text=redacted(submission.text), links=links)


def redacted(text: str) -> str:
    """The text with `MARK` in place of whatever leads to a person."""
    if not any(sign.isdecimal() or sign in "@/:([" for sign in text):
        return text
    words = _MAIL.sub(MARK, _CLOSED.sub(_marked, text))
    words = _without(words, _ABROAD)
    return "".join(piece if is_kept else _without(piece, _DIALLED) for piece, is_kept in _parted(words))


def _marked(found: re.Match[str]) -> str:
    address = found[0].rstrip(_TRAILING)
    return MARK + found[0][len(address) :]


def _parted(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether its digits are surely no telephone number."""
    end = 0
    for found in _KEPT.finditer(text.translate(_WESTERN)):
        yield text[end : found.start()], False
        yield text[found.start() : found.end()], True
        end = found.end()
    yield text[end:], False


def _without(text: str, numbers: re.Pattern[str]) -> str:
    pieces: list[str] = []
    end = 0
    for found in numbers.finditer(text.translate(_WESTERN)):
        kind = found.lastgroup
        if kind is not None and not _is_figure(found[kind], kind, text[: found.start(kind)]):
            pieces += (text[end : found.start(kind)], MARK)
            end = found.end(kind)
    return "".join([*pieces, text[end:]])


def _is_figure(number: str, kind: str, before: str) -> bool:
    """Whether it is rather a count, a date or a place on earth."""
    groups = _GROUPS.findall(number)
    if _is_thousands(groups, is_round=kind == "abroad") or _FRACTION.fullmatch(number):
        return True
    if groups[0] == "000" and _CONTINUES.search(before):
        return True
    if kind == "abroad":
        return False
    if len(groups) == 1:
        return _FULL_DATE.fullmatch(number) is not None
    is_all_pairs = len(groups) == _PAIRS and {len(group) for group in groups} == {2}
    return not is_all_pairs and all(len(group) <= 2 or _YEAR.fullmatch(group) for group in groups)


def _is_thousands(groups: Sequence[str], *, is_round: bool) -> bool:
    """12 500 000: with spaces between them. `is_round`: nothing but noughts behind the first, as in +12 000 000."""
    if len(groups) < 2 or len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]):
        return False
    if is_round and groups[0] == "959" and len(groups) > 3:
        return False  # as long as a Burmese mobile number, and longer than any count
    return all(group == "000" for group in (groups[1:] if is_round else groups[-1:]))
