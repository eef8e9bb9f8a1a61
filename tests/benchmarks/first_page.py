"""How long a visitor waits: the first page after the server's start, and further visits.

Run by hand: `python -m tests.benchmarks.first_page` from the project's root, with Chromium at hand. Two starts are
told: one as this machine is set up, and one after Python could keep its compiled modules, as it does by default.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from conftest import ARGUMENTS, CHROMIUM, running_app
from playwright.sync_api import Browser, sync_playwright

VISITS = 5


def visit(browser: Browser, address: str) -> float:
    """Seconds until the next action stands on the page and the script has finished."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address)
    page.locator(".st-key-next-action h3").wait_for()
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    seconds = time.perf_counter() - begun
    context.close()
    return seconds


def start(browser: Browser, log: Path, visits: int) -> tuple[float, float, list[float]]:
    """Seconds until the server is up, then of the first page and of so many further ones."""
    begun = time.perf_counter()
    with running_app(log) as address:
        started = time.perf_counter() - begun
        return started, visit(browser, address), [visit(browser, address) for _ in range(visits)]


def main() -> None:
    """Print both figures against their budgets."""
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        started, first, further = start(browser, log, VISITS)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        start(browser, log, 0)
        compiled = start(browser, log, 0)[1]
        browser.close()
    sys.stdout.write(f"server up {started:.1f} s, first page {first:.1f} s after it (budget 5 s)\n")
    sys.stdout.write(f"first page with compiled modules kept {compiled:.1f} s\n")
    sys.stdout.write(f"further visits {statistics.median(further):.1f} s median of {VISITS} (budget 2 s)\n")


if __name__ == "__main__":
    main()
