import pytest

from bot.claims.claim import Kind
from bot.claims.read import read_claim
from tests.claims.library import NAMES

FACTS = [
    "At least 170 people were killed in Pazigyi.",
    "The junta bombed Pazigyi.",
    "Did the army bomb Pazigyi?",
    "Is it true that the army bombed Pazigyi?",
    "The army bombed Pazigyi?",
    "I think that 170 people were killed in Pazigyi.",
    "It is shameful that the army killed 12 children in Pazigyi.",
    "I believe the army bombed Pazigyi.",
    "The UN Human Rights Office said the junta should release 20,000 prisoners.",
    "Soldiers burned the whole village last night.",
    "Nobody was killed, there was no strike.",
    "The NUG declared war on 7 September 2021.",
    "Myanmar has a new currency.",
    "လူ ၁၇၀ သေဆုံးခဲ့သည်",
    "กองทัพเมียนมาทิ้งระเบิด",
    "Save the Children staff killed in Myanmar massacre",
    "Volker Türk: nobody must be forgotten",
]
OPINIONS = [
    "I think the junta is evil.",
    "We love Myanmar.",
    "The army is the worst in the world.",
    "So sad.",
    "I hope the NUG wins.",
    "In my opinion this is wrong.",
    "Myanmar deserves better.",
]
CALLS = [
    "The world should act now against the junta.",
    "They must pay for this.",
    "Share this!",
    "Pray for Myanmar",
    "Please help the people of Sagaing.",
    "Hello, how are you?",
    "What happened in Pazigyi?",
    "How many people were killed in Pazigyi?",
    "Don't forget Myanmar!",
    "Stop the war in Myanmar.",
    "Good morning everyone",
    "#SaveMyanmar #WhatsHappeningInMyanmar",
    "Join the protest on Friday",
    "Please share widely, the army is coming",
    "Is anybody there?",
    "ဆုတောင်းပေးကြပါ",
]


@pytest.mark.parametrize("text", FACTS)
def test_facts_can_be_checked(text: str) -> None:
    assert read_claim(text, NAMES).kind is Kind.FACT


@pytest.mark.parametrize("text", OPINIONS)
def test_opinions_cannot_be_checked(text: str) -> None:
    assert read_claim(text, NAMES).kind is Kind.OPINION


@pytest.mark.parametrize(
    "text",
    [
        "The junta will fall soon.",
        "More than 3 million people will need food, OHCHR said.",
        "If the military bombs Laiza again, 29 people will die.",
        "If the army had not bombed Pazigyi, 171 people would still live.",
        "Had the army not bombed Pazigyi, 171 people would be alive.",
        "Unless the fighting stops, thousands could starve in Loikaw.",
        "The military will bomb Pazigyi again next week.",
        "The junta is going to release 5,000 prisoners, MRTV announced.",
        "The junta's troops are about to attack Loikaw.",
        "The next air strike on Pazigyi will kill 300 people.",
        "The army may bomb Pazigyi again.",
        "Jets might soon attack Pazigyi, the NUG warned.",
        "The military will bomb Pazigyi again on 11 April 2023 and kill 171 people.",
        "There will be another air strike on Pazigyi, killing 171 people.",
        "The military will launch a massive air strike on the village of Pazigyi in Kanbalu.",
        "Air strikes on Pazigyi will kill 171 people.",
        "Attack on Pazigyi will begin tomorrow, villagers warn.",
        "The junta will hold the election and kill 171 people in Pazigyi, the NUG warned.",
        "The junta is set to bomb Pazigyi and kill 171 people.",
        "The junta plans to bomb Pazigyi and kill 171 people.",
        "The junta is expected to bomb Pazigyi and kill 171 people.",
        "The junta is preparing to bomb Pazigyi and kill 171 people.",
        "The junta, the NUG warned, will bomb Pazigyi and kill 171 people.",
        "The junta says it will bomb Pazigyi and kill 171 people.",
        "The election scheduled for December will be held in Pazigyi.",
        "The military is planning an attack that will kill 171 people in Pazigyi.",
        "If the military had bombed Pazigyi on 11 April 2023, 171 people would be the victims.",
        "If the junta bombs Pazigyi, at least 171 people would be the victims, the NUG warned.",
        "If 171 people die in an air strike on Pazigyi, it would be their fault.",
        "If the army had not bombed Pazigyi on 11 April 2023, 171 people would live and the village would be the pride of Sagaing.",
        "If 171 people had been killed in Pazigyi, it would be the deadliest attack since the coup.",
    ],
)
def test_what_is_supposed_or_foretold_has_not_happened(text: str) -> None:
    assert read_claim(text, NAMES).kind is Kind.SUPPOSED


@pytest.mark.parametrize(
    "text",
    [
        "The army may have bombed Pazigyi on 11 April 2023.",
        "The air strike on Pazigyi may be a war crime.",
        "Soldiers killed 20 people in Myaing who will never be forgotten.",
        "Residents said that they would flee after 20 people were killed in Myaing.",
        "The army bombed Pazigyi and will do it again.",
        "Zaw Min Tun denied that the army would bomb Pazigyi.",
        "20 people were shot in Myaing, if residents are right.",
        "Air strike kills 171 in Pazigyi, death toll will rise.",
        "Jets bomb Pazigyi, killing 171; the toll will rise.",
        "The toll of Pazigyi will rise, after planes killed 171 people.",
        "The village that will be remembered was bombed on 11 April 2023: Pazigyi.",
        "The massacre which will never be forgotten left 171 people dead in Pazigyi.",
        "The government will ask who killed 171 people in Pazigyi.",
        "HRW: Pazigyi strike is likely to have been a war crime.",
        "The strike on Pazigyi is likely to be a war crime, says HRW.",
        "Amnesty says the military is likely to have used the largest bomb against the camp of Mung Lai Hkyet.",
        "UN: commanders are likely to be liable for the attack on the school in Let Yet Kone.",
        "Fighter jets drop bombs on Pazigyi, 171 die, toll is expected to climb.",
        "Death toll from Pazigyi rises to 171, will rise further.",
        "Operation 1027 starts in northern Shan State and is expected to spread.",
        "Chin fighters seize Rikhawdar and refugees are likely to flee to India.",
        "ASEAN condemns Pazigyi air strike, will hold emergency meeting.",
        "Junta troops massacre 29 people at Nam Nein and will go unpunished.",
        "Zaw Min Tun confirmed the strike on Pazigyi and said operations will continue.",
        "Junta admits Pazigyi strike, says it will continue to hit terrorists.",
        "The UN is expected to condemn the Pazigyi air strike that killed 171 people.",
        "Families will bury the 171 people that the junta killed in Pazigyi.",
        "The junta says it will continue, after bombing Pazigyi and killing 171.",
        "Those responsible for bombing Pazigyi and killing 171 will be punished.",
        "Against their will, villagers of Pazigyi bury 171 people.",
        "More than 20,000 political prisoners are in jail and will be there for years, AAPP says.",
        "The junta holds 21,145 political prisoners and will not free them, AAPP says.",
        "If 171 people were killed in Pazigyi, as residents say, it would be the deadliest attack since the coup.",
    ],
)
def test_what_has_happened_beside_what_is_to_come_can_be_checked(text: str) -> None:
    assert read_claim(text, NAMES).kind is Kind.FACT


@pytest.mark.parametrize("text", CALLS)
def test_calls_cannot_be_checked(text: str) -> None:
    assert read_claim(text, NAMES).kind is Kind.CALL


@pytest.mark.parametrize(
    "text",
    [
        "I saw it this morning.",
        "I have seen it with my own eyes",
        "We heard it from the villagers on Tuesday.",
        "A cousin of mine in Pale sent us this video.",
        "I was there when it happened.",
        "I took the picture myself.",
        "I am an eyewitness.",
    ],
)
def test_how_somebody_knows_is_no_claim(text: str) -> None:
    assert read_claim(text, NAMES).kind is Kind.WITNESS


@pytest.mark.parametrize(
    "text",
    [
        "I saw soldiers burn houses in Pale this morning.",
        "I saw 40 of them this morning.",
        "I heard three explosions near Kawlin.",
        "My cousin told me that soldiers burned the school.",
        "I saw it myself, the soldiers shot him.",
        "Witnesses saw it this morning.",
        "I saw the whole thing on fire.",
        "We saw them in handcuffs this morning.",
        "My cousin in custody called me.",
    ],
)
def test_what_a_witness_tells_is_a_claim(text: str) -> None:
    assert read_claim(text, NAMES).kind is Kind.FACT


def test_long_row_of_phrases_is_no_trap() -> None:
    assert read_claim("I saw it " + "in " * 36 + "!", NAMES).kind is Kind.FACT
