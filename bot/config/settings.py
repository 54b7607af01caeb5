"""Every setting of the program. A key that does nothing has no place here; `config.example.toml` shows them all.

A field of type `Secret` called `token` is written in the file as `token_env` (the name of an environment variable) or `token_file`
(the path of a file that holds it), never as `token`.
"""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationInfo,
)


class IsSecret:
    """Marks a setting whose value never stands in the settings file."""


def _anchored(path: Path, info: ValidationInfo) -> Path:
    folder = info.context.get("folder") if isinstance(info.context, dict) else None
    expanded = path.expanduser()
    return (folder / expanded if isinstance(folder, Path) else expanded).absolute()


def _path(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("This must not be empty. Leave the key out for the default.")
    return Path(value) if isinstance(value, str) else value


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _redis_url(secret: SecretStr | None) -> SecretStr | None:
    url = urlsplit(secret.get_secret_value()) if secret else None
    try:
        is_usable = url is None or (url.scheme in {"redis", "rediss", "unix"} and (url.port or True))
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ValueError("This must be an address such as redis://localhost:6379/0.")
    return secret


Secret = Annotated[SecretStr | None, IsSecret()]
FilePath = Annotated[Path, BeforeValidator(_path), AfterValidator(_anchored)]
"""A path; a relative one starts at the folder of the settings file, without a file at the current folder."""

HostName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.:\[\]-]+$", max_length=255)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


class StorageSettings(Section):
    folder: FilePath = Path("var")
    """Folder for everything that the program keeps. Made at the first start, readable by its user only."""

    database: FilePath | None = None
    """SQLite file. Empty: `library.db` in `folder`."""

    index: FilePath | None = None
    """Folder of the search index, which can always be rebuilt from the database. Empty: `index` in `folder`."""

    @property
    def database_path(self) -> Path:
        return self.database or self.folder / "library.db"

    @property
    def index_path(self) -> Path:
        return self.index or self.folder / "index"


class CacheSettings(Section):
    redis_url: Annotated[Secret, AfterValidator(_redis_url)] = None
    """Redis or Valkey address, such as `redis://localhost:6379/0`. Empty: a cache inside the process, which is right for one machine."""

    megabytes: Annotated[int, Field(ge=1, le=4096)] = 16
    """Memory for the cache inside the process. 16 MB hold the answers to about 7,000 single claims or 200 articles of 30 sentences; unused
    with Redis, which has its own limit."""

    seconds: Annotated[int, Field(ge=1, le=604_800)] = 86_400
    """How long a finding is kept. A change of the library outdates it at once whatever this says."""


class WebSettings(Section):
    enabled: bool = True
    """Whether `secondsource run` serves the chat page."""

    host: HostName = "127.0.0.1"
    """Address to listen on. The default is reachable from this machine only: the page knows no sign-in."""

    port: Annotated[int, Field(ge=0, le=65_535)] = 8080
    """Port to listen on; 0 takes any that is free and prints it."""

    allowed_hosts: Annotated[tuple[HostName, ...], BeforeValidator(_tuple)] = ()
    """Further names by which browsers may call the page, such as `chat.newsroom.example`; with `:port` unless it is the usual one.
    This machine's own names always work."""

    https: bool = False
    """Whether something in front of the page speaks TLS: its cookie is then only sent over TLS."""


class CheckingSettings(Section):
    claims: Annotated[int, Field(ge=1, le=400)] = 40
    """Claims checked of one submission; those beyond are named as not checked. 40 are an article of about 1,000 words."""

    seconds: Annotated[float, Field(gt=0, le=600)] = 30.0
    """Longest time for one submission before the person is told that the check could not be made. A normal one takes under a second."""

    language: Literal["en"] = "en"
    """Language of the replies."""


class LogSettings(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    """Least grave event that is logged. No level ever logs what people wrote or who they are."""

    format: Literal["text", "json"] = "text"
    """`text` for reading, `json` for collecting: one object a line. Both go to standard error."""


class Settings(Section):
    storage: StorageSettings = Field(default_factory=StorageSettings)
    cache: CacheSettings = CacheSettings()
    web: WebSettings = WebSettings()
    checking: CheckingSettings = CheckingSettings()
    log: LogSettings = LogSettings()
