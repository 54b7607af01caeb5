from bot.claims.claim import Method
from bot.claims.read import read_submission
from bot.claims.submission import Submission
from tests.claims.library import NAMES


def speakers_of(text: str) -> tuple[str, ...]:
    """Whom each claim of the text names as its speaker, "" for nobody with a name."""
    said = [claim.attribution for claim in read_submission(Submission(text), NAMES).claims]
    named = [one.name if one and one.method is not Method.UNNAMED else "" for one in said]
    return tuple(name.removeprefix("the ").removeprefix("The ") for name in named)
