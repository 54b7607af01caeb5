from bot.assembly.desk import desk_facts_of
from bot.config.desk import DeskSettings
from bot.config.settings import Settings
from bot.people.address import Front


def test_chats_of_the_desk_are_those_configured() -> None:
    settings = Settings(desk=DeskSettings(telegram_chat=-100, slack_channel="C02ABCDEF"))

    assert desk_facts_of(settings).chats == {(Front.TELEGRAM, "-100"), (Front.SLACK, "C02ABCDEF")}
    assert desk_facts_of(Settings()).chats == frozenset()
