"""The network that tells who speaks, in torch: the layers of the sentence encoder, which see a text once, and for each of its sentences a pointer to
the name of whoever says it. `graph.py` writes the same for use."""

import math
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from safetensors.torch import load_file
from torch import Tensor, nn

from benchmarks.train_encoder.shape import EPSILON, HEADS, LAYERS, WIDTH
from storage.attribution.decoding import LONGEST_NAME
from storage.attribution.features import FLAGS, PLACES

WORDS, LONGEST = 30_522, 512
_DROPOUT = 0.1


class Batch(NamedTuple):
    """Texts (B x L), and their sentences that are asked for (T, each of the text `rows` names), as `storage.attribution.features` has them."""

    ids: Tensor
    mask: Tensor
    flags: Tensor
    rows: Tensor
    spans: Tensor
    places: Tensor
    rulings: Tensor
    begins: Tensor
    ends: Tensor


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.lifted, self.lowered = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.attended, self.out = (nn.LayerNorm(WIDTH, EPSILON) for _ in range(2))
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, hidden: Tensor, seen: Tensor) -> Tensor:
        query, key, value = (_split(part(hidden)) for part in (self.query, self.key, self.value))
        share = F.softmax(query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + seen, dim=-1)
        mixed = self.mixed((self.dropout(share) @ value).transpose(1, 2).flatten(2))
        attended = self.attended(hidden + self.dropout(mixed))
        return self.out(attended + self.dropout(self.lowered(F.gelu(self.lifted(attended)))))


class Network(nn.Module):
    """Gives for each sentence a score of each token as first and as last of the name, T x L each; the first token, which stands nowhere, is nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(WORDS, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.flags = nn.Linear(FLAGS, WIDTH, bias=False)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, EPSILON), nn.Dropout(_DROPOUT)
        self.layers = nn.ModuleList([_Layer() for _ in range(LAYERS)])
        self.rulings = nn.Embedding(len(("unknown", "nobody", "unnamed", "named")), 2 * WIDTH)
        self.first_key, self.last_key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.first_asked, self.last_asked, self.nobody = _asking(WIDTH), _asking(WIDTH), _asking(2)
        self.places = nn.Linear(2 * WIDTH, 2 * PLACES)
        self.trust = nn.Linear(2 * WIDTH, 2)
        nn.init.normal_(self.flags.weight, std=0.01)
        nn.init.normal_(self.rulings.weight, std=0.02)
        for each in (self.places, self.trust):
            nn.init.zeros_(each.weight)
            nn.init.zeros_(each.bias)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        hidden = self._hidden(batch)
        mean = torch.einsum("tl,tld->td", batch.spans, hidden[batch.rows])
        asked = torch.cat([mean, hidden[batch.rows, 0]], -1) + self.rulings(batch.rulings)
        near, trust, nobody = self.places(asked), self.trust(asked), self.nobody(asked)
        hidden_away = batch.mask[batch.rows] == 0
        scores = []
        for part, (key, asking, named) in enumerate(
            (
                (self.first_key, self.first_asked, batch.begins),
                (self.last_key, self.last_asked, batch.ends),
            )
        ):
            met = torch.einsum("td,tld->tl", asking(asked), key(hidden)[batch.rows]) / math.sqrt(WIDTH)
            away = near[:, part * PLACES : (part + 1) * PLACES].gather(1, batch.places)
            score = (met + away + trust[:, part : part + 1] * named).float()
            score = score.masked_fill(hidden_away, -1e4)
            scores.append(torch.cat([nobody[:, part : part + 1].float(), score[:, 1:]], 1))
        return scores[0], scores[1]

    def _hidden(self, batch: Batch) -> Tensor:
        places = self.positions.weight[: batch.ids.shape[1]]
        hidden = self.words(batch.ids) + places + self.kind + self.flags(batch.flags)
        hidden = self.dropout(self.norm(hidden))
        seen = ((1 - batch.mask[:, None, None, :]) * -1e4).to(hidden.dtype)
        for layer in self.layers:
            hidden = layer(hidden, seen)
        return hidden


def begin(path: Path) -> Network:
    """A network whose layers are those of a sentence encoder, a safetensors file with the names of MiniLM."""
    network, trained = Network(), load_file(path)
    with torch.no_grad():
        network.words.weight.copy_(trained["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(trained["embeddings.position_embeddings.weight"])
        network.kind.copy_(trained["embeddings.token_type_embeddings.weight"][0])
        for part, name in _names(network):
            part.weight.copy_(trained[f"{name}.weight"])
            part.bias.copy_(trained[f"{name}.bias"])
    return network


def _names(network: Network) -> list[tuple[nn.Linear | nn.LayerNorm, str]]:
    """The parts that an encoder has too, with what they are called there."""
    found: list[tuple[nn.Linear | nn.LayerNorm, str]] = [(network.norm, "embeddings.LayerNorm")]
    for number, layer in enumerate(network.layers):
        assert isinstance(layer, _Layer)
        prefix = f"encoder.layer.{number}."
        found += [
            (layer.query, f"{prefix}attention.self.query"),
            (layer.key, f"{prefix}attention.self.key"),
            (layer.value, f"{prefix}attention.self.value"),
            (layer.mixed, f"{prefix}attention.output.dense"),
            (layer.attended, f"{prefix}attention.output.LayerNorm"),
            (layer.lifted, f"{prefix}intermediate.dense"),
            (layer.lowered, f"{prefix}output.dense"),
            (layer.out, f"{prefix}output.LayerNorm"),
        ]
    return found


def as_encoder(network: Network) -> dict[str, Tensor]:
    """The layers under the names of an encoder, all else under its own."""
    encoder = {
        "embeddings.word_embeddings.weight": network.words.weight,
        "embeddings.position_embeddings.weight": network.positions.weight,
        "embeddings.token_type_embeddings.weight": torch.stack([network.kind, network.kind]),
    }
    for part, name in _names(network):
        encoder |= {f"{name}.weight": part.weight, f"{name}.bias": part.bias}
    old = ("words.", "positions.", "kind", "norm.", "layers.")
    heads = {name: weight for name, weight in network.named_parameters() if not name.startswith(old)}
    return {name: weight.detach() for name, weight in {**encoder, **heads}.items()}


def loss(first: Tensor, last: Tensor, right: list[list[tuple[int, int]]]) -> Tensor:
    """Minus the logarithm of how probable the right names are among all that are not too long, nobody being one; the mean of the sentences."""
    length = first.shape[1]
    every = [first[:, :1] + last[:, :1]]
    every += [
        first[:, 1 : length - reach] + last[:, 1 + reach :] for reach in range(min(LONGEST_NAME, length - 1))
    ]
    whole = torch.logsumexp(torch.cat(every, 1), 1)
    own = torch.stack(
        [
            torch.logsumexp(
                torch.stack([first[row, begin] + last[row, end] for begin, end in sorted(set(names))]), 0
            )
            for row, names in enumerate(right)
        ]
    )
    return (whole - own).mean()


def _asking(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, width))


def _split(values: Tensor) -> Tensor:
    batch, length, width = values.shape
    return values.view(batch, length, HEADS, width // HEADS).transpose(1, 2)
