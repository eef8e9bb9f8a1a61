"""Above the day: columns that may be the amount or a stage and are not used, and one tap on each."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SECONDS = 60
DEALS = b"""Deal,Company,Kleb,Stage,Contact
Pumps,Acme,9000,Proposal,Anna Fox
Nuts,Bolt,1200,Negotiation,Maria Poe
Cams,Corda,45000,Proposal,Peter Lum
Rods,Delta,7300,Qualified,Thomas Dent
"""


def today(deals: bytes = DEALS) -> AppTest:
    """The day of these deals."""
    run = AppTest.from_file(ROOT / "pages/book.py", default_timeout=SECONDS).run()
    run.file_uploader[0].upload("deals.csv", deals).run()
    desk = run.session_state["sentia.desk"]
    page = AppTest.from_file(ROOT / "pages/today.py", default_timeout=SECONDS)
    page.session_state["sentia.desk"] = desk
    page.run()
    assert not page.exception
    return page


def strips(page: AppTest) -> list:
    return [group for group in page.button_group if "Kleb" in group.label]


def shown(page: AppTest) -> str:
    return " ".join([*(metric.delta for metric in page.metric), *(text.value for text in page.caption)])


def test_a_column_of_money_that_nobody_understands_is_asked_about_above_the_day() -> None:
    page = today()
    (strip,) = strips(page)
    assert strip.label == "deals, read as 4 deals: “Kleb” is not used. What is it?"
    assert list(strip.options) == ["Deal: amount", "leave it alone"]
    assert "no amounts in this book" not in shown(page)


def test_one_tap_makes_it_the_amount_and_the_day_follows() -> None:
    page = today()
    strips(page)[0].set_value("Deal: amount").run()
    assert not page.exception
    book = page.session_state["sentia.desk"].book
    assert book.opportunities["amount"].tolist() == [9000, 1200, 45000, 7300]
    assert strips(page) == []


def test_left_alone_it_is_not_asked_about_again() -> None:
    page = today()
    strips(page)[0].set_value("leave it alone").run()
    assert strips(page) == []
    assert "no amounts in this book" in shown(page)


def test_where_all_is_understood_nothing_is_asked() -> None:
    assert strips(today(DEALS.replace(b"Kleb", b"Amount"))) == []
