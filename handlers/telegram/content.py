"""What of a message is to be checked: its words, where a forward comes from, what stands behind its links, what came along."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from telegram import Message, MessageEntity, MessageOriginChannel

from bot.claims.links import canonical_link
from bot.claims.submission import Submission
from handlers.telegram.rich import read_rich
from handlers.telegram.update import CAME_ALONG

_PUBLIC_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}")
_LONGEST_LINK: Final = 2048
_MOST_LINKS: Final = 100


def read_content(message: Message) -> Submission:
    """Everything of this message; for a reply to something in another chat the quoted words come first."""
    rich = read_rich(message.api_kwargs.get("rich_message"))
    own = well_formed(message.text) or well_formed(message.caption) or well_formed(rich.text)
    origin = _origin(message)
    kind = message.api_kwargs.get(CAME_ALONG)
    return Submission(
        text=joined(quoted_words(message), own),
        published=_day(origin),
        forwarded_from=f"t.me/{origin.chat.username}" if origin else "",
        links=tuple(_links([*_addresses(message), *rich.links])),
        attachments=(*((kind,) if isinstance(kind, str) else ()), *rich.attachments),
    )


def words_of(message: Message) -> str:
    """The message's own words, empty for none."""
    return well_formed(message.text) or well_formed(message.caption)


def quoted_words(message: Message) -> str:
    """Those of a message in another chat that this one replies to."""
    return well_formed(message.quote.text) if message.quote and message.external_reply else ""


def joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def entities_of(message: Message) -> tuple[MessageEntity, ...]:
    return tuple(message.entities if message.text else message.caption_entities)


def well_formed(text: object) -> str:
    """The text with a sign for every half of a character; a half would break wherever the text is encoded. Keeps all UTF-16 offsets."""
    if not isinstance(text, str):
        return ""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def piece(text: str, entity: MessageEntity) -> str:
    """What the entity covers: offsets count UTF-16 code units (https://core.telegram.org/api/entities#entity-length)."""
    start, end = span(entity)
    return text.encode("utf-16-le")[start:end].decode("utf-16-le", "replace")


def without(text: str, entities: Iterable[MessageEntity]) -> str:
    """The text without what these cover."""
    encoded = text.encode("utf-16-le")
    for start, end in sorted((span(entity) for entity in entities), reverse=True):
        encoded = encoded[:start] + encoded[end:]
    lines = encoded.decode("utf-16-le", "replace").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def span(entity: MessageEntity) -> tuple[int, int]:
    """First byte and the one behind the last, in UTF-16."""
    start = max(0, 2 * entity.offset)
    return start, start + max(0, 2 * entity.length)


def _origin(message: Message) -> MessageOriginChannel | None:
    """The public channel that it was forwarded from, or that it replies to from elsewhere."""
    for origin in (message.forward_origin, message.external_reply and message.external_reply.origin):
        if isinstance(origin, MessageOriginChannel) and _PUBLIC_NAME.fullmatch(origin.chat.username or ""):
            return origin
    return None


def _day(origin: MessageOriginChannel | None) -> date | None:
    return origin.date.date() if origin else None


def _addresses(message: Message) -> Iterator[str]:
    text = words_of(message)
    for entity in entities_of(message):
        if entity.type == MessageEntity.URL:
            yield piece(text, entity)
        elif entity.type == MessageEntity.TEXT_LINK:
            yield well_formed(entity.url)
    if message.link_preview_options:
        yield well_formed(message.link_preview_options.url)


def _links(addresses: Iterable[str]) -> Iterator[str]:
    """The public ones, each once: a private one would name a group that somebody is in."""
    told: set[str] = set()
    for address in addresses:
        link = canonical_link(address) if address and len(address) <= _LONGEST_LINK else None
        if link and link.url not in told and len(told) < _MOST_LINKS:
            told.add(link.url)
            yield link.url
