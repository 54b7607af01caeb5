from urllib.parse import urlsplit


def web_link(link: str) -> str:
    """The address if a browser may follow it, else empty: records are imported, and `javascript:` is an address too."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return link if parts.scheme in {"http", "https"} and parts.netloc else ""
