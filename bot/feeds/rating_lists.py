"""Lists that rate sources. Each rating is the opinion of whoever made the list, beside those of the desk and never in place of one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from bot.claims.claim import NameKind
from bot.claims.names import fold
from bot.feeds.cleaned import clean, read_day
from bot.feeds.csv_rows import RowProblem
from bot.feeds.feed import Item, Terms
from bot.feeds.gazetteer import id_part
from bot.feeds.table_stream import TableRow, read_table
from bot.library.filing import Provenance
from bot.library.source import Rating, Reliability, Source, SourceKind, is_desk_rater

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z][a-z0-9-]{1,30}")
_ADDRESS = re.compile(r"^(?:[a-z]+://)?(?:www\.)?([^/?#:]*).*$", re.DOTALL)
_PLATFORMS = frozenset(
    (
        "facebook.com",
        "fb.com",
        "instagram.com",
        "t.me",
        "telegram.org",
        "tiktok.com",
        "twitter.com",
        "x.com",
        "youtube.com",
        "youtu.be",
    )
)
"""No sources but places where anybody speaks: the channel or account is what can be rated."""

_WORDS: Mapping[str, Reliability] = MappingProxyType(
    {
        "generally reliable": Reliability.B,
        "very high": Reliability.B,
        "high": Reliability.B,
        "no consensus": Reliability.C,
        "mostly factual": Reliability.C,
        "generally unreliable": Reliability.D,
        "mixed": Reliability.D,
        "low": Reliability.D,
        "deprecated": Reliability.E,
        "blacklisted": Reliability.E,
        "very low": Reliability.E,
    }
)
"""Words of well-known lists. None of them amounts to an A: no list knows a newsroom's own history with a source."""

_STEPS = ((0.8, Reliability.B), (0.6, Reliability.C), (0.4, Reliability.D), (0.0, Reliability.E))
"""From which value on, of lists that rate from 0 to 1."""

_OURS = frozenset(("desk", "the desk", "our desk", "the starter library", "newsroom", "our newsroom"))
_LONGEST_RATER = 80


def read_ratings(chunks: Iterable[bytes], terms: Terms) -> Iterator[Item]:
    """A table with a column `rating` and one of `source` (an id or a name) and `domain`; `rater`, `rated_on`, `reason` and `until` may stand in others."""
    by_domain = {domain: source.id for source in terms.sources.values() for domain in source.domains}
    for row in read_table(chunks, required=("rating",)):
        if isinstance(row, RowProblem):
            yield Item(row.row, (), (row,))
            continue
        found = _read(row, terms, by_domain)
        if isinstance(found, tuple):
            yield Item(row.number, (), (RowProblem("", row.number, *found),))
        else:
            yield found


def _read(row: TableRow, terms: Terms, by_domain: Mapping[str, str]) -> Item | tuple[str, str]:
    """The item, or the column and what is wrong in it."""
    cells = row.cells
    rater = clean(cells.get("rater", ""), most=_LONGEST_RATER) or clean(terms.data_set, most=_LONGEST_RATER)
    if not rater:
        return "rater", "Nobody is named whose opinion this is. Name them with --source."
    if is_desk_rater(rater) or fold(rater).strip() in _OURS:
        return "rater", "A list cannot speak for the desk. Name who made it."
    letter, theirs = _letter(cells["rating"], terms.scale), clean(cells["rating"], most=60)
    if letter is None:
        return "rating", f"{theirs!r} has no letter of ours. --means WORD=B says which."
    rated_on = read_day(cells.get("rated_on", "")) or terms.dated
    if rated_on is None or rated_on > terms.latest:
        return (
            "rated_on",
            "There is no day of this rating, or one in the future. --dated 2024-05-01 dates the whole list.",
        )
    source, fresh, wrong = _source(cells, terms, by_domain)
    if wrong:
        return "domain" if "domain" in cells else "source", wrong
    reason = clean(cells.get("reason", ""), most=500)
    key = "imported.rating.listed" if reason else "imported.rating.list"
    values = {"rater": rater, "theirs": theirs} | ({"reason": reason} if reason else {})
    rating = Rating(
        source, letter, rater, rated_on, terms.book.text(key, **values), _until(cells, rated_on), Provenance.DATA_SET
    )  # fmt: skip
    return Item(row.number, (*fresh, rating))


def _letter(said: str, scale: Mapping[str, str]) -> Reliability | None:
    """What the newsroom said of the word, a letter as it is, a word of a known list, or a number from 0 to 1."""
    word = " ".join(fold(said).replace("_", " ").split())
    own = (scale.get(fold(said).strip()) or scale.get(word) or said).strip().upper()
    if own in set(Reliability):
        return Reliability(own)
    if re.fullmatch(r"0(\.[0-9]{1,9})?|1(\.0{1,9})?", word):
        return next(letter for least, letter in _STEPS if float(word) >= least)
    return _WORDS.get(word)


def _source(
    cells: Mapping[str, str], terms: Terms, by_domain: Mapping[str, str]
) -> tuple[str, tuple[Source, ...], str]:
    """The id of the source, the source itself where it is new, and what is wrong."""
    address = _ADDRESS.sub(r"\1", cells.get("domain", "").strip().lower()).removesuffix(".")
    name = clean(cells.get("source", "") or cells.get("name", ""), most=120)
    if address in _PLATFORMS:
        return "", (), "A platform is no source: rate the channel or the account."
    if address and not _DOMAIN.fullmatch(address):
        return "", (), "This is no domain."
    if not address and not name:
        return "", (), "Neither a source nor a domain is named."
    if address in by_domain or name in terms.sources:
        return by_domain.get(address, name), (), ""
    found = terms.names.bearers(NameKind.SOURCE, name) if name else ()
    if len(found) == 1:
        return found[0], (), ""
    if len(found) > 1:
        return "", (), f"Several sources are called {name}: write the id of one."
    own = f"listed-{id_part(address or name)}"
    if own in terms.sources:
        return own, (), ""
    domains = (address,) if address else ()
    source = Source(own, name or address, SourceKind.OUTLET, domains=domains, provenance=Provenance.DATA_SET)
    return own, (source,), ""


def _until(cells: Mapping[str, str], rated_on: date) -> date | None:
    until = read_day(cells.get("until", ""))
    return until if until is not None and until >= rated_on else None
