from typing import Annotated

from pydantic import Field

from bot.config.section import Section


class ApiSettings(Section):
    enabled: bool = True
    """Whether programs are answered at `/api/v1` on the local listener, beside the chat page. Without a key they are told nothing."""

    public: bool = False
    """Whether they are answered at `public.url` too."""

    per_minute: Annotated[int, Field(ge=1, le=100_000)] = 120
    """Requests that one key may make in a minute; it is told when it goes on."""

    per_day: Annotated[int, Field(ge=1, le=100_000_000)] = 20_000
    """Requests that one key may make in 24 hours."""
