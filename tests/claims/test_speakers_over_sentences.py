"""Who is meant by pronouns, descriptions and quotations that stand alone."""

import pytest

from tests.claims.speaking import speakers_of

CASES: list[tuple[str, tuple[str, ...]]] = [
    ("Helen Ford runs the clinic. She said nine patients had died.", ("", "Helen Ford")),
    ("Helen Ford met Lena Hart on Monday. She said nine patients had died.", ("", "")),
    ("Helen Ford met Ko Zaw Lin on Monday. He said nine patients had died.", ("", "Ko Zaw Lin")),
    ("Helen Ford said nine patients had died. Ford added that two were children.", ("Helen Ford", "Helen Ford")),
    ("Ko Zaw Lin said nine had died. His father was among them. He said nobody came.", ("Ko Zaw Lin", "", "")),
    ("A nurse said nine had died. She added that two were children.", ("", "")),
    ("Helen Ford said nine had died. A nurse, who asked not to be named, put it at ten. She said two were children.", ("Helen Ford", "", "")),
    ("The NUG said nine had died. The ministry added that two were children.", ("NUG", "NUG")),
    ("The junta said nine had died. The NUG said ten. It added that two were children.", ("junta", "NUG", "NUG")),
    ("Fortify Rights said nine had died. The organisation named two of them.", ("Fortify Rights", "")),
    ("Fortify Rights said nine had died. The organisation said two were children.", ("Fortify Rights", "Fortify Rights")),
    ("Fortify Rights and the AAPP work together. The organisation said two were children.", ("", "")),
    ("Ko Zaw Lin and Ko Min Naing hid in a well. He said nine had died.", ("", "")),
    ("Ko Zaw Lin said nine had died. Ko Min Naing lost his house. He said nobody came.", ("Ko Zaw Lin", "", "Ko Min Naing")),
    ('"Nine died," Helen Ford said. "Nobody helped us."', ("Helen Ford", "Helen Ford")),
    ('"Nine died," Helen Ford said.\n\n"Nobody helped us. We were alone."', ("Helen Ford", "Helen Ford", "Helen Ford")),
    ('"Nine died," Helen Ford said.\n\n"Nobody helped," said Lena Hart.', ("Helen Ford", "Lena Hart")),
    ('Helen Ford said nine had died. "Nobody helped," said a nurse. "We were alone."', ("Helen Ford", "", "")),
    ('Helen Ford was not there. "Nobody helped," a nurse said.', ("", "")),
    ('Helen Ford described the night. "Nobody helped us."', ("Helen Ford", "Helen Ford")),
    ('Helen Ford spoke to Lena Hart. "Nobody helped us."', ("", "")),
    ('Soldiers held Helen Ford for a night. "Nobody helped us," she said.', ("", "Helen Ford")),
    ('The KNU wrote to the junta. "Nobody helped us."', ("KNU", "KNU")),
    ('Ma Htwe is a farmer. "They took our rice," she says. "What will we eat?"', ("", "Ma Htwe", "Ma Htwe")),
    ("Ma Htwe, a farmer's wife, wept. \"They took our rice.\"", ("", "Ma Htwe")),
    ("“We ran,” recalled U Hla Pe. “Then the second bomb fell.”", ("U Hla Pe", "U Hla Pe")),
    ("“We ran,” recalled U Hla Pe, whose son was hit. “Then the second bomb fell.” Nine people died that night.", ("U Hla Pe", "U Hla Pe", "")),
    ("“We ran.” That is how U Hla Pe begins. “Then the second bomb fell.”", ("", "", "")),
    ("U Hla Pe told Reuters: “We ran. Then the second bomb fell.”", ("U Hla Pe", "U Hla Pe")),
    ("U Hla Pe said nine had died. Ma Htwe said ten. She also saw a burned car.", ("U Hla Pe", "Ma Htwe", "")),
    ("U Hla Pe said nine had died. Ma Htwe said ten. He added that two were children.", ("U Hla Pe", "Ma Htwe", "U Hla Pe")),
    ("U Hla Pe said nine had died. Police later arrested Ko Bo Lay. He said he was innocent.", ("U Hla Pe", "", "")),
    ("U Hla Pe's brother died in the raid. He said it was a crime.", ("", "")),
    ("U Hla Pe's house burned. He said it was a crime.", ("", "U Hla Pe")),
    ("A monk told U Hla Pe to run. He said the planes would be back.", ("", "")),
    ("The police chief denied it. He called it a lie.", ("", "")),
    ("The junta said nine had died. A spokesman added that two were rebels.", ("junta", "junta")),
    ("The KNU said nine had died, and the NUG confirmed it. The group said two were children.", ("KNU", "")),
    ("The KNU said nine had died. The junta has not commented. It rarely does.", ("KNU", "", "")),
    ("Myanmar Now reported nine dead. The outlet cited two villagers. They said two were children.", ("Myanmar Now", "", "")),
    ("Dr Helen Ford works at the camp. The doctor said nine had died.", ("", "Dr Helen Ford")),
    ("Dr Helen Ford and Dr Lena Hart work at the camp. The doctor said nine had died.", ("", "")),
    ("“Nine died,” said a doctor. “We had no blood,” she added. “They died in our hands.”", ("", "", "")),
    ("“Nine died,” said Dr Helen Ford. “We had no blood,” said a nurse. “They died in our hands.”", ("Dr Helen Ford", "", "")),
    ("The NUG's ministry of defence said nine had died. The ministry gave no names.", ("NUG", "")),
    ("Q: How many died? A: Nine, says the NUG.", ("", "NUG")),
    ("A driver, Thura, said nine had died. Thura lost his car.", ("Thura", "")),
    ("A driver, Thura, said nine had died. Thura said he lost his car.", ("Thura", "Thura")),
    ("“Nine died,” Thura told Reuters. Thura said he lost his car.", ("Thura", "Thura")),
    ("“Nine died. We buried them at night,” Hkun Aung said, pointing to a row of graves.", ("Hkun Aung", "Hkun Aung")),
    ("“Nine died,” Hkun Aung said. He paused. “We buried them at night.”", ("Hkun Aung", "", "Hkun Aung")),
    ("Hkun Aung shook his head. “Nine died,” he said.", ("", "Hkun Aung")),
    ("Hkun Aung: “Nine died.” Reuters: “How?” Hkun Aung: “By a bomb.”", ("Hkun Aung", "Reuters", "Hkun Aung")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), CASES, ids=[case[0][:60] for case in CASES])
def test_each_sentence_goes_to_its_speaker(text: str, speakers: tuple[str, ...]) -> None:
    assert speakers_of(text) == speakers
