"""On the Book page names are settled in one list, and what changed between two files is shown."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SECONDS = 30
ACCOUNTS = b"Account ID,Account Name,City\nA1,Fabrikam GmbH,Berlin\nA2,Northwind Traders,Seattle\n"
PEOPLE = b"Contact ID,Full Name,Account ID,Email\nC1,Anna Berg,A1,a@f.example\nC2,Anna Berg,A2,a@n.example\n"
HEADER = b"Opportunity ID,Opportunity Name,Account Name,Contact Name,Stage,Amount\n"
OCT = (
    HEADER
    + b"D1,Pumps,Fabricam,,Proposal,900\nD2,Valves,Northwind,Anna Berg,Lead,50\nD3,Seals,Fabrikam,,Lead,70\n"
)
NOV = HEADER + b"D1,Pumps,Fabricam,,Closed Won,900\nD2,Valves,Northwind,Anna Berg,Lead,80\n"


def opened(**files: bytes) -> AppTest:
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    run.file_uploader[0].set_value([(f"{name}.csv", data, "text/csv") for name, data in files.items()]).run()
    assert not run.exception
    return run


def book(run: AppTest):
    return run.session_state["sentia.desk"].book


def key(run: AppTest, name: str) -> str:
    return f"links-{name}-{run.session_state['sentia.desk'].generation}"


def labels(run: AppTest) -> list[str]:
    return [box.label for box in run.expander]


def test_names_to_settle_stand_in_one_list_with_what_tells_the_records_apart() -> None:
    run = opened(accounts=ACCOUNTS, people=PEOPLE, deals=OCT)
    assert "Names to settle: 3" in labels(run)
    options = run.selectbox(key=key(run, "link:contacts|Anna Berg|Northwind")).options
    assert options == [
        "not settled: linked to none",
        "Anna Berg · Fabrikam GmbH, a@f.example, C1",
        "Anna Berg · Northwind Traders, a@n.example, C2",
        "somebody else",
    ]


def test_a_choice_counts_at_once_and_is_kept() -> None:
    run = opened(accounts=ACCOUNTS, people=PEOPLE, deals=OCT)
    run.selectbox(key=key(run, "link:contacts|Anna Berg|Northwind")).set_value("C2").run()
    assert book(run).opportunities["contact_id"].tolist()[1] == "C2"
    assert book(run).answers["link:contacts|Anna Berg|Northwind"] == "C2"
    assert "Names to settle: 2" in labels(run)


def test_all_near_names_are_settled_with_one_press() -> None:
    run = opened(accounts=ACCOUNTS, people=PEOPLE, deals=OCT)
    run.button(key=key(run, "all")).click().run()
    assert book(run).opportunities["account_id"].tolist() == ["A1", "A2", "A1"]
    assert len(book(run).accounts) == 2


def test_names_read_loosely_are_said() -> None:
    run = opened(accounts=ACCOUNTS, deals=OCT)
    assert "Names read as a record written another way: 1" in labels(run)
    shown = next(frame.value for frame in run.dataframe if "Read as" in frame.value)
    assert shown.iloc[0].tolist() == ["Fabrikam", "Fabrikam GmbH", "the same but for the legal form", 1, False]


def test_what_changed_between_two_files_is_shown_and_summed_up() -> None:
    run = opened(**{"crm-2026-10-31": OCT, "crm-2026-11-14": NOV})
    assert len(book(run).opportunities) == 2
    said = [text.value.replace("\\", "") for text in run.markdown]
    assert "1 deal gone, 1 moved stage, 1 amount changed." in said
    shown = next(frame.value for frame in run.dataframe if "Before" in frame.value)
    assert shown["What"].tolist() == ["gone", "moved stage", "amount changed"]


def test_an_edit_made_before_a_later_file_was_added_stays_with_its_deal() -> None:
    run = opened(**{"crm-2026-10-31": OCT})
    desk = run.session_state["sentia.desk"]
    object.__setattr__(desk, "book", desk.book.edit("opportunities", "D2", amount=55))
    object.__setattr__(desk, "book", desk.book.edit("opportunities", "D3", amount=75))
    run.toggle[0].set_value(True).run()
    run.file_uploader[0].set_value([("crm-2026-11-14.csv", NOV, "text/csv")]).run()
    deals = book(run).opportunities.set_index("opportunity_id")
    assert deals["amount"].to_dict() == {"D1": 900, "D2": 55}
    assert any("1 of your changes" in warning.value for warning in run.warning)
