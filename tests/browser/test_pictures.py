"""A tip with pictures, from the form to the page of its case."""

from pathlib import Path

import pytest
from playwright.async_api import Dialog, Page, expect

from tests.browser.conftest import Program, faults
from tests.browser.test_pages import sign_in
from tests.runtime.pictures import files

pytestmark = pytest.mark.browser

WHAT = "Soldiers burned the market of our village at dawn."


async def hand_in(page: Page, program: Program, *pictures: Path) -> None:
    await page.goto(f"{program.address}/tip")
    await page.get_by_label("What happened?").fill(WHAT)
    await page.get_by_label("Pictures").set_input_files([str(path) for path in pictures])
    await page.get_by_label("I have read what happens with it").check()
    await page.get_by_role("button", name="Hand in").click()


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


async def test_pictures_come_to_the_desk(page: Page, program: Program, tmp_path: Path) -> None:
    await page.goto(f"{program.address}/tip")
    found = await faults(page)
    one, other = saved(tmp_path, "a.jpg", files.jpeg(6)), saved(tmp_path, "b.gif", files.gif())
    await hand_in(page, program, one, other)
    await expect(page.get_by_text("2 pictures are in it")).to_be_visible()
    found += await faults(page)
    await sign_in(page, program)
    await page.locator(".line a").first.click()
    await page.get_by_text("Show the 2 pictures").click()
    shown = page.get_by_alt_text("Picture 1 of this tip")
    await expect(shown).to_be_visible()

    await expect(shown).to_have_js_property("complete", value=True)
    assert await shown.evaluate("one => [one.naturalWidth, one.naturalHeight]") == [8, 16]
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Download picture 1").click()
    download = await downloading.value
    assert download.suggested_filename.endswith("-picture-1.jpg")
    assert files.MARK not in Path(await download.path()).read_bytes()
    assert found + await faults(page) == []


async def test_document_brings_the_words_back(page: Page, program: Program, tmp_path: Path) -> None:
    await hand_in(page, program, saved(tmp_path, "names.jpg", b"%PDF-1.7"))

    await expect(page.get_by_text("no picture that can be cleaned")).to_be_visible()
    await expect(page.get_by_label("What happened?")).to_have_value(WHAT)
    assert await faults(page) == []


async def test_half_finished_tip_is_not_left_without_a_word(page: Page, program: Program) -> None:
    await page.goto(f"{program.address}/tip")
    await page.get_by_label("What happened?").click()
    await page.keyboard.type(WHAT)
    asked: list[str] = []

    async def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    page.on("dialog", leave)
    await page.reload()

    assert asked == ["beforeunload"]
    await expect(page.get_by_text("Nothing that you write below is kept anywhere")).to_be_visible()
