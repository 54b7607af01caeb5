from bot.claims.submission import Submission


def words_of(submission: Submission) -> str:
    """What was written, with the addresses behind its links and of the public channel that it was forwarded from."""
    text = submission.text.strip()
    links = (link for link in submission.links if _bare(link) not in text.casefold())
    day = submission.published.isoformat() if submission.published else ""
    origin = f"{submission.forwarded_from} {day}".strip() if submission.forwarded_from else ""
    return "\n".join(part for part in (text, *links, origin) if part)


def _bare(link: str) -> str:
    """As people write it."""
    return link.casefold().partition("://")[2].removeprefix("www.").rstrip("/")
