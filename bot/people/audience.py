from enum import StrEnum


class Audience(StrEnum):
    """Who asks, and the least audience that a record is meant for.

    Ordered from the widest to the narrowest: whoever is in the newsroom may see what the public sees.
    """

    PUBLIC = "public"
    NEWSROOM = "newsroom"
    RESTRICTED = "restricted"

    def sees(self) -> tuple["Audience", ...]:
        """All visibilities that this audience may be shown."""
        order = tuple(Audience)
        return order[: order.index(self) + 1]
