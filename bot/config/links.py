from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr

from bot.config.section import Secret, Section


def _proxy_url(secret: SecretStr | None) -> SecretStr | None:
    url = urlsplit(secret.get_secret_value()) if secret else None
    try:
        is_usable = url is None or (url.scheme == "http" and bool(url.hostname) and (url.port or True))
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ValueError("This must be the address of an HTTP proxy such as http://proxy.example:3128.")
    return secret


class LinkSettings(Section):
    fetch: bool = False
    """Whether the article behind a link is read and checked where the link comes alone or with a sentence or two, and whether the desk may have one read.
    The site then sees in its log that this server, or the proxy, reads that page, and when."""

    newsroom: bool = True
    """Whether that is so for what the newsroom's own people send."""

    public: bool = False
    """The same for everybody else: then anybody can make this server open a page of their choice."""

    cache_hours: Annotated[int, Field(ge=1, le=168)] = 6
    """How long an article is kept, sealed, so that a link which many send is opened once."""

    proxy: Annotated[Secret, AfterValidator(_proxy_url)] = None
    """Address of an HTTP proxy through which pages are got, such as `http://user:password@proxy.example:3128`. It resolves the names, and has to keep
    away from private networks itself. Empty: none, also where the environment names one."""
