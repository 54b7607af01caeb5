"""Somebody who sends pictures, to a newsroom that takes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.claims.submission import Submission
from bot.desk.picture import Picture, PictureKind
from bot.desk.tip import TipField
from bot.dialogue.parts import Facts, PictureFacts
from bot.people.address import Front
from bot.speech.attached import Attachment, Cleaned
from bot.speech.heard import Message
from bot.speech.outcome import Outcome
from tests.dialogue.conversation import Conversation
from tests.dialogue.tips.volunteer import WHAT, Volunteer

FACTS = Facts(pictures=PictureFacts(), safer_channel="Signal 123")
PHOTO = Attachment("photo", "AgAC")


@dataclass
class Taking:
    """Makes pictures of whatever it is given, unless it is to fail."""

    failures: list[Exception] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    is_first: bool = False

    async def take(self, attached: Attachment, front: Front) -> Cleaned:
        self.taken.append(f"{front.value}:{attached.reference}")
        if self.failures:
            raise self.failures.pop(0)
        return a_picture(f"{len(self.taken):032}", is_first=self.is_first)

    async def clean(self, content: bytes) -> Cleaned:
        raise AssertionError(content)


def a_picture(name: str = "a" * 32, *, is_first: bool = False) -> Cleaned:
    return Cleaned(Picture(name, PictureKind.JPEG, 4, 3, 5, "5" * 64, is_first), b"clean")


@dataclass
class Photographer(Volunteer):
    taking: Taking = field(default_factory=Taking)

    def __post_init__(self) -> None:
        self.talk = Conversation({}, FACTS)
        self.talk.parts = replace(self.talk.parts, taking=self.taking)

    async def sends(self, *attached: Attachment, text: str = "", is_edit: bool = False) -> Outcome:
        kinds = tuple(dict.fromkeys(one.kind for one in attached))
        submission = Submission(text, attachments=kinds)
        message = Message(self.sender, submission, "m1", is_edit=is_edit, attached=attached)
        self.last = await self.talk.hears(message)
        return self.last

    async def at_review(self, *attached: Attachment) -> Outcome:
        await self.begins()
        await self.writes(WHAT)
        if attached:
            await self.sends(*attached)
        return await self.answers(*tuple(TipField)[1:])

    @property
    def drafted(self) -> Sequence[str]:
        [writing] = self.talk.session.writing
        assert writing.draft is not None
        return [picture.name for picture in writing.draft.pictures]
