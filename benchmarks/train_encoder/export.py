"""Writes the encoder as the program uses it, from trained weights. Needs no torch.

python -m benchmarks.train_encoder.export --weights FILE.safetensors --tokenizer FILE.json --out FOLDER [--precision mixed] [--name NAME]
"""

import argparse
import hashlib
from pathlib import Path
from typing import get_args

import onnx
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from benchmarks.train_encoder.encode import LONGEST
from benchmarks.train_encoder.graph import Precision, build
from benchmarks.train_encoder.shape import WIDTH

LANGUAGES = ("en",)


def export(weights: Path, tokenizer: Path, out: Path, precision: Precision, name: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(load_file(weights), precision, note=name), out / "model.onnx")
    cutter = Tokenizer.from_file(str(tokenizer))
    cutter.no_padding()
    cutter.no_truncation()
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
    parser.add_argument("--precision", choices=get_args(Precision), default="mixed")
    parser.add_argument("--name", default="secondsource-en-1")
    options = parser.parse_args()
    export(options.weights, options.tokenizer, options.out, options.precision, options.name)


if __name__ == "__main__":
    main()
