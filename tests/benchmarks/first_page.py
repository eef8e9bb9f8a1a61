"""How long a visitor waits: the first page after the server's start, and further visits.

Run by hand: `python -m tests.benchmarks.first_page` from the project's root, with Chromium at hand.
"""

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


def main() -> None:
    """Print both figures against their budgets."""
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        begun = time.perf_counter()
        with running_app(log) as address:
            started = time.perf_counter() - begun
            first = visit(browser, address)
            further = [visit(browser, address) for _ in range(VISITS)]
        browser.close()
    sys.stdout.write(f"server up {started:.1f} s, first page {first:.1f} s after it (budget 5 s)\n")
    sys.stdout.write(f"further visits {statistics.median(further):.1f} s median of {VISITS} (budget 2 s)\n")


if __name__ == "__main__":
    main()
