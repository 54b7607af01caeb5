"""The systems of the newsroom that are told what happened."""

from functools import partial

from bot.assembly.application import Application
from bot.config.settings import Settings
from bot.config.webhook import ReceiverSettings
from bot.desk.webhook import Event, Happening, key_of
from bot.people.audience import Audience
from bot.ports import Clock
from bot.runtime.notifying import Notifier, Receiver
from bot.runtime.rounds import Edge
from handlers.web.webhook.sender import WebhookSender


def notifier_of(application: Application, name: str, edge: Edge) -> Notifier:
    kept, told = application.storage, application.settings.webhook.receivers[name]
    sender = _sender(name, told, application.clock)
    return Notifier(
        kept.audit,
        kept.followed,
        kept.desk,
        kept.library,
        Receiver(
            name,
            sender.send,
            frozenset(map(Happening, told.events)),
            Audience(told.audience),
            with_text=told.with_text,
            sensitive=frozenset(application.settings.desk.sensitive),
        ),
        application.clock,
        edge,
        partial(application.watch.note_back, sender.part),
    )


async def send_test(settings: Settings, name: str, *, clock: Clock) -> None:
    """Raises `Unavailable` where it did not arrive."""
    now = clock.now()
    sender = _sender(name, settings.webhook.receivers[name], clock)
    await sender.send(Event(f"test-{int(now.timestamp())}", Happening.TEST, now))


def _sender(name: str, told: ReceiverSettings, clock: Clock) -> WebhookSender:
    assert told.secret is not None, "the settings were looked through"
    return WebhookSender(
        told.url, key_of(told.secret.get_secret_value()), clock, name=name, internal=told.internal_hosts
    )
