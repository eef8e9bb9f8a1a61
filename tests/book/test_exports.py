"""Two exports of one list at different dates: the later is the book, the earlier its history."""

from itertools import permutations

import pandas as pd
import pytest
from linked_sheets import sheet

from sentia.book.assembling import assemble
from sentia.book.exports import KEEP

OCT = [
    {"opportunity_id": "1", "name": "Pumps", "account_id": "Acme", "stage": "Lead", "amount": 900.0},
    {"opportunity_id": "2", "name": "Nuts", "account_id": "Birch", "stage": "Lead", "amount": 100.0},
    {"opportunity_id": "3", "name": "Cams", "account_id": "Corda", "stage": "Lead", "amount": 50.0},
]
NOV = [OCT[0] | {"stage": "Won"}, OCT[1] | {"amount": 150.0}, OCT[2] | {"opportunity_id": "4", "name": "Rods"}]
ASKED = "later:crm-nov.csv|crm-oct.csv"


def export(rows, file, table="opportunities", name="deals"):
    return sheet(table, rows, name, file)


def two(*exports, **answers):
    return assemble(exports or [export(NOV, "crm-nov.csv"), export(OCT, "crm-oct.csv")], answers)


def changes(found):
    return found.differences[["name", "what", "before", "after"]].values.tolist()


def test_the_later_is_the_book_and_the_earlier_is_its_history():
    found = two()
    deals = found.linked.tables["opportunities"]
    assert deals["opportunity_id"].tolist() == ["1", "2", "4"]
    assert deals["amount"].sum() == 900 + 150 + 50
    assert changes(found) == [
        ["Rods", "new", "", "Lead, 50"],
        ["Cams", "gone", "Lead, 50", ""],
        ["Pumps", "moved stage", "Lead", "Won"],
        ["Nuts", "amount changed", "100", "150"],
    ]
    assert found.differences["since"].unique().tolist() == ["crm-oct.csv"]


def test_the_rep_is_asked_once_which_is_the_later_with_the_likeliest_chosen():
    (question,) = two().questions
    assert question == {
        "id": ASKED,
        "question": "crm-nov.csv looks later than crm-oct.csv, by the months in their names. Which is the later?",
        "options": ["crm-nov.csv", "crm-oct.csv", KEEP],
        "chosen": "crm-nov.csv",
    }


def test_the_rep_may_say_it_is_the_other_way_round():
    found = two(**{ASKED: "crm-oct.csv"})
    assert found.linked.tables["opportunities"]["opportunity_id"].tolist() == ["1", "2", "3"]
    assert ["Nuts", "amount changed", "150", "100"] in changes(found)


def test_the_rep_may_say_they_are_different_lists_and_every_row_stays():
    found = two(**{ASKED: KEEP})
    assert len(found.linked.tables["opportunities"]) == 6
    assert found.differences.empty


@pytest.mark.parametrize(
    ("earlier", "later", "why"),
    [
        ("crm-2026-10-30.csv", "crm-2026-11-02.csv", "by the dates in their names"),
        ("export 20261130.csv", "export 20261201.csv", "by the dates in their names"),
        ("Stand 30.10.2026.csv", "Stand 13.11.2026.csv", "by the dates in their names"),
        ("deals Dez 2025.csv", "deals Jan 2026.csv", "by the months in their names"),
        ("deals January.csv", "deals März.csv", "by the months in their names"),
        ("crm.csv", "crm (2).csv", "by the numbers in their names"),
        ("crm v9.csv", "crm v10.csv", "by the numbers in their names"),
    ],
)
def test_names_tell_which_is_the_later(earlier, later, why):
    (question,) = two(export(OCT, earlier), export(NOV, later)).questions
    assert (question["chosen"], why in question["question"]) == (later, True)


def test_what_was_recorded_last_tells_it_where_the_names_do_not():
    dated = [row | {"created_on": pd.Timestamp(f"2026-11-0{n + 1}")} for n, row in enumerate(NOV)]
    old = [row | {"created_on": pd.Timestamp("2026-10-05")} for row in OCT]
    (question,) = two(export(dated, "a.csv"), export(old, "b.csv")).questions
    assert question["question"].startswith("a.csv looks later than b.csv, by what they record last.")


def test_december_and_january_without_years_tell_nothing():
    (question,) = two(export(OCT, "crm-dec.csv"), export(NOV, "crm-jan.csv")).questions
    assert "nothing in them says when" in question["question"]


def test_where_nothing_tells_it_the_question_says_so():
    (question,) = two(export(OCT, "left.csv"), export(NOV, "right.csv")).questions
    assert question["question"].startswith(
        "left.csv and right.csv hold the same records, and nothing in them says when."
    )


def test_neither_the_order_of_files_nor_that_of_rows_decides():
    exports = [export(NOV, "crm-nov.csv"), export(OCT, "crm-oct.csv"), export(NOV[:2], "crm-dec.csv")]
    seen = {
        (found.questions[0]["chosen"], tuple(sorted(map(tuple, changes(found)))))
        for order in permutations(exports)
        for found in [two(*order)]
    }
    assert len(seen) == 1
    assert next(iter(seen))[0] == "crm-dec.csv"
    shuffled = two(export(NOV[::-1], "crm-nov.csv"), export(OCT[::-1], "crm-oct.csv"))
    assert sorted(changes(shuffled)) == sorted(changes(two()))


def test_two_sheets_of_one_workbook_are_two_exports_too():
    found = two(sheet("opportunities", OCT, "Oct"), sheet("opportunities", NOV, "Nov"))
    assert found.questions[0]["chosen"] == "crm.xlsx: Nov"
    assert len(found.linked.tables["opportunities"]) == 3


def test_without_ids_all_rows_are_counted_until_the_rep_says_which_is_later():
    bare = [[{k: v for k, v in row.items() if k != "opportunity_id"} for row in rows] for rows in (OCT, NOV)]
    exports = [export(bare[0], "crm-oct.csv"), export(bare[1], "crm-nov.csv")]
    found = two(*exports)
    assert len(found.linked.tables["opportunities"]) == 6
    assert found.questions[0]["chosen"] == KEEP
    assert "have no ids to tell them by" in found.questions[0]["question"]
    settled = two(*exports, **{ASKED: "crm-nov.csv"})
    assert len(settled.linked.tables["opportunities"]) == 3
    assert ["Pumps", "moved stage", "Lead", "Won"] in changes(settled)
    assert ["Cams", "gone", "Lead, 50", ""] in changes(settled)


def test_running_numbers_are_no_ids():
    east = [{"opportunity_id": str(n), "name": f"East {n}", "account_id": f"E{n}"} for n in range(5)]
    west = [{"opportunity_id": str(n), "name": f"West {n}", "account_id": f"W{n}"} for n in range(5)]
    found = two(export(east, "oct.csv"), export(west, "nov.csv"))
    assert (len(found.linked.tables["opportunities"]), found.questions) == (10, ())


def test_a_list_of_a_few_of_the_same_records_in_another_shape_is_no_export_of_it():
    other = [{"opportunity_id": "1", "lost_reason": "price", "product": "Pump", "next_step": "call"}]
    assert two(export(OCT, "crm-oct.csv"), export(other, "crm-nov.csv")).questions == ()


PEOPLE = [
    {"contact_id": "c1", "name": "Ann Lee", "account_id": "Acme", "title": "Buyer"},
    {"contact_id": "c2", "name": "Bo Diaz", "account_id": "Birch", "title": "User"},
]


def moved(file="people-2026-11-14.csv", **more):
    now = [PEOPLE[0] | {"account_id": "Birch"} | more, PEOPLE[1] | {"account_id": "BIRCH Inc."} | more]
    old = [row | dict.fromkeys(more) for row in PEOPLE]
    return two(export(old, "people-2026-10-14.csv", "contacts"), export(now, file, "contacts"))


def test_a_person_who_changed_employer_has_the_one_before_and_the_day_it_was_known():
    found = moved()
    person = found.linked.tables["contacts"].set_index("contact_id").loc["c1"]
    assert (person["account_id"], person["previous_account"]) == ("Birch", "Acme")
    assert person["moved_on"] == pd.Timestamp("2026-11-14")
    assert ["Ann Lee", "changed employer", "Acme", "Birch"] in changes(found)
    held = {name for part in found.linked.origins["contacts"].parts for name in part.columns}
    assert not held & {"previous_account", "moved_on"}


def test_employers_that_another_file_lists_are_called_by_name():
    accounts = sheet("accounts", [{"account_id": "A1", "name": "Acme"}, {"account_id": "A2", "name": "Birch"}])
    old, now = ([PEOPLE[0] | {"account_id": at}] for at in ("A1", "A2"))
    found = two(export(old, "people-oct.csv", "contacts"), export(now, "people-nov.csv", "contacts"), accounts)
    assert changes(found) == [["Ann Lee", "changed employer", "Acme", "Birch"]]
    assert found.linked.tables["contacts"]["previous_account"].tolist() == ["A1"]


def test_another_spelling_of_the_same_employer_is_no_move():
    people = moved().linked.tables["contacts"].set_index("contact_id")
    assert pd.isna(people.at["c2", "previous_account"])
    assert pd.isna(people.at["c2", "moved_on"])


def test_a_move_whose_day_nothing_tells_has_none():
    assert pd.isna(moved("people.csv").linked.tables["contacts"]["moved_on"]).all()


CALLS = [
    {"account_id": "Acme", "kind": "call", "done_at": pd.Timestamp("2026-10-01")},
    {"account_id": "Corda", "kind": "call", "done_at": pd.Timestamp("2026-10-02")},
    {"account_id": "Birch", "kind": "call", "done_at": pd.Timestamp("2026-10-03")},
]


def test_what_happened_is_counted_once_and_kept_where_only_the_earlier_tells_it():
    accounts = [{"account_id": name, "name": name} for name in ("Acme", "Birch", "Corda")]
    earlier = [sheet("accounts", accounts, file="oct.xlsx"), sheet("activities", CALLS, file="oct.xlsx")]
    later = [sheet("accounts", accounts[:2], file="nov.xlsx"), sheet("activities", CALLS[:1], file="nov.xlsx")]
    tables = two(*earlier, *later).linked.tables
    assert tables["activities"]["account_id"].tolist() == ["Birch", "Acme"]  # Corda is gone with its call
    assert tables["accounts"]["name"].tolist() == ["Acme", "Birch"]


def test_each_sheet_of_an_earlier_export_says_what_became_of_its_rows():
    calls = [
        sheet("activities", CALLS, "calls", "crm-oct.csv"),
        sheet("activities", CALLS[:2], "calls", "crm-nov.csv"),
    ]
    notes = two(export(NOV, "crm-nov.csv"), export(OCT, "crm-oct.csv"), *calls).notes
    assert notes == {
        (
            "crm-oct.csv",
            "deals",
        ): "An earlier export: crm-nov.csv counts instead, and what changed since is listed.",
        ("crm-oct.csv", "calls"): "An earlier export: 1 of its rows, which crm-nov.csv does not tell, count; "
        "the others are in it.",
    }


def test_a_table_that_the_later_export_does_not_have_stays():
    found = two(
        export(NOV, "crm-nov.csv"), export(OCT, "crm-oct.csv"), sheet("activities", CALLS, file="crm-oct.csv")
    )
    assert len(found.linked.tables["activities"]) == 3


FIRMS = [{"account_id": "1", "name": "Acme", "owner": "Ann"}, {"account_id": "2", "name": "Birch", "owner": "Ann"}]
LATER_FIRMS = [FIRMS[0] | {"owner": "Bo"}, FIRMS[1]]
SET = [
    export(OCT, "deals 03-04-2026.csv"),
    export(NOV, "deals 03-05-2026.csv"),
    export(FIRMS, "firms 03-04-2026.csv", "accounts", "firms"),
    export(LATER_FIRMS, "firms 03-05-2026.csv", "accounts", "firms"),
]
BOTH = "later:deals 03-04-2026.csv|deals 03-05-2026.csv"


def test_lists_of_the_same_two_dates_are_asked_about_once():
    found = two(*SET)
    assert [question["id"] for question in found.questions] == [BOTH]
    assert found.linked.tables["accounts"]["owner"].tolist()[0] == "Bo"


@pytest.mark.parametrize(("answer", "owners"), [("deals 03-04-2026.csv", ["Ann"]), (KEEP, ["Ann", "Bo"])])
def test_and_the_one_answer_holds_for_both(answer, owners):
    accounts = two(*SET, **{BOTH: answer}).linked.tables["accounts"]
    assert sorted(accounts.loc[accounts["account_id"] == "1", "owner"]) == owners


def test_lists_of_other_dates_are_asked_about_apart():
    others = [export(FIRMS, "firms 01-04-2026.csv", "accounts", "firms"),
              export(LATER_FIRMS, "firms 01-05-2026.csv", "accounts", "firms")]  # fmt: skip
    assert len(two(*SET[:2], *others).questions) == 2
