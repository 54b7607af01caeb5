"""Which language a text in Latin letters is in, from its small words, its accents and the words of our trade.

A headline often holds none of these, and English ones hold the fewest; so English is what is left where nothing speaks against it.
Names prove nothing: a capitalised or all-capital word counts only where it opens the text before a word in small letters.
"""

import re
from collections import Counter
from functools import cache

from bot.claims.word_list import words as word_list

_ELISIONS: dict[str, tuple[str, ...]] = {
    "l'": ("fr", "it"),
    "d'": ("fr", "it"),
    "qu'": ("fr",),
    "n'": ("fr",),
    "s'": ("fr",),
    "j'": ("fr",),
    "c'": ("fr", "it"),
    "dell'": ("it",),
    "all'": ("it",),
    "nell'": ("it",),
    "dall'": ("it",),
    "sull'": ("it",),
    "un'": ("it",),
}
_WORD = re.compile(
    rf"(?:{'|'.join(elision[:-1] for elision in _ELISIONS)})'(?=[^\W\d_]{{2}})|[^\W\d_]+(?:'[^\W\d_]+)*",
    re.IGNORECASE,
)
_SITE = re.compile(r"\b[\w-]+(?:\.[\w-]+)+\b")
_BORROWED = re.compile(
    r"\bde (?:facto|jure)\b|\b(?:coups? )?d'[ée]tats?\b|\ben (?:route|masse|bloc)\b|\bvis[- ][àa][- ]vis\b|\bla carte\b|\bet al\b|\bd[ée]j[àa] vu\b"
    r"|\b(?:caf[ée]s?|na[iï]ve|clich[ée]s?|fianc[ée]e?s?|r[ée]sum[ée]s?|expos[ée]s?|prot[ée]g[ée]s?|communiqu[ée]s?|attach[ée]s?|[ée]migr[ée]s?)\b",
    re.IGNORECASE,
)
_ENGLISH = word_list(
    "the of and to in is was were that for on with by at from has have been are it as they their who which this not after said "
    "an a says say over under near into than more least its be will had but or his her he she we our your you when where"
)
_ALSO_ENGLISH = word_list(
    "die den do no as van door pour plus per con son par est an am on i war hat in is was at of a me men us to over he se do so"
)
"""Small words of other languages that are English words too: they count for a language only beside others of it."""

_WORDS = {
    "es": "el la los las de del que y en un una por con para se su al como más fue fueron está han sus entre según este esta a no "
    "muertos muertas muertes heridos ejército ataque aéreo civiles personas dice dicen militares aldea pueblo murieron mata mató",
    "fr": "le la les des du de et en un une dans est que qui pour par sur avec ont été au aux ce cette selon plus ses son à sont a "
    "morts mort tués tué blessés armée frappe frappes aérienne personnes civils dit militaires birmanie contre après",
    "de": "der die das und in den von zu mit ist im für auf ein eine nicht sich dem des wurde wurden nach bei auch aus am an war hat bis "
    "tote toten tötet töten getötet verletzte luftangriff luftangriffe armee menschen zivilisten sagt dorf soldaten",
    "pt": "o a os as de do da dos das que e em um uma por com para se no na nos nas foi foram mais ao como são pelo pela segundo "
    "mortos mortas mortes feridos exército ataque aéreo civis pessoas diz dizem militares aldeia mata matou",
    "it": "il lo la gli le di del della che e in un una per con si è sono dal nel nella stato alla dei delle a al i "
    "morti morte feriti esercito attacco aereo civili persone dice dicono giunta militari villaggio uccisi uccise",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er werden werd door bij naar ook uit over "
    "doden dode gewonden leger luchtaanval burgers mensen zegt gedood dorp",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak oleh telah akan adalah ke sebagai orang setelah para "
    "tewas tentara militer serangan udara warga sipil desa mengatakan membunuh",
    "tl": "ang ng mga sa na ay at si ni para ito kay nang hindi kung mula noong patay sugatan hukbo sundalo sibilyan",
    "vi": "và của là trong được người cho không các một đã có với này những tại khi từ theo",
    "tr": "ve bir bu için ile de da olarak olan daha çok sonra kadar tarafından göre ölü öldü yaralı ordu saldırı sivil asker köyü",
    "pl": "w i na z się nie do że o jest przez po od dla są jak ich oraz zabitych rannych wojsko nalot cywilów osób zginęło",
}
_ACCENTS = {
    "es": "áéíóúñü",
    "fr": "àâçéèêëîïôùûœ",
    "de": "äöüß",
    "pt": "ãõáâàéêíóôúç",
    "it": "àèéìòù",
    "nl": "ëïéü",
    "vi": "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "tr": "çğıöşü",
    "pl": "ąćęłńóśźż",
}


def latin_language(text: str, unsure: str) -> str:
    """ISO code of the language; `und` where it is not English and one cannot say which; `unsure` where nothing tells."""
    text = text.replace("’", "'")
    words = _words(_BORROWED.sub(" ", _SITE.sub(" ", text)))
    english = sum(word in _ENGLISH and word not in _ALSO_ENGLISH for word in words)
    beside = sum(word in _ENGLISH and word in _ALSO_ENGLISH for word in words)
    told: Counter[str] = Counter()
    foreign = 0
    for word in words:
        languages = _languages_of(word)
        if word not in _ENGLISH and word not in _ALSO_ENGLISH and (languages or not word.isascii()):
            told.update(languages)
            foreign += 1
    if foreign <= english:
        return "en" if english or beside else unsure
    return _most_likely(words, told, english, unsure) if foreign > 2 * english else "en"


def _most_likely(words: list[str], told: Counter[str], english: int, unsure: str) -> str:
    if unsure in told:
        return unsure
    # Between languages that are told apart by little, words that are English too may decide.
    weak = Counter(
        language
        for word in words
        if word in _ALSO_ENGLISH
        for language in _languages_of(word)
        if language in told
    )
    ranked = Counter({language: 2 * count + weak[language] for language, count in told.items()}).most_common(
        2
    )
    if not ranked or told[ranked[0][0]] < 2 or told[ranked[0][0]] * 8 < len(words):
        return "und" if not english else "en"
    is_tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return "und" if is_tied else ranked[0][0]


def _words(text: str) -> list[str]:
    """Words that are no names, in small letters; an elided article keeps its apostrophe."""
    found = _WORD.findall(text)
    if text.isupper():
        return [word.lower() for word in found]
    return [
        word.lower()
        for at, word in enumerate(found)
        if word.islower() or (at == 0 and word.istitle() and (word[-1] == "'" or _is_small(found[1:2])))
    ]


def _is_small(following: list[str]) -> bool:
    return bool(following) and following[0].islower()


def _languages_of(word: str) -> tuple[str, ...]:
    if word[-1] == "'":
        return _ELISIONS.get(word, ())
    if (known := _languages_by_word().get(word)) is not None or word.isascii():
        return known or ()
    accents = {character for character in word if not character.isascii()}
    return tuple(language for language, letters in _accents() if accents <= letters)


@cache
def _accents() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((language, frozenset(letters)) for language, letters in _ACCENTS.items())


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _WORDS.items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found
