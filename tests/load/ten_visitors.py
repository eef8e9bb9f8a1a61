"""Ten visitors with books of their own for ten minutes, by hand: `python -m tests.load.ten_visitors`.

It listens on this machine only and ends by itself.
Each has a browser context and a workbook in which every name ends in a marker of that visitor alone. In turns
they open it, look at every page, do a line and undo it. Wanted: no marker of another visitor on any page, no error
in the server's log, and the server's memory back within 20% once all have gone.
"""

import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.append(str(Path(__file__).parents[1]))  # as pytest has it
from tests.browser import conftest  # noqa: E402 found there only

VISITORS, MINUTES, PATIENCE = 10, 10, 120_000
FORGOTTEN = 20  # seconds after which a visitor who left is let go of
MORE_MEMORY = 1.2
PAGES = ("Follow-ups", "Book", "Playbook", "Today")
MARKER = re.compile(r"zq\d\dzq")
ERROR = re.compile(r"Traceback|ERROR|Error:|Exception")


def main() -> None:
    """Measure, and say each figure beside what is wanted; exits with 1 where one is not met."""
    conftest.PATIENCE = PATIENCE  # ten at once wait for each other
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as (address, process):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=conftest.CHROMIUM, args=conftest.ARGUMENTS)
            warm = visited(browser, address, Path(folder), number=99)
            leave([warm])
            before = memory(process.pid)
            pages = [visited(browser, address, Path(folder), number) for number in range(VISITORS)]
            full = memory(process.pid)
            turns, strangers = work(pages, minutes)
            leave(pages)
            after = memory(process.pid)
            browser.close()
        log = (Path(folder) / "log.txt").read_text()
    errors = [line for line in log.splitlines() if ERROR.search(line)]
    back = after / before - 1
    say(f"{VISITORS} visitors, {minutes:g} minutes, {turns} turns")
    say(f"markers of another visitor: {len(strangers)} (wanted 0)", *strangers[:5])
    say(f"errors in the server's log: {len(errors)} (wanted 0)", *errors[:5])
    say(f"memory: {before} MB before, {full} with all open, {after} after: {back:+.0%} (at most +20%)")
    sys.exit(bool(strangers or errors or after > before * MORE_MEMORY))


def say(*lines: str) -> None:
    """One thing a line."""
    sys.stdout.write("\n  ".join(lines) + "\n")


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """The app for this machine alone, on a free port: its address and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.address", "127.0.0.1", "--server.port", str(port), "--server.headless", "true"]
    options += ["--server.disconnectedSessionTTL", str(FORGOTTEN)]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    with (
        (folder / "log.txt").open("w") as log,
        subprocess.Popen(command, cwd=conftest.ROOT, stdout=log, stderr=log) as app,
    ):
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}", app
        finally:
            app.terminate()


def _wait_until_healthy(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the app did not start")


def visited(browser: Browser, address: str, folder: Path, number: int) -> Page:
    """A visitor of their own who has opened their own book."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    conftest.settle(page)
    page.get_by_role("button", name="Open yours").click()
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(book(folder, number)))
    page.get_by_text(marker(number)).first.wait_for()
    conftest.settle(page)
    return page


def book(folder: Path, number: int) -> Path:
    """A workbook of forty deals in which every name has this visitor's marker."""
    workbook, mark = openpyxl.Workbook(), marker(number)
    workbook.active.append(["Company", "Contact", "Deal", "Stage", "Amount", "Next step"])
    for row in range(40):
        names = [f"Company {row} {mark}", f"Person {row} {mark}", f"Deal {row} {mark}"]
        workbook.active.append([*names, "Proposal", 1_000 + row, f"call {mark}"])
    path = folder / f"{mark}.xlsx"
    workbook.save(path)
    return path


def marker(number: int) -> str:
    """What stands in every name of one visitor's book and in no other's."""
    return f"zq{number:02}zq"


def work(pages: list[Page], minutes: float) -> tuple[int, list[str]]:
    """The visitors take turns until the time is over: how many turns, and each marker of another that was seen."""
    ends, turns, strangers = time.monotonic() + 60 * minutes, 0, []
    for (number, page), name in zip(cycle(enumerate(pages)), _names(), strict=False):
        if time.monotonic() > ends:
            return turns, strangers
        page.get_by_role("link", name=name, exact=True).click()
        conftest.settle(page)
        if name == "Today":
            _do_and_undo(page)
        seen = set(MARKER.findall(page.content())) - {marker(number)}
        strangers += [f"{each} at visitor {number} on {name}" for each in sorted(seen)]
        turns += 1
    return turns, strangers


def _names() -> Iterator[str]:
    """The pages, each for all visitors before the next."""
    for name in cycle(PAGES):
        yield from [name] * VISITORS


def _do_and_undo(page: Page) -> None:
    page.get_by_role("button", name="Skip today").first.click()
    conftest.settle(page)
    page.get_by_role("button", name="Undo the last change").first.click()
    conftest.settle(page)


def leave(pages: list[Page]) -> None:
    """Close the visitors' browsers and wait until the server has let go of them."""
    for page in pages:
        page.context.close()
    time.sleep(2 * FORGOTTEN)


def memory(pid: int) -> int:
    """The megabytes that a process holds, by Linux's account of it."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024


if __name__ == "__main__":
    main()
