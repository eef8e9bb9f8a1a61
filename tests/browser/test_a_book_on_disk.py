"""A workbook named at the start: edited here, saved in its place, written by one tab, safe from a reload."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import PATIENCE, ROOT, running_app, settle
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A rep's own workbook."""
    return Path(shutil.copy(ROOT / "sample_data" / "first_day.xlsx", tmp_path / "mine.xlsx"))


@pytest.fixture
def address(tmp_path: Path, book: Path) -> Iterator[str]:
    with running_app(tmp_path / "log.txt", str(book)) as at:
        yield at


def tab(browser: Browser, address: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    settle(page)
    return page


def test_one_tab_works_and_saves_while_the_other_looks(browser: Browser, address: str, book: Path) -> None:
    page = tab(browser, address)
    expect(page.get_by_text("mine.xlsx · saved")).to_be_visible()
    page.get_by_role("button", name="Talked").click()
    settle(page)
    expect(page.get_by_text("mine.xlsx · 1 change not saved yet, but kept safe")).to_be_visible()

    second = tab(browser, address)
    expect(second.get_by_text("mine.xlsx is open in another tab")).to_be_visible()
    second.context.close()

    page.reload()
    settle(page)
    expect(page.get_by_text("1 change that was not saved yet is back")).to_be_visible()
    page.get_by_text("Save", exact=True).click()
    settle(page)
    expect(page.get_by_text("mine.xlsx · saved:")).to_be_visible()
    assert "Sentia log" in openpyxl.load_workbook(book, read_only=True).sheetnames
    page.context.close()
