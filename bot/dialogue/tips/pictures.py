"""What comes along with a tip, or is added to one. Pictures go with it, cleaned; of everything else it is said why not, and what to do instead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.claims.note import Note, note
from bot.desk.picture import MOST_PICTURES, Picture
from bot.desk.tip import Draft
from bot.dialogue.parts import Parts
from bot.dialogue.start import safer
from bot.errors import Refusal, Unavailable
from bot.moderation import TakesPictures
from bot.people.address import Front
from bot.speech.attached import Attachment, Cleaned
from bot.speech.heard import From
from bot.speech.outcome import Attach, Deed

_WORDS = {
    "video": "video",
    "animation": "video",
    "video message": "video",
    "voice message": "sound",
    "audio": "sound",
    "document": "file",
}
_AWAY = note("talk.picture.away")
_MOST_FAILURES = 2
"""After so many pictures of one message that could not be had, no other is asked for: somebody waits."""

_TOO_MANY = note("talk.picture.too_many", count=str(MOST_PICTURES))


@dataclass(frozen=True, slots=True)
class PickedUp:
    """The draft with the pictures that are kept with it, what has to be written for that, and what is to be said of the others."""

    draft: Draft
    deeds: tuple[Deed, ...] = ()
    said: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """Pictures to be written, and what is to be said of what is not kept."""

    kept: tuple[Cleaned, ...] = ()
    said: tuple[Note, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(one.picture for one in self.kept)

    def deeds(self, sender: From) -> tuple[Deed, ...]:
        return (Attach(self.kept, sender),) if self.kept else ()


async def pick_up(
    attached: Sequence[Attachment], draft: Draft, sender: From, *, parts: Parts, given: Sequence[Cleaned] = ()
) -> PickedUp:
    """For a tip that is being written."""
    room = MOST_PICTURES - len(draft.pictures)
    taken = await take_along(attached, sender, room=room, full=_TOO_MANY, parts=parts, given=given)
    whole = replace(draft, pictures=(*draft.pictures, *taken.pictures))
    return PickedUp(whole, taken.deeds(sender), taken.said)


async def take_along(
    attached: Sequence[Attachment],
    sender: From,
    *,
    room: int,
    full: Note,
    parts: Parts,
    given: Sequence[Cleaned] = (),
) -> Taken:
    """Fetches what can be kept; `given` is cleaned already. That a picture cannot be had now is said, and holds nothing up. `full` is said where
    there are more than `room`."""
    room = max(0, room)
    kept, said = [*given[:room]], [full] if len(given) > room else []
    for one in attached:
        if one.reference and said.count(_AWAY) >= _MOST_FAILURES:
            continue
        is_full = len(kept) >= room and bool(one.reference)
        taken = full if is_full else await _take(one, sender.address.front, parts.taking)
        if isinstance(taken, Note):
            said.append(taken)
        else:
            kept.append(taken)
    if any(one.picture.is_first for one in kept):
        said.append(note("talk.picture.first"))
    if parts.facts.safer_channel and len(kept) < len(attached):
        said.append(safer(parts.facts))
    return Taken(tuple(kept), tuple(dict.fromkeys(said)))


async def _take(attached: Attachment, front: Front, taking: TakesPictures | None) -> Cleaned | Note:
    if not attached.reference or taking is None:
        word = _WORDS.get(attached.kind)
        return note(f"talk.picture.not_taken.{word}") if word else note("talk.tip.not_taken")
    try:
        return await taking.take(attached, front)
    except Refusal as refusal:
        return note(refusal.key, **refusal.values)
    except Unavailable:
        return _AWAY
