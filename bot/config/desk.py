"""What the newsroom sets for its desk and for tips."""

import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from bot.config.section import Section, as_tuple

PictureFormat = Literal["jpeg", "png", "webp", "gif"]

_FROM_UNTIL = re.compile(r"([01]?\d|2[0-3])-([01]?\d|2[0-3])")


def _time_zone(name: str) -> str:
    if name != "UTC":
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
            raise ValueError(
                "There is no such time zone on this machine. Write one such as Asia/Yangon."
            ) from exc
    return name


def _hours(text: str) -> str:
    if text and not _FROM_UNTIL.fullmatch(text):
        raise ValueError("Write from which hour until which, such as 22-7.")
    return text


class MemberSettings(Section):
    name: Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
    """What colleagues are shown."""

    role: Literal["staff", "moderator", "editor", "admin"]
    """What they may do, each what those before may and more (docs/desk.md)."""

    telegram: int = 0
    """Their id on Telegram, 0 for none."""

    slack: Annotated[str, StringConstraints(pattern=r"^[UW][A-Z0-9]{2,20}$|^$")] = ""
    """Their member id in Slack, such as `U02ABCDEF`."""


class TipSettings(Section):
    enabled: bool = True
    """Whether people can hand in tips."""

    answer_hours: Annotated[int, Field(ge=1, le=8760)] = 72
    """Within how many hours an outcome is promised, also to those who ask about a claim. Whoever cannot be reached that long has to look it up."""

    ask_back_days: Annotated[int, Field(ge=1, le=365)] = 14
    """How long the way back to somebody is kept who may be asked about their tip."""

    files: bool = False
    """Whether pictures can go along with tips. Only what is to be seen in them is kept; videos, recordings and documents are never taken in."""

    file_mb: Annotated[int, Field(ge=1, le=20)] = 10
    """How large one may be. Telegram gives bots no more than 20 MB."""

    file_kinds: Annotated[tuple[PictureFormat, ...], BeforeValidator(as_tuple), Field(min_length=1)] = (
        "jpeg",
        "png",
        "webp",
        "gif",
    )
    """What kinds of them are taken. Of a GIF, as of everything that moves, the first picture is kept."""

    files_mb: Annotated[int, Field(ge=1, le=1_000_000)] = 2000
    """Room for all of them together. When it is full, tips are taken in without pictures."""


class DeskSettings(Section):
    members: Annotated[tuple[MemberSettings, ...], BeforeValidator(as_tuple)] = ()
    """Who is who at the desk, the same person on every front."""

    telegram_chat: int = 0
    """Id of the group in which cases are shown as cards; whoever is in it may decide them. 0 for none."""

    slack_channel: Annotated[str, StringConstraints(pattern=r"^[CG][A-Z0-9]{2,20}$|^$")] = ""
    """The same in Slack: the id of a channel, such as `C02ABCDEF`."""

    alerts_with_text: bool = True
    """Whether the cards and alerts in these chats carry what people brought. Without it they name the case, and it is read on the desk's pages."""

    hold_minutes: Annotated[int, Field(ge=1, le=10_080)] = 30
    """How long a case stays with whoever took it, after their last act on it."""

    undo_seconds: Annotated[int, Field(ge=0, le=3600)] = 60
    """How long the answers to a decision are held back, so that it can be undone."""

    labels: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = ("children", "names a person", "violence")
    """What cases can be marked with."""

    sensitive: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = ("names a person",)
    """Those of the labels that need a second person before an answer goes."""

    join: Annotated[float, Field(gt=0, le=1)] = 0.9
    """How likely two claims have to be the same for a new one to join the open case of the other by itself. 1: never."""

    burst_people: Annotated[int, Field(ge=0, le=100_000)] = 10
    """How many people have to ask about one case within `burst_minutes` for the desk's chats to be called. 0: never."""

    burst_minutes: Annotated[int, Field(ge=1, le=10_080)] = 30
    """The time in which they are counted."""

    digest_hour: Annotated[int, Field(ge=-1, le=23)] = 8
    """The hour at which the desk's chats are told what came, what was answered and what waits. -1: never."""

    quiet_hours: Annotated[str, AfterValidator(_hours)] = ""
    """From which hour until which nothing calls in the desk's chats, such as `22-7`: alerts wait, cards come without a sound."""

    time_zone: Annotated[str, AfterValidator(_time_zone)] = "UTC"
    """Where these hours are those of the day, such as `Asia/Yangon`."""

    public: bool = False
    """Whether the web desk is served to the outside too, at `public.url`. It always is on the local listener, beside the chat page."""

    link_minutes: Annotated[int, Field(ge=1, le=1440)] = 10
    """How long a sign-in link can be used. It works once."""

    session_hours: Annotated[int, Field(ge=1, le=720)] = 12
    """How long a browser stays signed in."""
