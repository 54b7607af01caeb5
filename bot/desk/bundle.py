"""A case as evidence: what was asked, what it was decided on, and the lines of the audit log that tell so, each file with its SHA-256.

Nothing in it leads to whoever asked: no receipt, no time of day, and of a tip its text only where they agreed that it may be published. Those
who decided stand in it by name, as in the log.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256

from bot.desk.archived import Archived
from bot.desk.audit import Entry
from bot.desk.case import Brought, CaseFile, Matter
from bot.desk.decision import Decision
from bot.desk.picture import Picture, file_name
from bot.desk.question import Question
from bot.desk.tip import Tip
from bot.library.event import Event
from bot.library.record import Record, kind_of
from bot.library.series import Series
from bot.library.source import Rating, Source
from bot.library.statement import Statement

MANIFEST = "SHA256SUMS"
_PICTURES = "pictures/"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same evidence makes the same bytes."""

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Evidence:
    """`lines` are those of the case and of its records, the oldest first; `records` those that it was decided on. `pictures` are the files of those
    that may be published, by name; `articles` what was read behind links."""

    file: CaseFile
    records: Sequence[Record]
    sources: Sequence[Source]
    ratings: Mapping[str, Sequence[Rating]]
    lines: Sequence[Entry]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    articles: Sequence[Archived] = ()


def named_sources(records: Iterable[Record], known: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that these records name, in the order of their ids."""
    named = {name for record in records for name in _names(record)}
    return tuple(known[name] for name in sorted(named) if name in known)


def pack(evidence: Evidence) -> bytes:
    """A zip archive with a list of SHA-256 that `sha256sum -c` verifies."""
    articles = _articles(evidence)
    files = {
        **_pictures(evidence),
        **{name: one.article.text.encode("utf-8", "surrogatepass") for name, one in articles.items()},
        "articles.json": _json([_article(name, one) for name, one in articles.items()]),
        "case.json": _json(_case(evidence)),
        "records.json": _json([{"kind": kind_of(one)} | _plain(one) for one in evidence.records]),
        "sources.json": _json([_source(one, evidence.ratings) for one in evidence.sources]),
        "audit.json": _json([_line(one) for one in evidence.lines]),
        "README.txt": _README.encode(),
    }
    sums = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted((files | {MANIFEST: sums.encode()}).items()):
            is_packed = name.startswith(_PICTURES)  # and gets no smaller
            archive.writestr(
                zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_STORED if is_packed else None
            )
    return kept.getvalue()


def published(matter: Matter) -> tuple[Picture, ...]:
    """The pictures of a tip, where it was agreed that it may be published."""
    return matter.pictures if isinstance(matter, Tip) and matter.may_publish else ()


def _articles(evidence: Evidence) -> dict[str, Archived]:
    """By their places. Behind which links a tip leads is told only where it was agreed that it may be published."""
    told = {
        one.key for one in evidence.file.matters if isinstance(one.matter, Question) or one.matter.may_publish
    }
    kept = [one for one in evidence.articles if one.key in told]
    return {f"articles/{number}.txt": one for number, one in enumerate(kept, start=1)}


def _article(name: str, archived: Archived) -> Json:
    page = archived.article.page
    return {
        "file": name,
        "url": page.url,
        "title": page.title,
        "published": page.published.isoformat() if page.published else None,
        "read_at": page.read_at.isoformat(timespec="seconds"),
        "sha256": page.digest,
        "is_partial": page.is_partial,
    }


def _pictures(evidence: Evidence) -> dict[str, bytes]:
    return {
        _place(at, number, picture): evidence.pictures[picture.name]
        for at, brought in enumerate(evidence.file.matters, start=1)
        for number, picture in enumerate(published(brought.matter), start=1)
        if picture.name in evidence.pictures
    }


def _place(at: int, number: int, picture: Picture) -> str:
    return f"{_PICTURES}{at}-{file_name(number, picture)}"


def _case(evidence: Evidence) -> Json:
    file, case = evidence.file, evidence.file.case
    return {
        "case": case.id,
        "kind": case.kind.value,
        "state": case.state.value,
        "opened_on": case.opened_at.date().isoformat(),
        "askers": case.askers,
        "labels": sorted(case.labels),
        "decision": _decision(case.decision) if case.decision else None,
        "decided_at": case.decided_at.isoformat() if case.decided_at else None,
        "decided_by": case.decided_by[1],
        "signed_by": case.signed_by[1],
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "matters": [_matter(one, at, evidence.pictures) for at, one in enumerate(file.matters, start=1)],
    }


def _decision(decision: Decision) -> Json:
    """Without the digest, by which only we know the record again."""
    return {name: said for name, said in _plain(decision).items() if name != "compared"}


def _matter(brought: Brought, at: int, kept: Mapping[str, bytes]) -> Json:
    matter, day = brought.matter, brought.asked_at.date().isoformat()
    if isinstance(matter, Question):
        published = matter.published.isoformat() if matter.published else None
        told: Json = {"claim": matter.claim.text, "published": published, "from": matter.forwarded_from}
        return {"brought_on": day, "language": brought.language} | told
    told = {"brought_on": day, "language": brought.language, "checksum": matter.checksum}
    told["pictures"] = [
        {
            "file": _place(at, number, picture) if picture.name in kept else None,
            "sha256": picture.digest,
            "width": picture.width,
            "height": picture.height,
        }
        for number, picture in enumerate(matter.pictures, start=1)
    ]
    if not matter.may_publish:
        return told | {"tip": None}
    tip = {"what": matter.what, "where": matter.where, "when": matter.when}
    return told | {"tip": tip | {"how": matter.how, "evidence": matter.evidence}}


def _source(source: Source, ratings: Mapping[str, Sequence[Rating]]) -> Json:
    return _plain(source) | {"ratings": [_plain(one) for one in ratings.get(source.id, ())]}


def _line(entry: Entry) -> Json:
    """All that its hash is made of, so that it can be computed anew (docs/desk.md)."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "act": entry.act,
        "subject": entry.subject,
        "words": asdict(entry.words) if entry.words else None,
        "words_hash": entry.words_hash,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _names(record: Record) -> Iterator[str]:
    match record:
        case Event():
            yield from (figure.who_counts for figure in record.figures)
        case Statement():
            yield record.said_by
            yield from (figure.who_counts for figure in record.figures)
        case Series():
            yield record.who_counts


def _plain(kept: Record | Source | Rating | Decision) -> Json:
    return dict(asdict(kept))


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, default=_day).encode("utf-8", "replace") + b"\n"


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a bundle")


_README = """Evidence of a case of Second Source.

SHA256SUMS verifies the other files: sha256sum -c SHA256SUMS
audit.json holds lines of an audit log in which each is bound to the one before by "previous". The hash of a line is the SHA-256 of the JSON
array ["number","at","by","act","subject","words_hash","previous"] in ASCII, as texts, without spaces, the time in UTC with microseconds;
"words_hash" is that of ["salt","name","detail"].
articles/ holds the text of articles that were read behind links; articles.json tells from where, when, and the SHA-256 of each at that moment.
pictures/ holds copies of what is to be seen in the pictures that came with tips: new files, made when they came in, without anything else that
the first ones held. case.json names the SHA-256 of each, also of those that must not be published.
"""
