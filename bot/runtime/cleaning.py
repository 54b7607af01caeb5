"""Pictures made harmless: the pixels go into a new picture and that into a new file, so nothing of the old file can come along. Not the place, the
device and the hour that cameras note, no preview of an uncropped original, no comment, no name, nothing that was hung on behind the end.

What is to be seen stays: faces, signs, the light. So do marks that are made of pixels.
"""

import logging
import struct
import warnings
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from secrets import token_hex
from typing import Final

from PIL import Image

from bot.desk.picture import Picture, PictureKind
from bot.errors import Refusal
from bot.speech.attached import Cleaned

MOST_PIXELS: Final = 50_000_000
"""A telephone's picture has 12 to 50 million. Decoded, these take up to 200 MB for a moment, and their copy as much again."""

_GROWTH: Final = 3
"""How many times larger the new file may be: what was packed tightly is not packed as tightly again."""

_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each orientation of Exif 2.3, §4.6.4 A."""

_KEPT_AS: Final = {
    "JPEG": PictureKind.JPEG,
    "MPO": PictureKind.JPEG,  # a JPEG with further ones behind it, as many cameras write them
    "PNG": PictureKind.PNG,
    "WEBP": PictureKind.WEBP,
    "GIF": PictureKind.PNG,
}
_SAVED: Final[Mapping[PictureKind, Mapping[str, int]]] = {
    PictureKind.JPEG: {"quality": 90},
    PictureKind.PNG: {"compress_level": 4},
    PictureKind.WEBP: {"quality": 90, "method": 2},
}
_GREY: Final = frozenset({"1", "L", "I;16"})
_NO_ALPHA: Final = frozenset({PictureKind.JPEG})

_MALFORMED: Final = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the library raises on files that are not what they say."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """`kinds` are those that are taken, as the settings name them; `size` is in bytes, of what comes in."""

    kinds: tuple[str, ...] = ("jpeg", "png", "webp", "gif")
    size: int = 10 * 1024 * 1024
    pixels: int = MOST_PIXELS


def hush() -> None:
    """The library warns of what we refuse, or do not need: notes that are broken, pictures that are large. And it logs what it reads, the place and the
    device with it."""
    warnings.filterwarnings("ignore", module=r"PIL\.")
    logging.getLogger("PIL").setLevel(logging.CRITICAL)


def clean(content: bytes, bounds: Bounds) -> Cleaned:
    """Takes a moment of a processor: never on the event loop. Raises `Refusal`."""
    if len(content) > bounds.size:
        raise too_large(bounds.size)
    try:
        with Image.open(BytesIO(content), formats=_formats(bounds)) as opened:
            if opened.width * opened.height > bounds.pixels:
                raise _too_many_pixels(bounds)
            kind = _KEPT_AS[opened.format or ""]
            is_first = opened.format != "MPO" and bool(getattr(opened, "is_animated", False))
            copied = _copied(opened, keeps_alpha=kind not in _NO_ALPHA)
        file = _written(copied, kind)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(bounds) from error
    except _MALFORMED as error:
        raise Refusal("refused.picture.unreadable") from error
    if len(file) > bounds.size * _GROWTH:
        raise too_large(bounds.size)
    digest = sha256(file).hexdigest()
    return Cleaned(Picture(token_hex(16), kind, *copied.size, len(file), digest, is_first), file)


def too_large(size: int) -> Refusal:
    return Refusal("refused.picture.too_large", count=str(size // (1024 * 1024)))


def _too_many_pixels(bounds: Bounds) -> Refusal:
    return Refusal("refused.picture.too_many_pixels", count=str(bounds.pixels // 1_000_000))


def _formats(bounds: Bounds) -> tuple[str, ...]:
    """Their names in the library. Nothing else of what it knows is even tried."""
    return tuple(kind.upper() for kind in bounds.kinds)


def _copied(opened: Image.Image, *, keeps_alpha: bool) -> Image.Image:
    """A new picture of the same pixels, the right way up. What cannot be seen since it is wholly transparent is not copied."""
    turn = _TURNS.get(_orientation(opened))
    shown: Image.Image = opened
    has_alpha = keeps_alpha and opened.has_transparency_data
    mode = "RGBA" if has_alpha else "L" if opened.mode in _GREY else "RGB"
    if shown.mode != mode:
        shown = shown.convert(mode)
    if turn is not None:
        shown = shown.transpose(turn)
    copy = Image.new(mode, shown.size)
    copy.paste(shown, mask=_visible(shown) if has_alpha else None)
    return copy


def _visible(shown: Image.Image) -> Image.Image:
    return shown.getchannel("A").point([0, *[255] * 255])


def _orientation(opened: Image.Image) -> int:
    """What is noted of it; a note that cannot be read turns nothing."""
    with suppress(*_MALFORMED):
        noted = opened.getexif().get(_ORIENTATION)
        return noted if isinstance(noted, int) else 0
    return 0


def _written(copied: Image.Image, kind: PictureKind) -> bytes:
    file = BytesIO()
    copied.save(file, kind.value, **_SAVED[kind])
    return file.getvalue()
