import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.claim import Claim, Kind, Method
from bot.claims.names import Names
from bot.claims.note import note
from bot.claims.read import read_claim, read_submission
from bot.claims.submission import Reading, Submission
from bot.errors import Refusal
from tests.claims.library import NAMES

SENTENCE = "At least 170 people were killed in Pazigyi on 11 April 2023, according to AAPP."
ARTICLE = """Dozens killed in air strike on a Myanmar village

By Some Body

YANGON, 12 April 2023 (AFP) - At least 100 people were killed on Tuesday in an air strike on Pazigyi, residents said.

"We saw bodies everywhere. They killed children," a witness told Myanmar Now. The NUG said 170 people died.

Zaw Min Tun, a spokesman for the junta, said there were no civilians killed. He added that the military attacked terrorists.

Read more: other news
"""


def read(text: str, published: date | None = None, limit: int = 40) -> Reading:
    return read_submission(Submission(text, published=published), NAMES, limit=limit)


def everything_said(claim: Claim) -> list[tuple[str, int, int]]:
    return [
        *((quantity.text, quantity.start, quantity.end) for quantity in claim.quantities),
        *((moment.text, moment.start, moment.end) for moment in claim.moments),
        *((mention.name, mention.start, mention.end) for mention in (*claim.places, *claim.actors)),
        *((negation.text, negation.start, negation.end) for negation in claim.negations),
    ]


def test_sentence_is_read_whole() -> None:
    (claim,) = read(SENTENCE).claims
    assert (claim.kind, claim.language, claim.text) == (Kind.FACT, "en", SENTENCE)
    assert [quantity.value for quantity in claim.quantities] == [170]
    assert [place.ids for place in claim.places] == [("pazigyi",)]
    assert claim.attribution is not None
    assert claim.attribution.ids == ("aapp",)


def test_article_gives_its_statements() -> None:
    claims = read(ARTICLE).claims
    assert [claim.kind for claim in claims].count(Kind.FACT) == 7
    assert not any(claim.text.startswith(("By ", "YANGON", "Read")) for claim in claims)


def test_dateline_places_the_weekday() -> None:
    claim = read(ARTICLE).claims[1]
    (moment,) = claim.moments
    assert moment.when is not None
    assert moment.when.first == date(2023, 4, 11)


def test_quotation_belongs_to_its_paragraph() -> None:
    claims = read(ARTICLE).claims
    quoted = next(claim for claim in claims if "bodies everywhere" in claim.text)
    assert quoted.attribution is not None
    assert (quoted.attribution.name, quoted.attribution.method) == ("a witness", Method.UNNAMED)


def test_pronoun_goes_back_to_its_speaker() -> None:
    last = read(ARTICLE).claims[-1]
    assert last.attribution is not None
    assert last.attribution.ids == ("zaw-min-tun",)


def test_context_holds_title_and_neighbour() -> None:
    claims = read("Air strike on Pazigyi\nJets came on 11 April 2023. At least 170 people died.").claims
    context = claims[-1].context
    assert [place.ids for place in context.places] == [("pazigyi",)]
    assert [str(moment.when.first) for moment in context.moments if moment.when] == ["2023-04-11"]


def test_opinions_and_calls_are_listed() -> None:
    kinds = [claim.kind for claim in read(f"{SENTENCE} So sad. Pray for Myanmar!").claims]
    assert kinds == [Kind.FACT, Kind.OPINION, Kind.CALL]


def test_claims_beyond_the_limit_are_counted() -> None:
    text = "\n".join(f"The army killed {number} people in Pazigyi." for number in range(10, 20))
    reading = read(text, limit=4)
    assert len(reading.claims) == 4
    assert reading.not_read == (note("not_checked.beyond_limit", count="6", limit="4", start="152"),)


def test_relative_date_without_publication_is_named() -> None:
    (claim,) = read("The army bombed Pazigyi on Tuesday.").claims
    assert claim.unread == (note("not_checked.relative_date", text="Tuesday"),)


def test_quoted_wording_is_not_checked() -> None:
    (claim,) = read('The junta said the NUG are "terrorists who killed 12 people".').claims
    assert note("not_checked.quote_wording") in claim.unread


def test_links_and_attachments_are_not_read() -> None:
    submission = Submission(f"{SENTENCE} https://www.example.org/a?fbclid=1", attachments=("photo", "photo"))
    reading = read_submission(submission, NAMES)
    assert reading.not_read == (
        note("not_checked.attachment", kind="photo"),
        note("not_checked.link", site="example.org"),
    )


def test_signature_of_tags_is_no_claim() -> None:
    assert [claim.text for claim in read(f"{SENTENCE}\n@some_channel #Myanmar").claims] == [SENTENCE]


def test_odd_quotation_marks_look_rewritten() -> None:
    text = "\n".join(f'The army "killed {number} people in Pazigyi, they said.' for number in range(10, 20))
    assert note("not_checked.rewritten") in read(text).not_read


def test_burmese_is_read() -> None:
    (claim,) = read("၂၀၂၃ ခုနှစ် ဧပြီ ၁၁ ရက်တွင် ပဇီကြီး၌ လူ ၁၇၀ ကျော် သေဆုံးခဲ့သည်။").claims
    assert (claim.language, claim.kind) == ("my", Kind.FACT)
    assert [place.ids for place in claim.places] == [("pazigyi",)]
    assert [(quantity.value, quantity.low) for quantity in claim.quantities] == [(170, 171)]


@pytest.mark.parametrize(
    ("submission", "key"),
    [
        (Submission(""), "refused.nothing_to_read"),
        (Submission(" \n\u200b"), "refused.no_words"),
        (Submission("🔥🙏🏽 🇲🇲!!"), "refused.no_words"),
        (Submission("4,468"), "refused.only_numbers"),
        (Submission("https://example.org/a"), "refused.only_link"),
        (Submission("", links=("https://example.org/a",)), "refused.only_link"),
        (Submission("", attachments=("photo",)), "refused.only_attachment"),
    ],
)
def test_nothing_to_read_is_refused(submission: Submission, key: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_submission(submission, NAMES)
    assert refusal.value.key == key


@given(
    st.lists(st.integers(0, len(SENTENCE)), max_size=12), st.sampled_from("\u200b\u202e\u2067\u00ad\ufe0f")
)
def test_tricks_change_no_claim(places: list[int], character: str) -> None:
    text = SENTENCE
    for place in places:
        text = text[:place] + character + text[place:]
    assert read(text) == read(SENTENCE)


@given(st.text(max_size=300), st.dates() | st.none())
def test_any_text_is_read_or_refused(text: str, published: date | None) -> None:
    try:
        reading = read(text, published)
    except Refusal:
        return
    for claim in reading.claims:
        assert reading.text[claim.start : claim.end] == claim.text
        assert all(claim.text[start:end] == said for said, start, end in everything_said(claim))


PIECES = (
    "at least|killed|170|4,468|people|in|Pazigyi|on|11|April|2023|said|the|junta|AAPP|according to|\"|denied|not|nobody|between|and|-|to|since|coup|,|.|;|while|hundreds|of"
    "|two|million|yesterday|last|week|ago|လူ|၁၇၀|ကျော်|ဧပြီ|။|https://t.me/a|&amp;|\n|(|)|%|$|were|including|children|one|a|dozen|1027|Operation|31|February|0|May|us"
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES.split("|")), min_size=1, max_size=40), st.dates() | st.none())
def test_any_words_are_read_in_place(words: list[str], published: date | None) -> None:
    claim = read_claim(" ".join(words), NAMES, published=published)
    assert all(claim.text[start:end] == said for said, start, end in everything_said(claim))
    assert all(
        quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        for quantity in claim.quantities
    )


def test_readers_run_side_by_side() -> None:
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(read, [ARTICLE] * 12))
    assert readings == [read(ARTICLE)] * 12


@pytest.mark.parametrize(
    "unit",
    [f"{SENTENCE}\n", f"{SENTENCE} ", "word ", "x", "A", "A-", "မြန်မာ", "and said, ", "a https://a.com/b ", '"He said ', "a 1-", "12 killed and "],
)  # fmt: skip
def test_very_long_text_is_read_in_time(unit: str) -> None:
    began = time.process_time()
    reading = read(unit * (200_000 // len(unit)))
    assert time.process_time() - began < 5
    assert reading.not_read[-1].key == "not_checked.too_long"


def test_record_texts_are_one_claim() -> None:
    claim = read_claim("Air strike on Pazigyi. At least 170 people died.", Names([]))
    assert (claim.start, claim.end, len(claim.quantities)) == (0, len(claim.text), 1)


def test_claim_behind_a_call_to_share_is_read() -> None:
    text = "Share this: an air strike on Pazigyi on 11 April 2023 killed 1,700 people.\nThe weather is fine in Yangon today."
    reading = read_submission(Submission(text), NAMES)

    assert [claim.text for claim in reading.claims] == [
        "an air strike on Pazigyi on 11 April 2023 killed 1,700 people.",
        "The weather is fine in Yangon today.",
    ]
    assert reading.claims[0].kind is Kind.FACT


@pytest.mark.parametrize(
    ("day", "other"),
    [
        ("4/11/2023", "11 Apr 2023"),
        ("4/11/23", "11 Apr 2023"),
        ("04/11/2023", "11 Apr 2023"),
        ("04/4/2023", ""),
        ("11.04.2023", ""),
        ("4/25/2023", ""),
        ("25/4/2023", ""),
        ("4/4/2023", ""),
        ("2023-04-11", ""),
    ],
)
def test_a_date_that_can_be_read_both_ways_is_told(day: str, other: str) -> None:
    (claim,) = read_submission(Submission(f"Jets bombed Pazigyi on {day}."), NAMES).claims
    told = [dict(each.values)["other"] for each in claim.unread if each.key == "not_checked.day_or_month"]
    assert told == ([other] if other else [])
