import pytest

from bot.claims.claim import Method
from bot.claims.read import read_submission
from bot.claims.submission import Submission
from tests.claims.library import NAMES

Spoken = tuple[str, ...]

CASES: list[tuple[str, Spoken]] = [
    ("Volker Türk spoke in Geneva. Türk said 554 had died.", ("", "Volker Türk")),
    ('"They did not let us in." Ma Khin said it twice.', ("Ma Khin", "Ma Khin")),
    ('Naw Moo, a nurse: "They did not let us in." Later the nurse said that two died.', ("Naw Moo", "Naw Moo")),
    ("The head of the Rangers, David Eubank, said 12 died. Eubank said all were men.", ("David Eubank", "David Eubank")),
    ('"We ran. Nobody helped us," Daw Hla said.', ("Daw Hla", "Daw Hla")),
    ('"They came at dawn.\n\n"We hid in a well," said Daw Aye Shwe.', ("Daw Aye Shwe", "Daw Aye Shwe")),
    ('"We hid," said a teacher. "We heard shots." UNICEF said eleven died.', ("", "", "UNICEF")),
    ("The NUG says 12 died. A teacher disagrees. She said six had died.", ("NUG", "", "")),
    ("U Tin lost his house. Everything burned, she said.", ("", "")),
    ("U Tin lost his house. Everything burned, he said.", ("", "U Tin")),
    ("The AAPP has counted 4,192 dead. The true number is higher, the group stresses.", ("AAPP", "AAPP")),
    ("Myanmar Now reported it, citing residents. One more body was found, they said.", ("Myanmar Now", "")),
    ("Eighteen bodies lay in the ruins. So reports Myanmar Now.", ("Myanmar Now", "")),
    ("KNU official Padoh Saw Wah said his side was ready.", ("KNU official Padoh Saw Wah",)),
    ("Five fighters died, according to Salai Bawi of the Chin National Front.", ("Salai Bawi",)),
    ("The PDF of Kyaikto said that it was not involved.", ("PDF of Kyaikto",)),
    ("Reports from Sagaing say that ten were killed.", ("",)),
    ("The KNU and the NUG said the talks had failed.", ("",)),
    ("The editor of Myanmar Now told colleagues that computers were taken.", ("",)),
    ("The junta has not confirmed the loss of a helicopter.", ("",)),
    ("Beijing disputes that it sold the jets.", ("Beijing",)),
    ("Diplomats described the talks with Sagaing as hard.", ("",)),
    ("The Kachin Rights Watch put the toll at 35. It expects more dead.", ("Kachin Rights Watch", "Kachin Rights Watch")),
    ("The UN refugee agency said that thousands had fled.", ("UN refugee agency",)),
    ("By AAPP's count 4,192 people were killed.", ("AAPP",)),
    ("The Tatmadaw took the hills on Friday, it announced.", ("Tatmadaw",)),
    ("Soldiers had come on Wednesday, sighs Ma Khaing, who lost her parents.", ("Ma Khaing",)),
    ('Ma Khaing lost both parents. "It was murder."', ("", "Ma Khaing")),
    ("The KNU issued a statement. It says the road is blocked.", ("", "KNU")),
    ("They bombed a school. As Saw Taw Nee puts it, that was murder.", ("", "Saw Taw Nee")),
    ("Tom Andrews visited Bangkok. The special rapporteur said twelve died.", ("", "Tom Andrews")),
    ('"Twelve dead," says the priest, Father Paul.', ("Father Paul",)),
    ("A foreign ministry spokeswoman said Beijing agreed.", ("",)),
    ('"We fear nothing," said Dr. Zaw Wai Soe, a minister.', ("Dr. Zaw Wai Soe",)),
    ("Ma Khin said six had died. According to her, all were men.", ("Ma Khin", "Ma Khin")),
    ("Thomas Kean said so. Bill Ford had met the general, his office said.", ("Thomas Kean", "")),
    ("U Tin lost six cows, he says. The township administrator has promised each family 100,000 kyat.", ("U Tin", "")),
    ('"This is an affront to the law," a State Department spokesperson said.', ("State Department",)),
    ("The state-run Myanma Alinn daily carried a different version: six rebels had died.", ("Myanma Alinn",)),
    ("A monk at the gate, Ashin Sobita, had earlier said that six died.", ("Ashin Sobita",)),
    ("OCHA's office in Mandalay said it had sent nothing to Ye-U, and the Ye-U township People's Administration, in a message on Telegram, spoke of an old photo.", ("OCHA's office",)),
    ("The AAPP reports it. The group's researchers have counted 55 dead.", ("AAPP", "AAPP")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), CASES, ids=[case[0][:60] for case in CASES])
def test_each_sentence_has_its_speaker(text: str, speakers: Spoken) -> None:
    claims = read_submission(Submission(text), NAMES).claims
    said = [
        claim.attribution.name if claim.attribution and claim.attribution.method is not Method.UNNAMED else ""
        for claim in claims
    ]
    assert tuple(name.removeprefix("the ").removeprefix("The ") for name in said) == speakers


@pytest.mark.parametrize(
    "text",
    [
        "The military called the pictures fake.",
        "No civilians were killed, the junta said.",
        "The junta told Reuters that its men were not in the area.",
        '"This is not true," the junta said of the report.',
        "It wasn't us, the KNU said.",
        "What the junta says about Sagaing is wrong, said Ja Seng of the clinic.",
    ],
)
def test_denials_are_told_as_such(text: str) -> None:
    (claim,) = read_submission(Submission(text), NAMES).claims
    assert claim.is_denial
