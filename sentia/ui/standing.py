"""Who is looked after, kept for a session by everything it depends on; and the one line that says so on Today."""

from functools import lru_cache

import pandas as pd
from streamlit.errors import StreamlitPageNotFoundError

from sentia.book.unsure_columns import unused_columns
from sentia.day.day import Day
from sentia.follow_up.catch_up import catch_up
from sentia.follow_up.coverage import coverage_of
from sentia.follow_up.lines import Standing, follow_up_lines
from sentia.follow_up.missing import facts_on, gaps_of, what_cannot_be_known
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.progress import Told, steps
from sentia.ui.results import day_of
from sentia.work.running import running_on
from sentia.workbook.from_files import unheard

PAGE = "pages/follow_ups.py"


def standing_of(opened: state.Open) -> Standing:
    """How the open book's follow-ups stand on its day."""
    if opened == state.first_visit():
        return _sample_standing()
    day = day_of(opened)
    with steps("Looking after everybody", 3) as told:
        return _standing(_key(opened), _opened=opened, _day=day, _told=told)


def lines_of(opened: state.Open) -> pd.DataFrame:
    """The lines of the follow-ups page (see `follow_up_lines`), as the open book stands."""
    standing = standing_of(opened)
    with steps("Putting the follow-ups in order", 1) as told:
        told("by who has waited longest")
        return _lines(_key(opened), _standing=standing)


def show_looked_after(opened: state.Open) -> None:
    """One line that leads to the follow-ups."""
    standing = standing_of(opened)
    words = standing.looked_after
    if standing.left:
        words = f"{standing.left:,} of {len(standing.records):,} not yet dated: a date for everybody"
    words += unless_unused(opened)
    try:
        st.page_link(PAGE, label=words, icon=":material/groups:")
    except StreamlitPageNotFoundError:  # a page that runs alone has no others to lead to
        st.caption(words)


def unless_unused(opened: state.Open) -> str:
    """What makes an answer unsure: a column that looks like a stage, a person or a day and is not used."""
    unused = unused_columns(opened.book)
    return f", as far as is known without “{unused[0]}”" if unused else ""


def _key(opened: state.Open) -> tuple:
    return (opened.book.digest, opened.playbook.digest, opened.on, opened.owner, opened.now, opened.minutes)


@lru_cache(maxsize=1)
def _sample_standing() -> Standing:
    """The untouched sample's, the same for every visitor."""
    return _found(state.first_visit(), day_of(state.first_visit()))


@st.cache_data(max_entries=4, show_spinner=False, scope="session")
def _standing(key: tuple, _opened: state.Open, _day: Day, _told: Told) -> Standing:
    return _found(_opened, _day, _told)


@st.cache_data(max_entries=4, show_spinner=False, scope="session")
def _lines(key: tuple, _standing: Standing) -> pd.DataFrame:
    return follow_up_lines(_standing)


def _found(opened: state.Open, day: Day, told: Told = unheard) -> Standing:
    book, on, owner = opened.book, opened.on, opened.owner
    told("who was reached, and when")
    running = facts_on(book, on, owner=owner).once(running_on)
    told("who waits for what")
    records = coverage_of(running, day.actions)
    told("a date for everybody")
    plan, notes = catch_up(records, on, opened.playbook), tuple(what_cannot_be_known(book))
    return Standing(on, gaps_of(running), records, plan, notes, running.facts.steps)
