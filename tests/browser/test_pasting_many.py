"""Many cells pasted at once are one step: all taken, listed line by line, and undone together."""

from pathlib import Path

import openpyxl
from conftest import settle
from grid import Grid
from playwright.sync_api import expect


def test_a_block_of_cells_is_pasted_listed_and_undone_as_one(visit, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Company", "Deal", "Stage", "Amount", "Next step"])
    for company, amount in (("Acme", 24000), ("Birch", 9000), ("Cobalt", 12000)):
        book.active.append([company, f"Deal of {company}", "Proposal", amount, "call"])
    book.save(tmp_path / "mine.xlsx")

    page = visit("/book", permissions=["clipboard-read", "clipboard-write"])
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(tmp_path / "mine.xlsx"))
    expect(page.get_by_text("mine.xlsx", exact=True).first).to_be_visible()
    settle(page)
    grid = Grid(page)
    amount, step = grid.column("Amount"), grid.column("Next step")
    assert step == amount + 1
    page.evaluate("navigator.clipboard.writeText('111\\twrite\\n222\\tvisit\\n333\\tmeet')")
    grid.select(amount, 0)
    page.keyboard.press("Control+v")
    expect(grid.cell(step, 2)).to_have_text("meet")
    settle(page)
    expect(page.get_by_text("What changed since opening: 1")).to_be_visible()  # one thing that the rep did

    page.get_by_role("button", name="Undo", exact=True).click()
    settle(page)
    expect(page.get_by_text("What changed since opening")).to_have_count(0)
    expect(grid.cell(step, 2)).to_have_text("call")
