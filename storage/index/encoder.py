"""The sentence encoder: a model in ONNX, run on the processor.

onnxruntime and the tokenizer are loaded when the first text is encoded, in the thread that encodes.
"""

import asyncio
import os
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from bot.claims.characters import level_characters
from bot.errors import Misconfigured, Problem, Unavailable
from storage.index.encoder_folder import EncoderFolder, Pooling

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

Floats = NDArray[np.float32]

TOKENS = 256
"""In one run, padding included: with more of them what is between the layers no longer fits into the processor's own memory, and a text takes a third
longer; and whoever asks in between waits for the end of a run."""

LEAST_FILLED = 0.75
"""A text shorter than that share of the longest in its run goes into another one: padding costs as much as words."""

LONGEST_TEXT = 4000
"""Characters that are looked at. No model reads as many tokens."""

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TAG = re.compile(r"[#@](\w+)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|_")
_SPACE = re.compile(r"\s+")


class OnnxEncoder:
    """Implements `Encoder`. `threads` are the runs at the same time; 0 takes two, or one where there is but one processor.

    A run has one thread: two that share it work a quarter more and are no sooner done with a sentence.
    """

    def __init__(self, folder: EncoderFolder, *, threads: int = 0) -> None:
        self._folder = folder
        self._id = folder.id
        self._pool = ThreadPoolExecutor(threads or min(2, os.cpu_count() or 1), thread_name_prefix="encode")
        self._loading = threading.Lock()
        self._model: _Model | None = None

    @property
    def id(self) -> str:
        return self._id

    @property
    def width(self) -> int:
        """Loads the model: nothing else knows."""
        return self._loaded().width

    @property
    def languages(self) -> frozenset[str]:
        return self._folder.languages

    async def encode(self, texts: Sequence[str]) -> Sequence[Floats]:
        loop = asyncio.get_running_loop()
        if len(texts) == 1:  # the way to the thread and back takes longer than to cut it
            return list(await loop.run_in_executor(self._pool, lambda: self._run(self._cut(texts))))
        # Run by run, so that a claim need not wait until a library is done; other callers' runs go on beside them.
        encoded = await loop.run_in_executor(self._pool, self._cut, texts)
        found: list[Floats | None] = [None] * len(texts)
        for run in runs([len(each.ids) for each in encoded]):
            vectors = await loop.run_in_executor(self._pool, partial(self._run, [encoded[at] for at in run]))
            for at, vector in zip(run, vectors, strict=True):
                found[at] = vector
        return [vector for vector in found if vector is not None]

    def close(self) -> None:
        """Waits for the run that is under way."""
        self._pool.shutdown(cancel_futures=True)
        self._model = None

    def _cut(self, texts: Sequence[str]) -> "list[Encoding]":
        prefix = self._folder.prefix
        return self._loaded().tokenizer.encode_batch([prefix + prepare(text) for text in texts])

    def _run(self, encoded: "Sequence[Encoding]") -> Floats:
        return self._loaded().run(encoded)

    def _loaded(self) -> "_Model":
        with self._loading:
            if self._model is None:
                self._model = _Model(self._folder)
            return self._model


def prepare(text: str) -> str:
    """A text as the model should see it: characters levelled, links taken out, tags and handles as words."""
    text = level_characters(text[:LONGEST_TEXT], longest=LONGEST_TEXT)
    text = _LINK.sub(" ", text)
    text = _TAG.sub(lambda tag: f" {_HUMP.sub(' ', tag[1])} ", text)
    return _SPACE.sub(" ", text).strip() or "."  # a text of no tokens has no vector


def runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The places of texts of these lengths, sorted and cut so that what is run together needs little padding."""
    run: list[int] = []
    longest = 0
    for at in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        if run and (lengths[at] < LEAST_FILLED * longest or longest * (len(run) + 1) > TOKENS):
            yield run
            run = []
        if not run:
            longest = lengths[at]
        run.append(at)
    if run:
        yield run


class _Cutting(msgspec.Struct, frozen=True):
    """What every tokenizer's file has."""

    model: dict[str, object]
    pre_tokenizer: dict[str, object] | None
    post_processor: dict[str, object] | None


class _Model:
    """What was loaded of a folder."""

    def __init__(self, folder: EncoderFolder) -> None:
        self.tokenizer = load_tokenizer(folder.tokenizer)
        self.tokenizer.enable_truncation(folder.max_tokens)
        self._session = load_session(folder.model)
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._pooling = folder.pooling
        self.width = int(self._session.get_outputs()[0].shape[-1])

    def run(self, encoded: "Sequence[Encoding]") -> Floats:
        """One vector of length 1 for each."""
        longest = max(len(each.ids) for each in encoded)
        ids = np.zeros((len(encoded), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(encoded):
            ids[row, : len(each.ids)] = each.ids
            mask[row, : len(each.ids)] = 1
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        out, *_ = ask(self._session, {name: value for name, value in fed.items() if name in self._inputs})
        vectors = self._pool(out, mask) if out.ndim == 3 else out
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and lengths.all()):
            raise Unavailable("encoder")
        scaled: Floats = (vectors / lengths).astype(np.float32)
        return scaled

    def _pool(self, out: Floats, mask: NDArray[np.int64]) -> Floats:
        if self._pooling is Pooling.FIRST:
            first: Floats = out[:, 0]
            return first
        weights = mask[:, :, None].astype(np.float32)
        mean: Floats = (out * weights).sum(axis=1) / weights.sum(axis=1)
        return mean


def load_tokenizer(file: Path) -> "Tokenizer":
    """Cuts a text whole. Raises `Misconfigured`."""
    # It would cut a few texts with all processors, and one does it in less time.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from tokenizers import Tokenizer  # noqa: PLC0415

    try:
        content = file.read_text(encoding="utf-8")
        msgspec.json.decode(content, type=_Cutting)  # the library's own complaint has no class to be known by
    except (OSError, ValueError) as exc:
        raise _unreadable(file, exc) from exc
    tokenizer = Tokenizer.from_str(content)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def ask(session: "InferenceSession", fed: Mapping[str, NDArray[np.generic]]) -> Sequence[Floats]:
    """All that the model gives out. Raises `Unavailable`."""
    from onnxruntime.capi.onnxruntime_pybind11_state import Fail, RuntimeException  # noqa: PLC0415

    try:
        out: Sequence[Floats] = session.run(None, fed)
    except (Fail, RuntimeException, MemoryError) as exc:
        raise Unavailable("encoder") from exc
    return out


def load_session(model: Path) -> "InferenceSession":
    """A model that runs in the thread that asks it. Raises `Misconfigured`."""
    import onnxruntime  # noqa: PLC0415
    from onnxruntime.capi import onnxruntime_pybind11_state as faults  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it keeps the memory of the largest run for ever
    options.log_severity_level = 4  # what goes wrong is raised
    try:
        return onnxruntime.InferenceSession(
            str(model), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except (faults.Fail, faults.InvalidProtobuf, faults.InvalidGraph, faults.NotImplemented) as exc:
        raise _unreadable(model, exc) from exc


def _unreadable(file: os.PathLike[str], error: Exception) -> Misconfigured:
    problem = Problem("encoder.folder", f"{file} cannot be used: {str(error).splitlines()[0][:200]}")
    return Misconfigured((problem,))
