"""The model that comes with the program, through its own tokenizer and session."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.claims.guess import Asked, Guess, Ruling
from bot.errors import Misconfigured
from storage.attribution.attributor import BUILT_IN, OnnxAttributor

TEXT = 'Naw Mu Paw counted 24 bodies. "We buried them at night," she said. The road to Taze is closed. Unicef put the toll at eleven.'


@pytest.fixture(scope="module")
def model() -> OnnxAttributor:
    return OnnxAttributor()


def asked(text: str) -> list[Asked]:
    found, start = [], 0
    for part in text.split(". "):
        found.append(Asked(start, start + len(part)))
        start += len(part) + 2
    return found


def names(found: list[Guess | None]) -> list[str]:
    return [one.name if one and one.probability > one.nobody else "" for one in found]


def is_meant(found: str, name: str) -> bool:
    """A last name will do: the fuller one is found by the rules."""
    return found in {name, name.rsplit(maxsplit=1)[-1] if name else ""}


def test_speakers_of_a_plain_text(model: OnnxAttributor) -> None:
    found = list(model.guess(TEXT, asked(TEXT)))

    assert all(map(is_meant, names(found)[1:], ["Naw Mu Paw", "", "Unicef"]))
    for one in found:
        assert one is not None
        assert 0 <= one.probability + one.nobody <= 1.0001
        assert TEXT[one.at :].startswith(one.name)


SPEAKERS = ("Naw Mu Paw", "Khun Bedu", "Salai Htet Ni", "Ko Myo Latt", "Daw Hla Hla Win", "Colonel Naw Bu")
TURNS = (
    "{} said that the column had left the village before noon.",
    "Nobody knows how many families are still hiding on the ridge.",
    '"We carried the rice at night," {} told reporters.',
    "According to {}, the bridge will be closed for a month.",
)


def test_long_text_is_read_in_windows(model: OnnxAttributor) -> None:
    wanted, parts = [], []
    for name in SPEAKERS * 3:
        for turn in TURNS:
            parts.append(turn.format(name))
            wanted.append(name if "{}" in turn else "")
    text = " ".join(parts)
    starts = [sum(len(part) + 1 for part in parts[:at]) for at in range(len(parts))]
    every = [
        Asked(start, start + len(part), Ruling.NAMED if name else Ruling.NOBODY, name)
        for start, part, name in zip(starts, parts, wanted, strict=True)
    ]
    found = names(list(model.guess(text, every)))

    assert sum(map(is_meant, found, wanted)) >= 0.95 * len(wanted)


def test_sentence_that_is_longer_than_it_can_see_is_left_out(model: OnnxAttributor) -> None:
    text = f"Naw Moo said {'that they ran and ' * 200}that it was over."

    assert list(model.guess(text, [Asked(0, len(text))])) == [None]


@pytest.mark.parametrize("between", ["1,234 5,678 " * 200, "#tag " * 150])
def test_what_nobody_is_asked_about_hides_no_sentence(model: OnnxAttributor, between: str) -> None:
    text = f"{TEXT} {between}"
    found = list(model.guess(text, asked(TEXT)))

    assert names(found) == names(list(model.guess(TEXT, asked(TEXT))))


def test_very_long_text_is_read_as_far_as_it_goes(model: OnnxAttributor) -> None:
    sentence = "Naw Moo said that they ran into the hills and that the road behind them was burning. "
    every = [Asked(at * len(sentence), (at + 1) * len(sentence) - 1) for at in range(500)]
    found = list(model.guess(sentence * 500, every))

    assert found[0] is not None
    assert found[-1] is None


def test_nothing_asked(model: OnnxAttributor) -> None:
    assert list(model.guess(TEXT, [])) == []


def test_threads_get_the_same(model: OnnxAttributor) -> None:
    fresh = OnnxAttributor()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: list(fresh.guess(TEXT, asked(TEXT))), range(8)))

    assert found == [list(model.guess(TEXT, asked(TEXT)))] * 8


def test_other_model_than_the_card_says_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"something else")
    (tmp_path / "attribution.toml").write_bytes((BUILT_IN / "attribution.toml").read_bytes())

    with pytest.raises(Misconfigured, match="is not the model"):
        OnnxAttributor(tmp_path)


def test_card_that_is_missing_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"something")

    with pytest.raises(Misconfigured, match="Install the program again"):
        OnnxAttributor(tmp_path)
