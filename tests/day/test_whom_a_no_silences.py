"""A no is as wide as it was said; who is away, opted out or asks by themselves; on files as a CRM writes them."""

import pandas as pd
import pytest
from small_books import ON, account, book_of, call, days_ago, deal, person

from sentia.book.loss_reasons import reason_of
from sentia.day.day import plan_day
from sentia.facts.enquiries import came_by_itself
from sentia.workbook.from_files import read_book


def lines(**tables):
    day = plan_day(book_of(**tables), ON)
    return set(pd.concat([day.actions, day.left_out])["opportunity_id"].dropna())


def lost(key="2", reason="Too expensive", **values):
    row = {
        "stage": "Lost",
        "closed_on": days_ago(10),
        "lost_reason": reason,
        "account_id": "A1",
        "contact_id": "C1",
    }
    return deal(key, **row | values)


def test_a_no_to_one_deal_leaves_the_other_deal_of_the_same_person():
    tables = {"accounts": [account()], "contacts": [person()]}
    assert lines(opportunities=[deal(), lost()], **tables) == {"O1"}
    two = [deal(), deal("2", account_id="A1", contact_id="C1")]
    said_no = [call("1", 10, opportunity_id="O2", outcome="said no")]
    assert lines(opportunities=two, activities=said_no, **tables) == {"O1"}


@pytest.mark.parametrize(
    "reason", ["Asked us to stop calling", "Firma insolvent", "Ne plus contacter", "deceased"]
)
def test_words_that_say_stop_silence_every_deal_of_the_person(reason):
    tables = {"accounts": [account()], "contacts": [person()]}
    assert lines(opportunities=[deal(), lost(reason=reason)], **tables) == set()


def test_a_no_without_a_company_closed_down_does_not_silence_a_colleague():
    tables = {"accounts": [account()], "contacts": [person(), person("2", account_id="A1")]}
    other = deal("3", account_id="A1", contact_id="C2")
    assert lines(opportunities=[other, lost(reason="do not contact")], **tables) == {"O3"}
    assert lines(opportunities=[other, lost(reason="bankrupt")], **tables) == set()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Doublon", "duplicate"),
        ("Left", "gone"),
        ("left a voicemail", "other"),
        ("Konkurrenz war günstiger", "competitor"),
        ("brak budżetu", "budget"),
        ("preço alto", "price"),
        ("no problem with us", "other"),
    ],
)
def test_why_it_was_a_no_is_known_in_any_language(words, reason):
    assert reason_of(words) == reason


PEOPLE = "Name,Company,Phone,Email,{header}\nIda Moss,Fern Barns,{phone},ida@fern.example,{value}\n"
DEALS = "Deal,Company,Contact,Stage,Amount,Created\nCranes,Fern Barns,Ida Moss,Proposal,9000,2026-10-02\n"


@pytest.mark.parametrize(
    ("header", "value", "phone", "said"),
    [
        ("Do Not Call", "yes", "555 01", None),
        ("HasOptedOutOfEmail", "true", "", None),
        ("HasOptedOutOfEmail", "true", "555 01", "Call Ida"),
        ("Unsubscribed from all email", "TRUE", "555 01", "Call Ida"),
        ("Do not allow Emails", "Do Not Allow", "", None),
        ("Do not allow Emails", "Allow", "", "Write to Ida"),
        ("Marketing-Einwilligung (E-Mail)", "nein", "", None),
        ("Email consent", "no", "", None),
        ("Email consent", "yes", "", "Write to Ida"),
        ("Contact Status", "Deceased", "555 01", None),
        ("Lead Status", "Left company", "555 01", None),
        ("Contact Status", "Active", "555 01", "Call Ida"),
        ("Notes", "On leave until 12 December", "555 01", None),
        ("Notes", "Her colleague is on leave until 12 December", "555 01", "Call Ida"),
    ],
)
def test_who_may_be_contacted_is_read_from_any_vendors_columns(tmp_path, header, value, phone, said):
    (tmp_path / "people.csv").write_text(PEOPLE.format(header=header, value=value, phone=phone), "utf-8")
    (tmp_path / "deals.csv").write_text(DEALS, "utf-8")
    book = read_book([tmp_path / "people.csv", tmp_path / "deals.csv"])
    actions = plan_day(book, ON).actions["action"]
    assert [action.startswith(said or "?") for action in actions] == ([True] if said else [])


@pytest.mark.parametrize(
    ("source", "is_so"),
    [("Website", True), ("Kontaktformular", True), ("Bouche à oreille", True), ("Veletrh", True),
     ("Purchased list", False), ("Kaltakquise", False), ("Employee referral", False), (None, False)],
)  # fmt: skip
def test_who_asked_by_themselves_is_told_from_whom_we_looked_up(source, is_so):
    assert came_by_itself(pd.Series([source], dtype="str")).tolist() == [is_so]


def test_an_enquiry_of_today_comes_before_one_of_last_week_and_both_before_a_bought_name():
    leads = [
        deal(key, stage="Lead", created_on=days_ago(days), source=source)
        for key, days, source in (("1", 0, "Web form"), ("2", 5, "Web form"), ("3", 0, "Purchased list"))
    ]
    log = [call("9", 120, opportunity_id=None, contact_id=None, account_id="A9")]
    found = plan_day(book_of(opportunities=leads, activities=log, accounts=[account("9")]), ON).actions
    pays = found.dropna(subset="opportunity_id").set_index("opportunity_id")["return_per_hour"]
    assert pays["O1"] > pays["O2"] > pays["O3"]
    assert found.set_index("opportunity_id").at["O1", "kind"] == "enquiry"
