"""Who moved, who introduced whom, what favours brought, and links that nobody noticed."""

import json
from pathlib import Path

import pandas as pd
import pytest
from small_books import ON, account, book_of, call, days_ago, deal, orders, person

from sentia.follow_up.connections import connections
from sentia.workbook.from_files import read_book

SAMPLES = Path(__file__).parents[2] / "sample_data"
PLANTED = json.loads((SAMPLES / "territory_planted.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def territory():
    return read_book(SAMPLES / "territory.xlsx", trusted=True)


@pytest.fixture(scope="module")
def found(territory):
    return connections(territory, PLANTED["on"])


def of_kind(kind, **tables):
    every = connections(book_of(**tables), ON)
    return every.loc[every["kind"] == kind]


def test_every_planted_mover_is_named_with_the_old_company(found):
    movers = found.loc[found["kind"] == "mover"].set_index("contact_id")
    for fact in PLANTED["facts"]["mover"]:
        row = movers.loc[fact["contact_id"]]
        assert (row["account_id"], row["other_id"]) == (fact["account_id"], fact["previous_account_id"])
        assert row["because"].startswith("You sold to ") == fact["bought_before"]


def test_every_planted_introduction_that_was_not_thanked_says_so(found):
    given = found.loc[found["kind"] == "introduction"].set_index(["contact_id", "other_id"])
    for fact in PLANTED["facts"]["introduction_not_thanked"]:
        assert given.loc[(fact["introducer_id"], fact["contact_id"]), "because"].endswith("no thanks noted yet")


def test_the_planted_person_at_two_companies_is_found(found):
    twin = PLANTED["facts"]["same_person"][0]
    rows = found.loc[found["kind"] == "same person at two accounts"]
    assert {*rows["account_id"], *rows["other_id"]} == {twin["account_id"], twin["twin_account_id"]}


def test_shuffled_rows_give_the_same_connections(territory, found):
    shuffled = {name: frame.sample(frac=1, random_state=3) for name, frame in territory.tables.items()}
    again = connections(type(territory)(shuffled), PLANTED["on"])
    pd.testing.assert_frame_equal(again, found)


def test_a_mover_is_told_in_one_sentence_with_what_was_sold_and_who_is_missing():
    sold = [deal(key, status="won", closed_on=days_ago(200), account_id="A1", contact_id="C1") for key in "12"]
    ana = person("1", name="Ana", account_id="A2", previous_account="A1", moved_on=days_ago(20))
    firms = [account("1", name="Acme"), account("2", name="Birch")]
    log = [call("1", 100, account_id="A1", opportunity_id=None)]
    row = of_kind("mover", contacts=[ana], accounts=firms, opportunities=sold, activities=log).iloc[0]
    assert row["because"] == (
        "You sold to Ana twice at Acme; 20 days ago Ana started at Birch; Acme is without a champion"
    )
    assert row["how_sure"] == "noted"


def test_a_company_where_somebody_was_spoken_to_since_is_not_without_a_champion():
    ana = person("1", name="Ana", account_id="A2", previous_account="A1", moved_on=days_ago(20))
    firms = [account("1", name="Acme"), account("2", name="Birch")]
    log = [call("3", 5, opportunity_id=None)]
    people = [ana, person("3", account_id="A1")]
    row = of_kind("mover", contacts=people, accounts=firms, activities=log).iloc[0]
    assert "champion" not in row["because"]


def test_mail_at_another_company_makes_somebody_likely_to_have_moved_never_surely():
    firms = [account("1", name="Acme"), account("2", name="Birch")]
    birch = [person(key, account_id="A2", email=f"p{key}@birch.example") for key in "23"]
    ana = person("1", name="Ana", email="ana@birch.example")
    row = of_kind("mover", contacts=[ana, *birch], accounts=firms).iloc[0]
    assert (row["contact"], row["account"], row["other"]) == ("Ana", "Birch", "Acme")
    assert row["how_sure"] == "likely"


def test_free_mail_and_a_single_address_say_nothing_of_an_employer():
    firms = [account("1", name="Acme"), account("2", name="Birch")]
    free = [person(key, account_id="A2", email=f"p{key}@gmail.com") for key in "23"]
    assert of_kind("mover", contacts=[person("1", email="ana@gmail.com"), *free], accounts=firms).empty
    one = person("2", account_id="A2", email="bo@birch.example")
    assert of_kind("mover", contacts=[person("1", email="ana@birch.example"), one], accounts=firms).empty


def test_one_name_and_phone_at_two_companies_may_be_a_move():
    firms = [account("1", name="Acme"), account("2", name="Birch")]
    phone = "+1 555 010 2030"
    people = [
        person("1", name="Ana Silva", phone=phone, email="ana@acme.example"),
        person("2", name="ana silva", phone="15550102030", email="ana@birch.example"),
    ]
    row = of_kind("mover", contacts=people, accounts=firms).iloc[0]
    assert (row["account"], row["other"], row["how_sure"]) == ("Birch", "Acme", "possible")
    assert row["because"].endswith("may have moved")


def test_an_introduction_says_what_came_of_it_and_what_is_owed():
    lee = person("1", name="Lee")
    new = person("2", name="Mai", referred_by="Lee")
    came = deal("2", status="won", amount=9_000.0, created_on=days_ago(150), closed_on=days_ago(50))
    firms = [account("1", name="Acme"), account("2", name="Birch")]
    log = [call("2", 160, opportunity_id=None), call("1", 120, opportunity_id=None)]
    row = of_kind("introduction", contacts=[lee, new], accounts=firms, opportunities=[came], activities=log).iloc[
        0
    ]
    assert row["because"] == (
        "Lee introduced us to Mai of Birch 5 months ago; one deal of $9,000 won since; "
        "nothing given back is noted yet"
    )


def test_a_favour_says_what_came_of_it():
    given = call("1", 40, kind="favour", subject="Sent the study", opportunity_id=None)
    later = deal("1", created_on=days_ago(10), amount=5_000.0)
    tables = {"contacts": [person("1", name="Ana")], "activities": [given]}
    assert of_kind("favour", **tables).iloc[0]["because"] == (
        "A favour to Ana 40 days ago (Sent the study); nothing has come of it yet"
    )
    row = of_kind("favour", opportunities=[later], **tables).iloc[0]
    assert row["because"].endswith("one deal of $5,000 open since")


def test_an_acquaintance_without_a_company_is_listed_and_a_profile_is_opened_by_its_link():
    kai = person(
        "1", name="Kai", account_id=None, relationship="Friend", profile_url="https://profiles.example/kai"
    )
    log = [call("1", 200, account_id=None, opportunity_id=None)]
    known = connections(book_of(contacts=[kai], activities=log), ON).set_index("kind")
    assert known.loc["acquaintance", "because"] == "Kai, friend, has no company here; last in touch 7 months ago"
    assert known.loc["career unchecked", "profile_url"] == "https://profiles.example/kai"


def test_a_sister_that_buys_is_shown_and_one_that_buys_nothing_is_not():
    firms = [account("1", name="Group"), *(account(key, name=name, parent="Group") for key, name in SISTERS)]
    row = of_kind("family that buys", accounts=firms, orders=orders("2", [30, 60]))
    assert row["because"].tolist() == ["Birch: its sister Acme bought $2,000 in a year"]
    assert of_kind("family that buys", accounts=firms).empty


SISTERS = (("2", "Acme"), ("3", "Birch"))


def test_who_moved_may_know_who_works_at_the_old_company_no_more():
    moved = person("1", name="Ana", account_id="A2", previous_account="A1", moved_on=days_ago(20))
    stays = person("3", name="Bo", account_id="A1")
    firms = [account("1", name="Acme"), account("2", name="Birch")]
    row = of_kind("worked together", contacts=[moved, stays], accounts=firms).iloc[0]
    assert (row["because"], row["how_sure"]) == ("Ana may know Bo: both were at Acme", "possible")


def test_a_book_without_people_has_no_connections():
    assert connections(book_of(opportunities=[deal("1")]), ON).empty
