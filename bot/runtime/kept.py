import asyncio

from bot.claims.claim import Claim
from bot.ports import Cache
from bot.runtime.sealing import Place, seal, unseal
from bot.verdicts.finding import Finding, Report
from bot.verdicts.stored import decode_finding, decode_report, encode_finding, encode_report


class KeptAnswers:
    """Answers in the cache, each sealed for its place. They are opened in threads, and so they should be sealed: an article's report is large."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    async def report(self, place: Place) -> Report | None:
        """The report, None where none is kept or another version of this program kept it."""
        sealed = await self._cache.get(place.key)
        return await asyncio.to_thread(_open_report, sealed, place) if sealed else None

    async def finding(self, place: Place, claim: Claim) -> Finding | None:
        """As `report`, for this claim, wherever it stands in the text now."""
        sealed = await self._cache.get(place.key)
        return await asyncio.to_thread(_open_finding, sealed, place, claim) if sealed else None

    async def keep(self, sealed: bytes, place: Place, *, seconds: float) -> None:
        await self._cache.put(place.key, sealed, seconds=seconds)


def seal_report(report: Report, place: Place) -> bytes:
    return seal(encode_report(report), place)


def seal_finding(finding: Finding, place: Place) -> bytes:
    return seal(encode_finding(finding), place)


def _open_report(sealed: bytes, place: Place) -> Report | None:
    value = unseal(sealed, place)
    return decode_report(value) if value is not None else None


def _open_finding(sealed: bytes, place: Place, claim: Claim) -> Finding | None:
    value = unseal(sealed, place)
    return decode_finding(value, claim) if value is not None else None
