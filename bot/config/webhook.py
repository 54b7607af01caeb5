import re
from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from bot.config.section import HostName, Secret, Section, as_tuple

_NAME = re.compile(r"[a-z][a-z0-9_]{0,11}")


def _receiver(address: str) -> str:
    url = urlsplit(address)
    if url.scheme != "https" or not url.hostname or url.username or url.fragment:
        raise ValueError("This must be an address such as https://cms.newsroom.example/hooks.")
    return address


def _by_name(sections: Mapping[str, object]) -> Mapping[str, object]:
    if not all(_NAME.fullmatch(name) for name in sections):
        raise ValueError(
            "Name each receiver by 12 small letters, digits and _ at most: [webhook.receivers.cms]."
        )
    return sections


class ReceiverSettings(Section):
    url: Annotated[str, AfterValidator(_receiver)]
    """Where it is told, such as `https://cms.newsroom.example/hooks`."""

    secret: Secret = None
    """What it is signed with: at least 24 characters, or `whsec_` and base64."""

    events: Annotated[
        tuple[Literal["case.decided", "case.burst", "record.published", "record.corrected"], ...],
        BeforeValidator(as_tuple),
    ] = ("case.decided", "case.burst", "record.published", "record.corrected")
    """What is told."""

    audience: Literal["public", "newsroom", "restricted"] = "public"
    """Which records it may be told of."""

    with_text: bool = False
    """Whether a burst names the claim that many ask about. A tip is never quoted."""

    internal_hosts: Annotated[tuple[HostName, ...], BeforeValidator(as_tuple)] = ()
    """Names of hosts that may have an address inside your network. All others must have public ones."""


class WebhookSettings(Section):
    receivers: Annotated[Mapping[str, ReceiverSettings], AfterValidator(_by_name)] = Field(
        default_factory=dict
    )
    """Other systems of the newsroom that are told what happened, each by a name of its own under which the program remembers how far it was told."""
