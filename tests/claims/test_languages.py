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


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("L'armée a tué 171 personnes à Pazigyi le 11 avril 2023.", {"fr"}),
        ("Frappe aérienne sur Pazigyi", {"fr"}),
        ("Le bilan s'alourdit à Pazigyi: 171 morts", {"fr"}),
        ("Armee tötet 171 in Pazigyi", {"de", "und"}),
        ("Luftangriff auf Dorf Pazigyi: 171 Tote", {"de", "und"}),
        ("171 muertos en Pazigyi", {"es", "und"}),
        ("Ejército birmano bombardea Pazigyi", {"es", "und"}),
        ("171 MUERTOS EN PAZIGYI SEGUN LA ONU", {"es", "und"}),
        ("171 morti a Pazigyi, dice la giunta", {"it", "und"}),
        ("O exército matou 171 pessoas em Pazigyi", {"pt"}),
        ("Leger doodt 171 mensen in Pazigyi", {"nl", "und"}),
        ("Ordu Pazigyi köyünü bombaladı, 171 ölü", {"tr", "und"}),
        ("Quân đội giết 171 người ở Pazigyi", {"vi"}),
    ],
)
def test_foreign_headline_is_never_english(text: str, languages: set[str]) -> None:
    assert detect_language(text) in languages


@pytest.mark.parametrize(
    "text",
    [
        "Junta jets bomb Pazigyi, 171 dead",
        "junta jets bomb pazigyi 171 dead",
        "171 DEAD IN PAZIGYI",
        "UN says 171 dead in Pazigyi",
        "La Nina floods kill 5",
        "El Salvador recognises NUG",
        "Hundreds die in Pazigyi",
        "Police van hits protesters",
        "Protesters pour onto Yangon streets",
        "Myanmar coup d'état leader meets de facto ruler",
        "Volker Türk condemns Pazigyi strike",
        "São Paulo protesters mark coup",
        "Ta'ang National Liberation Army seizes Namhsan",
        "Nong Cho, Kyaukme fall to TNLA",
        "Pazigyi strike: death toll rises, café owner says",
        "Soldiers burn Nyaung Kaung, irrawaddy.com reports",
    ],
)
def test_english_headline_stays_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_sentence_between_languages_follows_its_text() -> None:
    assert detect_language("La junta dice no", unsure="it") == "it"


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
