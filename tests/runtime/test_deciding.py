import pytest

from bot.runtime.deciding import deciders, name_deciders

NAME = name_deciders(b"weights", b"words", version="1", rules=1)


@pytest.mark.parametrize(
    "other",
    [
        name_deciders(b"weights 2", b"words", version="1", rules=1),
        name_deciders(b"weights", b"words 2", version="1", rules=1),
        name_deciders(b"weightsw", b"ords", version="1", rules=1),
        name_deciders(b"weights", b"words", version="2", rules=1),
        name_deciders(b"weights", b"words", version="1", rules=2),
    ],
)
def test_whatever_decides_changes_the_name(other: str) -> None:
    assert other != NAME


def test_name_stays_while_nothing_changes() -> None:
    assert deciders() == deciders()
    assert len(deciders()) == 32
