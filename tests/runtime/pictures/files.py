"""Picture files with everything in them that must not be kept, each marked."""

import struct
import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin

MARK = b"CANARY"
GPS = 0x8825
ORIENTATION = 0x0112


def pixels(size: tuple[int, int] = (4, 2), mode: str = "RGB") -> Image.Image:
    """No two alike, so that a turn shows."""
    image = Image.new(mode, size)
    for x in range(size[0]):
        for y in range(size[1]):
            image.putpixel((x, y), (x * 60, y * 120, 200, 255)[: len(image.getbands())])
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """Where, when and with what, and a preview."""
    noted = Image.Exif()
    noted[0x010F] = noted[0x0110] = noted[0x0131] = MARK.decode()  # maker, model, software
    noted[0x9003] = "2026:03:01 12:00:00 CANARY"
    noted[ORIENTATION] = orientation
    noted.get_ifd(GPS).update({1: "N", 2: (21.0, 58.0, 30.0), 3: "E", 4: (96.0, 5.0, 0.0), 29: MARK.decode()})
    return noted


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def jpeg(orientation: int = 1) -> bytes:
    """With Exif and its place, a colour profile, XMP, a comment, a maker's own segment, and something behind the end."""
    image = pixels((16, 8))
    file = saved(
        image,
        "JPEG",
        exif=exif(orientation),
        icc_profile=b"profile " + MARK,
        xmp=b"<x:xmpmeta>CANARY</x:xmpmeta>",
        comment=MARK,
        quality=95,
    )
    segment = MARK + b" maker"
    app13 = b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment
    return file[:2] + app13 + file[2:] + b"behind the end " + MARK


def several_in_one() -> bytes:
    """A JPEG with a second picture in it, as cameras hang on a preview of what was cropped away."""
    return (
        saved(pixels((16, 8)), "MPO", save_all=True, append_images=[Image.new("RGB", (16, 8), "red")]) + MARK
    )


def png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", MARK.decode())
    info.add_text("Comment", MARK.decode() * 20, zip=True)
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>CANARY</x:xmpmeta>")
    info.add(b"prVt", MARK)
    file = saved(pixels(), "PNG", pnginfo=info, exif=exif(6), icc_profile=b"profile " + MARK)
    return file + b"behind the end " + MARK


def webp() -> bytes:
    file = saved(
        pixels(), "WEBP", lossless=True, exif=exif(), xmp=b"<x:xmpmeta>CANARY</x:xmpmeta>", icc_profile=MARK
    )
    return file + MARK


def gif() -> bytes:
    frames = [Image.new("RGB", (4, 2), "blue"), Image.new("RGB", (4, 2), "red")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], comment=MARK) + MARK


def hidden_below_nothing() -> bytes:
    """A picture of which one half was made transparent, and is still there."""
    image = Image.new("RGBA", (4, 2), (9, 9, 9, 255))
    image.paste((67, 65, 78, 0), (2, 0, 4, 2))
    return saved(image, "PNG")


def bomb(side: int = 30_000) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
