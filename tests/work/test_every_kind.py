"""What holds for every kind of work: Follow-ups and Today tell the same, and none is older than its kind's age."""

import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
from one_of_each import SMALL_BOOKS
from small_books import ON, book_of, person

from sentia.day.candidates import candidates
from sentia.day.desk import Desk
from sentia.follow_up.acting import leave_alone, park_all, put_off_all
from sentia.follow_up.coverage import coverage
from sentia.follow_up.missing import follow_up_gaps, gaps_of
from sentia.follow_up.pace import set_pace
from sentia.playbook import Playbook
from sentia.work.registry import BY_NAME, KINDS

ROOM = Path(__file__).parent
BOOKS = SMALL_BOOKS | {
    module.KIND: module.BOOK
    for path in sorted(ROOM.glob("test_*.py"))
    if path.stem != Path(__file__).stem and (module := import_module(path.stem)) and hasattr(module, "BOOK")
}
WITH_LINES = [kind.KIND for kind in KINDS if kind.ACTIONS]
TOMORROW = ON + pd.Timedelta(days=1)


@cache
def book_with(kind):
    return book_of(**{"contacts": [person()]} | BOOKS[kind])


@cache
def desk_with(kind):
    """What is true of the kind's book, read by several tests and changed by none."""
    return Desk(book_with(kind), ON, Playbook())


def due(desk, kind):
    found = gaps_of(desk.running)
    return found.loc[found["kind"] == kind]


def lines_of(desk, kind):
    found = candidates(desk)
    return found.loc[found["kind"].isin(BY_NAME[kind].ACTIONS) & (found["serves"].map(len) == 1)]


def as_lines(gaps):
    """The gaps as the lines of the page that a rep taps."""
    deals = [() if pd.isna(deal) else (deal,) for deal in gaps["opportunity_id"]]
    return gaps.assign(serves=[(gap,) for gap in gaps.index], deals=deals, segment="due")


SETTLED = {
    "put off": lambda book, gaps: put_off_all(book, as_lines(gaps), ON, TOMORROW, "later"),
    "parked": lambda book, gaps: park_all(book, as_lines(gaps), ON, "not now"),
    "left alone": lambda book, gaps: leave_alone(book, gaps),
    "a pace": lambda book, gaps: set_pace(book, gaps, ON, 3650),
}


def test_every_kind_has_a_small_book():
    assert {kind.KIND for kind in KINDS} == set(BOOKS)


@pytest.mark.parametrize("kind", BOOKS)
def test_the_kind_is_due_in_its_book(kind):
    assert (follow_up_gaps(book_with(kind), ON)["kind"] == kind).any()


@pytest.mark.parametrize("kind", WITH_LINES)
def test_what_is_due_in_follow_ups_has_its_line_today(kind):
    assert len(lines_of(desk_with(kind), kind))


@pytest.mark.parametrize("settled", SETTLED)
@pytest.mark.parametrize("kind", WITH_LINES)
def test_what_silences_a_kind_in_follow_ups_silences_it_today_and_the_other_way_round(kind, settled):
    before = desk_with(kind)
    after = Desk(SETTLED[settled](before.book, due(before, kind)), ON, Playbook())
    assert bool(len(due(after, kind))) == bool(len(lines_of(after, kind)))


@pytest.mark.parametrize("kind", WITH_LINES)
def test_every_line_of_today_is_looked_after_today(kind):
    lines = lines_of(desk_with(kind), kind)
    found = coverage(book_with(kind), ON, lines)
    whose = found["account_id"].isin(lines["account_id"].dropna()) & found["table"].eq("accounts")
    assert set(found.loc[whose, "state"]) <= {"today"}


@pytest.mark.parametrize("kind", [one for one in BOOKS if one in Playbook().lapses])
def test_no_gap_is_older_than_its_kind(kind):
    years_later = follow_up_gaps(book_with(kind), ON + pd.Timedelta(days=3 * 365))
    assert not (years_later["kind"] == kind).any()


NEW_KIND = """
import sys
import pandas as pd
import sentia.work
sentia.work.__path__.append(sys.argv[1])
import sentia
accounts = pd.DataFrame([{"account_id": "A1", "name": "Moss Mill", "status": "customer"}])
book = sentia.make_book(accounts=accounts.assign(since_on=pd.Timestamp("2021-11-24")))
gaps = sentia.follow_up_gaps(book, "2026-11-23")
print(gaps.loc[gaps["kind"] == "anniversary", "next_touch"].tolist())
day = sentia.plan_day(book, "2026-11-23")
print([line for line in [*day.actions["action"], *day.left_out["action"]] if "another year" in line])
"""


def test_the_kind_that_contributing_shows_is_one_file_and_on_both_pages(tmp_path):
    papers = (ROOM.parents[1] / "CONTRIBUTING.md").read_text("utf-8").split("## A new kind of work")[1]
    (tmp_path / "anniversary.py").write_text(papers.split("```python\n")[1].split("```")[0], "utf-8")
    command = [sys.executable, "-c", NEW_KIND, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOM.parents[1])
    on_follow_ups, on_today = told.stdout.splitlines()
    assert on_follow_ups == "['Thank them for another year']"
    assert "thank them for another year" in on_today
