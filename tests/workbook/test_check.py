"""What `check` says of a book: how it was linked, and what changed since an earlier export."""

import io
import json

from sentia.workbook.from_files import check, read_book

DEALS = "Opportunity ID,Deal,Account,Amount,Stage\n"


def file(name: str, text: str) -> io.BytesIO:
    found = io.BytesIO(text.encode())
    found.name = name
    return found


def told(*files: io.BytesIO, **answers: str) -> dict:
    found = check(read_book(list(files), answers, trusted=True))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    return found


def test_each_name_that_was_not_simply_found_is_among_the_links() -> None:
    accounts = file("accounts.csv", "Account,City\nAcme Inc,Bonn\nFabrikam,Ulm\nBerg,Jena\nBerg,Kiel\n")
    deals = file("deals.csv", DEALS + "D1,Pumps,Acme,5,Lead\nD2,Nuts,Fabricam,5,Lead\nD3,Cams,Berg,5,Lead\n")
    links = {line["text"]: line for line in told(accounts, deals)["links"] if line["text"]}
    states = {text: line["state"] for text, line in links.items()}
    assert states == {"Acme": "taken", "Fabricam": "near", "Berg": "several"}
    assert [option["name"] for option in links["Acme"]["options"]] == ["Acme Inc"]
    assert links["Acme"]["why"]
    assert (links["Acme"]["file"], links["Acme"]["row"]) == ("deals.csv", 2)
    assert (links["Berg"]["chosen"], len(links["Berg"]["options"])) == ("", 2)


def test_a_book_whose_names_are_all_there_lists_no_link_and_no_difference() -> None:
    found = told(file("deals.csv", DEALS + "D1,Pumps,Acme,5,Lead\n"))
    assert (found["links"], found["differences"]) == ([], [])


def test_what_changed_since_an_earlier_export_is_listed() -> None:
    earlier = file("deals-2026-10-01.csv", DEALS + "D1,Pumps,Acme,5,Lead\nD2,Nuts,Bolt,7,Lead\n")
    later = file("deals-2026-11-01.csv", DEALS + "D1,Pumps,Acme,5,Proposal\nD3,Cams,Corda,9,Lead\n")
    changes = told(earlier, later)["differences"]
    said = {(line["record_id"], line["what"], line["before"], line["after"]) for line in changes}
    assert said == {
        ("D1", "moved stage", "Lead", "Proposal"),
        ("D2", "gone", "Lead, 7", ""),
        ("D3", "new", "", "Lead, 9"),
    }
    assert {(line["since"], line["until"]) for line in changes} == {
        ("deals-2026-10-01.csv", "deals-2026-11-01.csv")
    }
