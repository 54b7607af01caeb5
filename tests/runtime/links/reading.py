import re
from datetime import date

from bot.runtime.links.extracting import Extracted
from bot.runtime.outgoing.pages import Got
from storage.cache.memory import MemoryCache
from tests.fakes.clocks import Stopwatch

_TITLE = re.compile(r"<h1>(.*?)</h1>")
_PARAGRAPH = re.compile(r"<article>.*?</h1>(.*?)</article>")
_DAY = re.compile(r"<meta name='date' content='(.*?)'>")
_CANONICAL = re.compile(r"<link rel='canonical' href='(.*?)'>")


async def extract_plainly(got: Got, today: date) -> Extracted | None:
    """Takes apart the pages of `tests.fakes.web` without a process for each."""
    page = got.content.decode()
    title, text, day, canonical = (
        (pattern.findall(page) or [""])[0] for pattern in (_TITLE, _PARAGRAPH, _DAY, _CANONICAL)
    )
    plain = re.sub(r"<.*?>", "", text).strip()
    return Extracted(title, plain, date.fromisoformat(day) if day else None, canonical, "LOCKED" in page)


def a_cache() -> MemoryCache:
    return MemoryCache(limit=1_000_000, now=Stopwatch())
