"""A server of the app and a Chromium for the tests that only a browser can do."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from clocks import clocked

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
REQUIRED = os.environ.get("SENTIA_BROWSER") == "required"
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"),
    "--force-color-profile=srgb",
]
PATIENCE = 180_000  # milliseconds, only what fails waits so long: shared machines are slow at times


def pytest_collection_modifyitems(items: list) -> None:
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Debian's Chromium; where there is none the tests skip, unless SENTIA_BROWSER=required."""
    if not CHROMIUM:
        missing = "no Chromium on this machine; install it or set CHROMIUM to its path"
        pytest.fail(missing) if REQUIRED else pytest.skip(missing)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app, started as the README says, on a free port; its address."""
    with running_app(tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@contextmanager
def running_app(log: Path, *given: str) -> Iterator[str]:
    """The app on a free port, started with these arguments of its own; its address."""
    with started(log, *given) as (address, _):
        yield address


@contextmanager
def started(log: Path, *given: str) -> Iterator[tuple[str, subprocess.Popen]]:
    """The same, with its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    command = clocked("streamlit", "run", "app.py", *options, *(["--", *given] if given else []))
    with (
        log.open("w") as out,
        subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(10)


def _wait_until_healthy(address: str, process: subprocess.Popen, log: Path) -> None:
    gives_up = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < gives_up:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture
def visit(browser, server: str) -> Iterator:
    """A function that opens a page of the app in a fresh context; fails if anything leaves the machine."""
    contexts, strangers = [], []

    def open_page(path: str = "/", **options):
        viewport = {"viewport": {"width": 1280, "height": 900}}
        context = browser.new_context(accept_downloads=True, reduced_motion="reduce", **(viewport | options))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _note_stranger(request.url, strangers))
        page.goto(server + path)
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strangers == [], "a request left the machine"


def _note_stranger(address: str, strangers: list[str]) -> None:
    if address.startswith("http") and "127.0.0.1" not in address:
        strangers.append(address)


def settle(page, quiet: int = 300) -> None:
    """Wait until the script has finished, nothing on the page is stale, and it stays so for a moment."""
    for _ in range(2):
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=PATIENCE)
        page.wait_for_function(
            '() => !document.querySelector(\'[data-stale="true"], [data-testid="stSkeleton"]\')', timeout=PATIENCE
        )
        page.wait_for_timeout(quiet)
