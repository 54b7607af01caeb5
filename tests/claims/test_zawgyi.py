from bot.claims.language import ZAWGYI
from bot.claims.note import note
from bot.claims.read import read_submission
from bot.claims.submission import Submission
from tests.claims.library import NAMES

WRITTEN_SO = Submission("ျမန္မာႏိုင္ငံတြင္ လူ ၁၇၀ ေသဆံုးခဲ့သည္")


def test_unconverted_text_is_read_as_nothing() -> None:
    reading = read_submission(WRITTEN_SO, NAMES)
    (claim,) = reading.claims
    assert (claim.language, claim.quantities, claim.places) == (ZAWGYI, (), ())
    assert claim.text in reading.text
    assert reading.not_read == (note("not_checked.zawgyi"),)


def test_converted_text_is_read_as_burmese() -> None:
    def convert(text: str) -> str:
        assert text == WRITTEN_SO.text
        return "မြန်မာနိုင်ငံတွင် လူ ၁၇၀ သေဆုံးခဲ့သည်"

    reading = read_submission(WRITTEN_SO, NAMES, convert=convert)
    (claim,) = reading.claims
    assert (claim.language, [quantity.value for quantity in claim.quantities]) == ("my", [170])
    assert [place.ids for place in claim.places] == [("myanmar",)]
    assert reading.not_read == (note("not_checked.zawgyi_converted"),)


def test_unicode_text_is_never_converted() -> None:
    def convert(text: str) -> str:
        raise AssertionError(text)

    reading = read_submission(Submission("မြန်မာနိုင်ငံတွင် လူ ၁၇၀ သေဆုံးခဲ့သည်"), NAMES, convert=convert)
    assert reading.not_read == ()


def test_english_beside_it_is_still_read() -> None:
    reading = read_submission(Submission(f"170 people died in Pazigyi.\n{WRITTEN_SO.text}"), NAMES)
    assert [claim.language for claim in reading.claims] == ["en", ZAWGYI]
