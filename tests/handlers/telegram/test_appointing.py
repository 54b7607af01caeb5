from bot.speech.heard import Command, Verb
from tests.fakes.telegram.people import AUNG, GROUP, HLA
from tests.fakes.telegram.server import BOT
from tests.handlers.telegram.reading import hear, in_group, new_updates


def role(text: str, **more: object) -> Command:
    heard = hear(in_group(new_updates(), text, sender=AUNG, **more))
    assert isinstance(heard, Command)
    assert heard.verb is Verb.ROLE
    return heard


def test_role_is_for_whoever_is_answered() -> None:
    theirs = new_updates().described(chat=GROUP, sender=HLA, text="I am here")
    command = role("/role moderator Hla", reply_to_message=theirs)

    assert command.argument == "moderator Hla"
    assert command.about is not None
    assert command.about.user == str(HLA["id"])
    assert command.about.address.chat == str(HLA["id"])
    assert command.about.is_private


def test_role_is_for_whose_id_is_typed() -> None:
    command = role("/role moderator Hla 123456789")

    assert command.argument == "moderator Hla"
    assert command.about is not None
    assert command.about.user == "123456789"


def test_role_is_for_nobody_else() -> None:
    ours = new_updates().described(chat=GROUP, sender=dict(BOT), text="An answer")

    assert role("/role moderator Hla").about is None
    assert role("/role moderator Hla", reply_to_message=ours).about is None


def test_other_commands_look_at_nobody() -> None:
    theirs = new_updates().described(chat=GROUP, sender=HLA, text="I am here")
    heard = hear(in_group(new_updates(), "/help", sender=AUNG, reply_to_message=theirs))

    assert isinstance(heard, Command)
    assert heard.about is None
