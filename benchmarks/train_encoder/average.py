"""Averages what several runs learned, and goes part of the way there from where they began.

    python -m benchmarks.train_encoder.average --base FILE --runs FILE ... --share 0.75 --out FILE

Runs of one start end in one valley: their middle is better than most of them, and the way back to the start keeps what they forgot.
"""

import argparse
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file


def main() -> None:
    parser = argparse.ArgumentParser(description="Average the weights of several training runs.")
    parser.add_argument("--base", type=Path, required=True, help="weights before training")
    parser.add_argument("--runs", type=Path, nargs="+", required=True, help="tuned.safetensors of each run")
    parser.add_argument("--share", type=float, required=True, help="of the way from the base to their middle")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    base, runs = load_file(options.base), [load_file(path) for path in options.runs]
    found = {}
    for name, weight in base.items():
        if weight.dtype == np.float32:
            middle = np.mean([run[name] for run in runs], axis=0, dtype=np.float64)
            found[name] = (weight + options.share * (middle - weight)).astype(np.float32)
        else:
            found[name] = weight
    save_file(found, options.out)


if __name__ == "__main__":
    main()
