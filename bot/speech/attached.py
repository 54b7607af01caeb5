"""What comes along with a message or a form, on its way to be kept."""

from dataclasses import dataclass, field

from bot.desk.picture import Picture


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that came along and was not looked at. `kind` is what fronts call it (`Submission.attachments`). `reference` is by what the platform
    gives it to us, empty for what is no picture: that is never fetched. `size` is in bytes, 0 where nobody tells."""

    kind: str
    reference: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture of which nothing is left but its pixels, and `content`, the file that was made of them."""

    picture: Picture
    content: bytes = field(repr=False)
