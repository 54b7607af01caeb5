"""What `secondsource doctor` sees of who else may read what, and who can reach us."""

import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.commandline.result import Result
from bot.config.settings import Settings

_OTHERS = stat.S_IRWXO | stat.S_IWGRP
_OTHERS_OF_KEYS = stat.S_IRWXO | stat.S_IRWXG
_LOCAL = {"127.0.0.1", "::1", "[::1]", "localhost"}


def look_at_rights(settings: Settings, config: Path | None) -> Result:
    """Files that others may use: the keys, tokens, the database."""
    kept = settings.storage
    own = {kept.keys_path: _OTHERS_OF_KEYS, kept.database_path: _OTHERS}
    own |= dict.fromkeys(_secret_files(config), _OTHERS)
    open_ones = [path for path, others in own.items() if path.is_file() and path.stat().st_mode & others]
    if not open_ones:
        return Result("rights", found="keys, tokens and database are for this user")
    names = " ".join(str(path) for path in open_ones)
    return Result("rights", wrong=f"others may use {names}", remedy=f"Run: chmod 600 {names}")


def look_at_exposure(settings: Settings) -> Iterator[Result]:
    """Listeners that other machines reach."""
    web, public = settings.web, settings.public
    if web.enabled and web.host not in _LOCAL:
        if not web.https:
            yield Result(
                "exposure",
                wrong=f"the chat page listens on {web.host}, for whoever reaches it, without TLS; /health and /metrics with it",
                remedy="Set web.host to 127.0.0.1 and put a proxy with TLS before it (deploy/), then web.https and web.allowed_hosts.",
            )
        else:
            yield Result(
                "exposure", found=f"the chat page listens on {web.host}: let only the proxy reach it"
            )
    if settings.desk.public and not public.url:
        yield Result("exposure", wrong="the desk is public and has no address", remedy="Set public.url.")
    if public.url and public.host not in _LOCAL:
        yield Result(
            "exposure", found=f"the public listener is on {public.host}: let only the proxy reach it"
        )


def _secret_files(config: Path | None) -> Iterator[Path]:
    """Those that the settings name as `…_file`."""
    if config is None:
        return
    written = tomllib.loads(config.read_text(encoding="utf-8-sig"))
    for value in _values_of_files(written):
        yield config.absolute().parent / Path(value).expanduser()


def _values_of_files(section: Mapping[str, object]) -> Iterator[str]:
    for key, value in section.items():
        if isinstance(value, Mapping):
            yield from _values_of_files(value)
        elif key.endswith("_file") and isinstance(value, str):
            yield value
