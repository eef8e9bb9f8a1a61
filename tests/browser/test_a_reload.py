"""A reload loses nothing that was to be kept and names what was not; of two tabs none writes over the other."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT, settle
from playwright.sync_api import Page, expect

KEEP = "Keep this book in this browser"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A rep's own workbook."""
    return Path(shutil.copy(ROOT / "sample_data" / "first_day.xlsx", tmp_path / "mine *1*.xlsx"))


def open_file(page: Page, button: str, path: Path) -> None:
    page.get_by_role("button", name=button).click()
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(path))
    expect(page.get_by_text("In this tab only")).to_be_visible()
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    settle(page)


def again(page: Page) -> None:
    """Load the page again, whatever it asks."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    settle(page)


@contextmanager
def full_storage(page: Page) -> Iterator[None]:
    """The browser has no room for anything of the app meanwhile."""
    session = page.context.new_cdp_session(page)
    origin = "/".join(page.url.split("/")[:3])
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 3000})
    yield
    session.detach()


def next_action(page: Page) -> str:
    return page.locator(".st-key-next-action h3").inner_text()


def expect_next_action(page: Page, words: str) -> None:
    expect(page.locator(".st-key-next-action h3")).to_have_text(words)


def test_with_consent_everything_is_back_after_a_reload_until_it_is_removed(visit, mine: Path) -> None:
    page = visit()
    open_file(page, "Open yours", mine)
    with full_storage(page):
        press(page, KEEP)
        expect(page.get_by_text("This browser cannot keep the book: it has no room for it.")).to_be_visible()
    press(page, "Try again to keep it")
    expect(page.get_by_text("Kept in this browser")).to_be_visible()
    expect(page.get_by_text("no room for it")).to_have_count(0)
    before = next_action(page)
    press(page, "Skip today")
    page.get_by_text("20", exact=True).click()
    settle(page)
    expect(page.get_by_role("button", name="1 change not saved yet · Take the workbook")).to_be_visible()
    left_at = next_action(page)
    assert left_at != before

    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    expect(page.get_by_text("mine *1*.xlsx is back as you left it.")).to_be_visible()
    settle(page)
    assert asked == []  # nothing would be lost, so nothing is asked
    expect_next_action(page, left_at)
    expect(page.get_by_role("button", name="1 change not saved yet · Take the workbook")).to_be_visible()

    page.get_by_role("link", name="Book", exact=True).click()
    settle(page)
    press(page, "Undo")  # the journal is back too
    press(page, "Remove it from this browser")
    page.reload()
    expect(page.get_by_text("This is a sample territory")).to_be_visible()
    assert page.evaluate("document.cookie.includes('sentia_kept')") is False


def test_without_consent_the_page_asks_before_and_asks_for_the_file_by_name_after(visit, mine: Path) -> None:
    page = visit()
    open_file(page, "Open yours", mine)
    press(page, "No, thanks")
    expect(page.get_by_text("No, thanks")).to_have_count(0)
    expect(page.get_by_text("In this tab only, and gone when the page is loaded again")).to_be_visible()
    press(page, "Skip today")
    expect(page.get_by_text("1 change not saved yet")).to_be_visible()

    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    expect(page.get_by_text("mine *1*.xlsx was open in this tab and was not kept")).to_be_visible()
    assert asked == ["beforeunload"]
    assert page.evaluate("Object.keys(JSON.parse(sessionStorage['sentia.open']).files[0]).join()") == "name,digest"

    shutil.copy(ROOT / "sample_data" / "first_day.xlsx", mine)
    open_file(page, "Open mine", mine)
    expect(page.get_by_text("was changed since")).to_have_count(0)


def test_a_workbook_that_was_taken_leaves_nothing_unsaved(visit, mine: Path) -> None:
    page = visit()
    open_file(page, "Open yours", mine)
    press(page, "Skip today")
    page.get_by_role("link", name="Playbook", exact=True).click()
    settle(page)
    expect(page.get_by_text("mine *1*.xlsx · in this tab only")).to_be_visible()
    press(page, "1 change not saved yet · Take the workbook")
    with page.expect_download():
        page.get_by_role("button", name="Take back mine").click()
    settle(page)
    page.get_by_role("button", name="Close").click()
    settle(page)
    expect(page.get_by_text("not saved yet")).to_have_count(0)


def test_a_second_tab_has_the_book_too_and_writes_over_nothing_unless_it_is_told_to(visit, mine: Path) -> None:
    first = visit()
    open_file(first, "Open yours", mine)
    press(first, KEEP)
    expect(first.get_by_text("Kept in this browser")).to_be_visible()
    press(first, "Skip today")
    expect(first.get_by_text("1 change not saved yet")).to_be_visible()
    of_the_first = next_action(first)

    second = first.context.new_page()
    second.goto(first.url)
    expect(second.get_by_text("Another tab keeps its own book in this browser")).to_be_visible()
    settle(second)
    expect_next_action(second, of_the_first)
    press(second, "Skip today")
    expect(second.get_by_text("2 changes not saved yet")).to_be_visible()
    of_the_second = next_action(second)
    assert of_the_second != of_the_first

    first.reload()
    expect(first.get_by_text("is back as you left it")).to_be_visible()
    settle(first)
    expect_next_action(first, of_the_first)

    press(second, "Keep this one instead")
    expect(second.get_by_text("Kept in this browser")).to_be_visible()
    press(first, "Skip today")
    expect(first.get_by_text("In this tab only: another tab keeps its own book")).to_be_visible()
    again(second)
    expect_next_action(second, of_the_second)


@pytest.mark.parametrize("path", ["/", "/follow_ups", "/book", "/playbook"])
def test_a_page_opened_by_its_own_address_says_that_it_shows_the_sample(visit, path: str) -> None:
    page = visit(path)
    expect(page.get_by_text("This is a sample territory")).to_be_visible()


def test_a_visitor_with_another_browser_gets_nothing_of_it(visit, mine: Path) -> None:
    page = visit()
    open_file(page, "Open yours", mine)
    press(page, KEEP)
    stranger = visit()
    expect(stranger.get_by_text("This is a sample territory")).to_be_visible()
    expect(stranger.get_by_text("mine *1*.xlsx")).to_have_count(0)
