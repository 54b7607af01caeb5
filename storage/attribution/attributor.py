"""Tells who speaks by a model in ONNX, run on the processor. It is loaded when the first text is read, in the thread that reads."""

import hashlib
import threading
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.claims.guess import Asked, Guess
from bot.errors import Misconfigured, Problem, Unavailable
from storage.attribution.decoding import decode
from storage.attribution.features import Floats, Offsets, Targets, flags, targets
from storage.attribution.windows import LONGEST, windows
from storage.index.encoder import ask, load_session, load_tokenizer
from storage.index.encoder_folder import BUILT_IN as ENCODER

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

BUILT_IN = Path(__file__).parent

MOST_WINDOWS = 24
"""Of one text, some four thousand words; what comes behind is not looked at."""

_SETTING = "attribution.enabled"
_AT_ONCE = 2
_SENTENCE, _PARAGRAPH = 3, 4


def find_built_in() -> "OnnxAttributor | None":
    """The one that comes with the program, None where it does not lie there. Raises `Misconfigured` for one that is broken."""
    return OnnxAttributor() if (BUILT_IN / "model.onnx").is_file() else None


class OnnxAttributor:
    """Implements `Attributor`. Safe to be used from several threads."""

    def __init__(self, folder: Path = BUILT_IN, tokenizer: Path = ENCODER / "tokenizer.json") -> None:
        """Reads the model once, to see that it is the one that the card describes. Raises `Misconfigured`."""
        self._file, self._cutting = folder / "model.onnx", tokenizer
        digest = _digest_of(folder / "attribution.toml", self._file)
        self.id = digest[:16]
        self._loading = threading.Lock()
        self._running = threading.Semaphore(_AT_ONCE)
        self._loaded: tuple[Tokenizer, InferenceSession] | None = None

    def guess(self, text: str, asked: Sequence[Asked]) -> Sequence[Guess | None]:
        if not asked:
            return []
        text = text[: asked[-1].end]
        tokenizer, session = self._load()
        encoded = tokenizer.encode(text)
        ids, offsets = encoded.ids, encoded.offsets  # each is made anew whenever it is asked for
        starts = [one.start for one in asked]
        seen = flags(text, starts, offsets)
        found: list[Guess | None] = [None] * len(asked)
        for places, whole in _windows(offsets, asked):
            near = [offsets[place] for place in places]
            fed = targets(text, starts, [asked[at] for at in whole], near)
            first, last = self._ask(session, [ids[place] for place in places], seen[places], fed)
            parts = np.cumsum(seen[places][:, (_SENTENCE, _PARAGRAPH)].any(axis=1), dtype=np.int64)
            for row, at in enumerate(whole):
                found[at] = decode(text, first[row], last[row], near, parts)
        return found

    def _ask(
        self, session: "InferenceSession", ids: Sequence[int], seen: Floats, fed: Targets
    ) -> Sequence[Floats]:
        inputs = {
            "input_ids": np.array([ids], np.int64),
            "attention_mask": np.ones((1, len(ids)), np.int64),
            "flags": seen[None],
            **fed._asdict(),
        }
        with self._running:
            found = ask(session, inputs)
        if not all(np.isfinite(scores).all() for scores in found):
            raise Unavailable("encoder")
        return found

    def _load(self) -> "tuple[Tokenizer, InferenceSession]":
        with self._loading:
            if self._loaded is None:
                self._loaded = load_tokenizer(self._cutting), load_session(self._file)
            return self._loaded


def _digest_of(card: Path, model: Path) -> str:
    try:
        wanted = str(tomllib.loads(card.read_text(encoding="utf-8"))["sha256"])
        with model.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except (OSError, ValueError, KeyError) as exc:
        problem = Problem(
            _SETTING, f"{card.parent} cannot be used: {exc}. Install the program again, or set it to false."
        )
        raise Misconfigured((problem,)) from exc
    if digest != wanted:
        problem = Problem(
            _SETTING,
            f"{model} is not the model that {card.name} describes. Install the program again, or set it to false.",
        )
        raise Misconfigured((problem,))
    return digest


def _windows(offsets: Offsets, asked: Sequence[Asked]) -> Iterator[tuple[list[int], list[int]]]:
    """The tokens of each window, the first and the last of all among them, and the sentences that are asked for there, as far as they stand there whole."""
    begins = [begin for begin, _ in offsets[1:-1]]
    # What stands before the first sentence is shown with it.
    firsts = [1, *(1 + bisect_left(begins, one.start) for one in asked[1:]), len(offsets) - 1]
    ends = [1 + bisect_left(begins, one.end) for one in asked]
    sizes = [min(end - first, LONGEST) for first, end in zip(firsts, ends, strict=False)]
    for shown, wanted in islice(windows(sizes), MOST_WINDOWS):
        begin = firsts[shown.start]
        end = min(max(ends[shown.stop - 1], begin), begin + LONGEST)
        whole = [at for at in wanted if firsts[at] < ends[at] <= end]
        if whole:
            yield [0, *range(begin, end), len(offsets) - 1], whole
