"""Bodies that speak through somebody without a name, through a paper, or as "it" and "the group": proved, or left blank."""

import pytest

from tests.claims.speaking import speakers_of

CASES: list[tuple[str, tuple[str, ...]]] = [
    ("Nine soldiers gave up their guns, a KNU spokesperson said. It holds two trucks as well, he added.", ("KNU", "KNU")),
    ("Nine dead, KNU spokesman says", ("KNU",)),
    ("The junta's local office blames the KNU for the raid.", ("junta",)),
    ("The NUG's press team announced a truce on Monday.", ("NUG",)),
    ("A junta channel boasts that forty rebels died.", ("",)),
    ("KNU troops, together with allies, stormed the outpost on Friday.", ("",)),
    ("KNU fighters said they saw two jets.", ("",)),
    ("To me the Chinese report smells like army talk.", ("",)),
    ("The AAPP report has forty pages.", ("",)),
    ("The NUG claims about Pazigyi are hard to check.", ("",)),
    ("The junta's newspapers write nothing of the raid.", ("",)),
    ("The military has denied the raid. Its troops had found the bodies on arrival, a statement claimed.", ("military", "military")),
    ("The KNU and the NUG attacked the post. They took it, a statement said.", ("", "")),
    ("The KNU took a base near the river on Friday and killed five soldiers, its spokesman said.", ("KNU",)),
    ("Yes, we attacked them, the junta confirmed. The target was a meeting of the NUG, its spokesman said.", ("junta", "")),
    ("The KNU did not kill fifteen civilians, as the junta says, a spokesman of the KNU said on Thursday.", ("KNU",)),
    ("The junta did not bomb the school, as the NUG claims, its spokesman told reporters.", ("junta",)),
    ("The KNU did not fire, as the junta says, its spokesman Padoh Saw Taw Nee said.", ("Padoh Saw Taw Nee",)),
    ("Nine died in Pazigyi, said the KNU, whereas the junta put the toll at none.", ("KNU",)),
    ("On Saturday the KNU overran an outpost of the army near Pazigyi. It says that 13 soldiers were killed.", ("", "KNU")),
    ("The KNU overran an outpost. The NUG sent food. It says that 13 soldiers were killed.", ("", "", "")),
    ("Reuters reported nine deaths. The KNU and the NUG fought on. It says that 13 soldiers were killed.", ("Reuters", "", "")),
    ("Save the Children said two of its staff were killed. They were driving home, the charity said.", ("Save the Children", "Save the Children")),
    ("From 7 to 13 May the KNU and junta troops fought near Pazigyi, the Karen group said.", ("KNU",)),
    ("The KNU said nine had died. The Kachin group said four.", ("KNU", "")),
    ("The KNU said nine had died. The rights group said four.", ("KNU", "")),
    ("Reuters said nine had died. The Chinese agency said four.", ("Reuters", "")),
    ("The AAPP said nine had died. The rival group said four.", ("AAPP", "")),
    ("The KNU detained 12 traders, SHAN reports. The group denies it.", ("SHAN", "")),
    ("AAPP gives 1,348 killed and 8,131 in detention.", ("AAPP",)),
    ("The KNU gave nine families rice.", ("",)),
    ("The army has two tanks on the hill.", ("",)),
    ("As of 1 March 2024 the AAPP had 4,603 civilians on its list of the killed.", ("AAPP",)),
    ("As of 24 July 2024 the Assistance Association for Political Prisoners (AAPP) has documented 5,440 deaths.", ("Assistance Association for Political Prisoners",)),
    ("On its list the AAPP has 71 doctors in prison.", ("AAPP",)),
    ("Per Reuters, the strike killed 16.", ("Reuters",)),
    ("UNICEF put the number of children killed at 11. At least 15 more are missing, per the agency.", ("UNICEF", "UNICEF")),
    ("A bomb killed three people, state broadcaster MRTV reported. It gave the KNU as the culprit.", ("MRTV", "MRTV")),
    ("Five alleged informers were killed on Friday, but the KNU denies that it was behind this.", ("KNU",)),
    ("On 10 April the KNU attacked the outpost of Naung Mon. At least nine policemen were killed, Reuters wrote.", ("", "Reuters")),
    ("Figures compiled by Reuters show that 500 women have been killed.", ("Reuters",)),
    ("The KNU entered the town on Monday, while the navy shelled the airport. A ship sank, it said.", ("", "")),
    ("The AAPP said nine had died. The army must investigate, it stressed.", ("AAPP", "")),
    ("The AAPP said nine had died. The KNU will stay away, as it told Reuters.", ("AAPP", "KNU")),
    ("The AAPP said nine had died. The township's hospital burned down. It asked for blood.", ("AAPP", "", "")),
    ("The AAPP says it has seen the video. It shows soldiers setting fire to a house.", ("AAPP", "")),
    ("Three aid groups left Sagaing, OHCHR says. They cited a lack of fuel.", ("OHCHR", "")),
    ("The AAPP counts nine dead. The agency for refugees says eleven.", ("AAPP", "")),
    ("Helen Ford briefed the council.", ("",)),
    ("A statement said the KNU had poisoned a well.", ("",)),
    ("A spokesman said the junta had lost nine men.", ("",)),
    ("Meta removed the post. The post claimed the KNU had poisoned a well.", ("", "")),
    ("The group said the KNU had lost nine men.", ("",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), CASES, ids=[text[:50] for text, _ in CASES])
def test_bodies_speak_where_proved(text: str, speakers: tuple[str, ...]) -> None:
    assert speakers_of(text) == speakers
