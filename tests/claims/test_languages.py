import pytest

from bot.claims.language import detect_language, has_words, is_zawgyi


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("At least 170 people were killed in Pazigyi", "en"),
        ("Pazigyi air strike kills 170", "en"),
        ("El ejército mató a 170 personas en la aldea de Pazigyi según la ONU", "es"),
        ("Les militaires ont tué 170 personnes dans le village de Pazigyi", "fr"),
        ("Die Armee hat 170 Menschen in Pazigyi getötet und das Dorf wurde zerstört", "de"),
        ("Tentara membunuh 170 orang di desa Pazigyi dan tidak ada yang selamat", "id"),
        ("မြန်မာနိုင်ငံတွင် လူ ၁၇၀ သေဆုံး", "my"),
        ("လူ ၁၇၀ သေဆုံး AAPP", "my"),
        ("ၵူၼ်းတႆးမိူင်း", "shn"),
        ("กองทัพเมียนมา", "th"),
        ("缅甸军队", "zh"),
        ("ミャンマー国軍", "ja"),
        ("Армия Мьянмы", "ru"),
        ("جيش ميانمار", "ar"),
        ("170", "und"),
        ("", "und"),
    ],
)
def test_language_is_told(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_text_without_function_words_is_as_unsure() -> None:
    assert detect_language("Pazigyi 170", unsure="es") == "es"


def test_zawgyi_is_told_from_unicode() -> None:
    zawgyi, unicode = is_zawgyi("ျမန္မာႏိုင္ငံတြင္"), is_zawgyi("မြန်မာနိုင်ငံတွင်")
    assert zawgyi is not None
    assert unicode is not None
    assert zawgyi > 0.95
    assert unicode < 0.05


def test_text_without_burmese_has_no_encoding() -> None:
    assert is_zawgyi("Pazigyi") is None


@pytest.mark.parametrize(("text", "expected"), [("a", True), ("မ", True), ("170 !", False), ("🔥", False)])
def test_words_need_letters(text: str, expected: bool) -> None:
    assert has_words(text) is expected
