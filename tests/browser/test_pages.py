"""What people do, in a browser: ask on the chat page, decide at the desk."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Program, faults

pytestmark = pytest.mark.browser

CLAIM = "A bridge over the river in Kalewa fell on 3 March 2024 and 12 people died."
DENIED = "The military did not stage a coup on 1 February 2021."
REASON = "Nobody who could know has confirmed it."


async def ask_the_desk(page: Page, program: Program, claim: str = CLAIM) -> str:
    """Has a claim checked, one that nobody knows where none is named, and asks a moderator; the receipt."""
    await page.goto(program.address)
    await page.get_by_label("What do you want to have checked?").fill(claim)
    await page.get_by_role("button", name="Check").click()
    await page.get_by_role("button", name="Ask a moderator").first.click()
    await page.get_by_role("button", name="Yes").first.click()
    told = str(await page.get_by_text("Your receipt is").inner_text())
    return told.partition("receipt is ")[2].partition(".")[0]


async def sign_in(page: Page, program: Program) -> None:
    await page.goto(program.link)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="Queue")).to_be_visible()


async def decide(page: Page, conclusion: str) -> None:
    await page.get_by_label("What do you conclude?").select_option(conclusion)
    await page.get_by_label("Why?").fill(REASON)
    await page.get_by_role("button", name="Decide", exact=True).click()
    await expect(page.get_by_text("The answers go in")).to_be_visible()


async def test_chat_page_answers(page: Page, program: Program) -> None:
    await page.goto(program.address)
    found = await faults(page)
    await page.get_by_label("What do you want to have checked?").fill(
        "165 people died in Pazigyi on 11 April 2023."
    )
    await page.get_by_role("button", name="Check").click()
    await expect(page.get_by_role("heading", name="Answer")).to_be_visible()

    assert found + await faults(page) == []


async def test_case_is_decided_undone_and_answered(page: Page, program: Program) -> None:
    receipt = await ask_the_desk(page, program)
    await sign_in(page, program)
    found = await faults(page)
    await page.get_by_role("button", name="Take").click()
    await expect(page.get_by_text("The case is yours.")).to_be_visible()
    found += await faults(page)
    await decide(page, "rejected")
    found += await faults(page)
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_text("The decision was taken back.")).to_be_visible()
    await decide(page, "unverified")
    await expect(page.get_by_text("Second Source sent the answers.")).to_be_visible(timeout=20_000)
    await page.get_by_role("link", name="Show").click()
    await expect(page.get_by_text("closed", exact=True).first).to_be_visible()
    found += await faults(page)
    await page.goto(program.address)
    await page.get_by_role("link", name="Your questions and tips").click()
    found += await faults(page)
    await page.get_by_label("Your receipt").fill(receipt.lower())
    await page.get_by_role("button", name="Look it up").click()

    await expect(page.get_by_text(REASON)).to_be_visible()
    assert found + await faults(page) == []


async def test_claim_that_differs_from_a_record_is_not_confirmed(page: Page, program: Program) -> None:
    receipt = await ask_the_desk(page, program, DENIED)
    await sign_in(page, program)
    await page.locator(".line a").first.click()
    accord = page.get_by_label("Does what was sent agree with that record?")
    await expect(accord).to_be_hidden()
    await page.get_by_role("link", name="It is about this record").first.click()
    await expect(accord).to_be_focused()
    await expect(page.get_by_text("The check found something that contradicts this record.")).to_be_visible()
    await accord.select_option("differs")
    found = await faults(page)
    await page.get_by_label("Why?").fill(REASON)
    await page.get_by_role("button", name="Decide", exact=True).click()
    await expect(page.get_by_text("It differs: it contradicts the record").first).to_be_visible()
    await expect(page.get_by_text("Second Source sent the answers.")).to_be_visible(timeout=20_000)
    await page.goto(program.address)
    await page.get_by_role("link", name="Your questions and tips").click()
    await page.get_by_label("Your receipt").fill(receipt)
    await page.get_by_role("button", name="Look it up").click()

    await expect(page.get_by_text("The desk's outcome: not as our record has it.")).to_be_visible()
    await expect(page.get_by_text(f"What you asked about: “{DENIED}”")).to_be_visible()
    assert found + await faults(page) == []


async def test_changes_come_without_reloading(page: Page, program: Program) -> None:
    await ask_the_desk(page, program)
    await sign_in(page, program)
    await page.get_by_role("heading", name="bridge").get_by_role("link").click()
    await page.get_by_label("Why?").fill("Half a reason")
    colleague = await page.context.new_page()
    await colleague.goto(page.url)
    await colleague.get_by_role("button", name="Take").click()
    await page.bring_to_front()
    await page.get_by_role("link", name="Show").click()

    await expect(page.get_by_role("button", name="Release")).to_be_visible()
    await expect(page.get_by_label("Why?")).to_have_value("Half a reason")


async def test_keyboard_takes_a_case(page: Page, program: Program) -> None:
    await ask_the_desk(page, program)
    await sign_in(page, program)
    await page.keyboard.press("j")
    await page.keyboard.press("t")

    await expect(page.get_by_text("The case is yours.")).to_be_visible()


async def test_books_of_the_desk(page: Page, program: Program) -> None:
    await ask_the_desk(page, program)
    await sign_in(page, program)
    await page.get_by_role("link", name="Numbers").click()
    await expect(page.get_by_role("heading", name="Cases by day")).to_be_visible()
    found = await faults(page)
    await page.get_by_role("link", name="Audit log").click()
    await page.get_by_role("button", name="Verify").click()

    await expect(page.get_by_text("written down elsewhere")).to_be_visible()
    assert found + await faults(page) == []


async def test_signed_out_pages_stay_closed(page: Page, program: Program) -> None:
    await sign_in(page, program)
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_text("You are signed out.")).to_be_visible()
    found = await faults(page)
    await page.goto(program.link)

    await expect(page.get_by_text("used already")).to_be_visible()
    await expect(page.get_by_role("button", name="Sign in")).to_have_count(0)
    assert found == []


async def test_record_is_edited_and_taken_back(page: Page, program: Program) -> None:
    await sign_in(page, program)
    await page.get_by_role("link", name="Library").click()
    found = await faults(page)
    await page.get_by_label("Words, or the id of a record").fill("pazigyi")
    await page.get_by_role("button", name="Search").click()
    await page.locator(".line a").first.click()
    title = await page.get_by_role("heading", level=1).inner_text()
    found += await faults(page)
    await page.get_by_text("Edit a record").click()
    found += await faults(page)
    await page.get_by_label("What happened, was said or is counted?").fill("Told in another way")
    await page.get_by_label("What did you change, and why?").fill("To be plainer")
    await page.get_by_role("button", name="Keep").click()
    await expect(page.get_by_role("heading", name="Told in another way")).to_be_visible()
    await page.get_by_role("link", name="Put what stood before").click()
    await page.get_by_label("What did you change, and why?").fill("It was plain enough")
    await page.get_by_role("button", name="Keep").click()

    await expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert found + await faults(page) == []


async def test_two_versions_of_a_record_stand_side_by_side(page: Page, program: Program) -> None:
    await sign_in(page, program)
    await page.goto(f"{program.address}/desk/library?words=pazigyi")
    await page.locator(".line a").first.click()
    other = await page.context.new_page()
    await other.goto(page.url)
    for tab, title in ((other, "Told by one"), (page, "Told by another")):
        await tab.get_by_text("Edit a record").click()
        await tab.get_by_label("What happened, was said or is counted?").fill(title)
        await tab.get_by_label("What did you change, and why?").fill("To be plainer")
        await tab.get_by_role("button", name="Keep").click()
        await expect(tab.get_by_role("button", name="Keep", exact=True)).to_be_hidden()
    found = await faults(page)
    await page.get_by_role("radio", name="Told by one").check()
    await page.get_by_role("button", name="Keep what is chosen").click()

    await expect(page.get_by_role("heading", name="Told by one")).to_be_visible()
    assert found == []


async def test_admin_sees_who_is_signed_in(page: Page, program: Program) -> None:
    await sign_in(page, program)
    await page.get_by_role("link", name="People", exact=True).click()
    found = await faults(page)
    await page.get_by_role("button", name="Sign out Admin").click()

    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert found == []


async def test_source_is_rated(page: Page, program: Program) -> None:
    await sign_in(page, program)
    await page.get_by_role("link", name="Sources", exact=True).click()
    found = await faults(page)
    await page.get_by_role("link", name="Assistance Association").click()
    found += await faults(page)
    await page.get_by_label("How reliable is it?").select_option("B")
    await page.get_by_label("Why?").fill("Names are verified")
    await page.get_by_role("button", name="Rate").click()

    await expect(page.get_by_text("Rated.")).to_be_visible()
    await expect(page.get_by_text("the starter library", exact=False).first).to_be_visible()
    assert found + await faults(page) == []


async def test_record_is_written_for_a_case(page: Page, program: Program) -> None:
    await ask_the_desk(page, program)
    await sign_in(page, program)
    await page.locator(".line a").first.click()
    await page.get_by_role("link", name="Write a record for it").click()
    await page.get_by_role("link", name="A statement, with our verdict").click()
    await page.get_by_label("What is the verdict?").select_option("false")
    await page.get_by_label("Does what was sent agree with this record?").select_option("as_recorded")
    await page.get_by_label("How do we know?").fill("Nobody there saw anything")
    await page.get_by_label("Who may see it?").select_option("public")
    found = await faults(page)
    await page.get_by_role("button", name="Keep").click()

    await expect(page.get_by_text("Decided. When the answers go")).to_be_visible()
    assert found == []
