import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from bot.claims.claim import Link
from bot.claims.word_list import words

if TYPE_CHECKING:
    from tldextract import TLDExtract

_LINK = re.compile(
    r"(?<![\w@/.])(?:(?:h(?:tt|xx)ps?|ftp|javascript|data|file|tg)\s?(?:\[:\]|:)(?://)?|(?:www|t|fb|bit|youtu|m)\[?\.\]?(?=[a-z]))[^\s<>\"|]{2,2000}",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'\"*_~>"
_TRACKERS = re.compile(
    r"^(?:utm_\w+|fbclid|igshid?|si|gclid|dclid|msclkid|yclid|mc_\w+|mibextid|ref|ref_src|ref_url|at_\w+|xtor|traffic_source|cmpid|ocid|smid"
    r"|s|__tn__|__cft__\S*|eid|paipv|_rdr|feature|share|amp|outputtype|sfnsn|wtsid|guccounter|guce_\w+)$",
    re.IGNORECASE,
)
_KEPT_WITH_IDS = words("story_fbid u v p page q id fbid set")
_SAME_HOSTS = {
    "twitter.com": "x.com",
    "telegram.me": "t.me",
    "telegram.dog": "t.me",
    "fb.com": "facebook.com",
    "fb.watch": "fb.watch",
}
_SIDE_DOORS = ("www.", "m.", "mobile.", "amp.", "mbasic.", "web.", "touch.", "old.", "en-gb.")
_ARCHIVED = re.compile(r"^/web/[0-9a-z_*]{1,20}/(https?:/{1,2}.+)$", re.IGNORECASE)
_MOST = 50
_UNWRAPPINGS = 4


def link_spans(text: str) -> list[tuple[int, int]]:
    """Where links stand, kept ones and refused ones alike: no other reader should look there."""
    return [(match.start(), match.start() + len(_trimmed(match[0]))) for match in _LINK.finditer(text)]


def read_links(text: str) -> tuple[Link, ...]:
    """The public web addresses in the text, each once, unwrapped and without trackers; at most 50.

    Left out: other schemes than http, addresses with a user name, and private chats ("t.me/c/…"), which would name the sender's group.
    """
    links: dict[str, Link] = {}
    for start, end in link_spans(text):
        link = canonical_link(text[start:end])
        if link and len(links) < _MOST:
            links.setdefault(link.url, link)
    return tuple(links.values())


def found_links(text: str) -> list[str]:
    """The addresses as they stand in the text."""
    return [text[start:end] for start, end in link_spans(text)]


def beside_links(text: str) -> str:
    """What is said beside the links, in one line."""
    start, words = 0, []
    for first, behind in link_spans(text):
        words.append(text[start:first])
        start = behind
    return " ".join(" ".join((*words, text[start:])).split())


def openable_address(address: str) -> str | None:
    """The address by which the page can be got: as it was given, unwrapped and without trackers, which would tell who passed it on. None for what
    `canonical_link` leaves out."""
    parts = _unwrapped(address)
    if parts is None or canonical_link(address) is None:
        return None
    query = _clean_query(parts.query)
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}{'?' + query if query else ''}"


def canonical_link(address: str) -> Link | None:
    """The address in the one form that all its variants share; None where it must not be kept or is none."""
    parts = _unwrapped(address)
    if parts is None:
        return None
    host = _canonical_host(parts)
    site = _registered_domain(host)
    if not site or _is_private(host, parts.path):
        return None
    path = parts.path.rstrip("/")
    if host == "t.me" and path.startswith("/s/"):
        path = path[2:]
    query = _clean_query(parts.query)
    return Link(f"https://{host}{path}{'?' + query if query else ''}", site)


def _unwrapped(address: str) -> SplitResult | None:
    parts = _split(_refanged(address.strip()))
    for _ in range(_UNWRAPPINGS):
        inner = _wrapped(parts) if parts else None
        if not inner:
            break
        parts = _split(inner)
    return parts


def _refanged(address: str) -> str:
    address = address.replace("[.]", ".").replace("(.)", ".").replace("[:]", ":").replace("[dot]", ".")
    if address[:4].lower() == "hxxp":
        address = f"http{address[4:]}"
    return address if ":" in address[:12] else f"https://{address}"


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    return parts if port in {None, 80, 443} else None


def _wrapped(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").lower()
    query = dict(parse_qsl(parts.query))
    if host in {"l.facebook.com", "lm.facebook.com", "l.instagram.com", "l.messenger.com"}:
        return query.get("u")
    if host == "t.me" and parts.path == "/iv":
        return query.get("url")
    if host.startswith("www.google.") and parts.path in {"/url", "/amp/url"}:
        return query.get("q") or query.get("url")
    if host.endswith("safelinks.protection.outlook.com"):
        return query.get("url")
    if host in {"web.archive.org", "archive.org"}:
        archived = _ARCHIVED.match(parts.path)
        return unquote(archived[1]) + (f"?{parts.query}" if parts.query else "") if archived else None
    return None


def _canonical_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower().rstrip(".")
    for door in _SIDE_DOORS:
        if host.startswith(door) and host.count(".") > 1:
            host = host.removeprefix(door)
            break
    return _SAME_HOSTS.get(host, host)


def _is_private(host: str, path: str) -> bool:
    if host in {"t.me", "telegram.org"}:
        return path.startswith(("/c/", "/+", "/joinchat", "/addstickers")) or path in {"", "/"}
    return host in {
        "chat.whatsapp.com",
        "wa.me",
        "api.whatsapp.com",
        "discord.gg",
        "signal.group",
        "signal.me",
    }


def _clean_query(query: str) -> str:
    kept = [
        (key, value)
        for key, value in parse_qsl(query, keep_blank_values=True)
        if key in _KEPT_WITH_IDS or not _TRACKERS.match(key)
    ]
    return urlencode(sorted(kept))


def _registered_domain(host: str) -> str:
    return str(_extractor()(host).top_domain_under_public_suffix)


@cache
def _extractor() -> "TLDExtract":
    # A tenth of a second to import: only texts with links pay for it. No list is fetched, none is cached on disk.
    from tldextract import TLDExtract  # noqa: PLC0415

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _trimmed(address: str) -> str:
    address = address.rstrip(_TRAILING)
    while address.endswith((")", "]")) and address.count("(") + address.count("[") < address.count(
        ")"
    ) + address.count("]"):
        address = address[:-1].rstrip(_TRAILING)
    return address
