"""A workbook full of images, links and addresses in every cell, heading and name asks nobody for anything."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from conftest import settle
from grid import ROW
from own_sheet import workbook
from playwright.sync_api import Page, expect

TICK = 14  # pixels from the left of a table to the middle of its boxes
PAGES = ("Today", "Follow-ups", "Book", "Playbook")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine that notes every request: its port, and the paths it was asked for."""
    heard: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, heard
        server.shutdown()


def hostile(port: int, name: str) -> str:
    """A text of another person's that would ask the listener, by every way that Markdown and HTML have."""
    at = f"http://127.0.0.1:{port}/{name}"
    asks = f"![x]({at}-image) [y]({at}-link) <img src={at}-html> {at}-bare www.{name}.example"
    return f"{name} {asks} :red[z] :cat: $x^2$"


def hostile_workbook(port: int) -> bytes:
    head = ("Company", "Contact", "Deal", "Stage", "Amount", "Next step", "Next step on", "Lost reason", "Notes")
    rows = [[*head, f"![odd](http://127.0.0.1:{port}/heading)"]]
    for number in range(6):
        stage = "Closed lost" if number == 5 else "Proposal"
        said = [hostile(port, f"{word.replace(' ', '')}{number}") for word in head]
        said[3], said[4], said[6] = stage, str(1000 * (number + 1)), "2026-11-20"
        rows.append([*said, hostile(port, f"other{number}")])
    text = "\n".join(" ¦ ".join(row) for row in rows)
    return workbook(**{"<b>deals _x_ $y$ www.s.example": text}, bar="¦")


def links(page: Page) -> set[str]:
    """Where the links in the text of a page lead."""
    found = page.locator("[data-testid=stMarkdownContainer] a, [data-testid=stCaptionContainer] a")
    return {link.get_attribute("href") or "" for link in found.all()}


def unfold(page: Page) -> None:
    """Open everything on the page that is folded, and every popover once."""
    for line in page.locator("[data-testid=stExpander] summary").all():
        if line.is_visible() and "![" not in (line.get_attribute("title") or ""):
            line.click()
    settle(page)
    for button in page.locator("[data-testid=stPopover] button").all():
        if button.is_visible() and button.is_enabled():
            button.click()
            page.wait_for_timeout(200)
            page.keyboard.press("Escape")
    settle(page)


def tick_first_line(page: Page) -> None:
    grid = page.locator("[class*='st-key-lines-'] [data-testid=stDataFrame]").first
    if grid.count():
        top = grid.locator(".dvn-scroller").bounding_box()
        page.mouse.click(top["x"] + TICK, top["y"] + (ROW + 1) + ROW / 2)
        settle(page)


def test_a_hostile_workbook_is_shown_as_text_on_every_page_and_asks_nobody(visit, listener, tmp_path) -> None:
    port, heard = listener
    file = tmp_path / f"![f](http:127.0.0.1:{port}) deals.xlsx".replace(":", "_")
    file.write_bytes(hostile_workbook(port))
    page = visit("/")
    page.get_by_role("link", name="Book", exact=True).first.click()
    settle(page)
    page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(str(file))
    expect(page.get_by_text(re.compile("6 opportunities"))).to_be_visible()
    for name in PAGES:
        page.get_by_role("link", name=name, exact=True).first.click()
        settle(page)
        tick_first_line(page)
        unfold(page)
        assert all(where.startswith(("tel:", "mailto:")) for where in links(page)), name
        expect(page.locator("[data-testid=stMarkdownContainer] img, .katex")).to_have_count(0)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
    assert heard == []
