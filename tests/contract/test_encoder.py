import asyncio

import numpy as np
import pytest

from bot.ports import Encoder

TEXTS = (
    "The village burned down.",
    "Soldiers came.",
    "The bridge opened.",
    "Soldiers came to the village, and it burned down.",
)


async def test_vectors_are_of_length_one(encoder: Encoder) -> None:
    vectors = await encoder.encode(TEXTS)

    assert [vector.shape for vector in vectors] == [(encoder.width,)] * len(TEXTS)
    assert np.allclose([np.linalg.norm(vector) for vector in vectors], 1, atol=1e-3)


async def test_each_text_keeps_its_place(encoder: Encoder) -> None:
    together = await encoder.encode(TEXTS)
    apart = [(await encoder.encode([text]))[0] for text in TEXTS]

    # A quantised model rounds otherwise among others; what is another text is farther away than that.
    assert [int(np.argmax([one @ other for other in apart])) for one in together] == [0, 1, 2, 3]
    assert all(one @ other > 0.98 for one, other in zip(together, apart, strict=True))


async def test_alike_texts_are_nearer(encoder: Encoder) -> None:
    village, soldiers, bridge, both = await encoder.encode(TEXTS)

    assert village @ both > village @ bridge
    assert soldiers @ both > soldiers @ bridge


async def test_nothing_asked_is_nothing_answered(encoder: Encoder) -> None:
    assert list(await encoder.encode([])) == []


@pytest.mark.parametrize(
    "text",
    ["", "  ", "🔥", "စစ်တပ်", "x" * 100_000, "\u200b"],
    ids=["empty", "blank", "emoji", "burmese", "long", "invisible"],
)
async def test_odd_texts_have_vectors(encoder: Encoder, text: str) -> None:
    (vector,) = await encoder.encode([text])

    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


async def test_many_may_ask_at_once(encoder: Encoder) -> None:
    answers = await asyncio.gather(*(encoder.encode([text]) for text in TEXTS * 3))

    assert len(answers) == 12
    assert all(np.allclose(answers[at][0], answers[at + 4][0], atol=1e-3) for at in range(8))


async def test_id_and_languages_are_told(encoder: Encoder) -> None:
    assert encoder.id
    assert "en" in encoder.languages
