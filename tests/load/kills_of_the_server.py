"""Kills of the real server while a rep works and saves, by hand: `python -m tests.load.kills_of_the_server 100`.

It listens on this machine only and ends by itself. Two files of one stem lie in the folder. In each turn the app
is started with the workbook, lines are tapped in Chromium, a save is begun, and the server is killed at a moment
drawn by chance. Wanted after every kill: both files whole, and every tap that the page acknowledged in the book.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.append(str(Path(__file__).parents[1]))  # as pytest has it
from sentia.workbook.disk.shelf import open_on_disk  # noqa: E402
from tests.browser import conftest  # noqa: E402 found there only
from tests.load.ten_visitors import say  # noqa: E402

KILLS, TAPS, LONGEST = 100, 3, 2.5  # LONGEST: seconds after a save was begun
TAP, SAVE = "Skip today", "Save"
CSV = b"Company;Deal\nNot to be touched;1\n"


def main() -> None:
    """Kill, open again, and say how often something was lost; exits with 1 where anything was."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random(kills)
    broken, lost, taps = [], [], 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=conftest.CHROMIUM, args=conftest.ARGUMENTS)
        path = fresh(Path(folder), 0)
        for turn in range(kills):
            before = logged(path)
            acknowledged, is_over = worked_until_killed(browser, path, chance)
            taps += acknowledged
            broken += [turn] * (not is_whole(path))
            held = logged(path)
            lost += [turn] * (held < before + acknowledged)
            say(f"kill {turn + 1}: {acknowledged} taps acknowledged, {held - before} in the book opened again")
            path = fresh(Path(folder), turn + 1) if is_over else path
        browser.close()
    say(f"{kills} kills, {taps} acknowledged taps")
    say(f"files that were not whole: {len(broken)} (wanted 0)", *map(str, broken))
    say(f"turns that lost an acknowledged tap: {len(lost)} (wanted 0)", *map(str, lost))
    sys.exit(bool(broken or lost))


def fresh(folder: Path, number: int) -> Path:
    """A workbook of the rep's own, with another file of its stem beside it."""
    place = folder / str(number)
    place.mkdir()
    (place / "mine.csv").write_bytes(CSV)
    return Path(shutil.copy(conftest.ROOT / "sample_data" / "first_day.xlsx", place / "mine.xlsx"))


def worked_until_killed(browser: Browser, path: Path, chance: random.Random) -> tuple[int, bool]:
    """How many taps the page acknowledged before the server was killed, and whether no line was left."""
    with conftest.started(path.with_name("log.txt"), str(path)) as (address, process):
        context = browser.new_context(reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(conftest.PATIENCE)
        page.goto(address)
        conftest.settle(page)
        acknowledged = sum(is_tapped(page) for _ in range(chance.randint(1, TAPS)))
        is_over = not page.get_by_role("button", name=TAP, exact=True).count()
        if chance.random() < 0.7 and page.get_by_text(SAVE, exact=True).count():
            page.get_by_text(SAVE, exact=True).click()
        time.sleep(chance.uniform(0, LONGEST))
        process.kill()
        process.wait()
        context.close()
    return acknowledged, is_over


def is_tapped(page: Page) -> bool:
    """Whether there was a line to tap, and the page said that it was taken."""
    button = page.get_by_role("button", name=TAP, exact=True)
    if not button.count():
        return False
    line = page.locator(".st-key-next-action h3").inner_text()
    button.first.click()
    page.get_by_text(f"{TAP}: {line}").first.wait_for()
    conftest.settle(page)
    return True


def logged(path: Path) -> int:
    """How many lines the book holds as it opens now, in a process of its own."""
    count = "import sys; from tests.load.kills_of_the_server import lines_of; print(lines_of(sys.argv[1]))"
    command = [sys.executable, "-c", count, str(path)]
    return int(subprocess.run(command, cwd=conftest.ROOT, check=True, capture_output=True, text=True).stdout)


def lines_of(path: str) -> int:
    """How many lines the log of this book on the disk has, with what was not saved yet."""
    return len(open_on_disk(Path(path))[0].log)


def is_whole(path: Path) -> bool:
    """Whether the workbook opens and the other file of its stem is as it was."""
    try:
        openpyxl.load_workbook(path)
    except (OSError, KeyError, ValueError, BadZipFile):
        return False
    return path.with_suffix(".csv").read_bytes() == CSV


if __name__ == "__main__":
    main()
