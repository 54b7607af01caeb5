"""What a message of Slack holds that can be checked. Of its sender, of whoever wrote a shared message, and of files nothing is taken but the kind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from handlers.slack.mrkdwn import Decoded, decode, is_page
from handlers.slack.payload import Payload, part, parts, text_in

_SPACES = re.compile(r"[ \t]{2,}")
_LEFT_OF_A_MENTION = " \t\n,:;"
_LEAST_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Material:
    text: str = ""
    links: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    is_shared: bool = False  # some of the words are those of a message that was shared, or of a page

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.links or self.attachments)


@dataclass(slots=True)
class _Gathered:
    """Passages in order, and the links in all of them."""

    passages: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def add(self, decoded: Decoded) -> None:
        if decoded.text.strip():
            self.passages.append(decoded.text)
        self.links.extend(decoded.links)

    @property
    def is_only_links(self) -> bool:
        rest = "\n".join(self.passages)
        for link in self.links:
            rest = rest.replace(link, "")
        return not _LEAST_WORDS.search(rest)


def read_material(message: Payload) -> Material:
    """The message's own words, then those of messages that it shares. A page's preview is read only where there is nothing else to read."""
    gathered = _Gathered()
    gathered.add(_own_words(message))
    own = len(gathered.passages)
    attached = parts(message, "attachments")
    for shared in filter(_is_shared, attached):
        gathered.add(_shared_words(shared))
    if gathered.is_only_links:
        for preview in attached:
            if not _is_shared(preview):
                _add_preview(gathered, preview)
    text = _SPACES.sub(" ", "\n\n".join(gathered.passages)).strip().lstrip(_LEFT_OF_A_MENTION)
    kinds = _kinds([message, *filter(_is_shared, attached)])
    return Material(text, tuple(dict.fromkeys(gathered.links)), kinds, is_shared=len(gathered.passages) > own)


def _own_words(message: Payload) -> Decoded:
    """Apps of today write rich text beside the notation, which is exact; old ones, and what is written by programs, only the notation."""
    blocks = parts(message, "blocks")
    rich = _read_blocks(block for block in blocks if text_in(block, "type") == "rich_text")
    if rich.text.strip():
        return rich
    noted = decode(text_in(message, "text"))
    return noted if noted.text.strip() else _read_blocks(blocks)


def _is_shared(attachment: Payload) -> bool:
    return attachment.get("is_share") is True or attachment.get("is_msg_unfurl") is True


def _shared_words(attachment: Payload) -> Decoded:
    noted = decode(text_in(attachment, "text"))
    if noted.text.strip():
        return noted
    inner = (parts(one, "message", "blocks") for one in parts(attachment, "message_blocks"))
    return _read_blocks(block for blocks in inner for block in blocks)


def _add_preview(gathered: _Gathered, preview: Payload) -> None:
    for name in ("pretext", "title", "text"):
        gathered.add(decode(text_in(preview, name)))
    gathered.add(_read_blocks(parts(preview, "blocks")))
    for name in ("title_link", "from_url"):
        address = text_in(preview, name)
        if is_page(address):
            gathered.links.append(address)


def _kinds(messages: Iterable[Payload]) -> tuple[str, ...]:
    files = (file for message in messages for file in parts(message, "files"))
    return tuple(kind_of(file) for file in files if text_in(file, "mode") != "tombstone")


def kind_of(file: Payload) -> str:
    """What it is called among the attachments of a submission."""
    kind = text_in(file, "mimetype").partition("/")[0]
    return {"image": "photo", "video": "video", "audio": "audio"}.get(kind, "document")


def _read_blocks(blocks: Iterable[Payload]) -> Decoded:
    lines: list[str] = []
    links: list[str] = []
    for block in blocks:
        for said in _block_lines(block):
            lines.append(said.text)
            links.extend(said.links)
    return Decoded("\n".join(line for line in lines if line), tuple(links))


def _block_lines(block: Payload) -> Iterator[Decoded]:
    match text_in(block, "type"):
        case "rich_text":
            for element in parts(block, "elements"):
                yield from _rich_lines(element)
        case "section":
            yield from map(_text_object, (part(block, "text"), *parts(block, "fields")))
        case "header":
            yield _text_object(part(block, "text"))
        case "context":
            yield from map(_text_object, parts(block, "elements"))
        case "markdown":
            yield Decoded(text_in(block, "text"))


def _text_object(found: Payload) -> Decoded:
    text = text_in(found, "text")
    return Decoded(text) if text_in(found, "type") == "plain_text" else decode(text)


def _rich_lines(element: Payload) -> Iterator[Decoded]:
    inner = parts(element, "elements")
    if text_in(element, "type") == "rich_text_list":
        yield from (_rich_line(parts(item, "elements")) for item in inner)
    else:
        yield _rich_line(inner)


def _rich_line(leaves: Iterable[Payload]) -> Decoded:
    words: list[str] = []
    links: list[str] = []
    for leaf in leaves:
        match text_in(leaf, "type"):
            case "text":
                words.append(text_in(leaf, "text"))
            case "link":
                address = text_in(leaf, "url")
                words.append(text_in(leaf, "text") or address)
                links.extend([address] if is_page(address) else ())
            case "emoji":
                words.append(_emoji(text_in(leaf, "unicode")))
            case "date":
                words.append(text_in(leaf, "fallback"))
    return Decoded("".join(words), tuple(links))


def _emoji(code: str) -> str:
    """The signs of `1f1f2-1f1f2`, empty for an emoji that only one workspace has."""
    if not re.fullmatch(r"[0-9a-f]{2,5}(?:-[0-9a-f]{2,5}){0,9}", code):
        return ""
    signs = [int(number, 16) for number in code.split("-")]
    return "" if any(0xD800 <= sign <= 0xDFFF for sign in signs) else "".join(map(chr, signs))
