"""docs/privacy.md names everything that is kept, and nothing that is not."""

import re
from pathlib import Path

from storage.every_table import EVERY_TABLE
from storage.panic import OF_PEOPLE
from storage.replica_tables import HOLDS, REPLICAS
from storage.retention_tables import RETENTION
from storage.tables import AUDIT, ENTRIES, IMPORTS, JUDGEMENTS, LIBRARY, POSITIONS, STAGED, VECTORS

PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"
ROW = re.compile(r"^\| `(?P<table>\w+)` \| (?P<columns>(?:`\w+` ?)+)\| .+ \| .+ \| .+ \|$", re.MULTILINE)
STAY = {AUDIT, ENTRIES, HOLDS, IMPORTS, JUDGEMENTS, LIBRARY, POSITIONS, REPLICAS, RETENTION, STAGED, VECTORS}
"""What `panic` leaves: of nobody, or readable without keys anyway. Of the audit log it takes the words."""


def test_every_column_stands_on_the_page() -> None:
    told = {
        row["table"]: re.findall(r"\w+", row["columns"])
        for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))
    }

    assert told == {table.name: [column.name for column in table.columns] for table in EVERY_TABLE}


def test_panic_knows_every_table() -> None:
    assert {*OF_PEOPLE} | STAY == {*EVERY_TABLE}
    assert not {*OF_PEOPLE} & STAY
