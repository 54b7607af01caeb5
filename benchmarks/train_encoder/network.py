"""The encoder in torch, as a function of its weights: what `graph.py` builds for use, this trains."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from tokenizers import Encoding, Tokenizer

from benchmarks.train_encoder.shape import EPSILON, HEADS, LAYERS

Tensor: TypeAlias = torch.Tensor
STEP = 8
"""Lengths are multiples of it: for each new shape the processor's kernels are built anew, and kept."""

Weights: TypeAlias = Mapping[str, torch.Tensor]


def open_tokenizer(path: Path, *, longest: int) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer


def halved(weights: Weights) -> Weights:
    """What a step works with: twice as fast on new CPUs and GPUs. Gradients reach the weights as they are kept, in full precision."""
    return {name: weight.to(torch.bfloat16) for name, weight in weights.items() if weight.is_floating_point()}


def vectors(weights: Weights, encodings: Sequence[Encoding], *, dropout: float = 0.0) -> Tensor:
    """The mean over a text's tokens, of length 1: texts x width."""
    length = -(-max(len(encoding.ids) for encoding in encodings) // STEP) * STEP
    ids = torch.zeros(len(encodings), length, dtype=torch.long)
    mask = torch.zeros(len(encodings), length, dtype=torch.bool)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
        mask[row, : len(encoding.ids)] = True
    device = weights["embeddings.LayerNorm.weight"].device
    ids, mask = ids.to(device), mask.to(device)
    hidden = _hidden(weights, ids, mask, dropout=dropout)
    kept = mask.unsqueeze(-1)
    mean = (hidden.float() * kept).sum(1) / kept.sum(1)
    return F.normalize(mean, dim=-1)


def _hidden(weights: Weights, ids: Tensor, mask: Tensor, *, dropout: float) -> Tensor:
    places = weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    hidden = F.embedding(ids, weights["embeddings.word_embeddings.weight"]) + places + kind
    hidden = F.dropout(_normalised(weights, "embeddings.LayerNorm", hidden), dropout)
    seen = torch.where(mask, 0.0, -1e4).to(hidden.dtype)[:, None, None, :]
    for number in range(LAYERS):
        hidden = _layer(weights, f"encoder.layer.{number}.", hidden, seen, dropout=dropout)
    return hidden


def _layer(weights: Weights, prefix: str, hidden: Tensor, seen: Tensor, *, dropout: float) -> Tensor:
    query, key, value = (
        _split(_dense(weights, f"{prefix}attention.self.{part}", hidden))
        for part in ("query", "key", "value")
    )
    mixed = _mixed(query, key, value, seen, dropout=dropout).transpose(1, 2).flatten(2)
    mixed = F.dropout(_dense(weights, f"{prefix}attention.output.dense", mixed), dropout)
    attended = _normalised(weights, f"{prefix}attention.output.LayerNorm", mixed + hidden)
    lifted = F.gelu(_dense(weights, f"{prefix}intermediate.dense", attended))
    lowered = F.dropout(_dense(weights, f"{prefix}output.dense", lifted), dropout)
    return _normalised(weights, f"{prefix}output.LayerNorm", lowered + attended)


def _mixed(query: Tensor, key: Tensor, value: Tensor, seen: Tensor, *, dropout: float) -> Tensor:
    """Written out: on a CPU the fused operator takes five times as long for texts of this length."""
    share = F.softmax(query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5 + seen, dim=-1)
    return F.dropout(share, dropout) @ value


def _split(values: Tensor) -> Tensor:
    batch, length, width = values.shape
    return values.view(batch, length, HEADS, width // HEADS).transpose(1, 2)


def _dense(weights: Weights, name: str, values: Tensor) -> Tensor:
    return F.linear(values, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _normalised(weights: Weights, name: str, values: Tensor) -> Tensor:
    width = values.shape[-1:]
    return F.layer_norm(values, width, weights[f"{name}.weight"], weights[f"{name}.bias"], EPSILON)
