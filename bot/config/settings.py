"""Every setting of the program. A key that does nothing has no place here; `config.example.toml` shows them all.

A field of type `Secret` called `token` is written in the file as `token_env` (the name of an environment variable) or `token_file`
(the path of a file that holds it), never as `token`.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationInfo,
)

from bot.config.api import ApiSettings
from bot.config.desk import DeskSettings, TipSettings
from bot.config.links import LinkSettings
from bot.config.section import HostName, Secret, Section, as_tuple
from bot.config.webhook import WebhookSettings


def _anchored_if_any(path: Path | None, info: ValidationInfo) -> Path | None:
    return _anchored(path, info) if path else None


def _anchored(path: Path, info: ValidationInfo) -> Path:
    folder = info.context.get("folder") if isinstance(info.context, dict) else None
    expanded = path.expanduser()
    return (folder / expanded if isinstance(folder, Path) else expanded).absolute()


def _path(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("This must not be empty. Leave the key out for the default.")
    return Path(value) if isinstance(value, str) else value


def _path_if_any(value: object) -> object:
    return None if value == "" else _path(value)


def _redis_url(secret: SecretStr | None) -> SecretStr | None:
    url = urlsplit(secret.get_secret_value()) if secret else None
    try:
        # What stands behind a question mark would outvote our own time limits.
        is_usable = url is None or (
            url.scheme in {"redis", "rediss", "unix"} and (url.port or True) and not url.query
        )
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ValueError("This must be an address such as redis://localhost:6379/0.")
    return secret


def usable_server(address: str) -> bool:
    """Whether this is the address of a database on a PostgreSQL server."""
    url = urlsplit(address)
    return url.scheme in {"postgresql", "postgres"} and len(url.path) > 1


def _postgres_url(secret: SecretStr | None) -> SecretStr | None:
    if secret is not None and not usable_server(secret.get_secret_value()):
        raise ValueError("This must be an address such as postgresql://user:password@localhost/secondsource.")
    return secret


def _base_url(address: str) -> str:
    url = urlsplit(address)
    if url.scheme not in {"http", "https"} or not url.netloc or url.query or url.fragment:
        raise ValueError("This must be an address such as https://api.example.org.")
    return address


LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")


def _by_language(sections: Mapping[str, object]) -> Mapping[str, object]:
    if not all(LANGUAGE_CODE.fullmatch(language) for language in sections):
        raise ValueError("Name each language by its code in small letters: [thresholds.languages.my].")
    return sections


def _https_url(address: str) -> str:
    url = urlsplit(address)
    if address and (url.scheme != "https" or not url.netloc or url.query or url.fragment):
        raise ValueError("This must be an address such as https://bot.newsroom.example.")
    return address.rstrip("/")


FilePath = Annotated[Path, BeforeValidator(_path), AfterValidator(_anchored)]
"""A path; a relative one starts at the folder of the settings file, without a file at the current folder."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""An ISO 639 code."""

Probability = Annotated[float, Field(gt=0, lt=1)]

OptionalPath = Annotated[Path | None, BeforeValidator(_path_if_any), AfterValidator(_anchored_if_any)]
"""The same, or "" for none."""


class StorageSettings(Section):
    folder: FilePath = Path("var")
    """Folder for everything that the program keeps. Made at the first start, readable by its user only."""

    database: FilePath | None = None
    """SQLite file. Empty: `library.db` in `folder`."""

    url: Annotated[Secret, AfterValidator(_postgres_url)] = None
    """Address of a database on a PostgreSQL server, such as `postgresql://user:password@host/secondsource`, in place of the SQLite file. Any
    number of processes may then serve it together."""

    connections: Annotated[int, Field(ge=2, le=200)] = 10
    """Connections to that server that one process works with at most; by one more it says that it is there, and on one more it hears of the others."""

    index: FilePath | None = None
    """Folder of the search index, which can always be rebuilt from the database. Empty: `index` in `folder`."""

    keys: FilePath | None = None
    """File with the keys that people's names are hidden with and their texts sealed. Made at the first start, for its user only. Without it
    nothing that people sent can be read again, not in a backup either. Empty: `keys.json` in `folder`."""

    @property
    def database_path(self) -> Path:
        return self.database or self.folder / "library.db"

    @property
    def index_path(self) -> Path:
        return self.index or self.folder / "index"

    @property
    def keys_path(self) -> Path:
        return self.keys or self.folder / "keys.json"


class EncoderSettings(Section):
    enabled: bool = True
    """Whether records are also found by what they mean. Without it they are found by their words."""

    folder: OptionalPath = None
    """Folder of another sentence encoder: a sentence-transformers export to ONNX with its `tokenizer.json`. Empty: the English one that comes
    with the program."""

    languages: Annotated[tuple[Language, ...], BeforeValidator(as_tuple)] = ()
    """ISO codes of the languages that the encoder in `folder` was made for, such as `en` and `my`, where its `encoder.toml` does not name them."""

    threads: Annotated[int, Field(ge=0, le=64)] = 0
    """Processors that encode at the same time, each another text. 0: two, or one where there is but one."""


class AttributionSettings(Section):
    enabled: bool = True
    """Whether a model is asked who says each sentence of an English text, beside the rules. Without it the rules alone tell, and leave more sentences without a speaker."""


class CacheSettings(Section):
    redis_url: Annotated[Secret, AfterValidator(_redis_url)] = None
    """Redis or Valkey address, such as `redis://localhost:6379/0`, or `rediss://…` for TLS. Empty: a cache inside the process, which is right for one machine."""

    redis_user: str = ""
    """Name to sign in with (ACL). It counts before one in the address."""

    redis_password: Secret = None
    """Password to sign in with. It counts before one in the address."""

    redis_ca: OptionalPath = None
    """File with the certificates of those who may vouch for the server, in PEM. Empty: those that the system trusts."""

    redis_namespace: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")] = "secondsource"
    """How every key begins there, so that several installations can share a server."""

    redis_milliseconds: Annotated[int, Field(ge=5, le=1000)] = 40
    """How long one call may take. A server that takes longer is left alone, and asked beside whether it answers again."""

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

    allowed_hosts: Annotated[tuple[HostName, ...], BeforeValidator(as_tuple)] = ()
    """Further names by which browsers may call the page, such as `chat.newsroom.example`; with `:port` unless it is the usual one.
    This machine's own names always work."""

    https: bool = False
    """Whether something in front of the page speaks TLS: its cookie is then only sent over TLS."""


class PublicSettings(Section):
    """The listener that platforms reach from outside. It is opened only where a webhook is configured or `desk.public` or `api.public` is set,
    and serves nothing else."""

    host: HostName = "127.0.0.1"
    """Address to listen on, behind whatever speaks TLS."""

    port: Annotated[int, Field(ge=0, le=65_535)] = 8443
    """Port to listen on."""

    url: Annotated[str, AfterValidator(_https_url)] = ""
    """How the platforms reach this listener, such as `https://bot.newsroom.example`."""


class TelegramSettings(Section):
    token: Secret = None
    """The bot's token from BotFather. Empty: Telegram is not served."""

    mode: Literal["polling", "webhook"] = "polling"
    """`polling` needs no public address; `webhook` needs `public.url` and a secret."""

    webhook_secret: Secret = None
    """1 to 256 letters, digits, `_` and `-`, which Telegram sends along so that nobody else can."""

    base_url: Annotated[str, AfterValidator(_base_url)] = "https://api.telegram.org"
    """Where the Bot API is: another address for a Bot API server of your own."""

    staff: Annotated[tuple[int, ...], BeforeValidator(as_tuple)] = ()
    """Telegram ids of people of the newsroom: in private chats they are shown what only the newsroom may see."""

    staff_chats: Annotated[tuple[int, ...], BeforeValidator(as_tuple)] = ()
    """Ids of groups of the newsroom, in which everybody is shown what the newsroom may see."""


class SlackSettings(Section):
    bot_token: Secret = None
    """The bot user's token (`xoxb-…`). Empty: Slack is not served."""

    app_token: Secret = None
    """The app-level token (`xapp-…`) for Socket Mode."""

    signing_secret: Secret = None
    """The app's signing secret, for requests over HTTP."""

    mode: Literal["socket", "http"] = "socket"
    """`socket` needs no public address and an app token; `http` needs `public.url` and the signing secret."""

    base_url: Annotated[str, AfterValidator(_base_url)] = "https://slack.com/api/"
    """Where the Web API is."""

    audience: Literal["public", "newsroom"] = "newsroom"
    """What members of the workspace are shown. In channels shared with other organisations it is always what the public may see."""


class ConversationSettings(Section):
    gather_seconds: Annotated[float, Field(ge=0, le=2)] = 0.4
    """How long further parts of a text are waited for after each part."""

    album_seconds: Annotated[float, Field(ge=0, le=10)] = 1.0
    """How long further pictures of an album are waited for after each one; twice that at most."""

    tries: Annotated[int, Field(ge=1, le=20)] = 5
    """How often something is tried that breaks the program before it is laid aside for the operator."""


class LimitSettings(Section):
    per_minute: Annotated[int, Field(ge=1, le=10_000)] = 30
    """Messages that one person may send in a minute; they are told when it goes on."""

    per_day: Annotated[int, Field(ge=1, le=1_000_000)] = 1000
    """Messages that one person may send in 24 hours."""

    waiting: Annotated[int, Field(ge=1, le=10_000_000)] = 20_000
    """Messages that may wait altogether. Beyond it the platforms are asked to deliver later; nothing is lost."""


class KeepingSettings(Section):
    public_hours: Annotated[int, Field(ge=1, le=8760)] = 72
    """How long an answer, its text and the way back to whoever asked are kept for the public."""

    staff_days: Annotated[int, Field(ge=1, le=3650)] = 90
    """The same for the newsroom's own people."""

    page_hours: Annotated[int, Field(ge=1, le=720)] = 12
    """The same on the chat page and in the terminal."""

    case_days: Annotated[int, Field(ge=1, le=3650)] = 30
    """How long what people asked the moderators or handed in is kept after the case was closed."""

    names_days: Annotated[int, Field(ge=1, le=365)] = 30
    """How long a key lives that people's names are hidden with. It counts as long again beside its successor and is then destroyed."""


class NewsroomSettings(Section):
    name: Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)] = ""
    """Who runs this Second Source, as people know it."""

    safer_channel: Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)] = ""
    """How people reach the newsroom with what does not belong in a messenger, such as a Signal number or an onion address."""


class CheckingSettings(Section):
    claims: Annotated[int, Field(ge=1, le=400)] = 40
    """Claims checked of one submission; those beyond are named as not checked. 40 are an article of about 1,000 words."""

    seconds: Annotated[float, Field(gt=0, le=600)] = 30.0
    """Longest time for one submission before the person is told that the check could not be made. A normal one takes under a second."""

    language: Literal["en"] = "en"
    """Language of the replies."""


class LanguageThresholds(Section):
    possible: Probability | None = None
    """As below, for claims in this language. Empty: as for all."""

    strong: Probability | None = None
    """As below, for claims in this language. Empty: as for all."""


class ThresholdSettings(Section):
    possible: Probability | None = None
    """Likelihood below which a record is not spoken of. Empty: as shipped."""

    strong: Probability | None = None
    """Likelihood from which on a record may be called the same thing. Empty: as shipped."""

    languages: Annotated[Mapping[str, LanguageThresholds], AfterValidator(_by_language)] = Field(
        default_factory=dict
    )
    """The same for claims in one language, by its ISO code. `secondsource thresholds replay` tells what a change would do."""


class LogSettings(Section):
    level: Literal["debug", "info", "warning", "error"] = "info"
    """Least grave event that is logged. No level ever logs what people wrote or who they are."""

    format: Literal["text", "json"] = "text"
    """`text` for reading, `json` for collecting: one object a line. Both go to standard error."""


class Settings(Section):
    storage: StorageSettings = Field(default_factory=StorageSettings)
    encoder: EncoderSettings = EncoderSettings()
    attribution: AttributionSettings = AttributionSettings()
    cache: CacheSettings = CacheSettings()
    web: WebSettings = WebSettings()
    public: PublicSettings = PublicSettings()
    telegram: TelegramSettings = TelegramSettings()
    slack: SlackSettings = SlackSettings()
    conversation: ConversationSettings = ConversationSettings()
    limits: LimitSettings = LimitSettings()
    keeping: KeepingSettings = KeepingSettings()
    newsroom: NewsroomSettings = NewsroomSettings()
    checking: CheckingSettings = CheckingSettings()
    links: LinkSettings = LinkSettings()
    thresholds: ThresholdSettings = ThresholdSettings()
    desk: DeskSettings = DeskSettings()
    tips: TipSettings = TipSettings()
    api: ApiSettings = ApiSettings()
    webhook: WebhookSettings = WebhookSettings()
    log: LogSettings = LogSettings()
