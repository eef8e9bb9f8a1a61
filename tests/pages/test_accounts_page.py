"""The Accounts page: what a year should bring, whom to call first, how each buys, and what else it could buy."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

import sentia
from sentia.book.origin import Source
from sentia.ui.state import KEY, first_visit
from sentia.workbook.from_files import read_book

PAGE = Path(__file__).parents[2] / "pages" / "accounts.py"
HEAD = "Order no,Customer,Order date,Amount,Product\n"


def rows(who: str, days: list[str], product: str = "Filters", amount: int = 1_000) -> str:
    return "".join(f"{who[:1]}{product[:1]}{n},{who},{day},{amount},{product}\n" for n, day in enumerate(days))


MONTHLY = [f"{year}-{month:02d}-05" for year in (2025, 2026) for month in range(1, 13)][:23]
ACME, BIRCH = rows("Acme", MONTHLY), rows("Birch", MONTHLY[:20])  # Birch has not ordered since August


def shown(text: str, name: str = "orders.csv") -> AppTest:
    book = read_book([Source(name, text.encode())])
    run = AppTest.from_file(PAGE, default_timeout=120)
    run.session_state[KEY] = replace(first_visit(), book=book, is_sample=False, generation=1)
    run.run()
    assert not run.exception
    return run


def words(run: AppTest) -> str:
    return " ".join(one.value for one in (*run.markdown, *run.caption))


def test_who_waits_longer_than_usual_stands_first_and_the_title_is_the_answer():
    run = shown(HEAD + ACME + BIRCH)
    assert run.title[0].value.startswith("Your 2 customers should buy for $")
    assert "1 waits longer than usual" in words(run)
    assert run.subheader[1].value == "Birch: call about the next order"
    assert run.dataframe[0].value["How it stands"].tolist() == ["late", "on time"]


def test_a_talk_is_logged_from_the_account_that_stands_open():
    run = shown(HEAD + ACME + BIRCH)
    run.button(key="log-Talked").click().run()
    assert not run.exception
    logged, book = run.session_state[KEY].book.activities, run.session_state[KEY].book
    names = book.accounts.set_index("account_id")["name"]
    assert logged["account_id"].map(names).tolist() == ["Birch"]


def test_the_lines_of_python_give_what_the_page_shows():
    run = shown(HEAD + ACME + BIRCH)
    lines = run.code[0].value.replace("sentia.read_book('orders.csv')", "book")
    known = {"book": run.session_state[KEY].book, "sentia": sentia}
    exec(lines, known)  # noqa: S102 the page's own lines
    assert known["found"].accounts["name"].tolist() == ["Birch", "Acme"]


def test_the_product_that_most_like_them_buy_is_named():
    peers = "".join(rows(f"{letter} Peer", MONTHLY[-6:], "Service", 400) for letter in "BCDEFGHIJ")
    filters = "".join(rows(f"{letter} Peer", MONTHLY[-6:]) for letter in "BCDEFGHIJ")
    run = shown(HEAD + peers + filters + rows("Acme", MONTHLY[:20]))
    assert "Service: 9 of 9 like them buy it, about $2,400 a year" in words(run).replace("\\$", "$")


def test_a_book_in_which_nobody_bought_says_so():
    run = shown("Company,Deal,Stage,Amount\nAcme,Press line,Proposal,24000\n", "deals.csv")
    assert run.title[0].value == "Nobody has bought anything in this book yet"


def test_deals_that_were_won_stand_for_orders_and_it_says_so():
    won = "".join(f"Acme,Refill,Closed won,900,{day}\n" for day in MONTHLY[-6:])
    run = shown(f"Company,Deal,Stage,Amount,Closed on\n{won}", "deals.csv")
    assert "the deals won stand for them" in words(run)
