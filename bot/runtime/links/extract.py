"""A program of its own: a page comes in on standard input, what is an article on it goes out on standard output.

It reads what strangers wrote with libraries written in C. So it gets nothing of ours (no settings, no keys, no environment), imports nothing of
ours, has little memory and little time, and is gone after one page.
"""

import json
import re
import resource
import sys

_SECONDS = 10
_BYTES = 1 << 30
_MOST_TEXT = 200_000
"""Characters: more than is read of any text."""

_LOCKED = re.compile(rb'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)
"""https://developers.google.com/search/docs/appearance/structured-data/paywalled-content"""


def main() -> None:
    # Before anything of the page is looked at.
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = json.loads(sys.stdin.buffer.readline())
    page = sys.stdin.buffer.read()
    found = extract(page, charset=told["charset"], url=told["url"], today=told["today"])
    sys.stdout.write(json.dumps(found))


def extract(page: bytes, *, charset: str, url: str, today: str) -> dict[str, object]:
    """`text` is empty where there is no article; `published` is a day, empty where the page names none."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - a fifth of a second, for those who do read pages

    found = bare_extraction(
        _decoded(page, charset),
        url=url,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        with_metadata=True,
        # A day that is guessed from the small print would move every "yesterday" of the text.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": today},
    )
    is_locked = bool(_LOCKED.search(page))
    if found is None or isinstance(found, dict):
        return {"title": "", "text": "", "published": "", "canonical": "", "is_locked": is_locked}
    return {
        "title": found.title or "",
        "text": (found.text or "")[:_MOST_TEXT],
        "published": found.date or "",
        "canonical": found.url or "",
        "is_locked": is_locked,
    }


def _decoded(page: bytes, charset: str) -> bytes | str:
    """As the server says, where it says something that exists; else the page itself tells."""
    try:
        return page.decode(charset, "replace") if charset else page
    except LookupError:
        return page


if __name__ == "__main__":
    main()
