import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256

import pytest

from bot.desk.audit import FIRST, Entry, Words, hash_words, sealed_off
from bot.desk.bundle import MANIFEST, Evidence, named_sources, pack
from bot.desk.case import CaseKind
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.tip import Tip
from tests.dialogue.conversation import NOON
from tests.dialogue.desk.cases import CASE, asked, file, tip
from tests.fakes.entries import a_rating, a_series, a_source, a_statement, an_event

WORDS = Words("Thiri", "rejected", "salt")
LINE = sealed_off(Entry(1, NOON, "m1", "decide", "case 12", WORDS, hash_words(WORDS), FIRST))
DECIDED = replace(
    CASE, decision=Decision(Conclusion.LINKED, "It is that strike.", "strike", accord=Accord.AS_RECORDED)
)


def opened(evidence: Evidence) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack(evidence))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def whole() -> Evidence:
    return Evidence(
        file(DECIDED, asked()), (an_event(killed=168),), (a_source(),), {"counter": (a_rating(),)}, (LINE,)
    )


def test_manifest_names_every_file() -> None:
    files = opened(whole())
    sums = {line[66:]: line[:64] for line in files[MANIFEST].decode().splitlines()}

    assert sums == {name: sha256(files[name]).hexdigest() for name in files if name != MANIFEST}


def test_bundle_tells_what_it_rests_on() -> None:
    files = opened(whole())

    assert json.loads(files["records.json"])[0]["figures"][0]["best"] == 168
    assert json.loads(files["sources.json"])[0]["ratings"][0]["letter"] == "B"
    decision = json.loads(files["case.json"])["decision"]
    assert (decision["record"], decision["accord"]) == ("strike", "as_recorded")


def test_same_evidence_makes_the_same_bytes() -> None:
    assert pack(whole()) == pack(whole())


def test_hash_of_a_line_can_be_computed_anew() -> None:
    (line,) = json.loads(opened(whole())["audit.json"])
    told = [line["words"][name] for name in ("salt", "name", "detail")]
    words_hash = sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()
    at = NOON.isoformat(timespec="microseconds")
    bound = [str(line["number"]), at, *(line[name] for name in ("by", "act", "subject")), words_hash]
    anew = json.dumps([*bound, line["previous"]], separators=(",", ":"))

    assert sha256(anew.encode()).hexdigest() == line["hash"]


def test_nothing_leads_to_whoever_asked() -> None:
    told = b" ".join(opened(whole()).values()).decode()

    assert "7KQ2-M4TX" not in told
    assert "k1" not in told
    assert "12:00" not in json.dumps(json.loads(opened(whole())["case.json"])["matters"])


@pytest.mark.parametrize("may_publish", [True, False])
def test_tip_stands_in_it_only_where_that_was_agreed(may_publish: bool) -> None:
    handed_in = replace(tip(), matter=Tip("Shelling at dawn", "Near the bridge", may_publish=may_publish))
    files = opened(replace(whole(), file=file(replace(CASE, kind=CaseKind.TIP), handed_in)))

    assert ("Shelling at dawn" in files["case.json"].decode()) is may_publish


def test_sources_of_the_records_come_along() -> None:
    records = (an_event(), a_statement(said_by="counter"), a_series(who_counts="nobody"))

    assert named_sources(records, {"counter": a_source(), "other": a_source("other")}) == (a_source(),)
