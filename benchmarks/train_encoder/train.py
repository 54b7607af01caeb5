"""Teaches the encoder which texts are about the same thing.

    python -m benchmarks.train_encoder.train --data DIR --base FOLDER --out FOLDER [--facts FILE.csv] [--fold 0] [--leave-out SET]

The base folder holds `model.safetensors` and `tokenizer.json` as they come, and `model.onnx` of the same weights, which finds wrong records.
"""

import argparse
import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from benchmarks.train_encoder.conflict import read_reported
from benchmarks.train_encoder.encode import Floats, Model
from benchmarks.train_encoder.held_out import Trial, trials
from benchmarks.train_encoder.mine import Mined, held_out, mine
from benchmarks.train_encoder.network import Tensor, Weights, halved, open_tokenizer, vectors
from benchmarks.train_encoder.pairs import Pair, Source, asked_pairs, own_pairs, reported_pairs
from benchmarks.train_encoder.sets import SETS, Set, read_set

TEMPERATURE = 0.05
LONGEST = 96
"""Tokens of a text while learning: few texts are longer."""
AT_ONCE = 64
"""Texts that go through the network together, sorted by length."""
WARM_UP = 0.1
FROZEN = ("embeddings.word_embeddings.weight", "pooler.", "embeddings.position_ids")
"""Most words of the language never occur in what is learned from: their vectors stay as they are."""


@dataclass(frozen=True, slots=True)
class Recipe:
    epochs: int
    rate: float
    batch: int
    own: int
    seed: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """Weights that change and weights that do not, under one name each."""

    weights: Weights
    tokenizer: Tokenizer

    def vectors(self, texts: Sequence[str], weights: Weights) -> Tensor:
        """In the order of the texts."""
        encoded = self.tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda at: len(encoded[at].ids))
        parts = [
            vectors(weights, [encoded[at] for at in order[start : start + AT_ONCE]])
            for start in range(0, len(order), AT_ONCE)
        ]
        back = torch.tensor(order).argsort()
        return torch.cat(parts)[back]


def loss_of(lesson: Lesson, batch: Sequence[Pair]) -> Tensor:
    """Each question must find its answer among all answers and wrong records of the batch."""
    wrong = [pair for pair in batch if pair.wrong]
    texts = [pair.asked for pair in batch] + [pair.answer for pair in batch] + [pair.wrong for pair in wrong]
    found = lesson.vectors(texts, halved(lesson.weights))
    asked, offered = found[: len(batch)], found[len(batch) :]
    scores = asked @ offered.T / TEMPERATURE
    ids = [pair.id for pair in batch] + [pair.wrong_id for pair in wrong]
    also_right = [
        [at != row and record in pair.right for at, record in enumerate(ids)]
        for row, pair in enumerate(batch)
    ]
    scores = scores.masked_fill(torch.tensor(also_right, device=scores.device), -1e4)
    return torch.nn.functional.cross_entropy(scores, torch.arange(len(batch), device=scores.device))


def batches(sources: Sequence[Source], recipe: Recipe, chance: random.Random) -> Iterator[list[Pair]]:
    """One epoch. Every batch is of one source, so that what it must tell apart is alike."""
    found = []
    for source in sources:
        pairs = source(chance)
        chance.shuffle(pairs)
        found += [
            pairs[at : at + recipe.batch] for at in range(0, len(pairs) - recipe.batch // 2, recipe.batch)
        ]
    chance.shuffle(found)
    yield from found


def learn(lesson: Lesson, sources: Sequence[Source], recipe: Recipe) -> None:
    chance = random.Random(recipe.seed)
    changing = [weight for weight in lesson.weights.values() if weight.requires_grad]
    optimiser = torch.optim.AdamW(changing, lr=recipe.rate, weight_decay=0.01)
    epochs = [list(batches(sources, recipe, chance)) for _ in range(recipe.epochs)]
    steps = sum(map(len, epochs))
    began, mean = time.monotonic(), 0.0
    for step, batch in enumerate(batch for epoch in epochs for batch in epoch):
        for group in optimiser.param_groups:
            group["lr"] = recipe.rate * _pace(step / steps)
        loss = loss_of(lesson, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(changing, 1.0)
        optimiser.step()
        mean += (float(loss.detach()) - mean) / min(step + 1, 50)
        if step % 50 == 49:
            print(
                f"step {step + 1} of {steps}, loss {mean:.3f}, {time.monotonic() - began:.0f} s", flush=True
            )


def _pace(done: float) -> float:
    """Up over the first tenth, then down to nothing."""
    return (
        done / WARM_UP if done < WARM_UP else 0.5 * (1 + math.cos(math.pi * (done - WARM_UP) / (1 - WARM_UP)))
    )


def averaged(base: Mapping[str, Tensor], tuned: Weights, share: float) -> dict[str, Tensor]:
    """Between the weights before and after: most of what was learned, little of what was forgotten."""
    return {
        name: torch.lerp(weight, tuned[name].detach().to(weight.device), share)
        if weight.is_floating_point()
        else weight
        for name, weight in base.items()
    }


def sources_of(sets: Sequence[Set], mined: Mapping[str, Mined], options: argparse.Namespace) -> list[Source]:
    found: list[Source] = []
    for given in sets:
        if given.name == options.leave_out:
            continue
        kept = {question.id for question in held_out(given, options.fold, len(given.questions))}
        found += [asked_pairs(given, mined[given.name], without=kept), own_pairs(given, options.own)]
    if options.facts:
        found.append(reported_pairs(read_reported(options.facts), options.own))
    return found


def main() -> None:
    options = _options()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    sets = [read_set(options.data / name, "train") for name in SETS]
    model = Model(options.base)
    mined = {given.name: mine(model, given, options.out / "mined") for given in sets}
    base = {
        name: weight.to(options.device)
        for name, weight in load_file(options.base / "model.safetensors").items()
    }
    weights = {
        name: weight.clone().requires_grad_(weight.is_floating_point() and not name.startswith(FROZEN))
        for name, weight in base.items()
    }
    lesson = Lesson(weights, open_tokenizer(options.base / "tokenizer.json", longest=LONGEST))
    recipe = Recipe(options.epochs, options.rate, options.batch, options.own, options.seed)
    learn(lesson, sources_of(sets, mined, options), recipe)
    save_file(
        {name: weight.detach().cpu() for name, weight in weights.items()}, options.out / "tuned.safetensors"
    )
    for share in options.share:
        mixed = averaged(base, weights, share)
        save_file(
            {name: weight.cpu() for name, weight in mixed.items()},
            options.out / f"model-{share:g}.safetensors",
        )
    if options.fold >= 0:
        _report(lesson, trials(sets, mined, options.fold), base, options.share)


def _report(
    lesson: Lesson, tests: Sequence[Trial], base: Mapping[str, Tensor], shares: Sequence[float]
) -> None:
    for share in (0.0, *shares):
        weights = halved(averaged(base, lesson.weights, share))
        figures = [test.measure(partial(_plain_vectors, lesson, weights)) for test in tests]
        print(f"share {share:g}:", "; ".join(figures), flush=True)


def _plain_vectors(lesson: Lesson, weights: Weights, texts: Sequence[str]) -> Floats:
    with torch.no_grad():
        found: Floats = lesson.vectors(texts, weights).float().cpu().numpy()
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Teach the sentence encoder.")
    parser.add_argument("--data", type=Path, required=True, help="folder with a folder for each set")
    parser.add_argument("--facts", type=Path, help="CSV of UCDP GED with its sources")
    parser.add_argument(
        "--base", type=Path, required=True, help="model.safetensors, tokenizer.json, model.onnx"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument(
        "--own", type=int, default=1500, help="pairs an epoch made of the records of one set alone"
    )
    parser.add_argument("--fold", type=int, default=-1, help="keep that fold back and measure on it")
    parser.add_argument("--leave-out", default="", help="learn nothing from that set")
    parser.add_argument("--share", type=float, nargs="*", default=[0.5, 0.7, 1.0], help="of what was learned")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    return parser.parse_args()


if __name__ == "__main__":
    main()
