"""What a tap leaves open: no popover, and of two deals on one call the one that was not meant."""

from pathlib import Path

import pytest
from conftest import settle
from own_sheet import workbook
from playwright.sync_api import Locator, Page, expect

TWO_DEALS = """
Customer | Who | Looking for | Worth | Where it stands
Vale Print | Iris Vale | toner | 900 | talking
Vale Print | Iris Vale | paper | 400 | talking
Brook Cafe | Ole Brook | cups | 300 | lost - price
"""


@pytest.fixture
def page(visit, tmp_path: Path) -> Page:
    """Today, with the call about two deals in front."""
    file = tmp_path / "two deals.xlsx"
    file.write_bytes(workbook(Prospects=TWO_DEALS))
    page = visit("/")
    page.get_by_role("button", name="Open yours").click()
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(str(file))
    for _ in range(3):
        expect(page.get_by_text("In this tab only")).to_be_visible()
        settle(page)
        if page.locator(".st-key-next-action h3", has_text="Iris Vale").count():
            return page
        page.get_by_role("button", name="Skip today").click()
    raise AssertionError("the call about two deals is not in front")


def opened(page: Page, word: str) -> Locator:
    """The popover of this word, once it is open."""
    page.locator("[data-testid=stPopover] button", has_text=word).first.click()
    body = page.locator("[data-testid=stPopoverBody]:visible")
    expect(body).to_have_count(1)
    return body


def test_a_no_on_a_call_about_two_deals_closes_the_one_meant(page: Page) -> None:
    page.get_by_role("button", name="Said no").click()
    expect(page.get_by_text("Iris Vale said no.")).to_be_visible()
    page.get_by_text("paper", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Said no: Call Iris Vale")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Book", exact=True).first.click()
    expect(page.get_by_text("3 opportunities: 1 open, none won, 2 lost")).to_be_visible()


def test_a_popover_is_closed_after_its_step_and_again_for_the_next_line(page: Page) -> None:
    later = opened(page, "Not now")
    later.get_by_role("button", name="Put off").click()
    expect(page.get_by_text("Back on ")).to_be_visible()
    settle(page)
    expect(page.locator("[data-testid=stPopoverBody]:visible")).to_have_count(0)
    page.locator(".st-key-undo-said button").click()
    settle(page)
    expect(page.locator(".st-key-next-action h3")).to_contain_text("Iris Vale")
    expect(page.locator("[data-testid=stPopoverBody]:visible")).to_have_count(0)
