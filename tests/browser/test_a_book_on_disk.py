"""A book on the rep's disk: saved in its place, written by one tab, safe from a reload and from a bad disk."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import PATIENCE, ROOT, running_app, settle
from playwright.sync_api import Browser, Page, expect

SMALL = "1m"  # of a disk that is soon full


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A rep's own workbook."""
    return Path(shutil.copy(ROOT / "sample_data" / "first_day.xlsx", tmp_path / "mine.xlsx"))


@pytest.fixture
def address(tmp_path: Path, book: Path) -> Iterator[str]:
    with running_app(tmp_path / "log.txt", str(book)) as at:
        yield at


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk of its own, small or read-only, with a workbook on it; where one cannot be made the test skips."""
    mounted = tmp_path / "disk"
    mounted.mkdir()

    def made(kind: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(mounted)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("a disk of its own needs the right to mount one")
        path = Path(shutil.copy(ROOT / "sample_data" / "first_day.xlsx", mounted / "mine.xlsx"))
        if kind == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
        return path

    yield made
    if os.path.ismount(mounted):
        subprocess.run(["umount", "-l", str(mounted)], check=True)


def tab(browser: Browser, address: str) -> Page:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", accept_downloads=True
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    settle(page)
    return page


def tap(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).first.click()
    settle(page)


def save(page: Page) -> None:
    page.get_by_text("Save", exact=True).click()  # its button is also called by its keys
    settle(page)


def test_one_tab_works_and_saves_while_the_other_looks(browser: Browser, address: str, book: Path) -> None:
    page = tab(browser, address)
    expect(page.get_by_text("mine.xlsx · saved")).to_be_visible()
    tap(page, "Skip today")
    expect(page.get_by_text("mine.xlsx · 1 change not saved yet, but kept safe")).to_be_visible()

    second = tab(browser, address)
    expect(second.get_by_text("mine.xlsx is written in another tab; this one only looks.")).to_be_visible()
    second.context.close()

    page.reload()
    settle(page)
    expect(page.get_by_text("1 change that was not saved yet is back")).to_be_visible()
    save(page)
    expect(page.get_by_text("mine.xlsx · saved:")).to_be_visible()
    assert "Sentia log" in openpyxl.load_workbook(book, read_only=True).sheetnames
    page.context.close()


def test_a_second_tab_says_on_each_control_that_it_only_looks_until_it_is_to_write(
    browser: Browser, address: str
) -> None:
    first, second = tab(browser, address), tab(browser, address)
    skip = second.get_by_role("button", name="Skip today", exact=True)
    expect(skip).to_be_disabled()
    skip.hover(force=True)
    expect(second.get_by_role("tooltip")).to_contain_text("mine.xlsx is written in another tab")
    clock = first.get_by_text("NOW ·").inner_text()

    tap(second, "Write here instead")
    expect(skip).to_be_enabled()
    tap(first, "Skip today")  # drawn before the other tab took over
    expect(first.get_by_text("Not taken: mine.xlsx is written in another tab").first).to_be_visible()
    expect(first.get_by_text("NOW ·")).to_have_text(clock)
    tap(second, "Skip today")
    expect(second.get_by_text("mine.xlsx · 1 change not saved yet, but kept safe")).to_be_visible()
    first.context.close()
    second.context.close()


def test_on_a_read_only_disk_the_change_stays_in_the_tab_and_the_workbook_can_be_taken(
    browser: Browser, disk: Callable[[str], Path], tmp_path: Path
) -> None:
    path = disk("read-only")
    with running_app(tmp_path / "log.txt", str(path)) as address:
        page = tab(browser, address)
        tap(page, "Skip today")
        expect(page.get_by_text("mine.xlsx · 1 change not saved yet, and in this tab only")).to_be_visible()
        expect(
            page.get_by_text("Nothing can be written to the folder disk: the disk is read-only.")
        ).to_be_visible()
        _check_taken(page, tmp_path / "taken.xlsx")
        page.context.close()


def test_on_a_full_disk_the_change_stays_in_the_tab_until_there_is_room(
    browser: Browser, disk: Callable[[str], Path], tmp_path: Path
) -> None:
    path = disk("small")
    with running_app(tmp_path / "log.txt", str(path)) as address:
        page = tab(browser, address)
        filler = path.with_name("filler")
        try:
            with filler.open("wb", buffering=0) as file:
                while file.write(b"0" * 4096):
                    pass
        except OSError:
            pass
        tap(page, "Skip today")
        expect(page.get_by_text("the disk is full; make room there.").first).to_be_visible()
        save(page)
        expect(page.get_by_text("mine.xlsx · 1 change not saved yet, and in this tab only")).to_be_visible()
        _check_taken(page, tmp_path / "taken.xlsx")
        filler.unlink()
        tap(page, "Try again")
        expect(page.get_by_text("mine.xlsx · 1 change not saved yet, but kept safe")).to_be_visible()
        save(page)
        expect(page.get_by_text("mine.xlsx · saved:")).to_be_visible()
        page.context.close()


def _check_taken(page: Page, target: Path) -> None:
    tap(page, "Take the workbook")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take back mine.xlsx").click()
    taken.value.save_as(target)
    assert "Sentia log" in openpyxl.load_workbook(target, read_only=True).sheetnames
