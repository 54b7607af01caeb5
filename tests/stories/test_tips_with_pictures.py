"""A tip with pictures, from the phone, from Slack and from the page to the desk: what arrives there holds nothing but what is to be seen."""

from collections.abc import AsyncIterator
from datetime import date
from io import BytesIO
from typing import Any, Final

import pytest
from aiohttp import FormData
from PIL import Image

from bot.desk.tip import Tip
from bot.dialogue.parts import Facts, PictureFacts
from bot.people.address import Front
from bot.speech.choices import Act
from tests.fakes.checking import PreparedChecking
from tests.fakes.clocks import FixedClock
from tests.fakes.slack.failures import BROKEN
from tests.fakes.telegram.failures import Disconnect, Refuse
from tests.runtime.pictures import files
from tests.stories.adapters import WebStage
from tests.stories.page import read_page
from tests.stories.slack_stage import SlackStage
from tests.stories.stages import Scene, open_stage, scene
from tests.stories.story import Press, Said, Story, play
from tests.stories.telegram_stage import TelegramStage
from tests.stories.test_tips import CODE, WHAT, says, the_case, tip

BEGUN: Final[Story] = [
    (Said("/tip"), says("Up to 10 pictures", "Do you agree")),
    (tip("yes"), says("What happened?")),
]
REST: Final[Story] = [
    *((Said("skip"), says()) for _ in range(4)),
    (Said("no"), says("May we ask you something")),
    (Said("no"), says("This would be handed in")),
]


@pytest.fixture
def taking() -> Scene:
    made = scene(PreparedChecking({}), FixedClock(date(2026, 3, 1)))
    made.facts = Facts(pictures=PictureFacts())
    return made


@pytest.fixture
async def phone(taking: Scene) -> AsyncIterator[TelegramStage]:
    async with open_stage(Front.TELEGRAM, taking) as stage:
        assert isinstance(stage, TelegramStage)
        yield stage


@pytest.fixture
async def slack(taking: Scene) -> AsyncIterator[SlackStage]:
    async with open_stage(Front.SLACK, taking) as stage:
        assert isinstance(stage, SlackStage)
        yield stage


@pytest.fixture
async def page(taking: Scene) -> AsyncIterator[WebStage]:
    async with open_stage(Front.WEB, taking) as stage:
        assert isinstance(stage, WebStage)
        yield stage


async def pictures_at_the_desk(played: Scene) -> list[Image.Image]:
    """As the desk gets them, with nothing left that was hidden in them."""
    [brought] = (await the_case(played)).matters
    assert isinstance(brought.matter, Tip)
    contents = [await played.post.pictures.content(picture.name) for picture in brought.matter.pictures]
    assert all(content is not None and files.MARK not in content for content in contents)
    return [Image.open(BytesIO(content)) for content in contents if content]


async def test_photos_go_along_from_a_phone(phone: TelegramStage, taking: Scene) -> None:
    await play(BEGUN, phone)
    sent = [phone.fake.updates.message(**phone.fake.files.photo(make())) for make in (files.jpeg, files.webp)]
    phone.fake.push(phone.fake.updates.message(caption=WHAT, **phone.fake.files.photo(files.jpeg(6))))
    await phone.settle()
    assert "One picture goes along" in phone.fake.sent[-1].text
    assert "Where?" in phone.fake.sent[-1].text
    phone.fake.push(*sent)
    await phone.settle()

    seen = await play([*REST, (Said("send"), says("Handed in.", "3 pictures are in it"))], phone)

    shown = await pictures_at_the_desk(taking)
    assert sorted(one.size for one in shown) == [(4, 2), (8, 16), (16, 8)]
    code = CODE.search(seen[-1].text)
    assert code is not None
    await play([(Said(f"/status {code[0]}"), says("3 pictures are kept with it"))], phone)


async def test_album_goes_along_whole(phone: TelegramStage, taking: Scene) -> None:
    await play(BEGUN, phone)
    captions: tuple[dict[str, Any], ...] = ({"caption": WHAT}, {}, {})
    phone.fake.push(
        *(
            phone.fake.updates.message(media_group_id="13", **phone.fake.files.photo(files.jpeg()), **one)
            for one in captions
        )
    )
    await phone.settle()

    await play([*REST, (Said("send"), says("Handed in."))], phone)

    assert len(await pictures_at_the_desk(taking)) == 3


async def test_photo_is_added_later_with_the_command(phone: TelegramStage, taking: Scene) -> None:
    seen = await play(
        [*BEGUN, (Said(WHAT), says("Where?")), *REST, (Said("send"), says("Handed in."))], phone
    )
    code = CODE.search(seen[-1].text)
    assert code is not None
    photo = phone.fake.files.photo(files.jpeg())
    phone.fake.push(phone.fake.updates.message(caption=f"/add {code[0]} The gate.", **photo))
    await phone.settle()

    assert "One picture was added." in phone.fake.sent[-1].text
    [brought] = (await the_case(taking)).matters
    assert [one.text for one in brought.replies] == ["The gate."]
    content = await taking.post.pictures.content(brought.pictures[0].name)
    assert content is not None
    assert files.MARK not in content


@pytest.mark.parametrize("below", [0, 1])
async def test_album_is_added_whole_with_the_command(phone: TelegramStage, taking: Scene, below: int) -> None:
    """Below whichever of its pictures it stands."""
    code = await handed_in(phone)
    captions: list[dict[str, Any]] = [{}, {}, {}]
    captions[below] = {"caption": f"/add {code} The gate."}
    phone.fake.push(
        *(
            phone.fake.updates.message(media_group_id="13", **phone.fake.files.photo(files.jpeg()), **one)
            for one in captions
        )
    )
    await phone.settle()

    [brought] = (await the_case(taking)).matters
    assert "3 pictures were added." in phone.fake.sent[-1].text
    assert [(one.text, len(one.pictures)) for one in brought.replies] == [("The gate.", 3)]


async def handed_in(stage: TelegramStage | SlackStage) -> str:
    story: Story = [*BEGUN, (Said(WHAT), says("Where?")), *REST, (Said("send"), says("Handed in."))]
    code = CODE.search((await play(story, stage))[-1].text)
    assert code is not None
    return code[0]


async def added_pictures(played: Scene) -> list[bytes]:
    [brought] = (await the_case(played)).matters
    contents = [await played.post.pictures.content(picture.name) for picture in brought.pictures]
    return [content for content in contents if content and files.MARK not in content]


async def test_photo_is_added_behind_the_command(phone: TelegramStage, taking: Scene) -> None:
    code = await handed_in(phone)
    await play([(Said(f"/add {code}"), says("Up to 10 pictures"))], phone)
    phone.fake.push(phone.fake.updates.message(**phone.fake.files.photo(files.jpeg())))
    await phone.settle()

    assert "One picture was added." in phone.fake.sent[-1].text
    assert len(await added_pictures(taking)) == 1


@pytest.mark.parametrize("is_with_command", [True, False])
async def test_picture_is_added_in_slack(slack: SlackStage, taking: Scene, is_with_command: bool) -> None:
    code = await handed_in(slack)
    if not is_with_command:
        await play([(Said(f"/add {code}"), says("Up to 10 pictures"))], slack)
    file = slack.fake.world.put_file(files.jpeg()).in_event(slack.fake.world.address)
    text = f"add {code} The gate." if is_with_command else ""
    await slack._settle(slack.fake.dm(text, subtype="file_share", files=[file]))

    told = " ".join(str(message.blocks) for message in slack.fake.world.messages.values())
    assert "One picture was added." in told
    assert len(await added_pictures(taking)) == 1


async def test_document_is_refused_and_the_tip_goes_on(phone: TelegramStage, taking: Scene) -> None:
    await play([*BEGUN, (Said(WHAT), says("Where?"))], phone)
    document = phone.fake.files.document(b"%PDF", mime_type="application/pdf")
    phone.fake.push(phone.fake.updates.message(**document))
    await phone.settle()

    assert "Documents are not taken in" in phone.fake.sent[-1].text
    assert "Where?" in phone.fake.sent[-1].text
    assert phone.fake.made("getFile") == []


async def test_telegram_that_fails_loses_no_tip(phone: TelegramStage, taking: Scene) -> None:
    await play(BEGUN, phone)
    phone.fake.fail("getfile", Refuse(502, as_page=True), times=3)
    phone.fake.push(phone.fake.updates.message(caption=WHAT, **phone.fake.files.photo(files.jpeg())))
    await phone.settle()
    assert "could not be fetched just now" in phone.fake.sent[-1].text
    assert "Where?" in phone.fake.sent[-1].text

    phone.fake.fail("file", Disconnect())
    phone.fake.push(phone.fake.updates.message(**phone.fake.files.photo(files.jpeg())))
    await phone.settle()
    assert "One picture goes along" in phone.fake.sent[-1].text
    await play([*REST, (Said("send"), says("Handed in."))], phone)

    assert len(await pictures_at_the_desk(taking)) == 1


async def test_taking_back_takes_the_pictures(phone: TelegramStage, taking: Scene) -> None:
    await play(BEGUN, phone)
    phone.fake.push(phone.fake.updates.message(caption=WHAT, **phone.fake.files.photo(files.jpeg())))
    await phone.settle()
    seen = await play([*REST, (Said("send"), says("Handed in."))], phone)
    code = CODE.search(seen[-1].text)
    assert code is not None

    story: Story = [
        (Said(f"/forget {code[0]}"), says("cannot be undone")),
        (Press(Act.AGREE), says("Taken back")),
    ]
    await play(story, phone)

    assert taking.post.store.pictures == {}


async def test_throwing_away_takes_the_pictures(phone: TelegramStage, taking: Scene) -> None:
    await play(BEGUN, phone)
    phone.fake.push(phone.fake.updates.message(**phone.fake.files.photo(files.jpeg())))
    await phone.settle()
    before = len(taking.post.store.pictures)

    await play([(Said("/cancel"), says("Thrown away"))], phone)

    assert (before, taking.post.store.pictures) == (1, {})


async def test_photo_beside_a_claim_is_not_fetched(phone: TelegramStage, taking: Scene) -> None:
    phone.fake.push(phone.fake.updates.message(**phone.fake.files.photo(files.jpeg())))
    await phone.settle()

    assert phone.fake.made("getFile") == []
    assert taking.post.store.pictures == {}


async def test_file_goes_along_from_slack(slack: SlackStage, taking: Scene) -> None:
    await play(BEGUN, slack)
    world = slack.fake.world
    mine, foreign = (
        world.put_file(files.jpeg()),
        world.put_file(files.png(), mimetype="image/png", is_foreign=True),
    )
    described = [one.in_event(world.address) for one in (mine, foreign)]
    await slack._settle(slack.fake.dm(WHAT, subtype="file_share", files=described))

    seen = await play([*REST, (Said("send"), says("Handed in.", "2 pictures are in it"))], slack)

    assert CODE.search(seen[-1].text)
    assert len(await pictures_at_the_desk(taking)) == 2


async def test_form_in_slack_brings_its_files(slack: SlackStage, taking: Scene) -> None:
    world = slack.fake.world
    one, away = world.put_file(files.jpeg()), world.put_file(files.webp(), mimetype="image/webp")
    await slack.fake.open_form(name="hand_in").settled()
    await slack.fake.wait_for(lambda: world.views)
    slack.fake.failures.plan("download", BROKEN, BROKEN, BROKEN)
    chosen = [file.described(world.address) for file in (away, one)]

    await slack._settle(slack.fake.submit(what=WHAT, agreed="yes", files=chosen))

    [brought] = (await the_case(taking)).matters
    assert isinstance(brought.matter, Tip)
    assert brought.matter.what == WHAT
    assert len(await pictures_at_the_desk(taking)) == 1
    told = " ".join(str(message.blocks) for message in world.messages.values())
    assert "could not be fetched just now" in told
    assert "Handed in" in told


async def test_pictures_go_along_from_the_page(page: WebStage, taking: Scene) -> None:
    async with page.client.get("/tip") as opened:
        fields = read_page(await opened.text()).fields
    form = FormData()
    for name in ("token", "draft"):
        form.add_field(name, fields[name])
    form.add_field("what", WHAT)
    form.add_field("agreed", "yes")
    for make in (files.jpeg, files.gif):
        form.add_field("files", make(), filename="IMG_0001.jpg", content_type="image/jpeg")

    async with page.client.post("/tip", data=form) as answered:
        told = await answered.text()

    assert "moves: its first picture is kept" in told
    assert "2 pictures are in it" in told
    assert len(await pictures_at_the_desk(taking)) == 2


async def test_picture_is_added_on_the_page(page: WebStage, taking: Scene) -> None:
    async with page.client.get("/tip") as opened:
        fields = read_page(await opened.text()).fields
    filled = {"token": fields["token"], "draft": fields["draft"], "what": WHAT, "agreed": "yes"}
    async with page.client.post("/tip", data=filled) as answered:
        code = CODE.search(await answered.text())
    assert code is not None
    async with page.client.post("/status", data={"text": code[0]}) as looked:
        fields = read_page(await looked.text()).fields
    form = FormData()
    for name, value in (("token", fields["token"]), ("code", fields["code"]), ("addition", "The gate.")):
        form.add_field(name, value)
    form.add_field("files", files.jpeg(), filename="IMG_0001.jpg", content_type="image/jpeg")

    async with page.client.post("/add", data=form) as added:
        assert "One picture was added." in await added.text()

    assert len(await added_pictures(taking)) == 1
