"""Small sheets that name the ids of others: a rep reads "Handed over", not 12345678."""

import io

import pytest
from made_sheets import accounted, fields_of, only, sheet

from sentia.workbook.from_files import check, read_book
from sentia.workbook.recognition import recognise

DEALS = sheet(
    "deals",
    ["Deal ID", "Deal Name", "Deal Stage", "Pipeline", "Amount"],
    [1, "Pumps", "appointmentscheduled", "default", 10],
    [2, "Nuts", 12345678, "default", 20],
    [3, "Cams", "998877", "renew", 20],
)
STAGES = sheet(
    "stages",
    ["stage_id", "label", "pipeline_id", "display_order", "closed_won", "is_closed", "probability"],
    [12345678, "Handed over", "default", 1, True, True, 1],
    ["appointmentscheduled", "Intro call", "default", 0, False, False, 0.2],
    ["998877", "Nope", "renew", 2, False, True, 0],
)
PIPELINES = sheet("pipelines", ["pipeline_id", "label"], ["default", "New business"], ["renew", "Renewals"])


def deals_of(*sheets):
    return only(recognise(list(sheets)), "opportunities")


def test_deals_get_the_names_of_their_stages_and_pipelines() -> None:
    deals = deals_of(DEALS, STAGES, PIPELINES)
    assert deals.frame["stage"].tolist() == ["Intro call", "Handed over", "Nope"]
    assert deals.facts["pipeline"].tolist() == ["New business", "New business", "Renewals"]


def test_what_the_sheet_of_stages_says_of_won_and_closed_holds_whatever_they_are_called() -> None:
    assert deals_of(DEALS, STAGES).frame["status"].tolist() == ["open", "won", "lost"]


def test_without_the_sheet_the_ids_stand_as_they_are() -> None:
    assert deals_of(DEALS).frame["stage"].tolist() == ["appointmentscheduled", "12345678", "998877"]


def test_a_name_is_not_written_over_its_id() -> None:
    assert "stage" not in deals_of(DEALS, STAGES).columns
    assert "stage" in deals_of(DEALS).columns


def test_both_sheets_are_told_of() -> None:
    deals, stages = recognise([DEALS, STAGES]).sheets
    (said,) = [column["why"] for column in deals["columns"] if column["header"] == "Deal Stage"]
    assert said.endswith("ids, read as the names under 'label' on sheet 'stages'")
    assert stages["used_as"] == ["names"]
    assert stages["why"] == "names for the ids of stage on sheet 'deals'"
    assert fields_of(stages) == {
        "stage_id": ["names.id"],
        "label": ["names.name"],
        **dict.fromkeys(("display_order", "closed_won", "is_closed"), ["names.meaning"]),
    }
    accounted(stages, 4)


def test_the_stages_stand_in_the_order_of_their_sheet() -> None:
    csv = (
        "crm.csv",
        "Deal,Company,Stage,Value\nPumps,Acme,17,5\nNuts,Bolt,4,5\nCams,Corda,9,5\nRods,Delta,4,5\n",
    )
    names = ("stages.csv", "id,name,sequence\n4,Blue,1\n17,Green,2\n9,Red,3\n")
    book = read_book([_file(*csv), _file(*names)], trusted=True)
    assert book.stages.index.tolist() == ["Blue", "Green", "Red"]
    assert all(why.endswith("its place by the sheet of stages") for why in book.stages["why"])
    assert check(book)["sheets"][1]["used_as"] == ["names"]


def test_a_stage_that_its_sheet_calls_won_wins_the_deals_moved_there() -> None:
    stages = _file("stages.csv", "id,name,is_won\n4,Blue,no\n17,Green,yes\n")
    book = read_book([_file("crm.csv", "Deal,Company,Stage,Value\nPumps,Acme,17,5\nNuts,Bolt,4,5\n"), stages],
                     trusted=True)  # fmt: skip
    assert book.stages.at["Green", "kind"] == "won"
    key = book.opportunities.index[1]
    assert book.edit("opportunities", key, stage="Green").opportunities.at[key, "status"] == "won"


def _file(name: str, text: str) -> io.BytesIO:
    file = io.BytesIO(text.encode())
    file.name = name
    return file


ODOO = sheet(
    "crm.lead",
    ["id", "name", "partner_name", "stage_id", "expected_revenue"],
    [11, "Pumps", "Acme", 1, 10],
    [12, "Nuts", "Bolt", 4, 10],
)


@pytest.mark.parametrize(
    "headers", [["id", "name", "sequence", "is_won"], ["ID", "Stage Name", "Sequence", "Is Won Stage?"]]
)
def test_odoos_table_of_stages(headers) -> None:
    name = "crm.stage" if headers[0] == "id" else "Stages"
    stages = sheet(name, headers, [1, "New", 1, False], [2, "Qualified", 2, False], [4, "Signed", 70, True])
    assert deals_of(ODOO, stages).frame[["stage", "status"]].values.tolist() == [
        ["New", "open"],
        ["Signed", "won"],
    ]


def test_salesforces_record_types_are_pipelines() -> None:
    deals = sheet(
        "Opportunity",
        ["Id", "Name", "StageName", "Amount", "RecordTypeId"],
        ["0061", "Pumps", "Prospecting", 5, "012000000000A"],
        ["0062", "Nuts", "Closed Won", 5, "012000000000B"],
    )
    types = sheet(
        "RecordType",
        ["Id", "Name", "DeveloperName"],
        ["012000000000A", "New business", "New_b"],
        ["012000000000B", "Renewal", "Ren"],
    )
    assert deals_of(deals, types).facts["pipeline"].tolist() == ["New business", "Renewal"]


def test_any_column_of_codes_gets_names_from_the_sheet_called_like_it() -> None:
    deals = sheet(
        "deals", ["Deal", "Company", "Source", "Value"], ["Pumps", "Acme", "S1", 3], ["Nuts", "Bolt", "S2", 3]
    )
    sources = sheet("Sources", ["Code", "Name"], ["S1", "Trade fair"], ["S2", "Web"], ["S3", "Other"])
    assert deals_of(deals, sources).frame["source"].tolist() == ["Trade fair", "Web"]


def test_one_id_that_the_sheet_does_not_have_leaves_the_column_as_it_is() -> None:
    short = sheet("stages", ["stage_id", "label"], [12345678, "Handed over"], ["998877", "Nope"])
    found = recognise([DEALS, short])
    assert only(found, "opportunities").frame["stage"].tolist() == ["appointmentscheduled", "12345678", "998877"]
    assert found.sheets[1]["used_as"] == []


def test_small_numbers_are_no_ids_of_a_sheet_about_something_else() -> None:
    deals = sheet("deals", ["Deal", "Company", "Stage", "Value"], ["Pumps", "Acme", 1, 3], ["Nuts", "Bolt", 2, 3])
    products = sheet(
        "Products", ["ProductID", "ProductName", "UnitPrice"], [1, "Chai", 3], [2, "Tea", 3], [3, "X", 5]
    )
    assert deals_of(deals, products).frame["stage"].tolist() == ["1", "2"]


def test_names_that_stand_in_the_column_already_stay() -> None:
    deals = sheet("deals", ["Deal", "Company", "Stage", "Value"], ["Pumps", "Acme", "Demo", 3])
    stages = sheet("Stages", ["Stage name", "Label"], ["Demo", "Demo"], ["Won", "Won"])
    assert deals_of(deals, stages).frame["stage"].tolist() == ["Demo"]


def test_two_sheets_that_name_the_same_ids_alike_are_not_chosen_between() -> None:
    one = sheet("stages", ["id", "label"], [12345678, "A"], ["998877", "B"], ["appointmentscheduled", "C"])
    two = sheet("stages old", ["id", "label"], [12345678, "D"], ["998877", "E"], ["appointmentscheduled", "F"])
    assert deals_of(DEALS, one, two).frame["stage"].tolist() == ["appointmentscheduled", "12345678", "998877"]


def test_the_first_rows_are_shown_as_they_stand_in_the_file() -> None:
    deals = recognise([DEALS, STAGES]).sheets[0]
    assert deals["first_rows"]["rows"][1][2] == "appointmentscheduled"
