"""A form with pictures, read as it comes in: no more than one file lies in memory as it was sent, and each is cleaned before the next is read."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from aiohttp import BodyPartReader, web

from bot.claims.note import Note, note
from bot.desk.picture import MOST_PICTURES
from bot.errors import Refusal, Unavailable
from bot.moderation import TakesPictures
from bot.speech.attached import Cleaned
from bot.speech.replies import Mood, Told

FILES: Final = "files"
CHOOSE_AGAIN: Final = note("page.choose_again")

_LONGEST_FIELD: Final = 1024 * 1024
_MOST_PARTS: Final = MOST_PICTURES + 25
_AT_ONCE: Final = 4
_PATIENCE: Final = 600.0
"""Seconds: ten pictures over a telephone take minutes."""

_PIECE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Uploading:
    """How pictures come in: what cleans them, of which kinds, and how many bytes one may have."""

    taking: TakesPictures
    kinds: tuple[str, ...] = ("jpeg", "png", "webp", "gif")
    size: int = 10 * 1024 * 1024

    @property
    def accept(self) -> str:
        """For the field of the form."""
        return ",".join(f"image/{kind}" for kind in self.kinds)

    @property
    def whole(self) -> int:
        """Bytes of a whole form."""
        return MOST_PICTURES * self.size + 4 * _LONGEST_FIELD


@dataclass(slots=True)
class Upload:
    """What came in. `said` is what is wrong with pictures, None of which is then kept."""

    fields: dict[str, str] = field(default_factory=dict)
    cleaned: list[Cleaned] = field(default_factory=list)
    said: list[Note] = field(default_factory=list)
    is_away: bool = False

    def wrong(self) -> Told | None:
        """None where nothing is."""
        if self.said:
            return Told((*dict.fromkeys(self.said), CHOOSE_AGAIN), Mood.REFUSED)
        return Told((note("page.pictures_away"), CHOOSE_AGAIN), Mood.UNAVAILABLE) if self.is_away else None


class Receiving:
    """Takes some forms at a time, from whatever page. `names` are the fields that are read; `is_genuine` is asked before the first picture: nothing
    is done for a form that is none of ours."""

    def __init__(self, uploading: Uploading) -> None:
        self._rules = uploading
        self._seats = asyncio.Semaphore(_AT_ONCE)

    @property
    def accept(self) -> str:
        return self._rules.accept

    def can_receive(self) -> bool:
        return not self._seats.locked()

    async def receive(
        self, request: web.Request, names: Collection[str], is_genuine: Callable[[str], bool]
    ) -> Upload:
        """Raises `Refusal` for what is no such form, and what the web tells of one that is too large or too slow."""
        if (length := request.content_length or 0) > self._rules.whole:
            raise web.HTTPRequestEntityTooLarge(self._rules.whole, length)
        async with self._seats:
            try:
                async with asyncio.timeout(_PATIENCE):
                    return await self._read(request, names, is_genuine)
            except TimeoutError:
                raise web.HTTPRequestTimeout from None
            except (ValueError, UnicodeDecodeError):  # no parts, or none that end
                raise Refusal("refused.bad_form") from None

    async def _read(
        self, request: web.Request, names: Collection[str], is_genuine: Callable[[str], bool]
    ) -> Upload:
        upload, parts, left = Upload(), 0, self._rules.whole
        async for part in await request.multipart():
            parts += 1
            if not isinstance(part, BodyPartReader) or parts > _MOST_PARTS:
                raise Refusal("refused.bad_form")
            name = part.name or ""
            longest = self._rules.size if name == FILES else _LONGEST_FIELD
            content, size = await _content(part, longest, left)
            left -= size
            if name == FILES:
                if size and is_genuine(upload.fields.get("token", "")):
                    await self._take(content, upload, is_whole=size <= longest)
            elif size > longest:
                raise web.HTTPRequestEntityTooLarge(longest, size)
            elif name in names:
                upload.fields.setdefault(name, content.decode("utf-8"))
        return upload

    async def _take(self, content: bytes, upload: Upload, *, is_whole: bool) -> None:
        if not is_whole:
            size = str(self._rules.size // _LONGEST_FIELD)
            upload.said.append(note("refused.picture.too_large", count=size))
        elif len(upload.cleaned) >= MOST_PICTURES:
            upload.said.append(note("page.too_many_pictures", count=str(MOST_PICTURES)))
        elif not upload.said and not upload.is_away:
            try:
                upload.cleaned.append(await self._rules.taking.clean(content))
            except Refusal as refusal:
                upload.said.append(note(refusal.key, **refusal.values))
            except Unavailable:
                upload.is_away = True


async def _content(part: BodyPartReader, longest: int, left: int) -> tuple[bytes, int]:
    """What is in it as far as it may be, and how much it was: the rest is read and dropped, so that the browser comes to hear why. Raises
    `HTTPRequestEntityTooLarge` where all of it together is more than a form has."""
    content, size = bytearray(), 0
    while piece := await part.read_chunk(_PIECE):
        size += len(piece)
        if size > left:
            raise web.HTTPRequestEntityTooLarge(left, size)
        if size <= longest:
            content += piece
    return bytes(content), size
