"""Driving the grid: a canvas with a hidden table of cells for the visible window, refreshed with a delay."""

import re

from playwright.sync_api import Locator, Page, expect

ROW = 35


class Grid:
    """One grid on a page; columns and rows count from 0."""

    def __init__(self, page: Page, nth: int = 0) -> None:
        self.page, self.root = page, page.locator('[data-testid="stDataFrame"]').nth(nth)

    def headers(self) -> list[str]:
        return self.root.locator("th[role=columnheader]").all_text_contents()

    def column(self, header: str) -> int:
        expect(self.root.locator("th[role=columnheader]").first).to_be_attached()
        return next(i for i, text in enumerate(self.headers()) if text.strip().startswith(header))

    def cell(self, column: int, row: int) -> Locator:
        return self.root.locator(f"#glide-cell-{column}-{row}")

    def select(self, column: int, row: int) -> None:
        """Select a cell: click into the grid, then walk there by arrow keys (a click may be swallowed)."""
        for attempt in range(8):
            self.page.wait_for_timeout(260)
            at = self._selected() if self.root.evaluate("e => e.contains(document.activeElement)") else None
            if at == (column, row):
                return
            if at is None:
                self._click(attempt)
                continue
            self._walk(column - at[0], row - at[1])
        raise AssertionError(f"cell {column},{row} cannot be selected; the columns are {self.headers()}")

    def _selected(self) -> tuple[int, int] | None:
        selected = self.root.locator("[role=gridcell][aria-selected=true]")
        if selected.count() != 1:
            return None
        column, row = re.findall(r"\d+", selected.get_attribute("id"))
        return int(column), int(row)

    def _click(self, attempt: int) -> None:
        box = self.root.locator(".dvn-scroller").bounding_box()
        self.page.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + ROW * (1 + attempt % 3) + ROW // 2)

    def _walk(self, right: int, down: int) -> None:
        keys = ["ArrowRight" if right > 0 else "ArrowLeft"] * abs(right) + [
            "ArrowDown" if down > 0 else "ArrowUp"
        ] * abs(down)
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(15)

    def edit(self, column: int, row: int, text: str) -> None:
        self.select(column, row)
        self.page.keyboard.press("Enter")
        box = self.page.locator("#portal input:visible, #portal textarea:visible").first
        box.wait_for()
        box.fill(text)
        self.page.keyboard.press("Enter")
        box.wait_for(state="hidden")
