"""Everything that a rep can save for the next time, written by the version that runs, for later ones to open.

    python -m tests.workbook.made_saved 1

makes the folder `saved/1`: a workbook with all of Sentia's sheets, a csv with its "with Sentia.xlsx", a workbook
on disk with unsaved steps in its journal, and `opens_to.json`, what each opened to when it was made. A folder is
made once and never again: it stands for what reps of that version have on their disks. Every name is invented.
"""

import json
import shutil
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

import sentia
from sentia.book import schema
from sentia.book.book import Book
from sentia.book.numbers import fitting_numbers, gathered, numbers_of
from sentia.book.origin import Source
from sentia.day.day import Day, plan_day
from sentia.day.record import TALKED, mark_done, mark_skipped, snooze
from sentia.day.report import plain
from sentia.day.saying import say
from sentia.errors import BadPlaybook
from sentia.follow_up.pace import set_pace
from sentia.playbook import Playbook, playbook_from
from sentia.workbook.disk.shelf import begin, keep, open_on_disk, save
from sentia.workbook.from_files import read_book
from sentia.workbook.writing import workbook_bytes

SAVED = Path(__file__).parent / "saved"
ON = pd.Timestamp("2026-11-23")
WORKBOOK, TEXT, BESIDE, ON_DISK = "crm.xlsx", "deals.csv", "deals with Sentia.xlsx", "kept.xlsx"
SHEETS = {
    "Accounts": [
        ["Account ID", "Account Name", "Status", "Notes"],
        ["A1", "Alder Mills", "customer", "ask for Ida at the gate"],
        ["A2", "Beech Labs", "prospect", None],
        ["A3", "Cherry Foods", "prospect", None],
        ["A4", "Damson Print", "customer", None],
        ["A5", "Elder Signs", "prospect", None],
        ["A6", "Fig Transport", "prospect", None],
    ],
    "Contacts": [
        ["Contact ID", "Contact Name", "Account ID", "Email", "Phone"],
        ["C1", "Ida Brandt", "A1", "ida@alder.example", "+1 555 0101"],
        ["C2", "Jonas Weil", "A2", "jonas@beech.example", "+1 555 0102"],
        ["C3", "Kaia Lund", "A3", "kaia@cherry.example", "+1 555 0103"],
        ["C4", "Leo Marsh", "A4", "leo@damson.example", "+1 555 0104"],
        ["C5", "Nils Arp", "A5", "nils@elder.example", "+1 555 0105"],
        ["C6", "Olga Penn", "A6", "olga@fig.example", "+1 555 0106"],
    ],
    "Deals": [
        ["Opportunity ID", "Deal Name", "Account ID", "Contact ID", "Stage", "Amount", "Created", "Close Date"],
        ["O1", "Loom upgrade", "A1", "C1", "Negotiation", 18_000, "2026-08-03", "2026-12-18"],
        ["O2", "Freezer pilot", "A2", "C2", "Proposal", 9_500, "2026-09-07", "2027-01-29"],
        ["O3", "Label printers", "A3", "C3", "Qualified", 4_200, "2026-10-05", None],
        ["O4", "Plate service", "A4", "C4", "Proposal", 2_600, "2026-09-21", None],
        ["O5", "Spare rollers", "A1", "C1", "Lead", 800, "2026-11-02", None],
        ["O6", "Cold store", "A2", "C2", "Qualified", 31_000, "2026-07-06", None],
        ["O7", "Neon repair", "A5", "C5", "Proposal", 7_300, "2026-09-14", None],
        ["O8", "Tail lifts", "A6", "C6", "Negotiation", 12_900, "2026-08-24", "2026-12-11"],
    ],
    "Quotes": [
        ["Quote ID", "Opportunity ID", "Amount", "Sent", "Valid until", "Status"],
        ["Q1", "O2", 9_500, "2026-11-12", "2026-12-11", "sent"],
        ["Q2", "O4", 2_600, "2026-11-16", None, "sent"],
    ],
    "Activities": [
        [
            "Activity ID",
            "Date",
            "Due Date",
            "Type",
            "Direction",
            "Outcome",
            "Contact ID",
            "Opportunity ID",
            "Subject",
        ],
        ["L1", "2026-10-28 10:00", None, "call", "out", "reached", "C1", "O1", "prices of the new loom"],
        ["L2", "2026-11-12 15:30", None, "email", "out", None, "C2", "O2", "quote for the pilot"],
        ["L3", "2026-11-19 09:10", None, "email", "in", None, "C3", "O3", "which labels fit the belt?"],
        ["L4", None, "2026-12-02", "meeting", None, None, "C4", "O4", "show the plates"],
        ["L5", "2026-11-03 11:00", None, "call", "out", "no answer", "C2", "O6", "cold store"],
    ],
    "Orders": [
        ["Order ID", "Account ID", "Order Date", "Amount"],
        ["R1", "A1", "2026-06-15", 1_200],
        ["R2", "A1", "2026-08-17", 1_150],
        ["R3", "A4", "2026-05-04", 640],
    ],
}
ROWS_OF_DEALS = SHEETS["Deals"]
DAYS = {"Created", "Close Date", "Date", "Due Date", "Sent", "Valid until", "Order Date"}


def workbook(sheets: dict) -> bytes:
    """A workbook of these sheets, days as real days."""
    made = Workbook()
    made.remove(made.active)
    for name, (heading, *rows) in sheets.items():
        sheet = made.create_sheet(name)
        sheet.append(heading)
        for row in rows:
            cells = zip(heading, row, strict=True)
            sheet.append([pd.Timestamp(v).to_pydatetime() if v and h in DAYS else v for h, v in cells])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def text(rows: list) -> bytes:
    """The same rows as a csv, with the names in place of the ids."""
    return "".join(",".join("" if value is None else str(value) for value in row) + "\n" for row in rows).encode()


def argued_with() -> Playbook:
    """A playbook in which the rep has changed every number that may be changed alone."""
    usual = numbers_of(Playbook())
    changed = {n.name: _moved(n) for n in usual if isinstance(n.value, int | float)}
    while True:
        numbers, refused = fitting_numbers(changed)
        if not refused:
            return playbook_from({**numbers, "country": "US", "commission_rate": 0.08})
        changed = {name: value for name, value in changed.items() if name not in refused}


def _moved(number) -> float:
    """A tenth more where that is allowed and changes anything, else less; whole numbers by one."""
    step = 1 if isinstance(number.default, int) else max(abs(number.value) / 10, 0.01)
    for value in (number.value + step, number.value - step):
        value = round(value, 4)
        try:
            playbook_from(gathered({number.name: value}))
        except BadPlaybook:
            continue
        return value
    return number.value


def with_everything(book: Book) -> tuple[Book, Day]:
    """The book after a morning's work: edits, new rows, judgements, wishes, pins, own lines and a log."""
    book = book.edit("opportunities", "O1", amount=19_500, next_step="send the drawing", next_step_on="2026-12-01")
    book = book.edit("accounts", "A2", potential_spend=55_000)
    book = book.add(
        "contacts", name="Mara Holt", account_id="A3", email="mara@cherry.example", notes="runs the belt"
    )
    book = book.add(
        "opportunities", name="Trial rolls", account_id="A4", contact_id="C4", stage="Lead", amount=450
    )
    return judged(book.with_playbook(argued_with()))


def judged(book: Book) -> tuple[Book, Day]:
    """The book with what the rep judges otherwise, and with a line done, one put off, one skipped, one parked."""
    own = {"account_id": _account(book, "O1"), "minutes": 25, "worth": 300, "due_on": "2026-11-27"}
    book = book.add("own_actions", what="Take the samples by", **own)
    book = book.add("own_actions", what="=Read the tender", minutes=15, starts_at="2026-11-23 16:00")
    lines = plan_day(book, ON).actions
    known, done, put_off, skipped = (
        line for _, line in lines.loc[lines["opportunity_id"].notna()].head(4).T.items()
    )
    book = say(book, known, ON, {"win_rate": 0.7, "worth": 2_500.0, "minutes": 20.0, "notes": "Ida wants it"})
    book = say(book, skipped, ON, {"is_pinned": True, "pinned_for": ON})
    book = set_pace(book, known.to_frame().T, ON, 21)
    book = mark_done(book, done, ON + pd.Timedelta(hours=9, minutes=20), TALKED)
    book = snooze(book, put_off, ON, ON + pd.Timedelta(days=7), "on holiday")
    book = mark_skipped(book, skipped, ON)
    parked = {"kind": "progress", "opportunity_id": "O6", "account_id": _account(book, "O6"), "status": "parked"}
    log_id = "2026-11-23@progress|deal:O6"
    book = book.add("log", log_id=log_id, planned_for=ON, reason="their budget is frozen", **parked)
    return replace(book, answers={"owner": "Nora"}), plan_day(book, ON)


def _account(book: Book, deal: str) -> str:
    return book.opportunities.set_index("opportunity_id").at[deal, "account_id"]


def opens_to(book: Book) -> dict:
    """What a book says that must never be lost: every value, what was changed of the playbook, and the answers."""
    tables = {name: _rows(table) for name, table in book.tables.items() if len(table)}
    return {"tables": tables, "numbers": book.numbers, "answers": dict(book.answers), "faults": _faults(book)}


def _rows(table: pd.DataFrame) -> dict:
    return {
        key: {name: said for name, value in row.items() if (said := plain(value, name)) is not None}
        for key, row in table.to_dict("index").items()
    }


def _faults(book: Book) -> list:
    return [{name: plain(value) for name, value in fault.items()} for fault in book.understanding.faults]


def fields() -> dict:
    """The columns that there were of Sentia's own tables."""
    return {table: schema.fields(table) for table in (*schema.JUDGED, "log")}


def make(folder: Path) -> None:
    """Write every file of the folder, and what each opens to."""
    folder.mkdir(parents=True)
    book, day = with_everything(read_book([Source(WORKBOOK, workbook(SHEETS))], trusted=True))
    _, data, _ = workbook_bytes(book, day=day, gaps=sentia.follow_up_gaps(book, ON))
    (folder / WORKBOOK).write_bytes(data)
    (folder / TEXT).write_bytes(text(ROWS_OF_DEALS))
    book, day = judged(read_book(folder / TEXT).with_playbook(playbook_from({"open_share": 0.1})))
    book = book.edit("opportunities", "O1", amount=19_500, next_step="send the drawing", notes="long\n" * 2_000)
    name, data, _ = workbook_bytes(book, day=day)
    assert name == BESIDE
    (folder / BESIDE).write_bytes(data)
    _make_on_disk(folder / ON_DISK)
    (folder / "opens_to.json").write_text(
        json.dumps(found_in(folder), indent=1, ensure_ascii=False) + "\n", "utf-8"
    )


def _make_on_disk(path: Path) -> None:
    """A workbook that was saved once, with steps after that save, one of them undone."""
    path.write_bytes(workbook(SHEETS))
    book, on_disk = open_on_disk(path)
    begin(book, on_disk)
    book = book.edit("opportunities", "O5", amount=950)
    on_disk, _ = save(book, on_disk, "2026-11-23 094105")
    book, _ = judged(book.with_playbook(argued_with()))
    book = book.edit("opportunities", "O2", stage="Negotiation").edit("opportunities", "O2", amount=1)
    keep(book.undo(), on_disk)
    shutil.rmtree(on_disk.place.backups)  # nothing reads them but the rep


def found_in(folder: Path) -> dict:
    """What each file of the folder opens to now."""
    own = read_book(folder / WORKBOOK)
    beside = read_book([folder / TEXT, folder / BESIDE])
    on_disk, state = open_on_disk(folder / ON_DISK)
    of_disk = {"unsaved_steps": state.unsaved_steps(on_disk), "said": list(state.said)}
    of_disk["undone"] = len(on_disk.journal.undone)
    books = {"workbook": own, "csv": beside, "on disk": on_disk}
    return {
        "fields": fields(),
        "on disk": of_disk,
        "books": {name: opens_to(book) for name, book in books.items()},
    }


if __name__ == "__main__":
    make(SAVED / sys.argv[1])
