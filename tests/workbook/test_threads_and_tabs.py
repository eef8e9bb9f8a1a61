"""The same record in several places counts once: leads and their deals, tabs that filter, rows of a template."""

import pytest
from made_sheets import only, sheet

from sentia.book.assembling import assemble
from sentia.workbook.recognition import recognise


def book_of(*sheets):
    found = recognise(sheets)
    return assemble(found.tables, {}), found


def told_of(found, name):
    return next(one for one in found.sheets if one["sheet"] == name)


def skipped(told):
    return {line["row"]: line["why"] for line in told["skipped"]}


# Leads and the deals they became

LEADS = [
    ["Enquiry ID", "Company", "Contact name", "Email", "Status", "Created"],
    ["E1", "Elm Foods", "Ida Holm", "ida@elm.example", "Qualified", "2026-08-01"],
    ["E2", "Ash Bakery", "Bo Fox", "bo@ash.example", "Working", "2026-09-01"],
]


def test_a_lead_whose_id_a_deal_has_is_that_deal_and_gives_it_its_company_and_person():
    deals = [["Deal ID", "Lead ID", "Stage", "Value"], ["D1", "E1", "Closed Won", 900]]
    assembled, found = book_of(sheet("Leads", *LEADS), sheet("Deals", *deals))
    tables = assembled.linked.tables
    kept = tables["opportunities"].set_index("opportunity_id")
    assert kept["status"].to_dict() == {"D1": "won", "E2": "open"}
    assert kept.at["D1", "account_id"] == "Elm Foods"
    people = tables["contacts"].set_index("contact_id")["name"]
    assert people[kept.at["D1", "contact_id"]] == "Ida Holm"
    [note] = told_of(found, "Leads")["notes"]
    assert note == "1 lead here became a deal on another sheet, and counts once: as that deal."


def test_a_lead_that_says_which_deal_it_became_is_that_deal():
    leads = [[*LEADS[0], "Converted deal ID"], [*LEADS[1], "D1"], [*LEADS[2], ""]]
    deals = [["Deal ID", "Deal name", "Company", "Stage", "Value"], ["D1", "Oven", "Elm Foods", "Proposal", 900]]
    assembled, _ = book_of(sheet("Leads", *leads), sheet("Deals", *deals))
    assert set(assembled.linked.tables["opportunities"]["opportunity_id"]) == {"D1", "E2"}


@pytest.mark.parametrize("word", ["Converted", "Konvertiert", "Closed - Converted", "Convertido", "Omgezet"])
def test_a_converted_lead_is_no_win_beside_a_sheet_of_deals(word):
    leads = [LEADS[0], [*LEADS[1][:4], word, "2026-08-01"], LEADS[2]]
    deals = [["Deal ID", "Deal name", "Company", "Stage", "Value"], ["D1", "Oven", "Elm Foods", "Proposal", 900]]
    assembled, _ = book_of(sheet("Leads", *leads), sheet("Deals", *deals))
    kept = assembled.linked.tables["opportunities"]
    assert set(kept["opportunity_id"]) == {"D1", "E2"}
    assert set(kept["status"]) == {"open"}


def test_a_column_of_leads_is_the_link_and_names_no_deal():
    deals = [["Deal ID", "Lead", "Company", "Stage", "Value"], ["D1", "E1", "Elm Foods", "Proposal", 900]]
    assembled, found = book_of(sheet("Leads", *LEADS), sheet("Deals", *deals))
    assert "E1" not in set(assembled.linked.tables["opportunities"]["name"])
    assert "Lead" in told_of(found, "Deals")["left_alone"]


def test_leads_that_no_deal_names_stay_leads():
    deals = [["Deal ID", "Lead ID", "Company", "Stage", "Value"], ["D1", "E9", "Oak", "Proposal", 900]]
    assembled, _ = book_of(sheet("Leads", *LEADS), sheet("Deals", *deals))
    assert set(assembled.linked.tables["opportunities"]["opportunity_id"]) == {"D1", "E1", "E2"}


# Tabs of one workbook

DEALS = [
    ["Ref", "Deal name", "Customer", "Stage", "Amount"],
    ["R1", "Oven", "Elm Foods", "Proposal", 900],
    ["R2", "Silo", "Ash Bakery", "Lead", 500],
    ["R3", "Fan", "Oak Mill", "Lost", 300],
]


def tab(name, *rows, columns=5):
    return sheet(name, *(row[:columns] for row in [DEALS[0], *rows]), file="pipeline.xlsx")


@pytest.mark.parametrize("columns", [5, 4])
def test_a_tab_that_shows_some_rows_again_adds_none_and_takes_none_away(columns):
    tabs = [tab("Everything", *DEALS[1:]), tab("Hot", DEALS[1], columns=columns), tab("Lost", DEALS[3])]
    assembled, _ = book_of(*tabs)
    assert sorted(assembled.linked.tables["opportunities"]["name"]) == ["Fan", "Oven", "Silo"]
    assert assembled.questions == ()
    assert assembled.notes["pipeline.xlsx", "Hot"] == "1 row here stands on 'Everything' too, and counts once."


def test_a_tab_without_ids_counts_once_only_where_every_row_of_it_stands_on_the_other():
    bare = [row[1:] for row in DEALS]
    every, some = (sheet(name, bare[0], *rows, file="a.xlsx") for name, rows in
                   [("All", bare[1:]), ("Open", bare[1:3])])  # fmt: skip
    assert len(book_of(every, some)[0].linked.tables["opportunities"]) == 3
    other = sheet("Open", bare[0], bare[1], ["Pump", "Elm Foods", "Lead", 70], file="a.xlsx")
    assert len(book_of(every, other)[0].linked.tables["opportunities"]) == 5


def test_tabs_by_stage_that_share_no_row_are_all_read():
    assembled, _ = book_of(tab("Open", *DEALS[1:3]), tab("Lost", DEALS[3]))
    assert len(assembled.linked.tables["opportunities"]) == 3
    assert not assembled.notes


# Templates


@pytest.mark.parametrize(
    "row",
    [
        ["Deal name", "Company name", "Select a stage", 0],
        ["[Deal name]", "[Company]", "Choose...", None],
        ["<deal>", "<company name>", "Stage", "0"],
        ["Enter deal name", "Enter company", "", ""],
    ],
)
def test_rows_of_a_template_that_nobody_filled_in_are_no_deals(row):
    found = recognise(
        [sheet("Pipeline", ["Deal", "Company", "Stage", "Value"], ["Oven", "Elm", "Lead", 9], row, row)]
    )
    assert only(found, "opportunities").frame["name"].tolist() == ["Oven"]
    assert set(skipped(found.sheets[0]).values()) == {"a row of a template, not filled in"}


@pytest.mark.parametrize(
    ("deal", "company"),
    [("Example deal", "Acme"), ("Beispiel", "Muster"), ("Oven", "Elm (Sample)"), ("e.g. Oven", "z. B. Elm")],
)
def test_the_example_of_a_template_is_no_deal(deal, company):
    rows = [["Deal", "Company", "Stage", "Value"], [deal, company, "Lead", 100], ["Silo", "Ash", "Lead", 5]]
    assert only(recognise([sheet("Pipeline", *rows)]), "opportunities").frame["name"].tolist() == ["Silo"]


def test_a_company_called_like_a_prompt_is_a_company():
    rows = [["Company", "Stage", "Value"], ["Select Foods", "Lead", 100], ["Your Home", "Lead", 5]]
    assert len(only(recognise([sheet("Pipeline", *rows)]), "opportunities").frame) == 2


@pytest.mark.parametrize(
    ("site", "is_profile"), [("https://net.example/in/{}", True), ("https://{}.example/about", False)]
)
def test_a_url_is_a_persons_profile_where_all_lead_to_one_site(site, is_profile):
    rows = [["First Name", "Last Name", "URL", "Company", "Position"]]
    rows += [
        [first, "Lee", site.format(first.lower()), firm, "Buyer"]
        for first, firm in [("Ann", "Acme"), ("Bo", "Elm")]
    ]
    frame = only(recognise([sheet("Network", *rows)]), "contacts").frame
    assert ("profile_url" in frame) == is_profile


def test_a_buyer_beside_a_title_is_the_company_and_a_state_of_tasks_is_how_they_stand():
    deals = [["Project title", "Buyer", "Decision maker", "Stage", "Value", "Account owner"]]
    buyers = [*["Larch Foods", "Elm Farm", "Moss Mill"], *(f"Firm {row % 5}" for row in range(20))]
    deals += [[f"Job {row}", buyer, None, "Lead", 900, "Ann"] for row, buyer in enumerate(buyers)]
    frame = only(recognise([sheet("Pipeline", *deals)]), "opportunities").frame
    assert frame["account_id"].tolist() == buyers
    log = [["When", "Who", "How", "Topic", "Deadline", "State"]]
    log += [["2026-11-02", "Ann Lee", "Call", "Price", None, "Done"]]
    log += [[None, "Bo Ray", "Task", "Send the list", "2026-11-26", "No longer needed"]]
    activities = only(recognise([sheet("Log", *log)]), "activities").frame
    assert activities["outcome"].tolist()[1] == "cancelled"


@pytest.mark.parametrize("called", ["Account owner", "Company owner", "Contact owner"])
def test_whose_the_company_is_is_whose_the_deal_is_where_nothing_else_says_it(called):
    rows = [["Deal", "Company", "Stage", "Value", called], ["Oven", "Elm", "Lead", 9, "Ida Holm"]]
    rows += [["Silo", "Ash", "Proposal", 5, "Bo Ray"]]
    frame = only(recognise([sheet("Pipeline", *rows)]), "opportunities").frame
    assert frame["owner"].tolist() == ["Ida Holm", "Bo Ray"]
