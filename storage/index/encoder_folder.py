"""What lies in the folder of a sentence encoder. Nothing here loads a model: a command that encodes nothing must not wait for one.

model.onnx       the model, also as model_quantized.onnx and in a folder onnx/, as sentence-transformers exports have it
tokenizer.json   how texts are cut for it
encoder.toml     languages, max_tokens, pooling, prefix, sha256 of the model; what is not said there is taken from the export's own files
"""

import hashlib
import os
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.errors import Misconfigured, Problem

BUILT_IN = Path(__file__).parents[1] / "encoder"

PREPARATION = 1
"""To be raised when texts are prepared otherwise before they are encoded: their vectors change."""

MODELS = tuple(
    f"{folder}{name}" for folder in ("", "onnx/") for name in ("model.onnx", "model_quantized.onnx")
)

_SETTING = "encoder.folder"


class Pooling(StrEnum):
    """How one vector comes of those of all tokens."""

    MEAN = "mean"
    FIRST = "first"


class _Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`encoder.toml`."""

    name: str = ""
    languages: tuple[str, ...] = ()
    max_tokens: int = 0
    pooling: Pooling | None = None
    prefix: str = ""
    width: int = 0
    sha256: str = ""


class _Length(msgspec.Struct, frozen=True):
    max_seq_length: int = 0


class _PoolingFile(msgspec.Struct, frozen=True):
    pooling_mode_cls_token: bool = False


Told = TypeVar("Told", _Length, _PoolingFile)


class _Known(msgspec.Struct, frozen=True):
    """A file whose content was hashed before."""

    size: int
    changed: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EncoderFolder:
    """An encoder as it lies there. `id` changes with the files and with everything that is done to a text before."""

    model: Path
    tokenizer: Path
    languages: frozenset[str]
    max_tokens: int
    pooling: Pooling
    prefix: str
    digests: tuple[str, ...] = field(repr=False)

    @property
    def id(self) -> str:
        parts = (*self.digests, str(self.max_tokens), self.pooling, self.prefix, str(PREPARATION))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def find_built_in() -> Path | None:
    """The folder of the encoder that comes with the program, None where it does not lie there."""
    return BUILT_IN if any((BUILT_IN / name).is_file() for name in MODELS) else None


def read_folder(
    path: Path, *, languages: frozenset[str] = frozenset(), remembered: Path | None = None
) -> EncoderFolder:
    """The encoder in that folder. `languages` are those of a folder that does not name its own; `remembered` is a file in which the hashes of
    large files are kept. Raises `Misconfigured`."""
    if not path.is_dir():
        raise _wrong(f"{path} is no folder. Name the folder of a sentence encoder, or leave the key out.")
    model = next((path / name for name in MODELS if (path / name).is_file()), None)
    if model is None:
        raise _wrong(f"{path} holds no model. Put one of these there: {', '.join(MODELS)}.")
    tokenizer = path / "tokenizer.json"
    if not tokenizer.is_file():
        raise _wrong(f"{path} holds no tokenizer.json, without which the model cannot read.")
    card = _read_card(path / "encoder.toml")
    spoken = languages or frozenset(card.languages)
    if not spoken:
        raise Misconfigured((Problem("encoder.languages", f"Name the languages that {path} was made for."),))
    digests = _digests((model, tokenizer), remembered)
    if card.sha256 and card.sha256 != digests[0]:
        raise _wrong(f"{model} is not the model that encoder.toml describes. Put the whole file there.")
    return EncoderFolder(
        model=model,
        tokenizer=tokenizer,
        languages=spoken,
        max_tokens=card.max_tokens or _longest(path),
        pooling=card.pooling or _pooling(path),
        prefix=card.prefix,
        digests=digests,
    )


def _wrong(message: str) -> Misconfigured:
    return Misconfigured((Problem(_SETTING, message),))


def _read_card(path: Path) -> _Card:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Card, strict=True)
    except FileNotFoundError:
        return _Card()
    except (OSError, ValueError) as exc:  # TOML, UTF-8 and msgspec all say it so
        raise _wrong(f"{path} cannot be read: {exc}.") from exc


def _longest(path: Path) -> int:
    """Tokens of a text that are read. 128 hold a long sentence; models that read more would, at a price."""
    found = _read_json(path / "sentence_bert_config.json", _Length(128))
    return min(found.max_seq_length or 128, 512)


def _pooling(path: Path) -> Pooling:
    found = _read_json(path / "1_Pooling" / "config.json", _PoolingFile())
    return Pooling.FIRST if found.pooling_mode_cls_token else Pooling.MEAN


def _read_json(path: Path, default: Told) -> Told:
    try:
        return msgspec.json.decode(path.read_bytes(), type=type(default))
    except FileNotFoundError:
        return default
    except (OSError, msgspec.DecodeError) as exc:
        raise _wrong(f"{path} cannot be read: {exc}.") from exc


def _digests(files: tuple[Path, ...], remembered: Path | None) -> tuple[str, ...]:
    """SHA-256 of each. A file of the size and moment that it had before is not read again."""
    known = _recall(remembered)
    now: dict[str, _Known] = {}
    for file in files:
        try:
            status = file.stat()
            before = known.get(str(file))
            if before is None or (before.size, before.changed) != (status.st_size, status.st_mtime_ns):
                before = _Known(status.st_size, status.st_mtime_ns, _digest(file))
        except OSError as exc:
            raise _wrong(f"{file} cannot be read: {exc.strerror}.") from exc
        now[str(file)] = before
    if remembered is not None and now != known:
        _remember(remembered, now)
    return tuple(each.sha256 for each in now.values())


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _recall(path: Path | None) -> dict[str, _Known]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, _Known]) if path else {}
    except (OSError, msgspec.DecodeError):
        return {}


def _remember(path: Path, known: dict[str, _Known]) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(msgspec.json.encode(known))
        draft.replace(path)
    except OSError:  # it is read again next time
        draft.unlink(missing_ok=True)
