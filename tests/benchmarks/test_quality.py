import json
from pathlib import Path

import pytest

from benchmarks.quality import __main__ as quality
from benchmarks.quality import every

FOLDER = Path(__file__).parents[1] / "samples" / "matching"
FILES = [f"--{name.split('.')[0]}={FOLDER / name}" for name in ("corpus.jsonl", "queries.jsonl", "qrels.tsv")]
FLAT = {
    "map5",
    "mrr",
    "p1",
    "s10",
    "candidate_recall",
    "auroc",
    "recall_at_p95",
    "recall_at_p99",
    "ece",
    "brier",
}
COST = {"ms_median", "ms_p99", "index_s", "peak_mb", "n"}


def test_small_set_is_measured(tmp_path: Path) -> None:
    found, ranking = tmp_path / "found.json", tmp_path / "found.run"
    wanted = ["--split=dev", "--without-encoder", f"--json={found}", f"--trec={ranking}"]

    quality.main([*FILES, *wanted], runs=tmp_path / "runs.tsv")

    figures = json.loads(found.read_text())
    assert figures.keys() >= FLAT | COST
    assert (figures["n"], figures["s10"], figures["candidate_recall"]) == (3, 1.0, 1.0)
    assert figures["auroc"] > 0.6
    assert ranking.read_text().startswith("bridge Q0 ")


def test_looks_at_dev_are_logged(tmp_path: Path) -> None:
    runs = tmp_path / "runs.tsv"
    quality.main([*FILES, "--split=train", "--without-encoder"], runs=runs)
    assert not runs.exists()

    quality.main([*FILES, "--split=dev", "--dates=delayed", "--limit=1", "--without-encoder"], runs=runs)

    heading, row = [line.split("\t") for line in runs.read_text().splitlines()]
    said = dict(zip(heading, row, strict=True))
    assert (said["set"], said["split"], said["dates"], said["n"]) == ("matching", "dev", "delayed", "1")
    assert said["flags"] == "limit=1 without-encoder"


def test_unknown_split_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.main([*FILES, "--split=other", "--without-encoder"]) == 1
    assert "other" in capsys.readouterr().err


def test_folder_of_sets_becomes_a_page(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    given = [str(FOLDER.parent), f"--out={page}", "--without-encoder"]

    every.main(given, runs=tmp_path / "runs.tsv")

    text = page.read_text()
    assert [each in text for each in ("matching dev", "dates delayed", "dates wrong")] == [True] * 3
    assert len((tmp_path / "runs.tsv").read_text().splitlines()) == 4
