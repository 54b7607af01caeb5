"""Two libraries of one process, of which another version of one crashed the other."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.small_model import write_encoder

ROOT = Path(__file__).parents[2]

RUN = """
import asyncio
from pathlib import Path
from storage.index.encoder import OnnxEncoder
from storage.index.encoder_folder import read_folder

def encode():
    encoder = OnnxEncoder(read_folder(Path(sys.argv[1])), threads=2)
    vectors = asyncio.run(encoder.encode(["soldiers came", "the village burned down"] * 50))
    encoder.close()
    return vectors
"""

BUILD = """
import numpy as np
from bot.people.audience import Audience
from storage.index.graph import Graph
from storage.index.nearness import Entry

def build():
    rows = np.random.default_rng(0).integers(-127, 127, (300, 1, 8)).astype(np.int8)
    graph = Graph().grown([Entry(str(at), Audience.PUBLIC, "", each) for at, each in enumerate(rows)], without=())
    assert graph.best(rows[7][0], Audience.PUBLIC, 3, without=())[0][0] == "7"
"""

ORDERS = {
    "usearch first": "import usearch.index\nimport onnxruntime\n"
    + RUN
    + BUILD
    + "build(); encode(); build()",
    "onnxruntime first": "import onnxruntime\nimport usearch.index\n"
    + RUN
    + BUILD
    + "encode(); build(); encode()",
}


@pytest.mark.parametrize("order", ORDERS)
def test_both_survive_each_other(order: str, tmp_path: Path) -> None:
    write_encoder(tmp_path)
    code = f"import sys\n{ORDERS[order]}\nprint('alive')"

    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
