"""Vectors of texts from an ONNX model, as the program makes them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from storage.index.encoder import runs

Floats = NDArray[np.float32]
LONGEST = 128


class Model:
    def __init__(self, folder: Path, *, file: str = "model.onnx", threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            str(folder / file), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Texts x width, each of length 1."""
        encoded = self._tokenizer.encode_batch(list(texts))
        found: list[Floats | None] = [None] * len(texts)
        for run in runs([len(each.ids) for each in encoded]):
            for at, vector in zip(run, self._run([encoded[at].ids for at in run]), strict=True):
                found[at] = vector
        return np.array(found, dtype=np.float32)

    def _run(self, tokens: Sequence[Sequence[int]]) -> Floats:
        length = max(map(len, tokens))
        ids = np.zeros((len(tokens), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(tokens):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden: Floats = self._session.run(None, inputs)[0]
        sums = (hidden * mask[:, :, None]).sum(axis=1)
        unit: Floats = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit
