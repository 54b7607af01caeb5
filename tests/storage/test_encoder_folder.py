from pathlib import Path

import numpy as np
import pytest

from bot.errors import Misconfigured
from storage.index.encoder import TOKENS, OnnxEncoder, prepare, runs
from storage.index.encoder_folder import Pooling, read_folder
from tests.fakes.small_model import vector_of, write_encoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_encoder(tmp_path / "encoder")


def problem_with(folder: Path) -> str:
    with pytest.raises(Misconfigured) as raised:
        read_folder(folder)
    (problem,) = raised.value.problems
    return f"{problem.path}: {problem.message}"


def mean(*words: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    total = np.sum([vector_of(word) for word in words], axis=0)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


async def encode(folder: Path, *texts: str) -> list["np.ndarray[tuple[int, ...], np.dtype[np.float32]]"]:
    encoder = OnnxEncoder(read_folder(folder), threads=1)
    try:
        return list(await encoder.encode(texts))
    finally:
        encoder.close()


async def test_vector_is_the_mean_of_its_tokens(folder: Path) -> None:
    short, long = await encode(folder, "soldiers came", "the village burned down")

    assert np.allclose(short, mean("soldiers", "came"), atol=1e-5)
    assert np.allclose(long, mean("the", "village", "burned", "down"), atol=1e-5)


async def test_only_the_beginning_is_read(folder: Path) -> None:
    words = ("the", "village", "burned", "down", "soldiers", "came", "bridge", "opened")

    (vector,) = await encode(folder, " ".join(words))

    assert np.allclose(vector, mean(*words[:6]), atol=1e-5)


async def test_first_token_may_stand_for_all(folder: Path) -> None:
    (folder / "encoder.toml").write_text('languages = ["en"]\npooling = "first"\n')

    (vector,) = await encode(folder, "soldiers came")

    assert np.allclose(vector, mean("soldiers"), atol=1e-5)


async def test_prefix_goes_before_each_text(folder: Path) -> None:
    (folder / "encoder.toml").write_text('languages = ["en"]\nprefix = "the "\n')

    (vector,) = await encode(folder, "bridge")

    assert np.allclose(vector, mean("the", "bridge"), atol=1e-5)


@pytest.mark.parametrize(
    "inputs", [("input_ids",), ("input_ids", "attention_mask", "token_type_ids")], ids=["one", "three"]
)
async def test_model_is_given_the_inputs_it_has(tmp_path: Path, inputs: tuple[str, ...]) -> None:
    (vector,) = await encode(write_encoder(tmp_path, inputs=inputs), "bridge")

    assert np.allclose(vector, mean("bridge"), atol=1e-5)


@pytest.mark.parametrize("place", ["onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx"])
async def test_model_may_lie_as_exported(folder: Path, place: str) -> None:
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / place)

    assert len(await encode(folder, "bridge")) == 1


def test_export_says_how_it_is_used(folder: Path) -> None:
    (folder / "encoder.toml").unlink()
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 77, "do_lower_case": false}')

    found = read_folder(folder, languages=frozenset({"my"}))

    assert (found.max_tokens, found.pooling, found.languages) == (77, Pooling.FIRST, frozenset({"my"}))


def test_id_changes_with_files_and_preparation(folder: Path) -> None:
    first = read_folder(folder).id
    (folder / "encoder.toml").write_text('languages = ["en"]\nmax_tokens = 7\n')
    second = read_folder(folder).id
    (folder / "model.onnx").write_bytes((folder / "model.onnx").read_bytes() + b"\0")

    assert len({first, second, read_folder(folder).id}) == 3
    assert read_folder(folder).id == read_folder(folder).id


def test_large_files_are_read_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered = tmp_path / "encoder.json"
    first = read_folder(folder, remembered=remembered)

    def read_again(_file: Path) -> str:
        raise AssertionError("it was hashed before")

    monkeypatch.setattr("storage.index.encoder_folder._digest", read_again)
    assert read_folder(folder, remembered=remembered) == first


def test_changed_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    remembered = tmp_path / "encoder.json"
    first = read_folder(folder, remembered=remembered).id
    (folder / "model.onnx").write_bytes(b"another")

    assert read_folder(folder, remembered=remembered).id != first


@pytest.mark.parametrize("left", [b"", b"\xff", b'{"model.onnx": 1}'])
def test_garbled_memory_of_hashes_is_ignored(folder: Path, tmp_path: Path, left: bytes) -> None:
    remembered = tmp_path / "encoder.json"
    remembered.write_bytes(left)

    assert read_folder(folder, remembered=remembered) == read_folder(folder)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    assert problem_with(tmp_path / "none").startswith("encoder.folder: ")


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert name in problem_with(folder)


def test_unnamed_languages_are_asked_for(folder: Path) -> None:
    (folder / "encoder.toml").unlink()

    assert problem_with(folder).startswith("encoder.languages: ")


@pytest.mark.parametrize("card", ["languages = 3", "languages = [", 'colour = "red"', 'pooling = "last"'])
def test_garbled_card_is_refused(folder: Path, card: str) -> None:
    (folder / "encoder.toml").write_text(card)

    assert "encoder.toml cannot be read" in problem_with(folder)


def test_model_must_be_the_one_described(folder: Path) -> None:
    (folder / "encoder.toml").write_text(f'languages = ["en"]\nsha256 = "{"0" * 64}"\n')

    assert "not the model that encoder.toml describes" in problem_with(folder)


@pytest.mark.parametrize(
    ("name", "content"), [("model.onnx", b"no model"), ("tokenizer.json", b"{"), ("tokenizer.json", b"{}")]
)
async def test_damaged_file_is_named(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)

    with pytest.raises(Misconfigured, match=name):
        await encode(folder, "bridge")


def test_texts_are_prepared_for_the_model() -> None:
    text = "Watch\u200b:  #WhatsHappeningInMyanmar &amp; more at https://example.org/a?b=c “now”"

    assert prepare(text) == 'Watch: Whats Happening In Myanmar & more at "now"'


@pytest.mark.parametrize("text", ["", " \n", "https://example.org"])
def test_empty_text_is_still_a_text(text: str) -> None:
    assert prepare(text) == "."


def test_runs_hold_texts_of_like_length() -> None:
    lengths = [5, 70, 6, 66, 5, 48, 80]

    cut = list(runs(lengths))

    assert sorted(at for run in cut for at in run) == list(range(7))
    assert [sorted(lengths[at] for at in run) for run in cut] == [[66, 70, 80], [48], [5, 5, 6]]


def test_runs_are_limited() -> None:
    most = TOKENS // 128

    assert [len(run) for run in runs([128] * (2 * most + 1))] == [most, most, 1]
