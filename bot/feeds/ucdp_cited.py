"""What a row of UCDP GED rests on: the reports that it cites, and who these go back to."""

import re

from bot.claims.names import fold
from bot.feeds.cleaned import clean, read_day, repaired
from bot.library.filing import Evidence

MOST_REPORTS = 30
_REPORT = re.compile(r"([^\n]*?),\s*([0-9]{4}-[0-9]{2}-[0-9]{2})\s*,(.*)", re.DOTALL)
_RESIDENTS = re.compile(
    r"\b(?:residents?|locals?|villagers?|witness(?:es)?|eyewitness(?:es)?|inhabitants?|neighbou?rs?)\b"
)
_UNNAMED = re.compile(
    r"(?:(?:a|the|local|other|anonymous|various|media|news|domestic|state|confidential|military) )*(?:media(?: reports?)?|reports?|sources?)"
)
"""Who passes on what others say, or nobody in particular: no origin of its own."""
_BESIDE_A_NAME = re.compile(r"^(?:a|an|the) ")


def read_reports(cited: str) -> tuple[Evidence, ...]:
    """Publisher, day and headline of each. Headlines hold commas and semicolons, so only what stands between quotation marks is one report.

    Rows from before 2013 cite in free words: they give none.
    """
    found: dict[Evidence, None] = {}
    for part in cited.strip().removeprefix('"').removesuffix('"').split('";"')[:MOST_REPORTS]:
        report = _REPORT.match(part)
        if report is None:
            continue
        publisher, headline = clean(report[1], most=100), clean(repaired(report[3]), most=300)
        if publisher:
            found[Evidence(publisher, read_day(report[2]), headline)] = None
    return tuple(found)


def read_origins(originals: str) -> tuple[str, ...]:
    """Who the reports go back to, each once. All residents, villagers and witnesses are one origin, in whatever words."""
    found: dict[str, str] = {}
    for part in originals.split(";"):
        name = clean(part, most=120)
        key = _BESIDE_A_NAME.sub("", fold(name)).strip(" .")
        if not key or _UNNAMED.fullmatch(key):
            continue
        if _RESIDENTS.search(key):
            key, name = "residents", "residents"
        found.setdefault(key, name)
    return tuple(found.values())


def count_origins(origins: tuple[str, ...], reports: int) -> int | None:
    """How many independent ones. None where none is named, and where one is beside several reports: nobody says that all go back to it."""
    if not origins or (len(origins) == 1 and reports > 1):
        return None
    return len(origins)
