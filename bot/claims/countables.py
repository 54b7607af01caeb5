"""The words beside a number: what is counted, and which of them say what happened to it."""

from enum import StrEnum

from bot.claims.quantity import Measure
from bot.claims.word_list import words


class Sort(StrEnum):
    """What kind of thing a unit is: it limits what can have happened to it."""

    PERSON = "person"
    BUILDING = "building"
    POST = "post"
    AMOUNT = "amount"
    TIME = "time"
    THING = "thing"
    UNKNOWN = "unknown"


_PERSONS = """people persons civilians children kids villagers women men soldiers troops residents protesters protestors demonstrators
    students teachers medics doctors nurses patients monks nuns novices priests journalists reporters activists politicians lawmakers mps members
    officers police policemen fighters rebels militants resistance guerrillas insurgents locals infants babies girls boys adults minors teenagers
    youths elders workers victims refugees idps prisoners inmates detainees hostages families households rohingya muslims christians
    buddhists foreigners worshippers passengers migrants others individuals citizens
    guards commanders generals personnel combatants noncombatants employees staff volunteers artists celebrities leaders
    officials administrators relatives survivors evacuees deserters defectors recruits conscripts dissidents critics
    farmers fishermen guests attendees mourners singers performers marchers bystanders labourers laborers militiamen militias pilgrims devotees pupils miners drivers herders loggers hunters monastics couples evangelists lives bodies corpses souls townspeople townsfolk gunmen sentries pilots airmen sailors crewmen comrades cousins grandchildren neighbours neighbors mothers fathers parents wives
    widows orphans pensioners abbots clerics imams traders vendors shopkeepers porters cooks lawyers judges returnees suspects captives convicts loyalists informers informants peacekeepers
    ministers tourists workmen carpenters sentinels snipers medics paramedics firefighters rescuers buyers sellers truckers sailors
    brothers sisters sons daughters"""
_BUILDINGS = """houses homes buildings structures schools hospitals clinics churches monasteries mosques pagodas temples shops huts
    villages properties dwellings shelters bridges markets factories warehouses classrooms"""
_POSTS = """posts outposts bases camps positions towns cities stations headquarters checkpoints strongholds battalions gates crossings
    townships weapons guns rifles vehicles trucks tanks howitzers territories hilltops hills"""
_AMOUNTS = """percent tons kilotons kilograms grams litres liters gallons barrels kilometers miles meters feet hectares acres dollars
    kyats euros baht yuan rupees pounds megawatts degrees points"""
_TIMES = "years months weeks days hours minutes seconds decades nights mornings times"
_THINGS = """airstrikes strikes attacks raids clashes battles incidents events bombs shells rockets missiles mines landmines jets aircraft
    planes helicopters drones ships shipments flights countries states regions districts wards occasions votes seats parties companies sanctions
    articles reports cases massacres bombings explosions operations offensives groups organizations channels accounts phones documents bills charges counts
    resolutions videos photographs photos pictures images statements testimonies interviews meetings rallies protests deliveries tankers facilities airports blasts sentences verdicts warrants names orders letters messages rounds bullets boats motorcycles cars banks"""
_SORTS: dict[str, Sort] = {
    word: sort
    for words, sort in (
        (_TIMES, Sort.TIME),
        (_THINGS, Sort.THING),
        (_AMOUNTS, Sort.AMOUNT),
        (_POSTS, Sort.POST),
        (_BUILDINGS, Sort.BUILDING),
        (_PERSONS, Sort.PERSON),
    )
    for word in words.split()
}
_SAME_WORD = {
    "person": "people", "persons": "people", "individuals": "people", "child": "children", "kids": "children", "kid": "children", "woman": "women",
    "man": "men", "person's": "people", "troop": "troops", "homes": "houses", "home": "houses", "protestors": "protesters", "demonstrators": "protesters",
    "tonnes": "tons", "tonne": "tons", "metric": "", "kilotonnes": "kilotons", "kg": "kilograms", "kgs": "kilograms", "km": "kilometers",
    "kilometres": "kilometers", "kilometre": "kilometers", "metres": "meters", "metre": "meters", "foot": "feet", "liters": "litres", "%": "percent",
    "per cent": "percent", "percentage": "percent", "kyat": "kyats", "outposts": "outposts", "family": "families", "city": "cities", "body": "bodies",
    "policeman": "policemen", "baby": "babies", "monastery": "monasteries", "church": "churches", "ppl": "people", "corpse": "bodies", "lives": "people", "souls": "people",
    "bodies": "bodies", "corpses": "bodies", "usd": "dollars", "mmk": "kyats", "baht": "baht", "air strikes": "airstrikes",
}  # fmt: skip

_SINGULAR = words(
    "person child kid woman man corpse troop home family city body policeman baby monastery church"
)

_MEASURES: dict[str, Measure] = {
    word: measure
    for measure, words in {
        Measure.KILLED: """killed kill kills killing killings dead died die dies dying death deaths fatalities fatality murdered murders murder
            massacred massacre massacres assassinated assassinate assassinates assassinating slain lives bodies body corpse corpses buried burying shot executed executing executions perished slaughtered slaughter perish murdering massacring execution claimed
            martyred beheaded drowned lynched cremated graves fatally funerals stabbed hacked succumbed eliminated neutralised neutralized deadly gunned hanged hanging homicides incinerated decapitated electrocuted suffocated asphyxiated mortally charred slayings""",
        Measure.INJURED: "injured injure injures injuring injuries injury wounded wounding wound wounds hurt maimed maiming hospitalised hospitalized burns amputated crippled bleeding",
        Measure.DETAINED: """detained detain detains detaining detention detentions detainees jailed jailing imprisoned imprisoning prisoners
            inmates bars custody incarcerated held interned jail prison cells hostage hostages abducted kidnapped""",
        Measure.ARRESTED: "arrested arrest arrests arresting apprehended nabbed",
        Measure.DISPLACED: """displaced displace displaces displacing displacement fled flee flees fleeing homeless uprooted uprooting refugees
            idps evacuated evacuating fleeing exiled escaped""",
        Measure.MISSING: "missing disappeared unaccounted disappearances vanished untraced",
        Measure.DESTROYED: """destroyed destroy destroys destroying burned burnt burning torched torching torch torches burn burns raze razes razed razing demolished demolishing
            gutted ablaze flames ashes rubble ruins wrecked levelled leveled downed fire flattened damaged damaging""",
        Measure.TAKEN: "surrendered surrender surrendering abandoned captured capture captures capturing seized seize seizes seizing overran overrun taken took taking occupied overtaken stormed confiscated fell fallen overrunning lost",
    }.items()
    for word in words.split()
}
ACTIVE = words(
    """kill kills killing executing murdering massacring slaughtering injure injures injuring wounding maiming detain detains
    detaining jailing imprisoning arresting displace displaces displacing uprooting evacuating destroy destroys destroying
    torching torch torches burns raze razes razing murders assassinates demolishing damaging capture captures capturing seize seizes seizing overran took taking claimed
    overrunning"""
)
"""Forms whose object, the counted one, comes after them."""

EITHER = words(
    """killed murdered massacred executed slaughtered injured wounded hurt maimed detained jailed imprisoned held arrested
    displaced uprooted evacuated destroyed burned burnt torched razed demolished gutted damaged captured seized occupied
    shot buried lost fled beheaded assassinated gunned hanged"""
)
"""Forms that are active or passive: the words around them decide."""

_FITTING = {
    Measure.DESTROYED: {Sort.BUILDING, Sort.POST, Sort.THING, Sort.UNKNOWN},
    Measure.TAKEN: {Sort.POST, Sort.BUILDING, Sort.THING, Sort.PERSON, Sort.UNKNOWN},
}
_HAPPENS_TO_PEOPLE = {Sort.PERSON, Sort.UNKNOWN}


def is_singular(word: str) -> bool:
    """True for "soldier" and "child": behind a number above one they only describe the noun to come ("two child soldiers")."""
    return word in _SINGULAR or (word not in _SAME_WORD and word not in _SORTS and f"{word}s" in _SORTS)


def plain_unit(word: str) -> str:
    """The one form of a unit noun that its variants share; the word itself where it has none."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    if word in _SAME_WORD:
        return _SAME_WORD[word]
    return f"{word}s" if word not in _SORTS and f"{word}s" in _SORTS else word


def sort_of(unit: str) -> Sort:
    return _SORTS.get(unit.partition(" ")[0], Sort.UNKNOWN)


def measure_of(word: str) -> Measure | None:
    return _MEASURES.get(word)


PHRASES: dict[str, tuple[tuple[tuple[str, ...], Measure], ...]] = {
    **dict.fromkeys(
        (
            "tortured",
            "beaten",
            "burned",
            "burnt",
            "starved",
            "bled",
            "stabbed",
            "hacked",
            "crushed",
            "choked",
            "frozen",
            "kicked",
        ),
        ((("to", "death"), Measure.KILLED),),
    ),
    "shot": (
        (("down",), Measure.DESTROYED),
        (("and", "wounded"), Measure.INJURED),
        (("and", "injured"), Measure.INJURED),
        (("and", "hurt"), Measure.INJURED),
    ),
    "rounded": ((("up",), Measure.ARRESTED),),
    "picked": ((("up",), Measure.ARRESTED),),
    "taken": (
        (("away",), Measure.ARRESTED),
        (("prisoner",), Measure.TAKEN),
        (("into", "custody"), Measure.ARRESTED),
        (("hostage",), Measure.DETAINED),
        (("to", "hospital"), Measure.INJURED),
        (("to", "the", "hospital"), Measure.INJURED),
    ),
    "took": (
        (("away",), Measure.ARRESTED),
        (("refuge",), Measure.DISPLACED),
        (("prisoner",), Measure.TAKEN),
        (("shelter",), Measure.DISPLACED),
    ),
    "locked": ((("up",), Measure.DETAINED),),
    "driven": ((("from",), Measure.DISPLACED), (("out",), Measure.DISPLACED)),
    "forced": (
        (("from",), Measure.DISPLACED),
        (("out",), Measure.DISPLACED),
        (("to", "flee"), Measure.DISPLACED),
        (("to", "leave"), Measure.DISPLACED),
    ),
    "sought": (
        (("refuge",), Measure.DISPLACED),
        (("shelter",), Measure.DISPLACED),
        (("safety",), Measure.DISPLACED),
    ),
    "on": ((("the", "move"), Measure.DISPLACED), (("the", "run"), Measure.DISPLACED)),
    "crossed": (
        (("into",), Measure.DISPLACED),
        (("over",), Measure.DISPLACED),
        (("the", "border"), Measure.DISPLACED),
        (("the", "river"), Measure.DISPLACED),
        (("to",), Measure.DISPLACED),
    ),
    "left": (
        (("their", "homes"), Measure.DISPLACED),
        (("their", "villages"), Measure.DISPLACED),
        (("for",), Measure.DISPLACED),
        (("home",), Measure.DISPLACED),
        (("town",), Measure.DISPLACED),
        (("the", "town"), Measure.DISPLACED),
    ),
    "gone": (
        (("missing",), Measure.MISSING),
        (("up", "in", "flames"), Measure.DESTROYED),
        (("up", "in", "smoke"), Measure.DESTROYED),
    ),
    "set": (
        (("alight",), Measure.DESTROYED),
        (("on", "fire"), Measure.DESTROYED),
        (("ablaze",), Measure.DESTROYED),
    ),
    "went": ((("up", "in", "flames"), Measure.DESTROYED), (("missing",), Measure.MISSING)),
    "passed": ((("away",), Measure.KILLED),),
    "breathed": ((("their", "last"), Measure.KILLED),),
    "not": (
        (("been", "seen"), Measure.MISSING),
        (("been", "found"), Measure.MISSING),
        (("be", "saved"), Measure.KILLED),
        (("survive",), Measure.KILLED),
        (("come", "back"), Measure.MISSING),
        (("returned",), Measure.MISSING),
    ),
    "blown": ((("up",), Measure.DESTROYED),),
    "changed": ((("hands",), Measure.TAKEN),),
    "under": ((("its", "control"), Measure.TAKEN), (("their", "control"), Measure.TAKEN)),
    "put": ((("to", "death"), Measure.KILLED),),
    "mowed": ((("down",), Measure.KILLED),),
    "wiped": ((("out",), Measure.KILLED),),
    "lost": (
        (("their", "lives"), Measure.KILLED),
        (("their", "homes"), Measure.DISPLACED),
        (("their", "life"), Measure.KILLED),
        (("his", "life"), Measure.KILLED),
        (("her", "life"), Measure.KILLED),
        (("limbs",), Measure.INJURED),
    ),
    "fell": ((("to",), Measure.TAKEN),),
    "fallen": ((("to",), Measure.TAKEN), (("into",), Measure.TAKEN)),
    "treated": (
        (("in", "hospital"), Measure.INJURED),
        (("for",), Measure.INJURED),
        (("at",), Measure.INJURED),
    ),
}
"""What several words say together. The first decides where they stand."""
RELEASED = words(
    "freed frees freeing released release releases releasing pardoned pardons pardoning amnestied amnesty"
)
"""Words by which prisoners stop being some."""


def fits(measure: Measure, sort: Sort) -> bool:
    """False where this cannot have happened to things of that sort: villages are not killed."""
    return sort in _FITTING.get(measure, _HAPPENS_TO_PEOPLE)
