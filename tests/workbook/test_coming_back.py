"""What a rep changed in Sentia is there again when the file is opened again, however often, and nothing grows."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import book_of
from openpyxl import load_workbook
from patched_files import cells_of

from sentia.book import schema
from sentia.book.numbers import changed_numbers
from sentia.book.origin import Source
from sentia.day.day import plan_day
from sentia.day.record import TALKED, mark_done, mark_skipped, snooze
from sentia.playbook import playbook_from
from sentia.workbook.added.names import ADDITIONS, LOG, PLAYBOOK
from sentia.workbook.from_files import read_book
from sentia.workbook.writing import workbook_bytes

ON = pd.Timestamp("2026-11-23")
DEALS = [
    ["Opportunity ID", "Deal Name", "Account Name", "Stage", "Amount", "Close Date"],
    ["O-1", "Big one", "Acme", "Proposal", 12_000, pd.Timestamp("2026-12-01").to_pydatetime()],
    ["O-2", "Small", "Bolt", "Qualified", 500.5, None],
]
NAMELESS = [row[1:] for row in DEALS]
CSV = (
    b"Opportunity ID,Deal Name,Account Name,Stage,Amount\nO-1,Big one,Acme,Proposal,12000\nO-2,Small,Bolt,Lead,5\n"
)
NAMELESS_CSV = b"Deal Name,Account Name,Stage,Amount\nBig one,Acme,Proposal,12000\nSmall,Bolt,Qualified,500.5\n"
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1 555",
    "@SUM(A1)",
    "-5",
    "_x0041_",
    "a\x0bb\x01",
    " two  spaces ",
    "a\nb",
    "x" * 40_000,
]


def opened(*files):
    return read_book([Source(name, data) for name, data in files], trusted=True)


def own(rows=DEALS):
    return opened(("crm.xlsx", book_of(Deals=rows)))


def beside(data=CSV):
    return opened(("deals.csv", data))


def taken_back(book, **more):
    """The book as it is when what was written is opened again, with the file it belongs to."""
    name, data, _ = workbook_bytes(book, **more)
    own_file = [(source.name, source.data) for source in book.sources if source.name != name]
    return opened(*own_file, (name, data))


def same(left, right, keyed=True):
    for table in schema.TABLES:
        both = [
            book.tables[table] if keyed else book.tables[table].reset_index(drop=True) for book in (left, right)
        ]
        pd.testing.assert_frame_equal(*both)
    assert (left.numbers, left.answers) == (right.numbers, right.answers)


def key_of(book, name="Big one"):
    return book.opportunities.index[book.opportunities["name"] == name][0]


def with_everything(book):
    """Edits with and without a cell, own lines, judgements, a log, answers and numbers of the playbook."""
    book = book.edit("opportunities", key_of(book), amount=15_000, next_step="call Ann", next_step_on="2026-12-02")
    book = book.add("own_actions", what="=Bake a cake", minutes=30, worth=100, account_id="Acme", due_on=ON)
    book = book.add("judgements", opportunity_id=key_of(book), is_pinned=True, win_rate=0.9, said_on=ON)
    line = {"planned_for": ON, "kind": "progress", "starts_at": "2026-11-23 09:00", "gain": 5.25}
    book = book.add("log", log_id="2026-11-23@progress|deal:O-1", status="snoozed", return_on="2026-11-30", **line)
    book = book.with_playbook(playbook_from({"touch_effect": 0.6, "minutes_live": {"quote": 15.0}}))
    return replace(book, answers={"owner": "Ann"})


# All of it, twice


STARTS = {
    **{"xlsx": own, "xlsx without ids": lambda: own(NAMELESS)},
    **{"csv": beside, "csv without ids": lambda: beside(NAMELESS_CSV)},
}


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_all_of_it_comes_back_and_a_second_time_nothing_grows(start):
    book = with_everything(start())
    once = taken_back(book)
    same(book, once)
    assert once.understanding.faults == ()
    first, second = workbook_bytes(once)[1], workbook_bytes(taken_back(once))[1]
    assert cells_of(first) == cells_of(second)


def test_a_day_is_the_same_after_the_workbook_was_taken_back():
    data = Path(__file__).parents[2].joinpath("sample_data", "first_day.xlsx").read_bytes()
    book = opened(("crm.xlsx", data))
    lines = plan_day(book, ON).actions
    book = mark_done(book, lines.iloc[0], ON + pd.Timedelta(hours=9), TALKED)
    book = snooze(book, lines.iloc[1], ON, ON + pd.Timedelta(days=7), "later")
    book = mark_skipped(book, lines.iloc[2], ON).with_playbook(playbook_from({"open_share": 0.1}))
    day = plan_day(book, ON)
    again = taken_back(book, day=day)
    same(book, again, keyed=False)
    after = plan_day(again, ON)
    shown = ["action", "gain", "starts_at", "because"]
    pd.testing.assert_frame_equal(after.actions[shown], day.actions[shown])
    assert list(after.left_out.index) == list(day.left_out.index)
    assert not {lines.index[0], lines.index[1], lines.index[2]} & set(after.actions.index)


def test_a_new_deal_stands_in_the_reps_own_table_with_what_has_no_column_beside_it():
    book = own().add(
        "opportunities", name="New one", account_id="Acme", stage="Lead", status="open", product="Cams"
    )
    book = book.add("activities", kind="note", opportunity_id="new:1", account_id="Acme", done_at=ON)
    again = taken_back(book)
    key = key_of(again, "New one")
    assert key == "crm.xlsx|Deals|4"
    assert again.opportunities.loc[key, ["opportunity_id", "product"]].tolist() == ["new:1", "Cams"]
    same(book, again, keyed=False)


# The file was renamed, sorted or changed meanwhile


def test_a_file_that_the_browser_numbered_brings_everything_back():
    book = with_everything(own(NAMELESS))
    again = opened(("crm (1).xlsx", workbook_bytes(book)[1]))
    assert again.understanding.faults == ()
    assert again.opportunities.loc["crm (1).xlsx|Deals|2", "next_step"] == "call Ann"
    assert again.judgements["opportunity_id"].tolist() == ["crm (1).xlsx|Deals|2"]


def edited_in_excel(data, tmp_path, change):
    target = tmp_path / "crm.xlsx"
    target.write_bytes(data)
    workbook = load_workbook(target)
    change(workbook)
    workbook.save(target)
    return opened(("crm.xlsx", target.read_bytes()))


def test_a_record_is_found_again_where_its_row_was_moved(tmp_path):
    book = own(NAMELESS)
    data = workbook_bytes(book.edit("opportunities", key_of(book), next_step="call Ann"))[1]
    again = edited_in_excel(data, tmp_path, lambda workbook: workbook["Deals"].insert_rows(2))
    assert again.opportunities["next_step"].dropna().to_dict() == {"crm.xlsx|Deals|3": "call Ann"}


def test_a_value_whose_record_is_gone_is_listed_and_kept(tmp_path):
    book = own(NAMELESS)
    data = workbook_bytes(book.edit("opportunities", key_of(book), next_step="call Ann"))[1]
    again = edited_in_excel(data, tmp_path, lambda workbook: workbook["Deals"].delete_rows(2))
    [fault] = again.understanding.faults
    assert (fault["sheet"], fault["found"]) == (ADDITIONS, "Big one · Acme")
    assert "no longer found" in fault["wanted"]
    assert [addition.value for addition in taken_back(again).kept.unplaced] == ["call Ann"]


def test_a_column_that_the_rep_made_and_filled_counts_more_than_what_stood_beside_it(tmp_path):
    def add_column(workbook):
        workbook["Deals"]["G1"], workbook["Deals"]["G2"] = "Next step", "wait"

    book = own()
    book = book.edit("opportunities", "O-1", next_step="call Ann").edit(
        "opportunities", "O-2", next_step="mail Bo"
    )
    again = edited_in_excel(workbook_bytes(book)[1], tmp_path, add_column)
    assert again.opportunities["next_step"].tolist() == ["wait", "mail Bo"]
    [fault] = again.understanding.faults
    assert (fault["found"], fault["wanted"]) == (
        "wait",
        "what was there when this was written (nothing); the file's own value is used",
    )
    assert cells_of(workbook_bytes(again)[1])["Deals", 3, 6] == "mail Bo"


def test_numbers_changed_in_excel_count_and_a_bad_one_is_a_sentence(tmp_path):
    def change(workbook):
        sheet = workbook[PLAYBOOK]
        rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
        rows["touch_effect"][6].value = 0.7
        rows["open_share"][6].value = 7
        rows["lead_days"][6].value = "soon"

    data = workbook_bytes(own().with_playbook(playbook_from({"lead_days": 2})))[1]
    again = edited_in_excel(data, tmp_path, change)
    assert changed_numbers(again.playbook) == {"touch_effect": 0.7}
    assert [(fault["found"], fault["wanted"]) for fault in again.understanding.faults] == [
        ("7", "a number from 0 to 0.9 (share of free time) for open_share; 0.2 is used"),
        ("soon", "a number from 0 to 60 (working days) for lead_days; 1 is used"),
    ]


def test_a_log_line_changed_in_excel_counts_and_a_bad_cell_is_a_sentence(tmp_path):
    def change(workbook):
        sheet = workbook[LOG]
        headings = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, headings["Made"]).value = 900
        sheet.cell(2, headings["Status"]).value = "finished"

    again = edited_in_excel(workbook_bytes(with_everything(own()))[1], tmp_path, change)
    assert again.log["made"].tolist() == [900]
    assert [fault["wanted"] for fault in again.understanding.faults] == [
        " or ".join(schema.column("log", "status").choices)
    ]


def test_a_line_that_nobody_understands_is_listed(tmp_path):
    def change(workbook):
        workbook[ADDITIONS].append(["opportunities", "O-1", None, "colour", "green"])
        workbook[ADDITIONS].append(["opportunities", "O-1", None, "amount", "much"])

    data = workbook_bytes(own().edit("opportunities", "O-1", next_step="call Ann"))[1]
    again = edited_in_excel(data, tmp_path, change)
    assert [fault["wanted"] for fault in again.understanding.faults] == ["a column of opportunities", "a money"]


def test_an_answer_about_a_sheet_that_is_gone_does_not_stop_the_file(tmp_path):
    data = workbook_bytes(replace(own(), answers={"header:crm.xlsx|Old": "4", "owner": "Ann"}))[1]
    again = opened(("crm.xlsx", data))
    assert again.answers == {"owner": "Ann"}
    assert [(fault["sheet"], fault["found"]) for fault in again.understanding.faults] == [("Old", "4")]


# Any edits


FIELDS = {
    **{"amount": st.floats(0, 1e9), "next_step_on": st.dates(pd.Timestamp("1850-01-01").date())},
    **{"notes": st.sampled_from(HOSTILE) | st.none(), "probability": st.floats(0, 1) | st.none()},
    **{"stage": st.sampled_from(["Lead", "Negotiation"]), "recurrence": st.sampled_from(["once", "monthly"])},
}
CHANGES = st.one_of(
    *(st.tuples(st.just("edit"), st.sampled_from(["O-1", "O-2"]), st.just(n), v) for n, v in FIELDS.items()),
    *(st.tuples(st.just("add"), st.just(""), st.just(n), FIELDS[n]) for n in ("notes", "next_step_on")),
    st.sampled_from([("undo",), ("redo",)]),
)


def changed(book, change):
    if change[0] == "edit":
        return book.edit("opportunities", change[1], **{change[2]: change[3]})
    if change[0] == "add":
        return book.add("opportunities", name="Made here", status="open", stage="Lead", **{change[2]: change[3]})
    return book.undo() if change[0] == "undo" else book.redo()


@given(st.lists(CHANGES, max_size=12), st.booleans())
@settings(max_examples=12, deadline=None)
def test_any_edits_undone_and_redone_come_back_the_same(changes, is_beside):
    book = beside() if is_beside else own()
    for change in changes:
        book = changed(book, change)
    same(book, taken_back(book), keyed=False)
