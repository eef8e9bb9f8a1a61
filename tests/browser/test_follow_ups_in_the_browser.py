"""Follow-ups as a rep does them: tick two lines, date both in one tap, take it back; a draft and its mail."""

from urllib.parse import parse_qs, urlsplit

from conftest import settle
from grid import ROW
from playwright.sync_api import Page, expect

LINES, BOX = "[class*='st-key-lines-due'] [data-testid=stDataFrame]", 14
WHO = 1  # the column after the boxes


def tick(page: Page, row: int) -> str:
    """Tick one line and return who it is about."""
    grid = page.locator(LINES)
    who = grid.locator(f"#glide-cell-{WHO}-{row}").inner_text()
    top = grid.locator(".dvn-scroller").bounding_box()
    page.mouse.click(top["x"] + BOX, top["y"] + (ROW + 1) * (row + 1) + ROW / 2)
    settle(page)
    return who


def asking(page: Page) -> int:
    """How many lines ask for something: those that are due, and those not yet dated."""
    labels = [page.get_by_role("radio", name=f"{name} ·") for name in ("Due", "Not yet dated")]
    return sum(int(label.inner_text().partition("·")[2].replace(",", "")) for label in labels)


def test_two_lines_are_ticked_dated_in_one_tap_and_taken_back_in_one(visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="Follow-ups", exact=True).first.click()
    settle(page)
    before = asking(page)
    tick(page, 0), tick(page, 1)
    expect(page.get_by_text("These 2 lines")).to_be_visible()
    page.get_by_role("button", name="Date it").click()
    page.locator(".st-key-date-it button").click()
    settle(page)
    expect(page.get_by_text("2 lines dated for Tuesday, 24 November")).to_be_visible()
    assert asking(page) < before  # another may come up in their place
    page.locator(".st-key-undo-said button").click()
    settle(page)
    assert asking(page) == before


def test_a_draft_opens_with_the_facts_and_a_link_to_the_mail_program(visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="Follow-ups", exact=True).first.click()
    settle(page)
    who = tick(page, 0)
    page.get_by_text(f"A draft to {who}").click()
    settle(page)
    message = page.get_by_role("textbox", name="Message").input_value()
    assert message.startswith(f"Hello {who.split()[0]},")
    assert message.endswith("Pat Reyes")
    link = urlsplit(page.get_by_role("link", name="Open in your mail program").get_attribute("href"))
    assert link.scheme == "mailto"
    assert link.path.endswith(".example")
    assert parse_qs(link.query)["body"][0].replace("\r\n", "\n") == message
