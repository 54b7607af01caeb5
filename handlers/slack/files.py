"""What came along with a message or a form, as far as it can go with a tip: its id, and nothing of its name or its owner.

https://docs.slack.dev/reference/objects/file-object
"""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Cause, Refusal, Unavailable
from bot.speech.attached import Attachment
from handlers.slack.api import PART, TO_MEND, Declined, answered
from handlers.slack.material import kind_of
from handlers.slack.payload import Payload, part, parts, text_in

_ID: Final = re.compile(r"F[A-Z0-9]{2,20}")
_PICTURE: Final = re.compile(r"image/(?:jpeg|png|webp|gif)")
_OUTSIDE: Final = frozenset({"external", "tombstone", "hidden_by_limit"})
_UNKNOWN: Final = "check_file_info"
"""Of a file from another organisation Slack tells nothing but its id, until it is asked."""

_TIME: Final = ClientTimeout(total=30, connect=5)
_MEGABYTE: Final = 1024 * 1024
_PIECE: Final = 64 * 1024


def read_attachments(message: Payload) -> tuple[Attachment, ...]:
    """Of the message itself, not of those that it shares. Deleted files are left out."""
    return _attachments(parts(message, "files"))


def read_kinds(message: Payload) -> tuple[Attachment, ...]:
    """The same where none are taken: what they are, so that this can be said."""
    return tuple(Attachment(one.kind) for one in read_attachments(message))


def read_chosen(element: Payload) -> tuple[Attachment, ...]:
    """Those of a field of a form."""
    return _attachments(parts(element, "files"))


def _attachments(files: Iterable[Payload]) -> tuple[Attachment, ...]:
    return tuple(_attachment(file) for file in files if text_in(file, "mode") != "tombstone")


def _attachment(file: Payload) -> Attachment:
    reference, size = text_in(file, "id"), file.get("size")
    is_picture = (
        bool(_PICTURE.fullmatch(text_in(file, "mimetype"))) or text_in(file, "file_access") == _UNKNOWN
    )
    if not is_picture or not _ID.fullmatch(reference) or text_in(file, "mode") in _OUTSIDE:
        return Attachment(kind_of(file))
    return Attachment(kind_of(file), reference, size if type(size) is int and size > 0 else 0)


class SlackFetcher:
    """Fetches in memory, with the bot's token, which nobody but Slack is ever shown. `base_url` is that of its Web API."""

    def __init__(self, client: AsyncWebClient, session: ClientSession, *, base_url: str) -> None:
        self._client = client
        self._session = session
        self._base = urlsplit(base_url)

    async def fetch(self, reference: str, *, most: int) -> bytes:
        file = await self._described(reference)
        size = file.get("size")
        if isinstance(size, int) and size > most:
            raise _too_large(most)
        address = text_in(file, "url_private_download") or text_in(file, "url_private")
        if not self._is_slacks(address) or not _PICTURE.fullmatch(text_in(file, "mimetype")):
            raise Refusal("refused.picture.gone")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        try:
            async with self._session.get(
                address, headers=headers, allow_redirects=False, timeout=_TIME, proxy=self._client.proxy
            ) as answer:
                _check(answer)
                return await _read(answer, most)
        except (ClientError, TimeoutError) as error:
            raise Unavailable(PART) from error

    async def _described(self, reference: str) -> Payload:
        """As Slack knows it now: its addresses change, and whoever sent it may have deleted it."""
        try:
            found = await answered(
                self._client.api_call("files.info", http_verb="GET", params={"file": reference})
            )
        except Declined as declined:
            if declined.code in TO_MEND:
                raise Unavailable(PART, cause=Cause.RIGHTS) from declined
            raise Refusal("refused.picture.gone") from declined
        return part(found, "file")

    def _is_slacks(self, address: str) -> bool:
        url = urlsplit(address)
        is_ours = (url.scheme, url.netloc) == (self._base.scheme, self._base.netloc)
        return is_ours or (url.scheme == "https" and (url.hostname or "").endswith(".slack.com"))


def _check(answer: ClientResponse) -> None:
    """Whoever may not have a file is sent to a page to sign in."""
    if answer.status in {404, 410}:
        raise Refusal("refused.picture.gone")
    is_page = answer.content_type == "text/html"
    if answer.status != 200 or is_page:
        raise Unavailable(PART, cause=Cause.RIGHTS if is_page or answer.status < 500 else Cause.UNKNOWN)


async def _read(answer: ClientResponse, most: int) -> bytes:
    content = bytearray()
    async for piece in answer.content.iter_chunked(_PIECE):
        content += piece
        if len(content) > most:
            raise _too_large(most)
    return bytes(content)


def _too_large(most: int) -> Refusal:
    return Refusal("refused.picture.too_large", count=str(most // _MEGABYTE))
