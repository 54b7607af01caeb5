from hashlib import sha256

from bot.errors import Unreadable
from bot.people.address import Front
from bot.people.pseudonym import Pseudonym


class PlainKeys:
    """Names people the same way in every test, and seals nothing. `earlier` is how many older names of each person still count."""

    def __init__(self, *, earlier: int = 0) -> None:
        self._earlier = earlier

    def pseudonyms(self, front: Front, workspace: str, user: str) -> tuple[Pseudonym, ...]:
        ages = range(self._earlier, -1, -1)
        return tuple(Pseudonym(self.digest(str(age), front.value, workspace, user)[:16]) for age in ages)

    def digest(self, *parts: str) -> str:
        return sha256("\0".join(parts).encode()).hexdigest()[:32]

    def seal(self, plain: bytes, *, place: str) -> bytes:
        return place.encode() + b"\0" + plain

    def unseal(self, sealed: bytes, *, place: str) -> bytes:
        sealed_at, _, plain = sealed.partition(b"\0")
        if sealed_at != place.encode():
            raise Unreadable(place)
        return plain
