"""What is asked of the index for the claims of one submission, with their vectors where there is an encoder."""

from collections.abc import Sequence

from bot.claims.claim import Claim
from bot.claims.readable import is_short
from bot.claims.submission import Reading
from bot.matching.query import Query
from bot.ports import Encoder


def is_read_as_one(reading: Reading) -> bool:
    """Whether the whole message takes part in what is found for each of its claims."""
    return len(reading.claims) > 1 and is_short(reading.text)


class Meaning:
    """Encodes claims of a submission together, the message along with them where it is read as one."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder

    async def queries(self, claims: Sequence[Claim], reading: Reading) -> list[Query]:
        """One for each claim, in order. Raises `Unavailable`."""
        if self._encoder is None or not claims:
            return [Query(claim.text, claim.context.text) for claim in claims]
        texts = list(dict.fromkeys(claim.text for claim in claims))
        if is_read_as_one(reading):
            texts.append(reading.text)
        vectors = dict(zip(texts, await self._encoder.encode(texts), strict=True))
        around = vectors[reading.text] if is_read_as_one(reading) else None
        return [Query(claim.text, claim.context.text, vectors[claim.text], around) for claim in claims]
