"""Links read loosely: an id or a name written another way finds its record where only one fits, and it is said."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_sheets import sheet

from sentia.book.linking import link
from sentia.book.names import plain, plain_name, without_form

ACCOUNTS = [
    {"account_id": "1001", "name": "Acme Corporation", "website": "https://acme.example"},
    {"account_id": "1002", "name": "Čapek, s.r.o."},
    {"account_id": "0061G00000N38JZQAZ", "name": "Delta"},
    {"account_id": "KD-7", "name": "Birch Ltd"},
]


def meant(text, accounts=ACCOUNTS, **answers):
    linked = link([sheet("accounts", accounts), sheet("opportunities", [{"account_id": text}])], answers)
    return linked.tables["opportunities"]["account_id"].iloc[0], linked


@pytest.mark.parametrize(
    ("text", "account", "why"),
    [
        ("1001.0", "1001", "the same id, written another way"),
        ("0001002", "1002", "the same id, written another way"),
        ("0061G00000N38JZ", "0061G00000N38JZQAZ", "the same id, written another way"),
        ("kd-7", "KD-7", "the same id but for its capitals"),
        ("Capek s r o", "1002", "the same but for the legal form"),
        ("CAPEK S.R.O", "1002", "the same but for accents, punctuation or order"),
        ("Acme", "1001", "the same but for the legal form"),
        ("Acme Corp.", "1001", "the same but for the legal form"),
        ("www.acme.example/contact", "1001", "its web or mail address"),
        ("jo@acme.example", "1001", "its web or mail address"),
    ],
)
def test_what_is_written_another_way_is_found_and_said(text, account, why):
    found, linked = meant(text)
    assert found == account
    assert [(line["text"], line["chosen"], line["state"], line["why"]) for line in linked.links] == [
        (text, account, "taken", why)
    ]


def test_what_stands_to_the_letter_is_not_said():
    assert meant("acme  corporation")[1].links == ()


@pytest.mark.parametrize("text", ["Birch GmbH", "Acmes", "1003", "gmail.com"])
def test_what_is_no_record_becomes_one_of_its_own(text):
    found, linked = meant(text)
    assert found == text
    assert len(linked.tables["accounts"]) == len(ACCOUNTS) + 1


def test_a_name_that_fits_two_without_their_legal_forms_is_listed_and_left_open():
    two = [{"account_id": "1", "name": "Acme Inc"}, {"account_id": "2", "name": "Acme GmbH"}]
    found, linked = meant("Acme", two)
    assert pd.isna(found)
    (line,) = linked.links
    assert (line["state"], line["chosen"], [o["id"] for o in line["options"]]) == ("several", "", ["1", "2"])


def test_an_id_that_fits_two_once_its_zeros_are_gone_is_left_open():
    two = [{"account_id": "0501", "name": "Acme"}, {"account_id": "501", "name": "Birch"}]
    assert pd.isna(meant("00501", two)[0])
    assert meant("501", two)[0] == "501"


def test_a_loose_reading_can_be_refused():
    found, linked = meant("Acme", **{"link:accounts|Acme": "one of its own"})
    assert found == "Acme"
    assert [line["state"] for line in linked.links] == ["settled"]


def test_two_spellings_of_a_company_nobody_listed_are_one_company():
    deals = [{"account_id": "Café Ágil, S.L."}, {"account_id": "CAFE AGIL SL"}]
    linked = link([sheet("opportunities", deals)])
    assert linked.tables["accounts"]["name"].tolist() == ["Café Ágil, S.L."]


def test_a_company_described_on_a_deal_is_the_listed_one_of_another_legal_form():
    raws = [
        sheet("accounts", [{"account_id": "1", "name": "Acme Inc"}]),
        sheet("accounts", [{"name": "Acme", "industry": "Pumps"}], "deals", is_derived=True),
        sheet("opportunities", [{"account_id": "Acme"}], "deals"),
    ]
    linked = link(raws)
    assert linked.tables["accounts"]["account_id"].tolist() == ["1"]
    assert linked.tables["opportunities"]["account_id"].tolist() == ["1"]


def test_a_person_written_family_name_first_is_found():
    raws = [sheet("contacts", [{"contact_id": "c1", "name": "Anna Bergová"}]),
            sheet("activities", [{"contact_id": "Bergova, Anna", "kind": "call"}])]  # fmt: skip
    assert link(raws).tables["activities"]["contact_id"].tolist() == ["c1"]


NAMES = st.text(alphabet="abAB áß&.-' 01", min_size=1, max_size=9).filter(lambda name: name.strip())
FORMS = st.sampled_from(["", " Inc", " GmbH", " s.r.o.", ", Ltd."])
COMPANIES = st.builds(lambda name, form: name + form, NAMES, FORMS)


@settings(max_examples=40)
@given(st.lists(COMPANIES, min_size=1, max_size=8, unique=True), st.lists(COMPANIES, min_size=1, max_size=8))
def test_no_link_leads_to_a_record_of_another_name_unless_the_rep_says_so(names, texts):
    accounts = [{"account_id": f"id of {n}", "name": name} for n, name in enumerate(names)]
    linked = link([sheet("accounts", accounts), sheet("opportunities", [{"account_id": text} for text in texts])])
    held = linked.tables["accounts"].drop_duplicates("account_id").set_index("account_id")["name"]
    for text, found in zip(texts, linked.tables["opportunities"]["account_id"], strict=True):
        if isinstance(found, str) and found != text:
            assert without_form(plain_name(held[found]))[0] == without_form(plain_name(text))[0]


@settings(max_examples=40)
@given(st.lists(COMPANIES, max_size=6), st.lists(st.one_of(COMPANIES, st.none()), min_size=1, max_size=8))
def test_every_text_is_linked_or_listed_whatever_the_names(names, texts):
    raws = [sheet("opportunities", [{"account_id": text, "name": "deal"} for text in texts])]
    if names:
        raws.append(sheet("accounts", [{"name": name} for name in names]))
    linked = link(raws)
    open_rows = linked.tables["opportunities"]["account_id"].isna().to_numpy()
    listed = {line["text"] for line in linked.links if line["state"] == "several"}
    assert {text for text, is_open in zip(texts, open_rows, strict=True) if is_open and text} <= listed
    assert len(linked.tables["opportunities"]) == len(texts)


@given(st.lists(COMPANIES, min_size=1, max_size=8))
def test_plain_names_are_plain_already(names):
    once = plain(pd.Series(names))
    assert plain(once).tolist() == once.tolist()
