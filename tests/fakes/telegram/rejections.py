"""How Telegram says no."""

from dataclasses import dataclass, field


@dataclass
class Rejected(Exception):
    """An answer that is no success: https://core.telegram.org/bots/api#making-requests"""

    code: int
    description: str
    parameters: dict[str, int] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        told: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        return told | ({"parameters": self.parameters} if self.parameters else {})


def bad(reason: str) -> Rejected:
    return Rejected(400, f"Bad Request: {reason}")


def too_many(seconds: int) -> Rejected:
    return Rejected(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
