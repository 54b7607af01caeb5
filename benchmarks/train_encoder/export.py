"""Writes the encoder as the program uses it, from trained weights and the texts of the starter library. Needs no torch.

python -m benchmarks.train_encoder.export --weights FILE.safetensors --tokenizer FILE.json --out FOLDER [--precision rows] [--name NAME]
"""

import argparse
import hashlib
from pathlib import Path
from typing import get_args

import onnx
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from benchmarks.train_encoder.easing import easing
from benchmarks.train_encoder.encode import LONGEST
from benchmarks.train_encoder.graph import Precision, build
from benchmarks.train_encoder.shape import WIDTH
from bot.assembly.application import read_starter
from bot.library.record import Record
from storage.index.passages import passages

LANGUAGES = ("en",)


def export(weights: Path, tokenizer: Path, out: Path, precision: Precision, name: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    cutter = Tokenizer.from_file(str(tokenizer))
    cutter.no_padding()
    cutter.no_truncation()
    trained = load_file(weights)
    records = [each for each in read_starter().entries if isinstance(each, Record)]
    texts = [text for record in records for text in passages(record)]
    eased = easing(trained, cutter, texts) if precision == "rows" else {}
    onnx.save(build(trained, precision, easing=eased, note=name), out / "model.onnx")
    cutter.save(str(out / "tokenizer.json"), pretty=False)
    digest = hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest()
    (out / "encoder.toml").write_text(_card(name, digest), encoding="utf-8")


def _card(name: str, digest: str) -> str:
    languages = ", ".join(f'"{language}"' for language in LANGUAGES)
    return "\n".join(
        [
            "# What this encoder is made of and how good it is stands in MODEL_CARD.md.",
            f'name = "{name}"',
            f"languages = [{languages}]",
            f"max_tokens = {LONGEST}",
            'pooling = "mean"',
            f"width = {WIDTH}",
            f'sha256 = "{digest}"',
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the sentence encoder as an ONNX model.")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--precision", choices=get_args(Precision), default="rows")
    parser.add_argument("--name", default="secondsource-en-1")
    options = parser.parse_args()
    export(options.weights, options.tokenizer, options.out, options.precision, options.name)


if __name__ == "__main__":
    main()
