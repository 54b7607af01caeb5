"""Whatever the bytes are, a reader gives items, never an exception; and always the same ones, however the bytes are cut."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.feed import Item
from bot.feeds.formats import FORMATS
from storage.codec import encode
from tests.feeds.data_sets import SHELLING, acled_file, ged_file, terms
from tests.feeds.test_claim_review import ANSWER, PAGES, REVIEW
from tests.feeds.test_geonames import lines
from tests.feeds.test_timemap import EVENT, SOURCES

GOOD = {
    "ucdp-ged": ged_file({}, {"id": "2"}, {"id": "3", "type_of_violence": "3"}),
    "acled": acled_file({}, {"event_id_cnty": "TST2", "event_date": "16 May 2025", "inter2": "Civilians"}),
    "claimreview": json.dumps([REVIEW, ANSWER, PAGES]).encode(),
    "ratings": b"domain,rating,rater,rated_on,until\nnews.example,B,The List,2024-05-01,2025-05-01\nb.example,0.3,The List,2024-05-01,\n",
    "geonames": lines({}, {"feature_class": "A", "feature_code": "ADM1"}),
    "timemap": json.dumps({"events": [EVENT], "sources": SOURCES}).encode(),
}
NASTY = st.sampled_from(
    [b"\x00", b'"', b"\xff", b",", b"\n", b"\r", b"9" * 400, b"[" * 3000, b"{", b"}", b"\\ud800", b"1e999", b"NaN", b"-1",
     "\u202e\ufeff\u2028".encode(), b"=1+1", b"9999-99-99", b"0000-00-00", b"1e400", b'":null,"'],
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, good: bytes) -> bytes:
    """A good file with some pieces overwritten, taken out or put in."""
    content = good
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 30)))
        content = content[:at] + draw(st.one_of(NASTY, st.binary(max_size=6))) + content[end:]
    return content


def items(name: str, pieces: list[bytes]) -> list[Item]:
    found = list(FORMATS[name].read(pieces, terms()))
    for item in found:
        for entry in item.entries:
            encode(entry)  # what cannot be kept raises
    return found


@pytest.mark.parametrize("name", FORMATS)
@given(content=st.binary(max_size=200))
def test_any_bytes_give_items(name: str, content: bytes) -> None:
    items(name, [content])


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
def test_spoilt_files_give_items(name: str, data: st.DataObject) -> None:
    content = data.draw(spoilt(GOOD[name]))

    whole = items(name, [content])

    cut = data.draw(st.integers(0, len(content)))
    assert items(name, [content[:cut], content[cut:]]) == whole


@pytest.mark.parametrize("name", FORMATS)
def test_good_files_give_entries_and_no_problem(name: str) -> None:
    found = items(name, [GOOD[name]])

    assert any(item.entries for item in found)
    assert [item.problems for item in found if item.problems] == []


@given(cells=st.fixed_dictionaries(dict.fromkeys(SHELLING, st.text(max_size=12))))
def test_any_cells_give_items(cells: dict[str, str]) -> None:
    items("ucdp-ged", [ged_file(cells)])
