"""The JSON report: an interface that may grow, and never change."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.verdicts.document import json_schema, report_to_json
from bot.verdicts.finding import Nearby, Report
from bot.verdicts.phrasebook import load_phrasebook
from tests.matching.asking import ask
from tests.records import STRIKE

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"
BOOK = load_phrasebook("en")

TEXTS = (
    ("The military bombed a crowd in Pazigyi on 11 April 2022, killing 1,710 people.", None),
    ("4,192 people have been killed by the junta since the coup, AAPP said.", date(2023, 11, 20)),
    ("The junta denied that its jets attacked civilians in Pazigyi.", None),
    ("The price of rice rose by a third in Mandalay.", None),
    ("Please share this with everybody!", None),
)

PROMISED = {
    "": {"schema", "library_version", "not_checked", "findings"},
    "finding": {
        "claim",
        "span",
        "language",
        "kind",
        "relation",
        "likelihood",
        "matches",
        "attribution",
        "confidence",
        "not_checked",
    },
    "match": {
        *(
            "record",
            "kind",
            "title",
            "status",
            "verdict",
            "provenance",
            "when",
            "where",
            "figures",
            "origins",
            "reviewed",
            "link",
        ),
        *("attribution_line", "probability", "reasons", "differences"),
    },
    "attribution": {"source", "name", "method", "stance", "ratings"},
    "confidence": {"level", "because"},
    "likelihood": {"probability", "words"},
    "difference": {"slot", "theirs", "ours"},
}


def document(*texts: tuple[str, date | None]) -> dict[str, Any]:
    findings = tuple(ask(text, published) for text, published in texts)
    found: dict[str, Any] = json.loads(report_to_json(Report(7, "test", findings, ()), BOOK))
    return found


def test_schema_on_file_is_the_one_in_force() -> None:
    assert SCHEMA.read_bytes() == json_schema(), (
        "write docs/report.schema.json again, see docs/development.md"
    )


@pytest.mark.parametrize("asked", TEXTS, ids=range(len(TEXTS)))
def test_every_report_keeps_the_schema(asked: tuple[str, date | None]) -> None:
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(document(asked))


def test_promised_fields_are_there() -> None:
    found = document(*TEXTS)
    first, second = found["findings"][0], found["findings"][1]
    match = first["matches"][0]

    assert found["schema"] == 1
    assert found.keys() >= PROMISED[""]
    assert first.keys() >= PROMISED["finding"]
    assert match.keys() >= PROMISED["match"]
    assert match["differences"][0].keys() >= PROMISED["difference"]
    assert second["attribution"].keys() >= PROMISED["attribution"]
    assert second["confidence"].keys() >= PROMISED["confidence"]
    assert second["likelihood"].keys() >= PROMISED["likelihood"]


def test_nothing_found_has_no_likelihood() -> None:
    finding = document(TEXTS[3])["findings"][0]

    assert (finding["relation"], finding["likelihood"], finding["matches"]) == ("nothing", None, [])


def test_what_is_near_stands_in_the_report() -> None:
    near = Nearby("pazigyi", STRIKE.title, STRIKE.when, "https://example.org/7")
    finding = replace(ask("The price of rice rose by a third in Mandalay."), nearby=(near,))

    found = json.loads(report_to_json(Report(7, "test", (finding,), ()), BOOK))

    jsonschema.validate(found, json.loads(json_schema()))
    when = {"first": "2023-04-11", "last": "2023-04-11", "precision": "day"}
    assert found["findings"][0]["nearby"] == [
        {"record": "pazigyi", "title": STRIKE.title, "when": when, "link": "https://example.org/7"}
    ]
