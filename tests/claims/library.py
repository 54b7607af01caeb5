from bot.claims.claim import NameKind
from bot.claims.names import Name, Names

NAMES = Names(
    [
        Name("pazigyi", NameKind.PLACE, "Pazigyi", ("Pa Zi Gyi", "ပဇီကြီး")),
        Name("sagaing", NameKind.PLACE, "Sagaing", ("Sagaing Region", "စစ်ကိုင်း")),
        Name("myanmar", NameKind.PLACE, "Myanmar", ("Burma", "မြန်မာ")),
        Name("aapp", NameKind.SOURCE, "Assistance Association for Political Prisoners", ("AAPP",)),
        Name("myanmar-now", NameKind.SOURCE, "Myanmar Now", is_outlet=True),
        Name("irrawaddy", NameKind.SOURCE, "The Irrawaddy", ("Irrawaddy",), is_outlet=True),
        Name("ohchr", NameKind.SOURCE, "OHCHR", ("UN Human Rights Office",)),
        Name("reuters", NameKind.SOURCE, "Reuters", is_outlet=True),
        Name("military", NameKind.ACTOR, "Myanmar military", ("the junta", "junta", "military", "Tatmadaw", "army"), is_party=True),
        Name("nug", NameKind.ACTOR, "National Unity Government", ("NUG",), is_party=True),
        Name("knu", NameKind.ACTOR, "Karen National Union", ("KNU",), is_party=True),
        Name("karen", NameKind.PLACE, "Kayin State", ("Karen",)),
        Name("turk", NameKind.ACTOR, "Volker Türk", ("Volker Turk",)),
        Name("zaw-min-tun", NameKind.ACTOR, "Zaw Min Tun"),
    ]
)  # fmt: skip
