"""Teaches the network who speaks.

python -m benchmarks.train_attribution.train --base FILE.safetensors --out FILE.safetensors [--held-out NAME ...] [--epochs N]

`--base` are the weights of the sentence encoder before it was taught anything here. Texts are those of `texts/` and of tests/samples/reading but for
blind files and those that are held out; what comes of the latter is told after each epoch.
"""

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

from benchmarks.reading import FOLDER, is_blind, starter_names
from benchmarks.rig.labels import Sample, load_samples
from benchmarks.train_attribution.lessons import TEXTS, Lesson, joined, lessons, open_tokenizer
from benchmarks.train_attribution.network import Batch, Network, as_encoder, begin, loss
from benchmarks.train_attribution.renamed import people_of, renamed
from storage.index.encoder_folder import BUILT_IN

HELD_OUT = tuple(f"open-{number}" for number in range(11, 19))
"""Measured when nothing had been made with them at hand; they choose when a name is given."""

OLD = tuple(f"open-{number}" for number in range(1, 11))
"""The rules were made with these at hand."""

_BATCH = 12
_STEP = 8
_RATE, _RATE_OF_NEW = 8e-5, 6.4e-4
_WARM = 0.06
_LEAST = 0.02
_WITHOUT_RULES = 0.15
_WITHOUT_CAPITALS = 0.15


def files(held_out: Sequence[str]) -> list[Path]:
    every = [*sorted(TEXTS.glob("*.jsonl")), *sorted(FOLDER.glob("open-*.jsonl"))]
    return [path for path in every if not is_blind(path) and path.stem not in held_out]


class Teacher:
    """The texts to be taught with, each time with other names and joined otherwise."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._names, self._tokenizer = starter_names(), open_tokenizer(BUILT_IN / "tokenizer.json")
        self._texts = {path.stem: load_samples(path) for path in paths}
        self._people = people_of(chain.from_iterable(self._texts.values()), self._names)

    def plain(self) -> list[Lesson]:
        return self._lessons(self._texts, random.Random(0))

    def renamed(self, chance: random.Random) -> list[Lesson]:
        changed = {
            name: [renamed(sample, self._people, chance) for sample in samples]
            for name, samples in self._texts.items()
        }
        return self._lessons(changed, chance)

    def _lessons(self, texts: Mapping[str, Sequence[Sample]], chance: random.Random) -> list[Lesson]:
        return [
            lesson
            for name, samples in texts.items()
            for lesson in lessons(
                joined(samples, chance), self._names, self._tokenizer, are_rules_honest=name not in OLD
            )
        ]


def batch_of(chosen: Sequence[Lesson], chance: random.Random | None = None) -> Batch:
    """`chance` leaves out now and then what the rules say of a sentence, and the capitals of a batch, so that neither is relied on."""
    length = -(-max(len(lesson.ids) for lesson in chosen) // _STEP) * _STEP
    ids, mask = torch.zeros(len(chosen), length, dtype=torch.long), torch.zeros(len(chosen), length)
    seen = torch.zeros(len(chosen), length, chosen[0].flags.shape[1])
    parts: list[list[torch.Tensor]] = [[] for _ in range(5)]
    rows = []
    for number, lesson in enumerate(chosen):
        size = len(lesson.ids)
        ids[number, :size], mask[number, :size] = torch.tensor(lesson.ids), 1
        seen[number, :size] = torch.from_numpy(lesson.flags)
        asked = [torch.from_numpy(part) for part in lesson.targets]
        rows += [number] * len(asked[0])
        if chance:
            kept = torch.tensor([chance.random() >= _WITHOUT_RULES for _ in lesson.right])
            asked[2:] = [part * (kept if part.dim() == 1 else kept[:, None]) for part in asked[2:]]
        for found, part, nothing in zip(parts, asked, (0.0, 15, 0, 0.0, 0.0), strict=True):
            wide = part.dim() == 2
            found.append(nn.functional.pad(part, (0, length - size), value=nothing) if wide else part)
    if chance and chance.random() < _WITHOUT_CAPITALS:
        seen[..., :2] = 0
    return Batch(ids, mask, seen, torch.tensor(rows), *(torch.cat(part) for part in parts))


def order(taught: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """Batches of about the same length, in any order."""
    mixed = chance.sample(taught, len(taught))
    found = []
    for start in range(0, len(mixed), _BATCH * 8):
        near = sorted(mixed[start : start + _BATCH * 8], key=lambda lesson: len(lesson.ids))
        found += [near[at : at + _BATCH] for at in range(0, len(near), _BATCH)]
    chance.shuffle(found)
    return found


def teach(network: Network, teacher: Teacher, epochs: int, seed: int) -> Iterator[float]:
    """The mean loss of each epoch."""
    chance = random.Random(seed)
    taught = teacher.renamed(chance)
    print(f"{len(taught)} texts, {sum(len(each.right) for each in taught)} sentences", flush=True)
    old = ("words", "positions", "kind", "norm", "layers")
    body = [weight for name, weight in network.named_parameters() if name.split(".")[0] in old]
    heads = [weight for name, weight in network.named_parameters() if name.split(".")[0] not in old]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": _RATE}, {"params": heads, "lr": _RATE_OF_NEW}], weight_decay=0.01
    )
    steps = epochs * len(order(taught, random.Random(0)))
    slowing = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, step / (_WARM * steps)) * max(_LEAST, 1 - step / steps)
    )
    for epoch in range(epochs):
        if epoch:
            taught = teacher.renamed(chance)
        network.train()
        losses = []
        for chosen in order(taught, chance):
            with torch.autocast("cpu", torch.bfloat16):
                first, last = network(batch_of(chosen, chance))
            one = loss(first, last, [right for lesson in chosen for right in lesson.right])
            optimizer.zero_grad()
            one.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            slowing.step()
            losses.append(one.item())
        yield sum(losses) / len(losses)


def held_out_loss(network: Network, others: Sequence[Lesson]) -> float:
    network.eval()
    with torch.no_grad():
        found = [_loss(network, batch_of([lesson]), lesson.right) * len(lesson.right) for lesson in others]
    return sum(found) / max(1, sum(len(lesson.right) for lesson in others))


def _loss(network: Network, batch: Batch, right: list[list[tuple[int, int]]]) -> float:
    first, last = network(batch)
    return float(loss(first, last, right))


def main() -> None:
    parser = argparse.ArgumentParser(description="Teach the network who speaks.")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held-out", nargs="*", default=HELD_OUT)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    torch.manual_seed(chosen.seed)
    teacher = Teacher(files(chosen.held_out))
    others = Teacher([FOLDER / f"{name}.jsonl" for name in chosen.held_out]).plain()
    network = begin(chosen.base)
    started = time.monotonic()
    before: dict[str, torch.Tensor] = {}
    for epoch, mean in enumerate(teach(network, teacher, chosen.epochs, chosen.seed), start=1):
        print(
            f"epoch {epoch}: loss {mean:.3f}, of those held out {held_out_loss(network, others):.3f}, {time.monotonic() - started:.0f} s",
            flush=True,
        )
        now = {name: part.clone() for name, part in as_encoder(network).items()}
        save_file(_mean(before, now), chosen.out)
        before = now


def _mean(before: Mapping[str, torch.Tensor], now: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Of the last two epochs: the last one alone is right as often, and far too sure."""
    return {name: ((before.get(name, part) + part) / 2).contiguous() for name, part in now.items()}


if __name__ == "__main__":
    main()
