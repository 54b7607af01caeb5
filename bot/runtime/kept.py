import asyncio

from bot.claims.claim import Claim
from bot.ports import Cache
from bot.runtime.sealing import Place, seal, unseal
from bot.verdicts.finding import Finding, Report
from bot.verdicts.stored import decode_finding, decode_report, encode_finding, encode_report


class KeptAnswers:
    """Answers in the cache, each sealed for its place. Sealing and decoding run in threads: an article's report is large."""

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

    async def keep_report(self, report: Report, place: Place, *, seconds: float) -> None:
        sealed = await asyncio.to_thread(lambda: seal(encode_report(report), place))
        await self._cache.put(place.key, sealed, seconds=seconds)

    async def keep_finding(self, finding: Finding, place: Place, *, seconds: float) -> None:
        sealed = await asyncio.to_thread(lambda: seal(encode_finding(finding), place))
        await self._cache.put(place.key, sealed, seconds=seconds)


def _open_report(sealed: bytes, place: Place) -> Report | None:
    value = unseal(sealed, place)
    return decode_report(value) if value is not None else None


def _open_finding(sealed: bytes, place: Place, claim: Claim) -> Finding | None:
    value = unseal(sealed, place)
    return decode_finding(value, claim) if value is not None else None
