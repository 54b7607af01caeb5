from datetime import date
from pathlib import Path

from bot.library.filing import Status
from bot.people.audience import Audience
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import a_filing, a_rating, a_source, an_event
from tests.fakes.memory_links import MemoryLinks
from tests.handlers.web.api.house import House, a_copy, open_house

CHECK = {"text": "At least 165 people were killed in the air strike on Pazigyi."}


async def test_link_is_opened_for_keys_of_the_newsroom(starter_folder: Path, tmp_path: Path) -> None:
    link = "https://news.example.org/a"
    links = MemoryLinks(FixedClock(), {link: ("Strike", "Jets bombed Pazigyi.", date(2023, 4, 12))})
    async with open_house(a_copy(starter_folder, tmp_path), links=links) as house:
        refused, problem = await house.post("/check", {"text": link})
        house.key = await house.make_key(audience=Audience.NEWSROOM)
        status, report = await house.post("/check", {"text": link})

    assert (refused, problem["code"], status) == (422, "refused.only_link", 200)
    assert (report["page"]["url"], report["page"]["published"]) == (link, "2023-04-12")


async def test_check_reports_as_the_command_does(house: House) -> None:
    status, report = await house.post("/check", CHECK)

    assert status == 200
    assert report["schema"] == 1
    assert [one["relation"] for one in report["findings"]] == ["same_statement"]


async def test_day_of_publication_must_have_been(house: House) -> None:
    status, problem = await house.post("/check", CHECK | {"published": "2031-01-01"})

    assert (status, problem["code"]) == (422, "refused.future_date")


async def test_audience_of_the_key_decides_what_is_shown(house: House) -> None:
    library = house.application.storage.library
    await library.publish(
        [
            an_event("inside", filing=a_filing(visibility=Audience.NEWSROOM)),
            an_event("draft", filing=a_filing(Status.DRAFT)),
        ]
    )
    await house.application.storage.follower.catch_up()
    seen = {}
    for audience in (Audience.PUBLIC, Audience.NEWSROOM):
        house.key = await house.make_key(audience=audience)
        status, _ = await house.get("/records/inside")
        _, found = await house.get("/records", q=an_event().title)
        _, newest = await house.get("/records", limit=1)
        in_list = "inside" in {one["id"] for one in newest["records"]}
        seen[audience] = (status, "inside" in {one["id"] for one in found["records"]}, in_list)

    assert seen == {Audience.PUBLIC: (404, False, False), Audience.NEWSROOM: (200, True, True)}
    assert (await house.get("/records/draft"))[0] == 404


async def test_pages_follow_each_other(house: House) -> None:
    for query in ({}, {"q": "air strike"}):
        found, cursor = [], ""
        while True:
            _, page = await house.get("/records", limit=7, cursor=cursor, **query)
            found += [one["id"] for one in page["records"]]
            cursor = page["next"] or ""
            if not cursor:
                break

        assert len(found) == len(set(found))
        assert len(found) > 7


async def test_strange_cursors_are_refused(house: House) -> None:
    asked = [
        {"cursor": "zz"},
        {"cursor": "____", "q": "strike"},
        {"cursor": "LTE", "q": "strike"},
        {"cursor": "!"},
    ]

    assert {(await house.get("/records", **one))[0] for one in asked} == {422}


async def test_unchanged_record_is_not_sent_again(house: House) -> None:
    await house.application.storage.library.publish([an_event()])
    sent = {"Authorization": f"Bearer {house.key}"}
    first = await house.send("GET", "/records/strike", headers=sent)
    tag = {"If-None-Match": first.headers["ETag"]}
    again = await house.send("GET", "/records/strike", headers=sent | tag)
    await house.application.storage.library.publish([an_event(title="Another title")])
    changed = await house.send("GET", "/records/strike", headers=sent | tag)

    assert [first.status, again.status, changed.status] == [200, 304, 200]
    assert await again.read() == b""
    assert first.headers["Cache-Control"] == "private, no-cache"


async def test_source_comes_with_its_ratings(house: House) -> None:
    await house.application.storage.library.publish([a_source(), a_rating()])
    _, source = await house.get(f"/sources/{a_source().id}")
    _, found = await house.get("/sources", q=a_source().name)
    _, page = await house.get("/sources", limit=2)
    _, rest = await house.get("/sources", limit=2, cursor=page["next"])

    assert [one["letter"] for one in source["ratings"]] == [a_rating().letter.value]
    assert found["sources"] == [source]
    assert not {one["id"] for one in page["sources"]} & {one["id"] for one in rest["sources"]}
