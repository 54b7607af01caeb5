from bot.desk.case import submission_of
from bot.desk.tip import Tip


def test_where_and_when_of_a_tip_are_no_claims() -> None:
    tip = Tip("Soldiers burned the market.", where="Pale", when="Tuesday at five")

    assert submission_of(tip).text == "Soldiers burned the market."
