import pytest

from bot.runtime.zawgyi import load_converter


def test_real_converter_makes_unicode() -> None:
    pytest.importorskip("icu", reason="PyICU is an extra: pip install 'secondsource[zawgyi]'")
    convert = load_converter()
    assert convert is not None
    assert convert("ျမန္မာႏိုင္ငံတြင္ လူ ၁၇၀") == "မြန်မာနိုင်ငံတွင် လူ ၁၇၀"
    assert convert("170 people died.") == "170 people died."
