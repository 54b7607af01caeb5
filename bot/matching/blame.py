"""Words by which somebody is told to have done it, or not to have done it."""

from bot.claims.word_list import words

BLAMED = words("responsible behind accountable culpable blamed blame guilty")
BLAMES = words("blame blames blamed blaming")
ACCUSES = words("accuse accuses accused accusing")
WORK = words("work handiwork doing responsibility hand")
ONES = words("one ones")
ASCRIBED = words("attributed ascribed traced")
TAKEN = words(
    "claim claims claimed take takes took accept accepts accepted admit admits admitted bear bears bore assumed"
)
RESTS = words("lies lie lay rests rested falls fell belongs")
DOERS = words("perpetrators perpetrator culprits culprit attackers killers gunmen bombers murderers")
KEPT = words("stored kept hidden stockpiled stashed")
EXPLOSIVE = words("explosives explosive ammunition munitions bombs mines weapons")
NOT = words("not never nor wasn weren isn aren")
ISNT = words("wasn weren isn aren")
NO_BLAME = words("to the a t directly itself")
"""What may stand between "not" and the word of blame, where the one who is named is told not to have done it."""
ALONE = words("only just merely solely alone simply first")
OF_BLAME = BLAMED | WORK | ASCRIBED | BLAMES | ACCUSES | ONES
ENDS_DEED = NOT | ASCRIBED | BLAMES
