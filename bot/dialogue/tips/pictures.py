"""What comes along with a tip. Pictures go with it, cleaned; of everything else it is said why not, and what to do instead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.claims.note import Note, note
from bot.desk.picture import MOST_PICTURES
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


async def pick_up(
    attached: Sequence[Attachment], draft: Draft, sender: From, *, parts: Parts, given: Sequence[Cleaned] = ()
) -> PickedUp:
    """Fetches what can be kept; `given` is cleaned already. That a picture cannot be had now is said, and holds nothing up."""
    room = MOST_PICTURES - len(draft.pictures)
    kept, said = [*given[:room]], [_TOO_MANY] if len(given) > room else []
    for one in attached if parts.taking else ():
        if one.reference and said.count(_AWAY) >= _MOST_FAILURES:
            continue
        taken = await _take(one, sender.address.front, room - len(kept), parts.taking)
        if isinstance(taken, Note):
            said.append(taken)
        else:
            kept.append(taken)
    if any(one.picture.is_first for one in kept):
        said.append(note("talk.picture.first"))
    if parts.facts.safer_channel and len(kept) < len(attached):
        said.append(safer(parts.facts))
    pictures = (*draft.pictures, *(one.picture for one in kept))
    deeds = (Attach(tuple(kept), sender),) if kept else ()
    return PickedUp(replace(draft, pictures=pictures), deeds, tuple(dict.fromkeys(said)))


async def _take(
    attached: Attachment, front: Front, room: int, taking: TakesPictures | None
) -> Cleaned | Note:
    if not attached.reference or taking is None:
        word = _WORDS.get(attached.kind)
        return note(f"talk.picture.not_taken.{word}") if word else note("talk.tip.not_taken")
    if room <= 0:
        return _TOO_MANY
    try:
        return await taking.take(attached, front)
    except Refusal as refusal:
        return note(refusal.key, **refusal.values)
    except Unavailable:
        return _AWAY
