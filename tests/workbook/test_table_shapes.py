"""Where the tables are in the sheets that reps have: one sentence a shape, and every row accounted for."""

import io

import pytest
from made_files import saved
from made_sheets import accounted, fields_of, only, rows_of, sheet
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from sentia.errors import NoRecords, UnreadableFile
from sentia.workbook.from_files import check, read_book
from sentia.workbook.recognition import recognise

DEAL = ["Deal name", "Company", "Stage", "Amount"]
PUMPS = ["Pumps", "Acme", "Proposal", 900]
NUTS = ["Nuts", "Bolt", "Negotiation", 100]
CAMS = ["Cams", "Corda", "Lead", 50]
NONE = [None] * 4


def understood(*rows, name="Deals", **facts):
    one = sheet(name, *rows, **facts)
    found = recognise([one]).sheets[0]
    accounted(found, one.n_rows)
    return found


def reasons(found):
    return {line["row"]: line["why"] for line in found["skipped"]}


def workbook(draw, name="crm.xlsx"):
    """The book read from a real workbook that `draw` made."""
    made = Workbook()
    draw(made)
    stream = io.BytesIO(saved(made))
    stream.name = name
    return read_book(stream, trusted=True)


# Above the header


def test_title_rows_and_a_blank_one_stand_above_a_header_in_row_4():
    found = understood(["Report: open deals", *NONE[1:]], ["As of 3 March", *NONE[1:]], NONE, DEAL, PUMPS)
    assert (found["header_row"], found["rows"]) == (4, 1)
    assert reasons(found) == {1: "above the header", 2: "above the header", 3: "blank"}


def test_a_subtotal_row_above_the_header_is_no_record():
    found = understood(["Open pipeline", None, None, 1000], DEAL, PUMPS, NUTS)
    assert (found["header_row"], found["rows"]) == (2, 2)
    assert reasons(found) == {1: "above the header"}


def test_forty_formatted_rows_above_the_header_hide_nothing():
    found = understood(*[NONE] * 40, DEAL, PUMPS)
    assert (found["header_row"], found["rows"], found["used_as"]) == (41, 1, ["opportunities"])


def test_of_two_header_rows_the_upper_names_the_columns_that_the_lower_leaves_blank():
    found = understood(
        ["Company", "Contact", None, "Deal", None],
        [None, "Name", "Phone", "Name", "Amount"],
        ["Acme", "Jo Fox", "555 0100", "Pumps", 900],
        ["Bolt", "Al Poe", "555 0101", "Nuts", 100],
    )
    assert fields_of(found) == {
        "Company": ["opportunities.account_id"],
        "Contact Name": ["opportunities.contact_id", "contacts.name"],
        "Phone": ["contacts.phone"],
        "Deal Name": ["opportunities.name"],
        "Amount": ["opportunities.amount"],
    }
    assert (found["header_row"], reasons(found)) == (2, {1: "a second row of the header"})


def test_a_name_over_several_columns_is_put_before_theirs_only_where_they_need_it():
    found = understood(
        ["Account", None, "Opportunity", None],
        ["Name", "City", "Name", "Amount"],
        ["Acme", "Rome", "Pumps", 900],
    )
    assert [column["header"] for column in found["columns"]] == [
        "Account Name",
        "City",
        "Opportunity Name",
        "Amount",
    ]


def test_a_title_is_not_taken_for_a_name_over_several_columns():
    found = understood(["Deals", *NONE[1:]], DEAL, PUMPS)
    assert [column["header"] for column in found["columns"]] == DEAL
    assert reasons(found) == {1: "above the header"}


def test_a_second_header_in_the_systems_own_names_is_no_record():
    found = understood(DEAL, ["opportunity_name", "account_name", "stage_name", "amount"], PUMPS)
    assert reasons(found) == {2: "the header again, in other words"}


def test_of_two_header_rows_the_upper_may_be_the_one_that_is_better_known():
    found = understood(
        ["Company", "Last contact", None, "Next step", None],
        [None, "Date", "Type", "What", "Date"],
        ["Acme", "2026-01-05", "call", "Offer", "2026-02-05"],
        name="Customers",
    )
    assert (found["header_row"], found["rows"]) == (2, 1)
    assert fields_of(found)["Last contact Date"] == ["activities.done_at"]


def test_a_row_that_says_what_the_columns_hold_is_no_record():
    found = understood(["Company", "Deal", "Amount"], ["(text)", "(text)", "EUR"], ["Acme", "Pumps", 900])
    assert reasons(found) == {2: "says what the columns hold"}


# The header's own texts


def test_of_two_columns_with_one_name_the_second_is_told_apart():
    found = understood(["Name", "Company", "Name", "Stage"], ["Pumps", "Acme", "x", "Proposal"])
    assert found["left_alone"] == ["Name (2)"]


def test_a_column_without_a_name_is_called_by_its_letter():
    found = understood([*DEAL, None], [*PUMPS, "ask Bo first"])
    assert found["left_alone"] == ["Column E"]


def test_line_breaks_and_spaces_around_a_header_change_nothing():
    found = understood(["Deal\nname ", " Company", "Stage", "Amount  "], PUMPS)
    assert fields_of(found) == fields_of(understood(DEAL, PUMPS))


# Between and below the records


def test_blank_lines_in_the_middle_end_nothing():
    found = understood(DEAL, PUMPS, NONE, NONE, NUTS)
    assert (found["rows"], reasons(found)) == (2, {3: "blank", 4: "blank"})


def test_a_header_repeated_in_the_data_is_no_record_nor_is_the_title_above_it():
    found = understood(DEAL, PUMPS, NONE, ["Second half", *NONE[1:]], DEAL, NUTS)
    assert found["rows"] == 2
    assert reasons(found) == {3: "blank", 4: "a title above the header", 5: "the header again"}


def test_titles_of_groups_between_the_records_are_no_deals():
    north, south = ["North", *NONE[1:]], ["South", *NONE[1:]]
    found = understood(DEAL, north, PUMPS, NUTS, south, CAMS)
    assert reasons(found) == {2: "a title between the records", 5: "a title between the records"}
    assert understood(DEAL, PUMPS, ["A lead with a name only", *NONE[1:]], NUTS)["rows"] == 3


@pytest.mark.parametrize(
    "word",
    [
        "Total",
        "TOTAL:",
        "Grand Total",
        "Grand total (3 deals)",
        "Sum",
        "Summe",
        "Gesamt",
        "Gesamtsumme",
        "Zwischensumme",
    ]
    + ["Total général", "Sous-total", "Total general", "Totale", "Totaal", "Subtotal", "Sub-total", "Suma"],
)
def test_a_total_is_no_record_in_whatever_language(word):
    found = understood(DEAL, PUMPS, NUTS, CAMS, NONE, [word, None, None, 1050])
    assert (found["rows"], reasons(found)[6]) == (3, "a total")


def test_a_row_that_adds_up_those_above_is_a_total_whatever_it_is_called():
    rows = [DEAL, PUMPS, NUTS, CAMS]
    assert reasons(understood(*rows, ["What is open", None, None, 1050])) == {5: "a total"}
    assert understood(*rows, ["A small deal", None, None, 1051])["rows"] == 4


def test_a_row_of_formulas_below_typed_numbers_is_a_total():
    rows = [DEAL, PUMPS, NUTS, CAMS, ["Pipeline", None, None, 700]]
    assert reasons(understood(*rows, formulas={3: [5]})) == {5: "a total"}
    assert understood(*rows, formulas={3: [2, 3, 4, 5]})["rows"] == 4


def test_thousands_of_empty_formatted_rows_below_are_blank_and_counted():
    found = understood(DEAL, PUMPS, *[NONE] * 3000)
    assert (found["rows"], len(found["skipped"])) == (1, 1001)
    assert found["skipped"][-1]["rows"] == 2000


def test_a_table_that_starts_in_column_C_is_a_table():
    found = understood([None, None, *DEAL], [None, None, *PUMPS], [None, None, "Total", None, None, 900])
    assert (found["rows"], reasons(found)) == (1, {3: "a total"})
    assert [column["column"] for column in found["columns"]] == ["C", "D", "E", "F"]


# Beside


def test_notes_beside_the_table_are_left_alone_and_said():
    found = understood(
        [*DEAL, None, None],
        [*PUMPS, None, None],
        [*NUTS, None, "Call the big ones first"],
        [*NONE, None, "and Bo on Friday"],
    )
    assert (found["used_as"], found["rows"], found["left_alone"]) == (["opportunities"], 2, [])
    assert reasons(found) == {4: "beside the table"}
    assert found["notes"] == ["What stands in F3:F4 lies beside the table and is left alone."]


def test_an_empty_column_inside_a_table_does_not_cut_it():
    found = understood(
        ["Company", "City", None, "Deal name", "Stage", "Amount"],
        ["Acme", "Rome", None, "Pumps", "Proposal", 900],
        ["Bolt", "Oslo", None, "Nuts", "Lead", 100],
        [None, None, None, None, None, 1000],
    )
    assert "tables" not in found
    assert found["used_as"] == ["opportunities", "accounts"]


ACCOUNTS = [["Company", "City", "Industry"], ["Acme", "Rome", "Steel"], ["Bolt", "Oslo", "Food"]]
PEOPLE = [
    ["Name", "E-mail", "Company"],
    ["Jo Fox", "jo@acme.com", "Acme"],
    ["Al Poe", "al@bolt.com", "Bolt"],
    ["Di Ray", "di@bolt.com", "Bolt"],
]


def beside(left, right, gap=1):
    rows = max(len(left), len(right))
    blank = [[None] * 3]
    pairs = zip(left + blank * (rows - len(left)), right + blank * (rows - len(right)), strict=True)
    return [[*one, *[None] * gap, *other] for one, other in pairs]


def test_two_tables_side_by_side_are_both_read():
    one = sheet("Everything", *beside(ACCOUNTS, PEOPLE))
    found = recognise([one])
    assert only(found, "accounts").frame["name"].tolist() == ["Acme", "Bolt"]
    assert only(found, "contacts").frame[["name", "account_id"]].values.tolist() == [
        ["Jo Fox", "Acme"],
        ["Al Poe", "Bolt"],
        ["Di Ray", "Bolt"],
    ]
    told = found.sheets[0]
    assert told["used_as"] == ["accounts", "contacts"]
    assert [(t["range"], t["header_row"], t["rows"]) for t in told["tables"]] == [("A1:D4", 1, 2), ("E1:G4", 1, 3)]
    accounted(told, one.n_rows)


def test_two_tables_of_deals_side_by_side_keep_their_rows_apart():
    book = workbook(
        lambda made: [made.active.append(row) for row in beside([DEAL[:3], PUMPS[:3]], [DEAL[:3], NUTS[:3]])]
    )
    assert book.opportunities["name"].tolist() == ["Pumps", "Nuts"]
    assert book.opportunities.index.tolist() == ["crm.xlsx|Sheet|2", "crm.xlsx|Sheet|E2"]
    assert book.cell("opportunities", "crm.xlsx|Sheet|E2", "name").column == 4


def test_tables_under_one_another_are_both_read_each_below_its_own_header():
    rows = [[*row, None] for row in [*ACCOUNTS, [None] * 3, ["People", None, None], *PEOPLE]]
    one = sheet("Everything", *rows)
    found = recognise([one])
    assert only(found, "accounts").frame["name"].tolist() == ["Acme", "Bolt"]
    assert only(found, "contacts").frame["name"].tolist() == ["Jo Fox", "Al Poe", "Di Ray"]
    assert only(found, "contacts").rows.tolist() == [7, 8, 9]
    told = found.sheets[0]
    assert (told["header_row"], told["rows"]) == (1, 5)
    assert reasons(told) == {4: "blank", 5: "above the header", 6: "the header of another table"}
    accounted(told, one.n_rows)


def test_a_title_above_a_table_further_down_says_more_than_the_sheets_name():
    orders = [
        ["Orders", *NONE[1:]],
        ["Order ID", "Company", "Order date", "Amount"],
        ["1", "Acme", "2026-01-05", 7],
    ]
    assert understood(DEAL, PUMPS, NUTS, NONE, *orders)["used_as"] == ["opportunities", "orders"]
    found = understood(DEAL, PUMPS, NUTS, NONE, *orders[1:])
    assert found["used_as"] == ["opportunities", "orders"]


def test_a_row_of_stages_below_a_blank_one_starts_no_table():
    texts = ["Deal", "Company", "Stage", "Next step"]
    rows = [["Lead", "Acme", "Proposal", "Call"], ["Contact", "Bolt", "Meeting", "Quote"]]
    found = understood(texts, *rows, NONE, *rows, NONE, *rows)
    assert (found["rows"], "tables" in found) == (6, False)


# Excel's own marks


def test_an_excel_table_below_notes_that_look_like_a_header_has_its_own():
    found = understood(
        ["Company", "Stage", "Amount", "Close date"],
        NONE,
        ["Deal", "Who", "How far", "EUR"],
        PUMPS,
        tables=((3, 0, 4, 3),),
    )
    assert (found["header_row"], found["rows"]) == (3, 1)


def test_the_rows_that_a_filter_hides_are_records_and_the_filter_says_where_the_header_is():
    def draw(made):
        for row in (["Pipeline 2026"], [], DEAL, PUMPS, NUTS, CAMS):
            made.active.append(row)
        made.active.auto_filter.ref = "A3:D6"
        made.active.row_dimensions[5].hidden = True

    book = workbook(draw)
    assert book.opportunities["name"].tolist() == ["Pumps", "Nuts", "Cams"]
    assert check(book)["sheets"][0]["header_row"] == 3


def test_two_excel_tables_that_touch_are_two():
    def draw(made):
        for row in beside(ACCOUNTS, PEOPLE, gap=0):
            made.active.append(row)
        made.active.add_table(Table(displayName="Accounts", ref="A1:C3"))
        made.active.add_table(Table(displayName="People", ref="D1:F4"))

    book = workbook(draw)
    assert (len(book.accounts), book.contacts["name"].tolist()) == (2, ["Jo Fox", "Al Poe", "Di Ray"])


def test_a_hidden_sheet_is_read_and_said():
    def draw(made):
        made.active.append(["See the other sheet"])
        hidden = made.create_sheet("Deals")
        hidden.sheet_state = "hidden"
        for row in (DEAL, PUMPS):
            hidden.append(row)

    book = workbook(draw)
    assert book.opportunities["name"].tolist() == ["Pumps"]
    assert any("hidden" in note for note in check(book)["sheets"][1]["notes"])


def test_merged_headers_totals_and_formatted_rows_of_a_real_workbook():
    def draw(made):
        page = made.active
        page.title = "Deals"
        for row in (
            ["Report: open deals"],
            [],
            ["Account", None, "Deal", None],
            ["Name", "City", "Name", "Amount "],
            ["Acme", "Rome", "Pumps", 900],
            ["Bolt", "Oslo", "Nuts", 100],
            [],
            ["Total", None, None, "=SUM(D5:D6)"],
        ):
            page.append(row)
        page.merge_cells("A1:D1")
        page.merge_cells("A3:B3")
        page.merge_cells("C3:D3")
        for row in range(9, 2000):
            page.cell(row, 1).number_format = "0.00"

    book = workbook(draw)
    assert book.opportunities[["name", "amount"]].values.tolist() == [["Pumps", 900], ["Nuts", 100]]
    assert set(book.accounts["name"]) == {"Acme", "Bolt"}
    told = check(book)["sheets"][0]
    assert (told["header_row"], told["rows"], reasons(told)[8]) == (4, 2, "a total")


# No header at all


def test_rows_without_a_header_are_told_by_what_is_in_them_and_said_to_be_a_guess():
    found = understood(
        ["Acme Ltd", "Jo Fox", "jo@acme.com", "Proposal", 900],
        ["Bolt GmbH", "Al Poe", "al@bolt.com", "Negotiation", 100],
        ["Corda Inc", "Di Ray", "di@corda.com", "Proposal", 50],
        name="Sheet1",
    )
    assert (found["header_row"], found["rows"]) == (None, 3)
    assert fields_of(found)["Amount"] == ["opportunities.amount"]
    assert all(column["confidence"] <= 0.5 for column in found["columns"])
    assert found["why"].startswith("no header")


def test_rows_that_look_like_nothing_are_refused_for_want_of_names():
    with pytest.raises(NoRecords, match="crm.csv: sheet 'crm' has no row that names its columns; wanted is"):
        recognise([sheet("crm", ["x1", "blue"], ["x2", "red"])])


# What is no list of records


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["Region", "Jan", "Feb", "Mar"], ["North", 5, 6, 7], ["South", 8, 9, 1]],
            "a cross-tab of months by region",
        ),
        ([["", "Q1 2026", "Q2 2026", "Q3 2026"], ["Proposal", 5, 6, 7]], "a cross-tab of quarters"),
        (
            [["Sales rep", 2024, 2025, 2026], ["Ann", 5, 6, 7], ["Bo", 1, 2, 3]],
            "a cross-tab of years by sales rep",
        ),
        ([["Customer", "Jan", "Feb", "Mar"], ["Acme", "5,0", "6,0", "7"]], "a cross-tab of months by customer"),
        ([["Row Labels", "Sum of Amount"], ["Acme", 900], ["Grand Total", 900]], "a pivot table"),
        ([["Zeilenbeschriftungen", "Summe von Betrag"], ["Acme", 900]], "a pivot table"),
        (
            [["Lead", "Qualified", "Proposal", "Won"], ["Acme", "Bolt", None, "Corda"]],
            "a board with a column for each stage",
        ),
        (
            [["Company", "Acme", "Bolt"], ["Contact", "Jo", "Al"], ["Amount", 5, 6], ["Stage", "Lead", "Won"]],
            "a form with its labels in the first column",
        ),
        (
            [["Name:", "Jo Fox"], ["Company:", "Acme"], ["Phone:", "555"]],
            "a form with its labels in the first column",
        ),
        ([["Price", 10], ["Volume", 500], ["Cost", 7]], "a list of labels with a number beside each"),
    ],
)
def test_a_summary_is_refused_as_what_it_is(rows, said):
    with pytest.raises(NoRecords) as refused:
        recognise([sheet("Plan", *rows, file="crm.xlsx")])
    assert str(refused.value).startswith(f"crm.xlsx: sheet 'Plan' is {said}, not a list of records; wanted is")


def test_a_model_of_assumptions_and_formulas_is_called_a_calculation():
    model = [
        ["Assumptions", None],
        ["Price", 10],
        ["Volume", 500],
        ["Revenue", 5000],
        ["Cost", 900],
        ["Margin", 410],
    ]
    with pytest.raises(NoRecords, match="is a calculation of labels and formulas, not a list of records"):
        recognise([sheet("Model", *model, file="crm.xlsx", formulas={1: [4, 5, 6]})])


def test_of_a_workbook_of_summaries_six_sheets_are_named_and_the_others_counted():
    plans = [
        sheet(f"Plan {n}", ["Region", "Jan", "Feb", "Mar"], ["North", 5, 6, 7], file="crm.xlsx") for n in range(9)
    ]
    with pytest.raises(NoRecords) as refused:
        recognise(plans)
    said = str(refused.value)
    assert (said.count("crm.xlsx"), said.count("a cross-tab"), "3 more sheets hold none either" in said) == (
        1,
        6,
        True,
    )


def test_a_list_of_customers_is_a_list_whatever_months_stand_beside_them():
    found = understood(
        ["Customer", "City", "Phone", "Jan", "Feb", "Mar"], ["Acme", "Rome", "555 0100", 5, 6, 7], name="Customers"
    )
    assert (found["used_as"][0], found["left_alone"]) == ("accounts", ["Jan", "Feb", "Mar"])


def test_a_cross_tab_beside_a_sheet_of_deals_is_left_alone_and_says_why():
    plan = sheet("Plan", ["Region", "Jan", "Feb", "Mar"], ["North", 5, 6, 7])
    found = recognise([sheet("Deals", DEAL, PUMPS), plan])
    assert found.sheets[1]["why"] == "a cross-tab of months by region, not a list of records"
    assert rows_of(found.sheets[1]) == 2


def test_an_empty_workbook_is_refused_as_empty():
    with pytest.raises(
        UnreadableFile, match="^crm.xlsx has no rows: none of its sheets has a cell with something"
    ):
        workbook(lambda made: made.create_sheet("Second"))


# What a CRM has already put aside


def test_rows_that_the_crm_deleted_are_passed_over_with_that_reason():
    found = understood([*DEAL, "IsDeleted"], [*PUMPS, "false"], [*NUTS, "true"])
    assert (found["rows"], reasons(found)) == (1, {3: "deleted in the CRM"})


def test_a_second_number_below_a_person_with_an_id_is_no_person_of_its_own():
    found = understood(
        ["Contact ID", "Name", "Company", "Email", "Phone"],
        ["C1", "Ann Lee", "Acme", "ann@acme.example", "555-0101"],
        [None, None, None, "ann@home.example", "555-0199"],
        ["C2", "Bo Ray", "Bolt", "bo@bolt.example", None],
        name="Contacts",
    )
    assert (found["rows"], reasons(found)) == (2, {3: "nothing on it says who or what it is"})


def test_an_address_alone_is_a_person_where_nobody_has_an_id():
    found = understood(
        ["Name", "Email"], ["Ann Lee", "ann@acme.example"], [None, "bo@bolt.example"], name="Contacts"
    )
    assert found["rows"] == 2


def test_converted_leads_are_passed_over_for_their_deal_stands_elsewhere():
    leads = ["Lead ID", "Company", "Last Name", "Lead Status", "IsConverted"]
    found = understood(
        leads,
        ["1", "Acme", "Fox", "Working - Contacted", "FALSE"],
        ["2", "Bolt", "Poe", "Closed - Converted", "TRUE"],
        name="Leads",
    )
    assert (found["rows"], list(reasons(found))) == (1, [3])
    without = understood(
        [*leads[:4]],
        ["1", "Acme", "Fox", "Open - Not Contacted"],
        ["2", "B", "P", "Closed - Converted"],
        name="Leads",
    )
    assert reasons(without) == {3: "a lead that was converted, so its deal stands elsewhere"}


@pytest.mark.parametrize(
    ("stages", "status"),
    [
        (["Open", "Closed", "Lost"], ["open", "won", "lost"]),
        (["Open", "Closed", "Won"], ["open", "lost", "won"]),
        (["Won", "Closed", "Lost"], ["won", "lost", "lost"]),
    ],
)
def test_closed_means_what_the_other_stages_of_its_column_leave_for_it(stages, status):
    deals = sheet("Deals", ["Deal name", "Company", "Stage"], *(["Pumps", "Acme", stage] for stage in stages))
    assert only(recognise([deals]), "opportunities").frame["status"].tolist() == status
