"""What a logged touch, a planned one and a no change in a rep's own sheet, read from it and handed back."""

import pandas as pd
from own_sheet import CALLS, DONE_CALLS, PROSPECTS, handed_back, own_book

from sentia.book.archiving import archive
from sentia.book.closing import closed_word, deal_names, lost_edits, open_deals
from sentia.book.done import NO_ANSWER, TALKED
from sentia.book.origin import Source
from sentia.book.touch_columns import columns_of_last_step
from sentia.follow_up import acting
from sentia.workbook.from_files import read_book
from sentia.workbook.writing import workbook_bytes

ON = pd.Timestamp("2026-11-23")
AT = ON + pd.Timedelta(hours=10)
STANDS, SPOKE, MOVE, BY = 4, 5, 6, 7


def book(calls: str = CALLS):
    return own_book(Prospects=PROSPECTS, Calls=calls)


def line_about(open_book, *products: str) -> pd.DataFrame:
    """One line of the follow-ups about these deals, as the page has them."""
    deals = open_book.opportunities.loc[open_book.opportunities["product"].isin(products)]
    first = deals.iloc[0]
    line = {"contact_id": first["contact_id"], "account_id": first["account_id"], "serves": (), "steps": ()}
    line |= {"opportunity_id": None if len(deals) > 1 else first["opportunity_id"], "next_touch": "Call them"}
    return pd.DataFrame([line | {"deals": tuple(deals["opportunity_id"]), "segment": "due"}])


def row(sheets: dict, product: str) -> list:
    return next(cells for cells in sheets["Prospects"] if cells[2] == product)


def test_a_talk_changes_last_spoke_and_the_step_that_was_due_in_one_step() -> None:
    talked = acting.log_touch(book(), line_about(book(), "boat covers"), AT, TALKED)
    assert len(talked.journal) == 1
    assert columns_of_last_step(talked) == ["Last spoke", "Next move", "By when"]
    sheets = handed_back(talked)
    assert row(sheets, "boat covers")[SPOKE:] == ["2026-11-23", None, None]
    assert row(sheets, "sail bags")[SPOKE] == "2026-11-03"
    assert handed_back(talked.undo())["Prospects"] == handed_back(book())["Prospects"]


def test_a_first_talk_fills_last_spoke_where_it_was_empty_and_is_read_back_once() -> None:
    talked = acting.log_touch(book(), line_about(book(), "tents"), AT, TALKED)
    assert row(handed_back(talked), "tents")[SPOKE] == "2026-11-23"
    name, data, _ = workbook_bytes(talked)
    again = read_book([Source(name, data)])
    deal = again.opportunities.loc[again.opportunities["product"] == "tents", "opportunity_id"].iloc[0]
    touches = again.activities.loc[again.activities["opportunity_id"] == deal]
    assert sorted(touches["kind"]) == ["call", "touch"]
    assert set(touches["done_at"].dt.normalize()) == {ON}


def test_a_try_that_nobody_answered_and_a_step_for_later_change_nothing_there() -> None:
    tried = acting.log_touch(book(), line_about(book(), "boat covers"), AT, NO_ANSWER)
    assert handed_back(tried)["Prospects"] == handed_back(book())["Prospects"]
    talked = acting.log_touch(book(), line_about(book(), "tarps"), AT, TALKED)
    assert row(handed_back(talked), "tarps")[SPOKE:] == ["2026-11-23", "ring Di", "2026-12-15"]


def test_a_deal_is_lost_in_the_files_own_word_without_the_reason_of_others() -> None:
    key = book().opportunities.index[0]
    assert closed_word(book(), key) == "lost"
    lost = book().apply(lost_edits(book(), [key], ON))
    assert lost.opportunities.at[key, "status"] == "lost"
    sheets = handed_back(lost)
    assert row(sheets, "boat covers")[STANDS] == "lost"
    assert row(sheets, "sail bags")[STANDS] == "talking"
    name, data, _ = workbook_bytes(lost)
    assert read_book([Source(name, data)]).opportunities.at[key, "status"] == "lost"


def test_a_file_without_a_word_for_lost_gets_a_plain_one_and_archiving_says_it_likewise() -> None:
    two = "\n".join(PROSPECTS.strip().splitlines()[:3])
    plain = own_book(Prospects=two)
    key = plain.opportunities.index[0]
    assert row(handed_back(plain.apply(lost_edits(plain, [key], ON))), "boat covers")[STANDS] == "Lost"
    assert row(handed_back(archive(plain, "opportunities", key, "", ON)), "boat covers")[STANDS] == "Lost"


def test_a_status_and_a_stage_both_say_it_each_in_its_own_word() -> None:
    text = """
    Company | Deal | Stage | Status | Amount
    Acme | Press | Proposal | Offen | 100
    Birch | Lathe | Closed Lost | Verloren | 200
    Cedar | Drill | Proposal | Offen | 300
    """
    both = own_book(Deals="\n".join(line.strip() for line in text.strip().splitlines()))
    sheets = handed_back(both.apply(lost_edits(both, [both.opportunities.index[0]], ON)))
    assert sheets["Deals"][1][2:4] == ["Closed Lost", "Verloren"]
    assert sheets["Deals"][3][2:4] == ["Proposal", "Offen"]


def test_only_the_deals_of_this_rep_that_are_open_can_be_meant() -> None:
    first, second, *_ = book().opportunities.index
    shared = book().edit("opportunities", first, owner="Pat").edit("opportunities", second, owner="Sam")
    mine = open_deals(shared, shared.opportunities["opportunity_id"], "Pat")
    assert list(deal_names(mine).values()) == ["boat covers", "filters", "tarps", "tents"]


def planned(open_book):
    days = line_about(open_book, "boat covers", "sail bags").assign(planned_on=pd.Timestamp("2026-12-01"))
    return acting.set_days(open_book, days)


def test_what_is_planned_looks_planned_in_the_reps_own_list_one_row_a_call() -> None:
    dated = planned(book())
    assert len(dated.journal) == 1
    rows = handed_back(dated)["Calls"]
    assert rows[5:] == [[None, "2026-12-01", "to do", "Alder Yard", "Ana Prim", "Call them"]]
    name, data, _ = workbook_bytes(dated)
    again = read_book([Source(name, data)]).activities
    steps = again.loc[again["due_on"] == pd.Timestamp("2026-12-01")]
    assert steps["done_at"].isna().all()
    assert steps["opportunity_id"].nunique() == 2


def test_what_is_planned_stays_off_a_list_of_what_was_done() -> None:
    sheets = handed_back(planned(book(DONE_CALLS)))
    assert sheets["Calls"] == handed_back(book(DONE_CALLS))["Calls"]
    assert "2026-12-01" in str(sheets["Sentia additions"])


def test_a_planned_row_that_is_done_says_done_and_stays_done_when_read_again() -> None:
    step = book().activities.index[book().activities["due_on"].notna()][0]
    line = line_about(book(), "tarps").assign(steps=[(f"activity:{step}",)])
    done = acting.log_touch(book(), line, AT, TALKED)
    assert handed_back(done)["Calls"][4][:3] == ["2026-11-23", "2026-12-15", "done"]
    name, data, _ = workbook_bytes(done)
    again = read_book([Source(name, data)]).activities
    assert again.loc[again["subject"].eq("ring Di"), "done_at"].notna().all()
