"""Several exports of one system opened together are asked about the order of their dates once."""

from made_sheets import sheet

from sentia.workbook.recognition import recognise

DEALS = sheet(
    "Opportunities",
    ["Opportunity ID", "Opportunity Name", "Account Name", "Stage", "Amount", "Close Date", "Fiscal Period"],
    ["006A", "Pumps", "Acme", "Prospecting", 5, "03/04/2026", "Q1"],
    ["006B", "Nuts", "Bolt", "Prospecting", 5, "05/04/2026", "Q1"],
)
LEADS = sheet(
    "Leads",
    [
        "Lead ID",
        "Lead Owner",
        "Lead Status",
        "Company",
        "Created Date",
        "Jigsaw Contact ID",
        "Last Referenced Date",
    ],
    ["00QA", "Ann", "Open", "Corda", "03/04/2026", "x", "03/04/2026"],
    ["00QB", "Ann", "Open", "Delta", "05/04/2026", "y", "03/04/2026"],
)
OWN = sheet("my list", ["Deal", "Company", "Value", "Created"], ["Rods", "Acme", 5, "03/04/2026"])


def asked(*sheets, **answers) -> list[str]:
    found = recognise(list(sheets), answers)
    return [question["id"] for question in found.questions if question["id"].startswith("dates:")]


def test_two_files_of_one_system_ask_once() -> None:
    assert [s["vendor"] for s in recognise([DEALS, LEADS]).sheets] == ["Salesforce", "Salesforce"]
    assert asked(DEALS, LEADS) == ["dates:Opportunities.csv"]


def test_the_one_answer_holds_for_both() -> None:
    read = recognise([DEALS, LEADS], {"dates:Opportunities.csv": "month first"})
    days = [raw.frame["created_on"] for raw in read.tables if "created_on" in raw.frame]
    assert [f"{day:%Y-%m-%d}" for day in days[0]] == ["2026-03-04", "2026-05-04"]


def test_a_list_of_the_reps_own_is_asked_about_apart() -> None:
    assert asked(DEALS, LEADS, OWN) == ["dates:Opportunities.csv", "dates:my list.csv"]


def test_one_file_that_decides_decides_for_the_other() -> None:
    decided = sheet("Opportunities", [c.shown()[0] for c in DEALS.columns],
                    ["006A", "Pumps", "Acme", "Prospecting", 5, "31/12/2026", "Q1"])  # fmt: skip
    assert asked(decided, LEADS) == []


def test_a_word_on_the_second_file_is_of_that_file_alone() -> None:
    read = recognise([DEALS, LEADS], {"dates:Leads.csv": "month first"})
    chosen = {question["id"]: question["chosen"] for question in read.questions}
    assert chosen == {"dates:Opportunities.csv": "day first", "dates:Leads.csv": "month first"}
    closing, created = (raw.frame for raw in read.tables if raw.table == "opportunities")
    assert f"{created['created_on'].iloc[0]:%Y-%m-%d}" == "2026-03-04"
    assert f"{closing['expected_close_on'].iloc[0]:%Y-%m-%d}" == "2026-04-03"
