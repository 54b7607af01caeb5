"""Which names this server answers to, and which pages may send it forms. Pure; keeps DNS rebinding and foreign forms out."""

from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_PLAIN_PORT = 80


def is_our_host(host: str, *, port: int, allowed: Collection[str]) -> bool:
    """`host` as in the Host header; `port` is the one we listen on; `allowed` are further names, with a port unless it is the usual one."""
    ours = {f"{name}:{port}" for name in _LOOPBACK}
    if port == _PLAIN_PORT:
        ours.update(_LOOPBACK)
    return host.lower() in ours | {name.lower() for name in allowed}


def is_address(host: str) -> bool:
    """Whether the Host header has an address and no name: whoever calls by it was led here by nobody's name."""
    try:
        ip_address(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Sender:
    """What a browser says about the page behind a request. Empty where the header is missing."""

    host: str
    origin: str
    fetch_site: str


def is_our_page(sender: Sender) -> bool:
    """Whether a form may have come from our own page.

    `Sec-Fetch-Site` decides where a browser sends it. Our pages send no referrer, so a form without script arrives with
    `Origin: null` (https://fetch.spec.whatwg.org/#append-a-request-origin-header); then the form's token alone decides, later.
    """
    if sender.fetch_site:
        return sender.fetch_site == "same-origin"
    if sender.origin in {"", "null"}:
        return True
    return sender.origin.partition("://")[2].lower() == sender.host.lower()
