"""What came along with a message, as far as it can go with a tip: by what Telegram hands it to us, and nothing of its name, its owner or its preview."""

import re
from typing import Any, Final

from telegram import Message
from telegram.error import BadRequest, TelegramError

from bot.errors import Refusal, Unavailable
from bot.speech.attached import Attachment
from handlers.telegram.client import Client
from handlers.telegram.faults import PART, SOON, fault_of
from handlers.telegram.update import CAME_ALONG

FILE: Final = "file"
"""Where it stands, among the fields that the library does not know."""

_REFERENCE: Final = re.compile(r"[A-Za-z0-9_-]{1,200}")
_PICTURE: Final = re.compile(r"image/(?:jpeg|png|webp|gif)")
_MEGABYTE: Final = 1024 * 1024


def cut_file(raw: dict[str, Any]) -> dict[str, Any]:
    """For `parse_update`."""
    found = _picture(raw)
    return {FILE: found} if found else {}


def _picture(raw: dict[str, Any]) -> dict[str, Any]:
    """Of a raw message: the largest of a photo's sizes, or a document that says that it is a picture. Raises what reading malformed data raises."""
    if "photo" in raw:
        largest = max(raw["photo"], key=lambda size: size["width"] * size["height"])
        return {"id": largest["file_id"], "size": largest.get("file_size", 0)}
    document = raw.get("document")
    if document and "animation" not in raw and _PICTURE.fullmatch(document.get("mime_type", "")):
        return {"id": document["file_id"], "size": document.get("file_size", 0)}
    return {}


def attachments_in(message: Message) -> tuple[Attachment, ...]:
    """Empty where nothing came along. Raises `ValueError` for what no Telegram says."""
    kind, file = message.api_kwargs.get(CAME_ALONG), message.api_kwargs.get(FILE, {})
    if not isinstance(kind, str):
        return ()
    if not file:
        return (Attachment(kind),)
    reference, size = file["id"], file["size"]
    if not _REFERENCE.fullmatch(reference) or type(size) is not int:
        raise ValueError("no file of Telegram's")
    return (Attachment(kind, reference, max(0, size)),)


class TelegramFetcher:
    """Fetches in memory: what is fetched touches no disk."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def fetch(self, reference: str, *, most: int) -> bytes:
        try:
            file = await self._client.get_file(reference)
            if (file.file_size or 0) > most:
                raise _too_large(most)
            content = bytes(await file.download_as_bytearray())
        except BadRequest as error:
            if "too big" in error.message.lower():  # Telegram gives bots no more than 20 MB
                raise _too_large(most) from error
            raise Refusal("refused.picture.gone") from error
        except TelegramError as error:
            fault = fault_of(error)
            raise fault if isinstance(fault, Unavailable) else Unavailable(PART, retry_after=SOON) from error
        if len(content) > most:
            raise _too_large(most)
        return content


def _too_large(most: int) -> Refusal:
    return Refusal("refused.picture.too_large", count=str(most // _MEGABYTE))
