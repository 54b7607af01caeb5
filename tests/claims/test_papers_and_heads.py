"""Who speaks over a text, through a paper or an outlet, and what is only handed on, released or told of."""

import pytest

from tests.claims.speaking import speakers_of

CASES: list[tuple[str, tuple[str, ...]]] = [
    ("AAPP, 22 November 2024: deaths 5,982, detained 21,145.", ("AAPP",)),
    ("AAPP daily briefing, 24 July 2024: 5,440 people killed.", ("AAPP",)),
    ("OCHA flash update no. 3: 30,000 people fled.", ("OCHA",)),
    ("KNU information office, Friday: six villages were shelled. Four people died.", ("KNU", "")),
    ("Free Burma Rangers relief team, Friday: 19 villagers burned to death.", ("Free Burma Rangers",)),
    ("Statement on behalf of the KNU, 5 June 2023: Two jets dropped bombs. We call on ASEAN to act.", ("KNU", "KNU")),
    ("Press release by the AAPP, 3 May 2023: Nine villagers were shot. It may be a war crime.", ("AAPP", "AAPP")),
    ("Lay Wah church, Friday: two dead and one wounded.", ("",)),
    ("Karenni State, Tuesday: four dead in a raid.", ("",)),
    ("Camp Victoria, 10 January 2023: two bombs fell.", ("",)),
    ("KNU base, Monday: three dead after a raid.", ("",)),
    ("The KNU says it lost three men, Reuters reports.", ("KNU",)),
    ("The UN rights office had verified the deaths of nine people, Reuters reported.", ("UN rights office",)),
    ("The junta admitted the raid, the BBC said.", ("junta",)),
    ("Villagers fled after the KNU warned of raids, Reuters reports.", ("Reuters",)),
    ("The KNU took nine men along, Reuters reports.", ("Reuters",)),
    ("We lost five men, not thirty as the junta claims, said Khu Plu Reh of the KNU.", ("Khu Plu Reh",)),
    ("It was not us, as the KNU says, but the army, said the NUG.", ("NUG",)),
    ("Nobody was hurt, whatever the junta writes, says U Tin Oo of the charity.", ("U Tin Oo",)),
    ("A spokesperson for the group, who calls himself Bo Thura, says two died.", ("Bo Thura",)),
    ("A man who introduced himself as U Kyaw said two died.", ("U Kyaw",)),
    ("In its night bulletin state television asserts that nobody died.", ("state television",)),
    ("They did not burn it, the state paper writes.", ("state paper",)),
    ("The pro-junta paper denies the raid.", ("",)),
    ('"There was no raid," the junta\'s daily says.', ("junta",)),
    ("AAPP said 12 died. It counts only names it could verify. It counts 5,000 dead.", ("AAPP", "", "AAPP")),
    ("The AAPP calculates how many are held.", ("",)),
    ("Soldiers tore down posters signed by the NUG.", ("",)),
    ("He was shown a list compiled by the army.", ("",)),
    ("Money collected by the KNU was seized at the gate.", ("",)),
    ("Nine students were released by the junta.", ("",)),
    ("Two leading figures of the NUG were arrested.", ("",)),
    ("Soldiers searched phones for reports from Myanmar Now.", ("",)),
    ("A statement by the NUG is expected on Friday.", ("",)),
    ("The rice reached Loikaw via the KNU.", ("",)),
    ("Documents obtained by Reuters show that nine firms sold fuel.", ("Reuters",)),
    ('"Two convoys were hit," reads a message signed by the KNU.', ("KNU",)),
    ("In a list compiled by the AAPP there are nine names.", ("AAPP",)),
    ("According to the Penal Code, treason carries death.", ("",)),
    ("The Geneva Conventions say that hospitals are safe.", ("",)),
    ("Article 40 says that nobody may enter.", ("",)),
    ("Reports that the NUG announced a truce are false.", ("",)),
    ("The rumour that Zaw Min Tun promised elections is old.", ("",)),
    ("The KNU responded to the attack with artillery.", ("",)),
    ("The KNU responded to the criticism on Friday.", ("KNU",)),
    ("Naw Susanna, known to be close to the KNU, said the NUG has to keep its word.", ("Naw Susanna",)),
    ("The Telegram post says that nine died.", ("",)),
    ('Ko Htwe is "a good man. He would not do it."', ("", "")),
    ("Nine died, as counted by Reuters, the civil aviation department stated.", ("",)),
    ("Ko Latt said nine died. Three more were hurt. People should stay away, the abbot advised.", ("Ko Latt", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), CASES, ids=[case[0][:60] for case in CASES])
def test_each_sentence_goes_to_its_speaker(text: str, speakers: tuple[str, ...]) -> None:
    assert speakers_of(text) == speakers
