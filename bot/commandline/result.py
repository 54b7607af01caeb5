from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`wrong` is empty where all is well; then `found` says what was seen, else `remedy` what to do."""

    subject: str
    found: str = ""
    wrong: str = ""
    remedy: str = ""
