"""The Pipeline page: its answer first, what to let go in one tap, each deal with its reasons and its person."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from sentia.book.origin import Source
from sentia.ui.state import KEY, first_visit
from sentia.workbook.from_files import read_book

PAGE = Path(__file__).parents[2] / "pages" / "pipeline.py"
HEAD = "Opportunity ID,Company,Contact,Phone,Deal,Stage,Amount,Created,Close date\n"
OLD = "".join(f"O{n},Old {n},Ann {n},+1 555 010{n},Thread {n},Lead,{n}000,2023-01-05,\n" for n in range(1, 4))
NEW = "O9,Acme,Rita Okafor,+1 555 0109,Press line,Proposal,24000,2026-11-02,2026-12-10\n"


def shown(rows: str, head: str = HEAD) -> AppTest:
    book = read_book([Source("deals.csv", (head + rows).encode())])
    run = AppTest.from_file(PAGE, default_timeout=120)
    run.session_state[KEY] = replace(first_visit(), book=book, is_sample=False, generation=1)
    run.run()
    assert not run.exception
    return run


def words(run: AppTest) -> str:
    return " ".join(one.value for one in (*run.markdown, *run.caption))


def test_the_title_is_the_answer_and_every_number_beneath_it_is_of_the_same_deals():
    run = shown(OLD + NEW)
    assert run.title[0].value == "Closing these 3 frees 9 min a week"
    assert "4 open deals of \\$30,000" in words(run) or "4 open deals of $30,000" in words(run)


def test_what_is_let_go_is_closed_in_one_tap_and_one_undo_brings_it_back():
    run = shown(OLD + NEW)
    run.checkbox(key="let-go-O2-1").uncheck().run()
    run.button(key="let-go").click().run()
    assert not run.exception
    book = run.session_state[KEY].book
    lost = book.opportunities.loc[book.opportunities["status"] == "lost"]
    assert set(lost["opportunity_id"]) == {"O1", "O3"}
    assert set(lost["lost_reason"]) == {"no decision"}
    run.button(key="undo-said").click().run()
    assert (run.session_state[KEY].book.opportunities["status"] == "open").all()


def test_each_can_be_asked_once_more_on_a_day_of_its_own():
    run = shown(OLD + NEW)
    run.button(key="ask-once-more").click().run()
    assert not run.exception
    planned = run.session_state[KEY].book.activities
    assert sorted(planned["opportunity_id"]) == ["O1", "O2", "O3"]
    assert (planned["due_on"] > first_visit().on).all()
    assert run.title[0].value.startswith("Your 4 open deals are likely to bring")  # a step is agreed with each now


def test_the_deal_that_is_likely_to_bring_most_stands_with_its_person_its_reasons_and_its_close():
    run = shown(OLD + NEW)
    assert any(one.value.startswith("Rita Okafor at Acme: agree the next step") for one in run.subheader)
    assert "tel:+15550109" in words(run)
    assert "Proposal: 35% of such deals are won" in words(run)
    assert "if it is won, by about" in words(run)


def test_a_talk_about_it_is_logged_where_it_stands():
    run = shown(OLD + NEW)
    run.button(key="log-Talked").click().run()
    assert not run.exception
    logged = run.session_state[KEY].book.activities
    assert logged["opportunity_id"].tolist() == ["O9"]


def test_the_lines_of_python_give_what_the_page_shows():
    run = shown(OLD + NEW)
    lines = run.code[0].value.replace("sentia.read_book('deals.csv')", "book")
    import sentia

    known = {"book": run.session_state[KEY].book, "sentia": sentia}
    exec(lines, known)  # noqa: S102 the page's own lines
    assert known["found"].let_go.index.tolist() == ["O3", "O2", "O1"]


def test_without_a_past_it_says_what_the_chances_stand_on():
    assert "the book has not both won and lost deals" in words(shown(NEW))


def test_a_book_without_an_open_deal_says_so():
    run = shown("Acme,Press,Closed won,9000,2026-01-05\n", "Company,Deal,Stage,Amount,Closed on\n")
    assert run.title[0].value == "No deal is open in this book"


def test_text_of_others_stays_text():
    run = shown("O1,*Acme* [x](http://x),Ann,,$5 <b>,<i>Lead</i>,900,2023-01-05,\n")
    assert "\\<i\\>" in words(run) or "<i>" not in words(run)
    assert "[x](http" not in words(run)
