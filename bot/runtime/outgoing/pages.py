"""Gets a page of a stranger: little of it, soon or not at all, and without telling who wants it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from aiohttp import (
    BaseConnector,
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    DummyCookieJar,
    InvalidURL,
    TCPConnector,
    TooManyRedirects,
)
from yarl import URL

from bot.claims.article import Unread
from bot.claims.public_address import is_public
from bot.runtime.outgoing.guard import NotPublic, guarded_connector

MOST_BYTES = 2 * 1024 * 1024
"""Of a page as it is unpacked: what is packed smaller gets no further."""

MOST_REDIRECTS = 5
SECONDS = 8.0
"""For all of it, redirects included."""

_STEP = 64 * 1024
_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 403, 405, 406, 407, 429, 451})
_LOCKED = 402
_KINDS = frozenset({"text/html", "application/xhtml+xml"})
_HERE = frozenset({"localhost", "local", "internal", "lan", "home", "intranet", "localdomain", "arpa"})
"""How names end that mean something only where they are asked."""

_HEADERS = {
    "User-Agent": "SecondSource/1 (reads one article for a newsroom that asks)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Got:
    """A page as it came. `url` is where it was at last; `charset` what the server says of it, empty for nothing."""

    url: str
    content: bytes = field(repr=False)
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """`connector` makes the connections of one page. With a `proxy` it is that which resolves names, and which has to keep away from what is not public."""

    connector: Callable[[], BaseConnector] = guarded_connector
    proxy: str = field(default="", repr=False)
    seconds: float = SECONDS

    async def get(self, address: str) -> Got | Unread:
        try:
            async with asyncio.timeout(self.seconds), self._session() as session:
                return await self._follow(session, address)
        except TimeoutError:
            return Unread.LATE
        except NotPublic:
            return Unread.NOT_PUBLIC
        except ClientConnectorError as failure:
            return Unread.NOT_PUBLIC if isinstance(failure.os_error, NotPublic) else Unread.AWAY
        except (InvalidURL, TooManyRedirects):
            return Unread.ASTRAY
        except (ClientError, OSError, UnicodeError):  # UnicodeError: a name that cannot be written as one
            return Unread.AWAY

    def _session(self) -> ClientSession:
        return ClientSession(
            connector=TCPConnector(force_close=True) if self.proxy else self.connector(),
            cookie_jar=DummyCookieJar(),
            headers=_HEADERS,
            trust_env=False,
        )

    async def _follow(self, session: ClientSession, address: str) -> Got | Unread:
        origin = ""
        for _ in range(MOST_REDIRECTS + 1):
            url = _usable(address, origin)
            if url is None:
                return Unread.ASTRAY
            _refuse_by_name(url)
            async with session.get(url, allow_redirects=False, proxy=self.proxy or None) as response:
                if response.status not in _MOVED:
                    return await _read(response)
                origin, address = str(url), response.headers.get("Location", "")
        return Unread.ASTRAY


def _usable(address: str, origin: str) -> URL | None:
    """http and https at their own ports, without a name and password. `origin` is the page that sends there, empty for none."""
    with suppress(ValueError):
        address = urljoin(origin, address)
        parts, url = urlsplit(address), URL(address)
        is_plain = url.scheme in {"http", "https"} and "@" not in parts.netloc and url.is_default_port()
        if is_plain and url.host:
            return url.with_fragment(None)
    return None


def _refuse_by_name(url: URL) -> None:
    """What can be told before anybody is asked, which behind a proxy is all that can be told. Raises `NotPublic`."""
    host = (url.host or "").rstrip(".").lower()
    is_number = ":" in host or host.rpartition(".")[2][:1].isdigit()  # also 0x7f.1, 2130706433 and 0177.1
    ending = host.rpartition(".")[2]
    if is_number and not is_public(host):
        raise NotPublic
    if not is_number and ("." not in host or ending in _HERE):
        raise NotPublic


async def _read(response: ClientResponse) -> Got | Unread:
    why = next(_wrong(response), None)
    if why is not None:
        return why
    content = bytearray()
    async for part in response.content.iter_chunked(_STEP):
        content += part
        if len(content) > MOST_BYTES:
            return Unread.TOO_LARGE
    return Got(str(response.url), bytes(content), response.charset or "")


def _wrong(response: ClientResponse) -> Iterator[Unread]:
    if response.status == _LOCKED:
        yield Unread.LOCKED
    if response.status in _GONE:
        yield Unread.GONE
    if response.status in _REFUSED:
        yield Unread.REFUSED
    if response.status != 200:
        yield Unread.AWAY
    if response.content_type not in _KINDS:
        yield Unread.NOT_A_PAGE
    if (response.content_length or 0) > MOST_BYTES:
        yield Unread.TOO_LARGE
