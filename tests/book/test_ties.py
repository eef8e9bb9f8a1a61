"""Links that stand apart from their rows reach their person, deal and company, or are listed."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_sheets import sheet, ties

from sentia.book.linking import link

ACCOUNTS = [{"account_id": "001A", "name": "Acme"}, {"account_id": "001B", "name": "Birch"}]
PEOPLE = [
    {"contact_id": "501", "name": "Ann Lee", "account_id": "001A"},
    {"contact_id": "502", "name": "Bo Diaz", "account_id": "001B"},
]
DEALS = [{"opportunity_id": "9", "name": "Pumps", "account_id": "001A", "contact_id": "501"}]
CALLS = [{"activity_id": "7001", "kind": "call", "minutes": 20.0}, {"activity_id": "7002", "kind": "email"}]
BOOK = [("accounts", ACCOUNTS), ("contacts", PEOPLE), ("opportunities", DEALS), ("activities", CALLS)]


def tied(*tables, book=BOOK):
    linked = link([*(sheet(table, rows) for table, rows in book), *tables])
    return linked.tables["activities"].set_index("activity_id"), linked


def test_an_engagement_reaches_the_person_and_through_them_the_company():
    calls, linked = tied(ties([{"contact_id": "501", "activity_id": "7001.0"}]))
    assert calls.loc["7001", ["contact_id", "account_id"]].tolist() == ["501", "001A"]
    assert linked.faults == ()


def test_an_engagement_reaches_the_deal_and_its_company_and_person():
    calls, _ = tied(ties([{"opportunity_id": "9", "activity_id": "7002"}]))
    assert calls.loc["7002", ["opportunity_id", "contact_id", "account_id"]].tolist() == ["9", "501", "001A"]


def test_a_deal_reaches_its_company_and_its_first_person():
    bare = [("accounts", ACCOUNTS), ("contacts", PEOPLE), ("opportunities", [{"opportunity_id": "9"}])]
    company = ties([{"account_id": "001B", "opportunity_id": "9"}], "deal_company")
    persons = ties([{"contact_id": who, "opportunity_id": "9"} for who in ("502", "501")], "deal_contact")
    linked = link([*(sheet(table, rows) for table, rows in bare), company, persons])
    assert linked.tables["opportunities"].iloc[0][["account_id", "contact_id"]].tolist() == ["001B", "502"]


def test_what_the_row_itself_says_counts_before_a_tie():
    calls = [{"activity_id": "7001", "kind": "call", "contact_id": "Bo Diaz"}]
    found, _ = tied(ties([{"contact_id": "501", "activity_id": "7001"}]), book=[*BOOK[:3], ("activities", calls)])
    assert found.at["7001", "contact_id"] == "502"


def test_a_meeting_of_three_is_a_touch_for_each_and_its_minutes_count_once():
    calls, _ = tied(
        ties([{"contact_id": "501", "activity_id": "7001"}, {"contact_id": "502", "activity_id": "7001"}])
    )
    met = calls[calls["kind"] == "call"]
    assert met["contact_id"].tolist() == ["501", "502"]
    assert met["account_id"].tolist() == ["001A", "001B"]
    assert met["minutes"].sum() == 20


def test_several_ids_in_one_cell_are_several_people():
    calls = [{"activity_id": "7001", "kind": "meeting", "contact_id": "501;502"}]
    found, _ = tied(book=[*BOOK[:3], ("activities", calls)])
    assert found["contact_id"].tolist() == ["501", "502"]


@pytest.mark.parametrize(
    ("about", "link_to", "record"),
    [
        ("9", "opportunity_id", "9"),
        ("502", "contact_id", "502"),
        ("pumps", "opportunity_id", "9"),
        ("Diaz, Bo", "contact_id", "502"),
        ("BIRCH", "account_id", "001B"),
    ],
)
def test_what_an_activity_regards_may_be_a_deal_a_person_or_a_company(about, link_to, record):
    calls, linked = tied(ties([{"activity_id": "7002", "about": about}]))
    assert calls.at["7002", link_to] == record
    assert linked.faults == ()


def test_the_letters_of_a_salesforce_id_say_whether_it_is_a_person_or_a_deal():
    person, deal = "0031G00001S3ckZQAR", "0061G00000N38JZQAZ"
    book = [
        ("contacts", [{"contact_id": person, "name": "Ann Lee"}]),
        ("opportunities", [{"opportunity_id": deal, "name": "Pumps"}]),
        ("activities", [{"activity_id": "t", "kind": "call"}]),
    ]
    about = [{"activity_id": "t", "about": person[:15]}, {"activity_id": "t", "about": deal}]
    calls, _ = tied(ties(about), book=book)
    assert calls.loc["t", ["contact_id", "opportunity_id"]].tolist() == [person, deal]


def test_a_name_that_a_deal_and_a_company_share_is_listed_and_left_open():
    book = [("accounts", [{"account_id": "1", "name": "Acme"}]), ("opportunities", [{"name": "Acme"}]),
            ("activities", [{"activity_id": "t", "kind": "call"}])]  # fmt: skip
    calls, linked = tied(ties([{"activity_id": "t", "about": "Acme"}]), book=book)
    assert calls.loc["t", ["account_id", "opportunity_id"]].isna().all()
    assert [fault["found"] for fault in linked.faults] == ["1 row, such as 'Acme'"]


def test_ties_to_records_that_no_file_holds_are_listed_once_a_sheet():
    lost = [{"contact_id": "77", "activity_id": "7001"}, {"contact_id": "78", "activity_id": "7001"}]
    calls, linked = tied(ties([*lost, {"contact_id": "501", "activity_id": "1"}]))
    assert calls["contact_id"].isna().all()
    assert [(fault["row"], fault["found"], fault["wanted"]) for fault in linked.faults] == [
        (4, "1 row, such as '1'", "an activity that is in these files"),
        (2, "2 rows, such as '77'", "a person who is in these files"),
    ]


IDS = st.sampled_from(["501", "502", "77", "0501.0", " 502", None])


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["7001", "7002", "9999"]), IDS), max_size=8))
def test_each_tie_is_followed_or_listed(pairs):
    calls, linked = tied(
        ties(
            [{"activity_id": call, "contact_id": who} for call, who in pairs]
            or [{"activity_id": None, "contact_id": None}]
        )
    )
    reached = {(call.partition("|")[0], who) for call, who in calls["contact_id"].dropna().items()}
    wanted = {
        (call, "501" if "501" in who else "502") for call, who in pairs if who and who != "77" and call != "9999"
    }
    assert reached == wanted
    lost = sum(int(fault["found"].split()[0]) for fault in linked.faults)
    assert lost == sum(call == "9999" for call, _ in pairs) + sum(
        who == "77" and call != "9999" for call, who in pairs
    )


def test_activities_without_a_tie_stay_as_they_are():
    calls, linked = tied()
    assert calls["contact_id"].isna().all()
    assert (len(calls), linked.faults) == (2, ())
    assert isinstance(calls, pd.DataFrame)
