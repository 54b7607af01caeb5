"""How far the inputs of each multiplication are apart, and what evens them out before they are quantised.

A few inputs are twenty times as large as the rest, and a row that holds one has only coarse steps left for the others. Each input is divided by a
number of its own, and the weights that it meets are multiplied by the same (SmoothQuant, Xiao et al. 2023): in float nothing changes.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from benchmarks.train_encoder.encode import LONGEST
from benchmarks.train_encoder.graph import INPUTS, build_opened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

SHARE = 0.5
"""Of the spread that goes over to the weights. With 0.3 and 0.7 vectors lie farther from those in float."""

_SMALLEST = 1e-4
_PACKED = ("query", "key", "value")


def easing(weights: "Weights", tokenizer: Tokenizer, texts: Sequence[str]) -> "Weights":
    """A number for each input of each multiplication, by its name, for texts like these."""
    found = {}
    for name, inputs in _largest(weights, tokenizer, texts).items():
        ratio = np.maximum(inputs, _SMALLEST) ** SHARE / np.maximum(_met(weights, name), _SMALLEST) ** (
            1 - SHARE
        )
        found[name] = (ratio / np.exp(np.log(ratio).mean())).astype(np.float32)
    return found


def _largest(weights: "Weights", tokenizer: Tokenizer, texts: Sequence[str]) -> "Weights":
    """The mean over the texts of the largest size of each input."""
    model, names = build_opened(weights)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    sizes: dict[str, list[NDArray[np.float32]]] = {name: [] for name in names}
    for text in texts:
        ids = np.array([tokenizer.encode(text).ids[:LONGEST]], dtype=np.int64)
        fed = dict(zip(INPUTS, (ids, np.ones_like(ids), np.zeros_like(ids)), strict=True))
        _, *inputs = session.run(None, fed)
        for name, each in zip(names, inputs, strict=True):
            sizes[name].append(np.abs(each[0]).max(axis=0))
    return {name: np.mean(each, axis=0) for name, each in sizes.items()}


def _met(weights: "Weights", name: str) -> "NDArray[np.float32]":
    """The largest size of the weights that each input meets."""
    parts = [f"{name}.{part}.weight" for part in _PACKED] if name.endswith(".self") else [f"{name}.weight"]
    largest: NDArray[np.float32] = np.abs(np.concatenate([weights[part] for part in parts])).max(axis=0)
    return largest
