"""Writes the network as the program uses it, from taught weights. Needs no torch.

python -m benchmarks.train_attribution.export --weights FILE.safetensors --out FOLDER [--precision float|rows]
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import get_args

import onnx
from safetensors.numpy import load_file

from benchmarks.train_attribution.graph import build
from benchmarks.train_attribution.lessons import TEXTS
from benchmarks.train_encoder.easing import easing
from benchmarks.train_encoder.graph import Precision
from storage.index.encoder import load_tokenizer
from storage.index.encoder_folder import BUILT_IN

_EASED = 25
"""Every so many-th text shows how large the inputs of each multiplication are."""


def export(weights: Path, out: Path, precision: Precision, name: str) -> None:
    out.mkdir(parents=True, exist_ok=True)
    taught = load_file(weights)
    cutter = load_tokenizer(BUILT_IN / "tokenizer.json")
    lines = [line for path in sorted(TEXTS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    texts = [json.loads(line)["text"] for line in lines[::_EASED]]
    eased = easing(taught, cutter, texts) if precision == "rows" else {}
    onnx.save(build(taught, precision, easing=eased, note=name), out / "model.onnx")
    digest = hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest()
    (out / "attribution.toml").write_text(
        f'# What this model is made of and how good it is stands in MODEL_CARD.md.\nsha256 = "{digest}"\n',
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the network that tells who speaks as an ONNX model.")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--precision", choices=get_args(Precision), default="rows")
    parser.add_argument("--name", default="secondsource-attribution-en-1")
    options = parser.parse_args()
    export(options.weights, options.out, options.precision, options.name)


if __name__ == "__main__":
    main()
