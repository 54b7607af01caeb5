"""Sentences that differ from a record of the starter library in something that matters. None may come out as a clean confirmation.

Nor may a true sentence be called a contradiction because of a harmless word.
"""

from datetime import date

import pytest

from bot.assembly.application import Application
from bot.claims.claim import Stance
from bot.claims.submission import Submission
from bot.people.audience import Audience
from bot.verdicts.finding import Finding, Relation

CONFIRMING = frozenset({Relation.SAME_EVENT, Relation.SAME_STATEMENT, Relation.SAME_RUNNING_TOTAL})
COUNTED = date(2024, 1, 31)
LATEST = date(2024, 11, 22)

TOTALS = [
    ("The junta has bombed 900 schools since the coup, according to AAPP.", None),
    ("According to AAPP, 19,700 people have been released since the coup.", None),
    ("21,145 people have been convicted since the coup, according to AAPP.", None),
    ("At least 4,468 people have been injured by the junta since the coup, according to AAPP.", COUNTED),
    ("21,145 people have been displaced since the coup, according to AAPP.", LATEST),
    ("The junta has killed 5,982 people in Yangon since the coup, according to AAPP.", LATEST),
    ("The junta has killed at least 4,468 people in Sagaing since the coup, according to AAPP.", COUNTED),
    ("The junta has killed at least 4,468 people this week, according to AAPP.", COUNTED),
    ("The junta has killed at least 4,468 people since the elections, according to AAPP.", COUNTED),
    ("The junta killed at least 4,468 people in January 2024, according to AAPP.", COUNTED),
    ("The junta killed at least 4,468 people yesterday, according to AAPP.", COUNTED),
    ("At least 4,468 people have been killed by the resistance since the coup, according to AAPP.", COUNTED),
    ("At least 4,468 people have been killed by the PDF since the coup, according to AAPP.", COUNTED),
    ("Up to 90,000 people have been killed by the junta since the coup, according to AAPP.", COUNTED),
    ("5,982 people have died of hunger since the coup, according to AAPP.", LATEST),
    ("In 2023, 67 kilotons of aviation fuel entered Myanmar, Human Rights Watch found.", None),
]

DENIED = [
    "It is not true that 171 people were killed in the air strike on Pazigyi on 11 April 2023.",
    "There is no truth in reports that an air strike on Pazigyi killed 171 people on 11 April 2023.",
    "Reports that an air strike on Pazigyi killed 171 people on 11 April 2023 are false.",
    "Reports that an air strike on Pazigyi killed 171 people on 11 April 2023 were not true.",
    "Claims that an air strike on Pazigyi killed 171 people on 11 April 2023 are baseless.",
    "False: an air strike on Pazigyi killed 171 people on 11 April 2023.",
    "That an air strike on Pazigyi killed 171 people on 11 April 2023 is a myth.",
    "The military has not yet bombed Pazigyi as of 11 April 2023.",
    "An air strike on Pazigyi on 11 April 2023 was prevented.",
    "An air strike on Pazigyi on 11 April 2023 saved 171 people.",
    "There's zero evidence that a bomb fell on Pazigyi on 11 April 2023.",
    "Fake: 171 people killed in Pazigyi on 11 April 2023",
    "Reports of an air strike on Pazigyi on 11 April 2023 turned out to be wrong.",
    "The air strike on Pazigyi on 11 April 2023 missed and hurt no one.",
    "Hardly anyone died in Pazigyi on 11 April 2023.",
    "An air strike on Pazigyi planned for 11 April 2023 was cancelled.",
    "Pazigyi was spared an air strike on 11 April 2023.",
    "The air strike on Pazigyi on 11 April 2023 killed hardly anyone.",
    "The air strike on Pazigyi on 11 April 2023 left everyone unharmed.",
    "The air strike on Pazigyi on 11 April 2023 almost killed 171 people.",
    "All 171 people survived the air strike on Pazigyi on 11 April 2023.",
    "171 people were rescued after the air strike on Pazigyi on 11 April 2023.",
    "A coup in Myanmar on 1 February 2021 was foiled.",
    "The military returned power to the elected government of Aung San Suu Kyi on 1 February 2021.",
]

ACTORS = [
    "The resistance bombed Pazigyi on 11 April 2023, killing 171 people.",
    "Rebels bombed Pazigyi on 11 April 2023, killing 171 people.",
    "An air strike by the Russian air force on Pazigyi on 11 April 2023 killed 171 people.",
    "Chinese jets bombed Pazigyi on 11 April 2023, killing 171 people.",
    "The EU condemned the killing of dozens of civilians in the air strike on Pazigyi.",
    "China condemned the killing of dozens of civilians in the air strike on Pazigyi.",
    "The military was overthrown by the elected government of Aung San Suu Kyi on 1 February 2021.",
    "On 1 February 2021 Aung San Suu Kyi overthrew the military and took power in Myanmar.",
    "Protesters shot dead two policemen in Mandalay on 20 February 2021.",
    "Protesters killed 18 police officers in Hlaingthaya on 14 March 2021.",
    "Villagers burned 12 soldiers in Don Taw on 7 December 2021.",
    "The Arakan Army lost the outpost near Jade Chaung to the military on 10 September 2022.",
    "The US air force bombed Pazigyi on 11 April 2023.",
    "Russian helicopters attacked the school in Let Yet Kone on 16 September 2022.",
    "The Taliban killed 19 villagers in Nyaung Pin Thar.",
    "The junta launched Operation 1027 against the Three Brotherhood Alliance on 27 October 2023 in northern Shan State.",
    "ASEAN praised the killing of dozens of civilians in the air strike on Pazigyi.",
    "The KIA used its largest bomb against the camp of Mung Lai Hkyet.",
    "Two staff members of Save the Children survived the Christmas Eve killing in Kayah State.",
]

COUNTS = [
    "The air strike on Pazigyi on 11 April 2023 killed 171 dogs.",
    "171 houses were destroyed in the air strike on Pazigyi on 11 April 2023.",
    "The air strike on Pazigyi on 11 April 2023 killed 171 children.",
    "The air strike on Pazigyi on 11 April 2023 killed 171 Rohingya.",
    "The air strike on Pazigyi on 11 April 2023 killed 171 soldiers.",
    "29 KIA soldiers were killed at the camp of Mung Lai Hkyet on 9 October 2023.",
    "Eight soldiers were killed in Mandalay on 13 March 2021.",
    "Up to 1,000,000 people were killed in the air strike on Pazigyi on 11 April 2023.",
    "Between 2 and 1,000,000 people were killed in the air strike on Pazigyi on 11 April 2023.",
    "171 people were killed in Pazigyi and 900 in Mandalay on 11 April 2023.",
    "An air strike on a gathering in Pazigyi on 11 April 2023 killed 171 people in Mandalay.",
    "An earthquake in Pazigyi on 11 April 2023 killed 171 people.",
    "171 people died in a flood in Pazigyi on 11 April 2023.",
    "Hundreds of protesters were killed in Hlaingthaya on 14 March 2021.",
    "Dozens of detainees were killed in Nyaung Oke on 14 July 2023.",
    "The air strike on Pazigyi on 11 April 2023 killed between 10 and 2,000 people.",
    "An air strike on Pazigyi, Kachin State, killed 171 people on 11 April 2023.",
    "Pazigyi in Thailand was bombed on 11 April 2023.",
    "Yesterday an air strike on Pazigyi killed 171 people.",
    "An air strike on Pazigyi on 12 April 2023 killed 171 people.",
    "An air strike on Pazigyi on 11 May 2023 killed 171 people.",
    "A bus accident in Pazigyi on 11 April 2023 killed 171 people.",
    "171 people died of cholera in Pazigyi on 11 April 2023.",
]

DENIALS = [
    "Min Aung Hlaing denies that the military took power in a coup on 1 February 2021.",
    "The junta rejected reports about Don Taw as fake news.",
    "The military council denied the accusations over Pazigyi.",
    "The military said reports of an air strike on Pazigyi were fabricated.",
    "The KNDO says the men killed in Waw Lay were not civilians.",
    "The resistance rejects the junta's claims about the dead children in Depayin.",
    "Military: we did not bomb the camp near Laiza.",
]

HARMLESS = [
    "The military staged a coup in Myanmar on 1 February 2021.",
    "171 people were killed in Pazigyi on 11 April 2023; there was no warning before the air strike.",
    "A crowd made up of villagers was bombed in Pazigyi on 11 April 2023.",
    "There was no escape: an air strike on Pazigyi on 11 April 2023 killed 171 people.",
    "An air strike on Pazigyi on 11 April 2023 killed 171 people; no such attack had happened before.",
]


async def found(application: Application, text: str, published: date | None = None) -> list[Finding]:
    report = await application.checking.check(Submission(text, published=published), Audience.PUBLIC)
    return list(report.findings)


def is_clean(finding: Finding) -> bool:
    return finding.relation in CONFIRMING and not finding.matches[0].differences


@pytest.mark.parametrize(("text", "published"), TOTALS)
async def test_other_total_is_not_confirmed(
    application: Application, text: str, published: date | None
) -> None:
    assert not [finding for finding in await found(application, text, published) if is_clean(finding)]


@pytest.mark.parametrize("text", DENIED)
async def test_denied_event_is_not_confirmed(application: Application, text: str) -> None:
    assert not [finding for finding in await found(application, text) if finding.relation in CONFIRMING]


@pytest.mark.parametrize("text", ACTORS)
async def test_other_actor_is_not_confirmed(application: Application, text: str) -> None:
    assert not [finding for finding in await found(application, text) if is_clean(finding)]


@pytest.mark.parametrize("text", COUNTS)
async def test_other_count_is_not_confirmed(application: Application, text: str) -> None:
    assert not [finding for finding in await found(application, text) if is_clean(finding)]


@pytest.mark.parametrize("text", DENIALS)
async def test_denial_is_told_as_one_and_linked(application: Application, text: str) -> None:
    finding = (await found(application, text))[0]

    assert finding.relation in {Relation.RELATED, Relation.SAME_STATEMENT}
    assert finding.speaker is not None
    assert finding.speaker.stance is Stance.DENIAL
    assert finding.linked


@pytest.mark.parametrize("text", HARMLESS)
async def test_harmless_word_contradicts_nothing(application: Application, text: str) -> None:
    relations = [finding.relation for finding in await found(application, text)]

    assert Relation.CONTRADICTS not in relations
    assert Relation.SAME_EVENT in relations
