"""What the platforms would not take. A call that is made again after a kill is refused for being the second one, and that is all right."""

from typing import Final

from benchmarks.rig.platforms import Platforms

_SECOND_ON_SLACK: Final = frozenset({"already_reacted"})
_SECOND_ON_TELEGRAM: Final = (
    ("getupdates", "Conflict: terminated by other getUpdates request"),
    ("answercallbackquery", "Bad Request: query is too old"),
    ("editmessagetext", "Bad Request: message is not modified"),
)
"""The question of a dead process, ended by that of its successor; a press that was acknowledged just before the end, or that nobody was there
for; an answer that stands already where the progress stood."""


def refused_by(platforms: Platforms) -> tuple[list[str], int]:
    """What should not have been sent, and how often the bot was asked to wait."""
    telegram, slack = platforms.telegram, platforms.slack
    refused = [f"telegram: {complaint}" for complaint in telegram.complaints]
    refused += [
        f"telegram: {method} {words}"
        for method, status, words in telegram.rejections
        if status != 429 and not _is_second(method, words)
    ]
    refused += [
        f"slack: {call.method} {call.error}" for call in slack.rejected if call.error not in _SECOND_ON_SLACK
    ]
    limited = sum(status == 429 for _, status, _ in telegram.rejections)
    return refused, limited + sum(call.error == "ratelimited" for call in slack.calls)


def _is_second(method: str, words: str) -> bool:
    return any(method == known and words.startswith(said) for known, said in _SECOND_ON_TELEGRAM)
