"""From a settings file to `Settings`, or to the list of everything that is wrong with it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.config.complaints import complain
from bot.config.consistency import find_contradictions
from bot.config.secrets import Origin, resolve_secrets
from bot.config.settings import Settings, StorageSettings
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
    hint = (
        "Copy config.example.toml, or leave --config out."
        if named is not None
        else f"{VARIABLE} names it: correct or unset that variable."
    )
    text = _read(file, missing=f"There is no such file. {hint}")
    return Loaded(parse_settings(text, environ, folder=file.absolute().parent, file=file), file)


def load_storage(named: Path | None, environ: Mapping[str, str], *, folder: Path) -> StorageSettings:
    """Where everything is kept, whatever else is wrong with the settings, and without the server's address where that cannot be had: for whoever
    has to destroy it in a hurry, perhaps as another user than the one who runs the program. Raises `Misconfigured`."""
    file = find_file(named, environ, folder=folder)
    if file is None:
        return _only_storage({}, environ, folder)
    try:
        written = tomllib.loads(_read(file, missing="There is no such file."))
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured((Problem(str(file), f"This is not TOML: {error}."),)) from error
    section = written.get("storage", {})
    return _only_storage(section if isinstance(section, dict) else {}, environ, file.absolute().parent)


def _only_storage(section: Mapping[str, object], environ: Mapping[str, str], folder: Path) -> StorageSettings:
    tree, _, _ = resolve_secrets(section, StorageSettings, environ, folder, "storage.")
    try:
        return StorageSettings.model_validate(tree, context={"folder": folder})
    except ValidationError as error:
        complaints = (complain(details, StorageSettings) for details in error.errors(include_url=False))
        raise Misconfigured(tuple(complaints)) from error


def find_file(named: Path | None, environ: Mapping[str, str], *, folder: Path) -> Path | None:
    if named is not None:
        return named
    if environ.get(VARIABLE):
        return Path(environ[VARIABLE])
    default = folder / DEFAULT_FILE
    return default if default.is_file() else None


def parse_settings(
    text: str, environ: Mapping[str, str], *, folder: Path, file: Path | None = None
) -> Settings:
    """The settings in `text` (TOML), which came from `file`. Relative paths start at `folder`. Raises `Misconfigured` with every mistake."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"This is not TOML: {error}."
        raise Misconfigured((Problem(str(file or ""), message),)) from error
    # A section that is left out is read as an empty one, so that its defaults are anchored at `folder` too.
    tree: dict[str, object] = {name: {} for name in Settings.model_fields} | written
    tree, origins, problems = resolve_secrets(tree, Settings, environ, folder)
    try:
        settings = Settings.model_validate(tree, context={"folder": folder})
    except ValidationError as error:
        complaints = (complain(details, Settings) for details in error.errors(include_url=False))
        problems += tuple(_at_origin(problem, origins) for problem in complaints)
    else:
        unread = {problem.path.removesuffix("_env").removesuffix("_file") for problem in problems}
        problems += tuple(
            _at_origin(problem, origins)
            for problem in find_contradictions(settings)
            if problem.path not in unread
        )
    if problems:
        raise Misconfigured(tuple(sorted(problems, key=lambda problem: problem.path)))
    return settings


def _at_origin(problem: Problem, origins: Mapping[str, Origin]) -> Problem:
    """A mistake in a secret is told where the secret is named."""
    origin = origins.get(problem.path)
    return Problem(origin.key, f"{origin.name}: {problem.message}") if origin else problem


def _read(file: Path, *, missing: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise _unreadable(file, missing) from error
    except IsADirectoryError as error:
        raise _unreadable(file, "This is a folder; name the file in it.") from error
    except OSError as error:
        raise _unreadable(file, f"The file cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _unreadable(file, "The file is not UTF-8 text.") from error


def _unreadable(file: Path, message: str) -> Misconfigured:
    return Misconfigured((Problem(str(file), message),))
