import logging
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.desk.picture import PictureKind
from bot.errors import Refusal
from bot.runtime.cleaning import Bounds, clean, hush
from bot.speech.attached import Cleaned
from tests.runtime.pictures import files
from tests.runtime.pictures.files import MARK, ORIENTATION, pixels, saved

MARKED = [files.jpeg, files.several_in_one, files.png, files.webp, files.gif]
JPEG_SEGMENTS = {0xDB, 0xC0, 0xC4, 0xDA, 0xE0}
"""Tables, the size, the codes, the pixels, and the JFIF header that every JPEG begins with."""


def cleaned(content: bytes, **bounds: object) -> Cleaned:
    return clean(content, Bounds(**bounds))  # type: ignore[arg-type]


def opened(one: Cleaned) -> Image.Image:
    image = Image.open(BytesIO(one.content))
    image.load()
    return image


def segments(content: bytes) -> set[int]:
    """The markers before the pixels of a JPEG."""
    found, at = set[int](), 2
    while True:
        found.add(content[at + 1])
        if content[at + 1] == 0xDA:
            return found
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")


def chunks(content: bytes) -> list[bytes]:
    found, at = list[bytes](), 8
    while at < len(content):
        found.append(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4], "big")
    return found


@pytest.mark.parametrize("make", MARKED)
def test_nothing_but_pixels_is_left(make: Callable[[], bytes]) -> None:
    content = make()
    assert MARK in content

    one = cleaned(content)

    assert MARK not in one.content
    assert b"xmpmeta" not in one.content
    image = opened(one)
    assert not image.getexif()
    assert not {"icc_profile", "exif", "xmp", "comment", "photoshop", "mp"} & image.info.keys()


def test_jpeg_holds_what_every_jpeg_holds() -> None:
    one = cleaned(files.jpeg())

    assert segments(one.content) <= JPEG_SEGMENTS
    assert one.content.endswith(b"\xff\xd9")
    assert one.content.count(b"\xff\xd9") == 1


def test_png_holds_its_size_and_pixels() -> None:
    assert set(chunks(cleaned(files.png()).content)) == {b"IHDR", b"IDAT", b"IEND"}


def test_webp_holds_one_chunk_of_pixels() -> None:
    content = cleaned(files.webp()).content

    assert content[12:16] in {b"VP8 ", b"VP8L"}
    assert len(content) == 8 + int.from_bytes(content[4:8], "little")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_stands_the_right_way_up(orientation: int) -> None:
    """A viewer that heeds the note shows the old file as every viewer shows the new one."""
    noted = Image.Exif()
    noted[ORIENTATION] = orientation
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    upright = pixels((3, 5))
    stored = upright if orientation == 1 else upright.transpose(Image.Transpose(undo[orientation]))

    shown = opened(cleaned(saved(stored, "PNG", exif=noted)))

    assert shown.size == upright.size
    assert shown.convert("RGB").tobytes() == upright.tobytes()


def test_pixels_without_loss_stay_as_they_are() -> None:
    content = saved(pixels((5, 7), "RGBA"), "PNG")

    assert opened(cleaned(content)).tobytes() == pixels((5, 7), "RGBA").tobytes()


def test_what_cannot_be_seen_is_not_copied() -> None:
    image = opened(cleaned(files.hidden_below_nothing()))

    assert image.getpixel((3, 0)) == (0, 0, 0, 0)
    assert image.getpixel((0, 0)) == (9, 9, 9, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA", "CMYK", "YCbCr"])
def test_every_way_to_store_colours_is_read(mode: str) -> None:
    image = pixels().convert("L" if mode == "I;16" else mode if mode != "LA" else "LA")
    image = Image.new("I;16", (4, 2), 40_000) if mode == "I;16" else image
    kind = "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG"

    assert opened(cleaned(saved(image, kind))).size == (4, 2)


@pytest.mark.parametrize(
    ("make", "kind", "is_first"),
    [
        (files.jpeg, PictureKind.JPEG, False),
        (files.several_in_one, PictureKind.JPEG, False),
        (files.gif, PictureKind.PNG, True),
        (files.webp, PictureKind.WEBP, False),
    ],
)
def test_first_of_several_pictures_is_kept(
    make: Callable[[], bytes], kind: PictureKind, *, is_first: bool
) -> None:
    one = cleaned(make())

    assert (one.picture.kind, one.picture.is_first) == (kind, is_first)
    assert getattr(opened(one), "n_frames", 1) == 1


def test_what_is_kept_is_described() -> None:
    one = cleaned(files.jpeg(orientation=6))

    assert (one.picture.width, one.picture.height) == (8, 16)
    assert one.picture.size == len(one.content)
    assert one.picture.digest == sha256(one.content).hexdigest()


def test_same_picture_twice_has_two_names() -> None:
    assert cleaned(files.png()).picture.name != cleaned(files.png()).picture.name


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "unreadable"),
        (b"%PDF-1.7 ...", "unreadable"),
        (b"<svg onload='alert(1)'/>", "unreadable"),
        (files.jpeg()[:300], "unreadable"),
        (saved(pixels(), "TIFF"), "unreadable"),
        (saved(pixels(), "BMP"), "unreadable"),
        (files.bomb(), "too_many_pixels"),
        (files.jpeg() + b"\0" * 20_000, "too_large"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(content: bytes, key: str) -> None:
    hush()

    with pytest.raises(Refusal) as refused:
        cleaned(content, size=20_000)

    assert refused.value.key == f"refused.picture.{key}"


def test_kinds_that_are_not_wanted_are_refused() -> None:
    with pytest.raises(Refusal, match="unreadable"):
        cleaned(files.png(), kinds=("jpeg",))


@given(st.sampled_from(MARKED), st.data())
def test_broken_files_break_nothing(make: Callable[[], bytes], data: st.DataObject) -> None:
    content = bytearray(make())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    hush()

    try:
        one = cleaned(bytes(content[: data.draw(st.integers(1, len(content)))]))
    except Refusal:
        return

    assert one.content


def test_nothing_of_a_file_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    hush()

    with caplog.at_level(logging.DEBUG):
        for make in MARKED:
            cleaned(make())

    assert MARK.decode() not in caplog.text
