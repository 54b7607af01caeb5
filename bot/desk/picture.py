"""Pictures that go along with a tip, as they are kept: the pixels alone, copied into a new file."""

from dataclasses import dataclass
from enum import StrEnum

MOST_PICTURES = 10
"""With one tip; later as many again can be put to its receipt."""


class PictureKind(StrEnum):
    """What a picture is kept as."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"

    @property
    def media_type(self) -> str:
        return f"image/{self.value}"

    @property
    def ending(self) -> str:
        """That of a file's name."""
        return "jpg" if self is PictureKind.JPEG else self.value


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of one that is kept. `name` finds it and tells nothing; `size` in bytes; `digest` is the SHA-256 of what is kept, in hex, never
    of what was sent. `is_first`: what was sent moved, and this is its first picture."""

    name: str
    kind: PictureKind
    width: int
    height: int
    size: int
    digest: str
    is_first: bool = False


def file_name(number: int, picture: Picture) -> str:
    """For whoever saves it: says nothing of where it comes from."""
    return f"picture-{number}.{picture.kind.ending}"
