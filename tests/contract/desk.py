"""Who works at the desk of the suites, by which rules, and the smallest things that can be brought there."""

from datetime import timedelta

from bot.desk.acts import Decide
from bot.desk.circumstances import Rules
from bot.desk.decision import Conclusion, Decision
from bot.desk.tip import Tip
from bot.people.address import Address, Front
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.people.role import Member, Role
from bot.speech.heard import From

RULES = Rules(
    holds=timedelta(minutes=30),
    undo=timedelta(seconds=60),
    labels=("violence", "names a person"),
    sensitive=frozenset({"names a person"}),
)
CHAT = Address(Front.TELEGRAM, "workspace", "the desk")
COLLEAGUE = "a colleague"
LISTED = (
    ("Thiri", Role.EDITOR, {Front.TELEGRAM: "1", Front.SLACK: "U1"}),
    ("Min", Role.STAFF, {Front.TELEGRAM: "2"}),
)

ANA, BEN = Member("ana", "Ana", Role.MODERATOR), Member("ben", "Ben", Role.MODERATOR)
EVE, ADA = Member("eve", "Eve", Role.EDITOR), Member("ada", "Ada", Role.ADMIN)


def decide(reason: str = "We saw the bridge.", conclusion: Conclusion = Conclusion.UNVERIFIED) -> Decide:
    return Decide(Decision(conclusion, reason))


def a_tip(code: str = "TTTT-TTTT", what: str = "Smoke over the depot", *, may_ask_back: bool = True) -> Tip:
    return Tip(what, may_ask_back=may_ask_back, code=code).with_checksum()


def a_colleague(user: str, *, front: Front = Front.TELEGRAM, chat: str = "private") -> From:
    address = Address(front, "workspace", chat)
    return From(address, Pseudonym(f"name of {user}"), Audience.NEWSROOM, user=user)
