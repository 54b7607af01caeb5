"""The words by which a text brings somebody in of whom it will say "she" or "the nurse"."""

import re

ANYBODY = frozenset(
    [
        "man",
        "woman",
        "official",
        "leader",
        "mother",
        "father",
        "survivor",
        "witness",
        "resident",
        "activist",
        "veteran",
        "villager",
    ]
)
APPOSED = re.compile(r"^(?:The|A|An|Its|Their) (?:[\w'-]+ ){1,6}?[\w'-]+, $")
BEHIND_PREPOSITION = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Aa]t|[Ww]ith|[Bb]y|[Ff]or|[Nn]ear|[Aa]bout|[Ff]rom|[Tt]o)(?: the)? $"
)
CALLED = re.compile(
    r"^ (?:is|was) (?:an? |the )?(?P<what>(?:[\w-]+ ?){1,4})|^, (?:an? |the )?(?P<apposed>[\w -]{2,30}),"
)
AND_ANOTHER = re.compile(r" (?:and|or)(?: (?:an?|the|his|her))? (?:[a-z]+ ){0,3}[A-Z]| and (?:his|her) ")
HIS_KIN = re.compile(
    r"(?<=['’]s) (?:[\w-]+ ){0,2}(?:brother|sister|father|mother|son|daughter|wife|husband|lawyer|uncle|aunt|cousin|friend|colleague|boss|neighbou?r|family|parents|deputy|predecessor|successor)\b"
)
MANY = frozenset(["two", "three", "both", "several", "many", "some", "most"])
ANOTHER = re.compile(
    r"^(?:an?|one|another|the|his|her|its|their) (?:[\w'-]+ ){0,3}?(?P<noun>[a-z]+)\b", re.IGNORECASE
)
KIN_OF = {
    True: re.compile(
        r"['’]s (?:[\w-]+ ){0,2}(?:sister|mother|daughter|wife|aunt|niece|widow|girlfriend|grandmother|lawyer|cousin|friend|colleague|boss|neighbou?r|deputy|family|predecessor|successor)\b"
    ),
    False: re.compile(
        r"['’]s (?:[\w-]+ ){0,2}(?:brother|father|son|husband|uncle|nephew|boyfriend|grandfather|lawyer|cousin|friend|colleague|boss|neighbou?r|deputy|family|predecessor|successor)\b"
    ),
}
"""Kin and company that a "she" (True) or a "he" (False) may mean as well as the one whose they are."""
