"""Slack's own notation into plain words, and back.

https://docs.slack.dev/messaging/formatting-message-text: links and mentions stand in angle brackets, and only `&`, `<` and `>` are escaped.
"""

import re
from dataclasses import dataclass

_BRACKETS = re.compile(r"<([^<>\n]*)>")
_EMOJI = re.compile(r"(?<![\w:]):[a-z+-][a-z0-9_+'-]{0,60}:(?![\w:])")
_QUOTED = re.compile(r"^&gt; ?", re.MULTILINE)
_FENCE = re.compile(r"```\n?")
_MARKED = tuple(
    re.compile(rf"(?<![\w{sign}]){sign}(?=\S)([^{sign}\n]+)(?<=\S){sign}(?![\w{sign}])")
    for sign in (r"\*", "_", "~", "`")
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Plain words, and the addresses of pages among them."""

    text: str
    links: tuple[str, ...] = ()


def decode(text: str) -> Decoded:
    """Links as their label, nobody's mention, no emphasis. People and groups that are mentioned leave nothing behind."""
    words: list[str] = []
    links: list[str] = []
    end = 0
    for found in _BRACKETS.finditer(text):
        words.append(_unmarked(text[end : found.start()]))
        words.append(_bracketed(found[1], links))
        end = found.end()
    words.append(_unmarked(text[end:]))
    return Decoded("".join(words), tuple(links))


def escape(text: str) -> str:
    """Text that Slack shows as it is: without the three signs nothing in it can be a link, a mention or a call to everybody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def is_page(url: str) -> bool:
    return url.lower().startswith(("https://", "http://"))


def _bracketed(inside: str, links: list[str]) -> str:
    target, _, label = inside.partition("|")
    if target.startswith(("@", "!subteam")):
        return ""
    if target.startswith("!"):
        return unescape(label) if target.startswith("!date") else ""
    if target.startswith("#"):
        return f"#{unescape(label)}" if label else ""
    address = unescape(target)
    if is_page(address):
        links.append(address)
    return unescape(label) or address.removeprefix("mailto:").removeprefix("tel:")


def _unmarked(text: str) -> str:
    plain = _FENCE.sub("", _EMOJI.sub("", _QUOTED.sub("", text)))
    for marked in _MARKED:
        plain = marked.sub(r"\1", plain)
    return unescape(plain)
