"""Odd books on every page: one row, no amounts, nobody open, several currencies, somebody else's text."""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from sentia.book.origin import Source
from sentia.ui.state import KEY, first_visit
from sentia.workbook.from_files import read_book

ROOT = Path(__file__).parents[2]
BOOKS = {
    "one deal": "Company,Deal,Stage,Amount\nAcme,Press line,Proposal,24000\n",
    "no amounts": "Company,Contact,Phone\nAcme,Rita Okafor,+1 555 0101\nBirch,Bo Chen,\n",
    "all closed": "Company,Deal,Stage,Amount,Closed on\nAcme,Press,Closed won,9000,2026-01-05\n",
    "orders only": "Customer,Order date,Amount\nAcme,2026-01-05,100\nAcme,2026-02-05,110\nAcme,2026-03-07,90\n",
    "two currencies": "Company,Deal,Stage,Amount,Currency\nAcme,A,Proposal,5,EUR\nBirch,B,Proposal,6,CHF\n",
    "their text": 'Company,Deal,Stage,Amount\n"=cmd|x!A0","$5 <b>*_[x](http://x)",Proposal,24000\n',
    "old leads by the month": "Company,Deal,Stage,Amount,Billing,Created,Owner\n"
    + "".join(f"Old {n},D{n},Lead,{n}00,monthly,2022-01-0{n},{'AB'[n % 2]}\n" for n in range(1, 9)),
    "no dates and no stage": "Company,Deal,Amount\nAcme,Press line,24000\nBirch,Spares,\n",
}


@pytest.mark.parametrize("page", ["today", "book", "pipeline", "accounts"])
@pytest.mark.parametrize("name", BOOKS)
def test_an_odd_book_has_its_pages(page: str, name: str) -> None:
    book = read_book([Source("odd.csv", BOOKS[name].encode())])
    run = AppTest.from_file(ROOT / "pages" / f"{page}.py", default_timeout=30)
    run.session_state[KEY] = replace(first_visit(), book=book, is_sample=False, generation=1)
    run.run()
    assert not run.exception
    assert run.title


def test_text_of_third_parties_stays_text_on_the_page() -> None:
    book = read_book([Source("odd.csv", BOOKS["their text"].encode())])
    run = AppTest.from_file(ROOT / "pages" / "today.py", default_timeout=30)
    run.session_state[KEY] = replace(first_visit(), book=book, is_sample=False, generation=1)
    run.run()
    assert "\\<b\\>" in run.subheader[0].value
    assert "\\[x\\]" in run.subheader[0].value
