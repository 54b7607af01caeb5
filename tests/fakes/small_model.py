"""A model in ONNX small enough to be written by hand: each token has a vector, and nothing is done to it.

Written in the wire format of protocol buffers, whose fields are those of onnx.proto; the package for it is large and needed for nothing else.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

WORDS = ("[PAD]", "[UNK]", "the", "village", "burned", "down", "soldiers", "came", "bridge", "opened")
WIDTH = 8

_FLOAT, _INT64 = 1, 7


def write_encoder(
    folder: Path, *, inputs: Iterable[str] = ("input_ids", "attention_mask"), card: str = ""
) -> Path:
    """A folder with model, tokenizer and `encoder.toml`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(_model(tuple(inputs)))
    (folder / "tokenizer.json").write_text(json.dumps(_tokenizer()))
    (folder / "encoder.toml").write_text(card or 'languages = ["en"]\nmax_tokens = 6\npooling = "mean"\n')
    return folder


def vector_of(word: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    """That of one token."""
    at = WORDS.index(word) if word in WORDS else 1
    return np.random.default_rng(at).normal(size=WIDTH).astype(np.float32)


def _tokenizer() -> dict[str, object]:
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordLevel",
            "vocab": {word: at for at, word in enumerate(WORDS)},
            "unk_token": "[UNK]",
        },
    }


def _model(inputs: Sequence[str]) -> bytes:
    table = np.stack([vector_of(word) for word in WORDS])
    tensor = (
        _field(1, len(WORDS))
        + _field(1, WIDTH)
        + _field(2, _FLOAT)
        + _field(8, b"table")
        + _field(9, table.tobytes())
    )
    node = (
        _field(1, b"table") + _field(1, b"input_ids") + _field(2, b"last_hidden_state") + _field(4, b"Gather")
    )
    graph = _field(1, node) + _field(2, b"small") + _field(5, tensor)
    for name in inputs:
        graph += _field(11, _value(name, _INT64, "batch", "sequence"))
    graph += _field(12, _value("last_hidden_state", _FLOAT, "batch", "sequence", WIDTH))
    return _field(1, 8) + _field(8, _field(2, 17)) + _field(7, graph)


def _value(name: str, kind: int, *shape: str | int) -> bytes:
    sizes = b"".join(
        _field(1, _field(1, each) if isinstance(each, int) else _field(2, each.encode())) for each in shape
    )
    return _field(1, name.encode()) + _field(2, _field(1, _field(1, kind) + _field(2, sizes)))


def _field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return _number(number << 3) + _number(value)
    return _number(number << 3 | 2) + _number(len(value)) + value


def _number(value: int) -> bytes:
    if value < 128:
        return bytes([value])
    return bytes([value & 127 | 128]) + _number(value >> 7)
