import pytest

from bot.claims.attribution import read_attribution
from bot.claims.claim import Attribution, Method, Stance
from tests.claims.library import NAMES

SAID, ACCORDING, REPORTED, QUOTED, UNNAMED = (
    Method.SAID,
    Method.ACCORDING_TO,
    Method.REPORTED,
    Method.QUOTED,
    Method.UNNAMED,
)
REPORT, DENIAL, ADMISSION = Stance.REPORT, Stance.DENIAL, Stance.ADMISSION
TURK = Attribution("Volker Türk", ("turk",), SAID, REPORT)

CASES = [
    ("At least 170 people were killed, according to AAPP.", "aapp", ACCORDING, REPORT),
    ("According to the AAPP, 170 people were killed.", "aapp", ACCORDING, REPORT),
    ("According to data from OHCHR the army killed 170.", "ohchr", ACCORDING, REPORT),
    ("AAPP said 170 people were killed.", "aapp", SAID, REPORT),
    ("On Tuesday, the NUG said that 170 people were killed.", "nug", SAID, REPORT),
    ("170 people were killed, Myanmar Now reported on Wednesday.", "myanmar-now", REPORTED, REPORT),
    ("The AAPP has documented 4,468 deaths since the coup.", "aapp", REPORTED, REPORT),
    ("4,468 deaths have been documented by the AAPP.", "aapp", REPORTED, REPORT),
    ("The junta denied that its jets bombed Pazigyi.", "military", SAID, DENIAL),
    ("The military said it did not bomb Pazigyi.", "military", SAID, DENIAL),
    ("The military said that planes did not bomb Pazigyi.", "military", SAID, DENIAL),
    ("The military said planes bombed Pazigyi.", "military", SAID, REPORT),
    ("The KNU said jets bombed a village where there were no soldiers.", "knu", SAID, REPORT),
    ("The KNU said planes bombed a school that was not in use.", "knu", SAID, REPORT),
    ("The NUG said that security forces shot a man who had no weapon.", "nug", SAID, REPORT),
    ("The AAPP said nobody was killed in Pazigyi.", "aapp", SAID, REPORT),
    ("The junta said there were no civilians in Pazigyi.", "military", SAID, DENIAL),
    ("Four dead in Sagaing: Irrawaddy", "irrawaddy", REPORTED, REPORT),
    ("The military says that it carried out the attack in Pazigyi.", "military", SAID, ADMISSION),
    ("OHCHR calls the strike a war crime.", "ohchr", SAID, REPORT),
    ("The Tatmadaw rejected the report.", "military", SAID, DENIAL),
    ("The junta admitted the air strike on Pazigyi.", "military", SAID, ADMISSION),
    ("The military has acknowledged the attack.", "military", SAID, ADMISSION),
    ("The KNU claimed responsibility for the attack.", "knu", SAID, ADMISSION),
    ('"We hit a weapons store," said Zaw Min Tun.', "zaw-min-tun", SAID, REPORT),
    ('"We hit a weapons store," Zaw Min Tun told Reuters.', "zaw-min-tun", SAID, REPORT),
    ("Zaw Min Tun, a spokesman for the junta, said the strike hit rebels.", "zaw-min-tun", SAID, REPORT),
    ("Junta spokesman Zaw Min Tun confirmed the strike.", "zaw-min-tun", REPORTED, REPORT),
    ("Reuters: 170 dead in Pazigyi", "reuters", REPORTED, REPORT),
    ("170 dead in Pazigyi – AAPP", "aapp", REPORTED, REPORT),
    ("He called it a war crime, and he said the toll would rise.", "turk", SAID, REPORT),
    ("AAPP figures show that 4,468 people died.", "aapp", REPORTED, REPORT),
    ("Citing the AAPP, the paper gives 4,468.", "aapp", ACCORDING, REPORT),
    ('"They must be held to account."', "turk", QUOTED, REPORT),
]


@pytest.mark.parametrize(("text", "speaker", "method", "stance"), CASES, ids=[case[0] for case in CASES])
def test_speaker_is_found(text: str, speaker: str, method: Method, stance: Stance) -> None:
    found = read_attribution(text, NAMES, TURK)
    assert found is not None
    assert (found.ids, found.method, found.stance) == ((speaker,), method, stance)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Residents said 170 people were killed.", "Residents"),
        ("170 people were killed, according to residents.", "residents"),
        ("A witness told Myanmar Now that jets bombed the village.", "A witness"),
        ("170 dead in Sagaing: rescuers", "rescuers"),
        ("Local media reported 170 deaths.", "Local media"),
    ],
)
def test_unnamed_speakers_are_said_so(text: str, name: str) -> None:
    found = read_attribution(text, NAMES, None)
    assert found is not None
    assert (found.name.lower(), found.ids, found.method) == (name.lower(), (), UNNAMED)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to Fortify Rights, 170 people died.", "Fortify Rights"),
        ("Tom Andrews said the world must act.", "Tom Andrews"),
        ("The killings were documented by Amnesty International.", "Amnesty International"),
    ],
)
def test_names_outside_the_library_are_kept(text: str, name: str) -> None:
    found = read_attribution(text, NAMES, None)
    assert found is not None
    assert (found.name, found.ids) == (name, ())


@pytest.mark.parametrize(
    "text",
    [
        "At least 170 people were killed in Pazigyi.",
        "170 people were reported killed in Sagaing.",
        "He said the toll would rise.",
        'People shouted "AAPP said so" in the street.',
        "It is said that 170 people died.",
        "The army bombed Pazigyi.",
        "The military accused of killing 12 in Sagaing",
        "Fighting in Karenni and Shan States",
        "Villages Burn as Rebels Claim Three Towns",
        "The rebels killed nobody, against what the military claims.",
        "What the junta says about Sagaing is wrong.",
        "A counter of pro-military groups with verified names",
        "Soldiers recorded the names of villagers.",
        "The AAPP was founded in 2000.",
        "That said, the war goes on.",
        "The death toll is said to be 170.",
        "မြန်မာစစ်တပ်က ဗုံးကြဲခဲ့သည်",
        "",
    ],
)
def test_unsure_speakers_stay_blank(text: str) -> None:
    assert read_attribution(text, NAMES, None) is None


def test_quotation_goes_on_with_its_speaker() -> None:
    found = read_attribution("They killed children, and it went on all day.", NAMES, TURK, is_quoted=True)
    assert found == Attribution("Volker Türk", ("turk",), QUOTED, REPORT)


def test_speaker_behind_a_closing_quotation_counts() -> None:
    found = read_attribution('They killed children," the NUG said.', NAMES, TURK, is_quoted=True)
    assert found is not None
    assert found.ids == ("nug",)


@pytest.mark.parametrize(
    "text",
    [
        "We called the office in Pazigyi, but nobody answered.",
        "No one said that Pazigyi was bombed.",
        "Nobody will say that Pazigyi was bombed.",
    ],
)
def test_nobody_is_no_speaker(text: str) -> None:
    assert read_attribution(text, NAMES, None) is None
