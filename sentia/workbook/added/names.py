"""The sheets that Sentia adds to a workbook: what they are called and what stands above their columns."""

from sentia.workbook.files.cells import Sheet

OWN = "Sentia"  # how all of them begin
DAY, FOLLOW_UPS, PLAYBOOK = "Sentia day", "Sentia follow-ups", "Sentia playbook"
LOG, ADDITIONS = "Sentia log", "Sentia additions"

ADDITION_HEADINGS = ("Table", "Key", "Record", "Field", "Value", "In the file")
PLAYBOOK_HEADINGS = ("Number", "Meaning", "Unit", "Lowest", "Highest", "Default", "Value", "Source")
LOG_KEY, LOG_WHAT = "Sentia key", "Who"
DAY_KEY, DAY_DONE = "Sentia line", "Done"

_TOLD_BY = {
    ADDITIONS: set(ADDITION_HEADINGS),
    PLAYBOOK: set(PLAYBOOK_HEADINGS),
    LOG: {LOG_KEY, LOG_WHAT, "Planned for"},
    DAY: {DAY_KEY, DAY_DONE},
    FOLLOW_UPS: {"Gap", "Due", "Days late", "Because"},
}


def own_sheet(sheet: Sheet) -> str:
    """Which of Sentia's sheets this is, whatever it is called by now; "" where it is none of them."""
    headings = set(heading_texts(sheet))
    return next((name for name, wanted in _TOLD_BY.items() if wanted <= headings), "")


def is_own(sheet: Sheet) -> bool:
    """Whether the sheet is Sentia's: by its name, or by its headings where the rep renamed it."""
    return sheet.name.startswith(OWN) or own_sheet(sheet) != ""


def heading_texts(sheet: Sheet) -> list[str]:
    """The texts of the sheet's first row, "" where there is none."""
    return [column.text.iloc[0] if len(column) else "" for column in sheet.columns]
