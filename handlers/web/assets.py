from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources

from aiohttp import web

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that belongs to a page. `name` carries a hash of the content, so that it may be kept for ever."""

    name: str
    content_type: str
    body: bytes


class Assets:
    """The files of a page, held in memory: the disk is read once, and no path of a request ever reaches it."""

    def __init__(self, assets: Iterable[tuple[str, Asset]], *, at: str) -> None:
        self._at = at
        self._by_file = dict(assets)
        self._by_name = {asset.name: asset for asset in self._by_file.values()}

    def url(self, file: str) -> str:
        """The address of this file, by the name that it has in its folder."""
        return f"{self._at}/{self._by_file[file].name}"

    async def get(self, request: web.Request) -> web.Response:
        asset = self._by_name.get(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound
        return web.Response(
            body=asset.body,
            content_type=asset.content_type,
            charset="utf-8",
            headers={"Cache-Control": _A_YEAR},
        )


def load_assets(package: str, *, at: str = "/static") -> Assets:
    """All style sheets, scripts and images in the folder `assets` of that package, and of the look that all pages share, served `at` that path."""
    return Assets([*_read("handlers.web.look"), *_read(package)], at=at)


def _read(package: str) -> Iterator[tuple[str, Asset]]:
    for file in (resources.files(package) / "assets").iterdir():
        stem, _, ending = file.name.rpartition(".")
        if ending in _TYPES:
            body = file.read_bytes()
            name = f"{stem}.{sha256(body).hexdigest()[:12]}.{ending}"
            yield file.name, Asset(name, _TYPES[ending], body)
