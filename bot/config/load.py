"""From a settings file to `Settings`, or to the list of everything that is wrong with it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.config.complaints import complain
from bot.config.secrets import resolve_secrets
from bot.config.settings import Settings
from bot.errors import Misconfigured, Problem

DEFAULT_FILE = "config.toml"
VARIABLE = "SECONDSOURCE_CONFIG"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings and the file they came from, None where there is no file and all are defaults."""

    settings: Settings
    file: Path | None


def load_settings(named: Path | None, environ: Mapping[str, str], *, folder: Path) -> Loaded:
    """The settings of the file that is `named`, else of the one in SECONDSOURCE_CONFIG, else of `config.toml` in `folder` if it is there.

    Raises `Misconfigured` with every mistake.
    """
    file = find_file(named, environ, folder=folder)
    if file is None:
        return Loaded(parse_settings("", environ, folder=folder), None)
    return Loaded(parse_settings(_read(file), environ, folder=file.absolute().parent), file)


def find_file(named: Path | None, environ: Mapping[str, str], *, folder: Path) -> Path | None:
    if named is not None:
        return named
    if environ.get(VARIABLE):
        return Path(environ[VARIABLE])
    default = folder / DEFAULT_FILE
    return default if default.is_file() else None


def parse_settings(text: str, environ: Mapping[str, str], *, folder: Path) -> Settings:
    """The settings in `text` (TOML). Relative paths start at `folder`. Raises `Misconfigured` with every mistake."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured((Problem("", f"This is not TOML: {error}."),)) from error
    # A section that is left out is read as an empty one, so that its defaults are anchored at `folder` too.
    tree: dict[str, object] = {name: {} for name in Settings.model_fields} | written
    tree, problems = resolve_secrets(tree, Settings, environ, folder)
    try:
        settings = Settings.model_validate(tree, context={"folder": folder})
    except ValidationError as error:
        problems += tuple(complain(details, Settings) for details in error.errors(include_url=False))
    if problems:
        raise Misconfigured(tuple(sorted(problems, key=lambda problem: problem.path)))
    return settings


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise _unreadable(
            file, "There is no such file. Copy config.example.toml, or leave --config out."
        ) from error
    except IsADirectoryError as error:
        raise _unreadable(file, "This is a folder; name the file in it.") from error
    except OSError as error:
        raise _unreadable(file, f"The file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _unreadable(file, "The file is not UTF-8 text.") from error


def _unreadable(file: Path, message: str) -> Misconfigured:
    return Misconfigured((Problem(str(file), message),))
