"""Dates that lie ahead, marks, roles, payments and complaints are read where a file has a column for them."""

from made_sheets import only, sheet

from sentia.workbook.recognition import recognise


def first_row(name, header, row):
    found = recognise([sheet(name, header, row)])
    return {raw.table: raw.frame.iloc[0] for raw in reversed(found.tables)}


def test_an_account_knows_its_contract_its_notice_and_its_marks():
    header = ["Company", "Industry", "Contract ends", "Notice by", "Competitor contract ends", "Key account"]
    header += ["Credit stop"]
    row = ["Elm", "Paper", "2027-03-31", "2026-12-31", "2027-06-30", "yes", "no"]
    elm = first_row("Accounts", header, row)["accounts"]
    days = [f"{elm[name]:%Y-%m-%d}" for name in ("contract_ends_on", "notice_on", "competitor_ends_on")]
    assert days == ["2027-03-31", "2026-12-31", "2027-06-30"]
    assert elm["is_key"]
    assert not elm["credit_stop"]


def test_a_persons_role_is_read_from_its_own_column_or_from_the_relationship():
    both = ["Name", "Email", "Role", "Relationship", "Geburtstag"]
    ana = first_row("Contacts", both, ["Ana", "ana@elm.example", "Gatekeeper", "friend", "12.05.1980"])["contacts"]
    assert (ana["role"], ana["relationship"], f"{ana['birthday_on']:%m-%d}") == ("gatekeeper", "friend", "05-12")
    bo = first_row("Contacts", ["Name", "Email", "Role"], ["Bo", "bo@elm.example", "Decision maker"])["contacts"]
    assert (bo["role"], bo["relationship"]) == ("decides", "Decision maker")


def test_a_deal_is_new_business_a_renewal_or_more_for_a_customer():
    header = ["Deal name", "Company", "Stage", "Amount", "Deal type", "Reseller"]
    rows = [["A", "Elm", "Quote", 5, kind, "Ash"] for kind in ("New Business", "Renewal", "Upsell")]
    deals = only(recognise([sheet("Deals", header, *rows)]), "opportunities").frame
    assert deals["type"].tolist() == ["new", "renewal", "expansion"]
    assert deals["partner"].tolist() == ["Ash"] * 3


def test_an_invoice_knows_when_it_is_due_and_when_it_was_paid():
    header = ["Order ID", "Company", "Order date", "Amount", "Due date", "Paid on"]
    order = first_row("Orders", header, ["1", "Elm", "2026-01-02", 500, "2026-02-01", "2026-02-05"])["orders"]
    assert [f"{order[name]:%m-%d}" for name in ("ordered_on", "due_on", "paid_on")] == ["01-02", "02-01", "02-05"]


def test_a_complaint_is_a_case_of_its_company_and_no_deal():
    header = ["Case number", "Company", "Created", "Severity", "Subject", "Closed"]
    found = recognise([sheet("Support cases", header, ["C-1", "Elm", "2026-01-02", "high", "Broken pump", ""])])
    case = only(found, "cases").frame.iloc[0]
    assert (case["case_id"], case["severity"], case["subject"]) == ("C-1", "high", "Broken pump")
    assert not [raw for raw in found.tables if raw.table == "opportunities"]
