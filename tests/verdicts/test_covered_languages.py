import pytest

from bot.verdicts.assess import is_covered

ENGLISH, BURMESE = frozenset({"en"}), frozenset({"my"})
BOTH = ENGLISH | BURMESE


@pytest.mark.parametrize(
    ("language", "records", "encoded", "covered"),
    [
        ("en", ENGLISH, frozenset(), True),
        ("my", ENGLISH, frozenset(), False),
        ("my", frozenset(), frozenset(), True),  # an empty library says nothing about languages
        ("my", ENGLISH, ENGLISH, False),
        ("my", ENGLISH, BURMESE, False),  # no record that it could be near to
        ("my", ENGLISH, BOTH, True),
        ("my", BOTH, frozenset(), True),
        ("th", ENGLISH, BOTH, False),
    ],
)
def test_language_is_covered_by_records_or_encoder(
    language: str, records: frozenset[str], encoded: frozenset[str], covered: bool
) -> None:
    assert is_covered(language, records, encoded) is covered
