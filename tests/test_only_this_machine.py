"""A book on the disk is for the person at this machine, and starting the app asks nothing of the network."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from sentia.__main__ import SHARED as OPTION
from sentia.__main__ import main
from sentia.ui import state, tabs
from sentia.workbook.disk import writer

ROOT = Path(__file__).parents[1]
SECONDS = 60
LISTENING = """
import atexit, socket
asked = []
for name in ("connect", "connect_ex"):
    def noted(self, address, real=getattr(socket.socket, name)):
        open({log!r}, "a").write(f"{{address}}\\n")
        return real(self, address)
    setattr(socket.socket, name, noted)
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook named at the start."""
    path = Path(shutil.copy(ROOT / "sample_data" / "first_day.xlsx", tmp_path / "mine.xlsx"))
    monkeypatch.setattr(sys, "argv", [str(tabs.APP), str(path)])
    yield path
    handle = writer._handles.pop(path, None)
    writer._writers.pop(path, None)
    if handle:
        handle.close()


def listening_on(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    options = {"server.address": address}
    real = config.get_option
    monkeypatch.setattr("streamlit.get_option", lambda name: options[name] if name in options else real(name))


def page() -> AppTest:
    run = AppTest.from_file(ROOT / "pages/today.py", default_timeout=SECONDS).run()
    assert not run.exception
    return run


@pytest.mark.parametrize(
    "address", [None, "", "0.0.0.0", "::", "192.168.1.20", "sales.example.com", "unix:///run/s"]
)  # noqa: S104
def test_an_app_that_others_can_reach_opens_nothing_from_the_disk_and_says_how_to_start_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    listening_on(monkeypatch, address)
    run = page()
    assert run.session_state[state.KEY].is_sample
    said = " ".join(each.value for each in run.error).replace("\\", "")
    assert "python -m sentia open my-book.xlsx" in said
    assert path.name not in said
    assert not path.with_name("mine.xlsx.sentia").exists()


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_an_app_that_only_this_machine_reaches_opens_the_book(
    path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    listening_on(monkeypatch, address)
    assert page().session_state[state.KEY].on_disk.path == path


def test_an_app_that_is_meant_to_be_shared_opens_the_book(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [*sys.argv, tabs.SHARED])
    listening_on(monkeypatch, None)
    assert page().session_state[state.KEY].on_disk.path == path
    assert tabs.SHARED == OPTION


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "127.0.0.1:8501", "X-Forwarded-For": "127.0.0.1"},
        {"Host": "localhost:8501", "forwarded": "for=127.0.0.1;host=localhost"},
        {"Host": "localhost", "X-Real-IP": "127.0.0.1"},
        {"Host": "sales.example.com", "Origin": "https://sales.example.com"},
        {"Host": "127.0.0.1:8501", "Origin": "https://sales.example.com"},
        {"Host": "127.0.0.1:8501", "Origin": "null"},
        {"Host": "localhost.example.com"},
    ],
)
def test_what_came_through_a_proxy_or_from_another_site_is_never_local(headers: dict[str, str]) -> None:
    assert not tabs.came_directly(headers)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "localhost"])
def test_the_browser_of_this_machine_is_local(host: str) -> None:
    assert tabs.came_directly({"Host": host, "Origin": f"http://{host}", "User-Agent": "Firefox"})


def test_a_missing_workbook_is_one_line_and_starts_nothing(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["open", str(tmp_path / "none.xlsx")]) == 2
    assert capsys.readouterr().err == "none.xlsx: there is no such file; check the path.\n"


def _started(way: str, port: int, path: Path) -> list[str]:
    if way == "app":
        options = ["--server.headless", "true", "--server.port", str(port)]
        return [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    shared = [OPTION] if way == "shared" else []
    return [sys.executable, "-m", "sentia", "open", str(path), "--no-browser", "--port", str(port), *shared]


@pytest.mark.parametrize("way", ["app", "open", "shared"])
def test_at_the_start_nothing_asks_the_network_for_anything(tmp_path: Path, way: str) -> None:
    path = Path(shutil.copy(ROOT / "sample_data" / "first_day.xlsx", tmp_path / "mine.xlsx"))
    log = tmp_path / "asked.txt"
    (tmp_path / "sitecustomize.py").write_text(LISTENING.format(log=str(log)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = os.environ | {"PYTHONPATH": str(tmp_path)}
    with subprocess.Popen(
        _started(way, port, path), cwd=ROOT, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            _wait_until_healthy(port)
            time.sleep(1)  # the welcome is written after the first answer
        finally:
            process.terminate()
        said = process.communicate()[0]
    asked = log.read_text().splitlines() if log.exists() else []
    assert [each for each in asked if "127.0.0.1" not in each and "::1" not in each] == []
    assert ("127.0.0.1" in said) == (way == "open"), said


def _wait_until_healthy(port: int) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                if answer.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the app did not start")
