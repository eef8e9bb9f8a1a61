"""Where the rep knows better: an own chance, worth, minutes or pin for a line, and lines of the rep's own."""

from datetime import date
from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.day.day import Day
from sentia.day.saying import drop_own_line, is_own, said_of, say, take_back
from sentia.day.wording import money
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing

NO_PIN, TODAY, EVERY_DAY = "No", "Today", "Every day until done"
LABEL, ADD = "I know better", "Add my own line"
PERCENT, MOST_MINUTES = 100, 480


def show_i_know_better(line: pd.Series, day: Day, place: str) -> None:
    """A popover in which the rep says what this line takes and brings; `place` keeps its widgets apart."""
    with st.popover(LABEL, key=_closes_after_a_step(place), **changing()):
        _show_form(line, day, place)


def _closes_after_a_step(place: str) -> str:
    """A key that is another after each change, so that the popover does not stay open over the new day."""
    return f"better-{place}-{len(state.opened().book.journal)}"


def show_own_lines(day: Day) -> None:
    """A line of the rep's own, and the way back."""
    with st.container(horizontal=True):
        if st.button(ADD, icon=":material/add:", **changing()):
            _add_own_line(day)
        if state.opened().book.journal.done:
            st.button(
                "Undo the last change", on_click=state.undo, icon=":material/undo:", key="undo-last", **changing()
            )


def _show_form(line: pd.Series, day: Day, place: str) -> None:
    book = state.opened().book
    said, key = said_of(book, line), f"{place}-{line.name}-{len(book.journal)}"
    st.caption(_ours(line, day))
    with st.form(f"judge-{key}", border=False):
        if is_own(line):
            _own_fields(said, key)
        else:
            _fields(line, said, key)
        st.form_submit_button("Take mine", type="primary", on_click=_say, args=(line, day, key), **changing())
    if is_own(line):
        st.button("Take this line away", on_click=_drop, args=(line, day), key=f"drop-{key}", **changing())
    elif said:
        st.button("Back to Sentia's", on_click=_take_back, args=(line,), key=f"back-{key}", **changing())


def _ours(line: pd.Series, day: Day) -> str:
    """What the line stands on now."""
    chance = f"{line['win_rate']:.0%} chance, " if pd.notna(line["win_rate"]) else ""
    gain = money(line["gain"], day.currency) if pd.notna(line["gain"]) else "not known what it moves"
    return f"{line['action']}. Now: {chance}{line['minutes']:.0f} minutes, {gain}."


def _fields(line: pd.Series, said: dict[str, Any], key: str) -> None:
    left, right = st.columns(2)
    if pd.notna(line["win_rate"]):
        held = said.get("win_rate")
        start = None if held is None else round(held * PERCENT)
        left.number_input("Your chance, %", 0, PERCENT, start, placeholder="as Sentia says", key=f"chance-{key}")
    right.number_input("Worth to you", 0.0, None, said.get("worth"), placeholder="if won", key=f"worth-{key}")
    _minutes(left, said, key)
    options = [NO_PIN, TODAY, EVERY_DAY]
    held = (TODAY if "pinned_for" in said else EVERY_DAY) if said.get("is_pinned") else NO_PIN
    right.selectbox("Pin it to the day", options, index=options.index(held), key=f"pin-{key}")
    st.text_input("Because", said.get("notes", ""), placeholder="what you know", key=f"why-{key}")
    st.checkbox(f"Only for lines of this kind ({line['kind']})", "kind" in said, key=f"kind-{key}")


def _own_fields(said: dict[str, Any], key: str) -> None:
    left, right = st.columns(2)
    right.number_input("Worth to you", 0.0, None, said.get("worth"), placeholder="not known", key=f"worth-{key}")
    _minutes(left, said, key)
    st.date_input("By when", said.get("due_on"), key=f"due-{key}")


def _minutes(place: Any, said: dict[str, Any], key: str) -> None:
    held = said.get("minutes")
    start = None if held is None else round(held)
    place.number_input("Your minutes", 1, MOST_MINUTES, start, placeholder="as Sentia says", key=f"minutes-{key}")


def _say(line: pd.Series, day: Day, key: str) -> None:
    worth, minutes = state.widget_value(f"worth-{key}"), state.widget_value(f"minutes-{key}")
    if is_own(line):
        due = _day_of(state.widget_value(f"due-{key}"))
        said = {"worth": worth, "minutes": minutes, "due_on": due}
    else:
        chance, pin = state.widget_value(f"chance-{key}"), state.widget_value(f"pin-{key}")
        said = {
            "win_rate": None if chance is None else chance / PERCENT,
            "worth": worth,
            "minutes": minutes,
            "is_pinned": pin != NO_PIN or None,
            "pinned_for": day.on if pin == TODAY else None,
            "notes": state.widget_value(f"why-{key}") or None,
            "kind": line["kind"] if state.widget_value(f"kind-{key}") else None,
        }
    state.put_book(say(state.opened().book, line, day.on, said))


def _take_back(line: pd.Series) -> None:
    state.put_book(take_back(state.opened().book, line))


def _drop(line: pd.Series, day: Day) -> None:
    state.put_book(drop_own_line(state.opened().book, line, day.on))


@st.dialog(ADD)
def _add_own_line(day: Day) -> None:
    """The form of a line of the rep's own; added with one step to undo."""
    book = state.opened().book
    who = people_and_companies(book)
    with st.form("own-line", border=False, clear_on_submit=False):
        st.text_input("What to do", key="own-what", placeholder="bring the samples ...")
        st.selectbox("For whom", list(who), index=None, format_func=who.get, key="own-who", placeholder="nobody")
        left, right = st.columns(2)
        left.number_input("Minutes", 1, MOST_MINUTES, 15, key="own-minutes")
        right.number_input("Worth to you", 0.0, None, None, key="own-worth", placeholder="not known")
        left.date_input("By when", day.on, key="own-due", help="Empty: any day that has room for it.")
        right.time_input("Starts at", None, key="own-time", help="Only where it has to be at that hour.")
        if st.form_submit_button("Add it", type="primary", on_click=_add, **changing()):
            st.rerun()


def people_and_companies(book: Book) -> dict[str, str]:
    """Everybody a line may be for, by "contact_id=..." or "account_id=...", and what they are called."""
    names = book.accounts.drop_duplicates("account_id").set_index("account_id")["name"]
    at = (" at " + book.contacts["account_id"].map(names)).fillna("")
    people = dict(zip("contact_id=" + book.contacts["contact_id"], book.contacts["name"] + at, strict=True))
    return people | dict(zip("account_id=" + names.index, names, strict=True))


def _add() -> None:
    what, who = state.widget_value("own-what"), state.widget_value("own-who")
    if not what:
        return
    due, hour = state.widget_value("own-due"), state.widget_value("own-time")
    link, _, key = (who or "").partition("=")
    values = {"what": what, "minutes": state.widget_value("own-minutes"), "worth": state.widget_value("own-worth")}
    day = _day_of(due) or state.opened().on
    starts = {} if hour is None else {"starts_at": day + pd.Timedelta(hours=hour.hour, minutes=hour.minute)}
    book = state.opened().book.add(
        "own_actions", **values, due_on=_day_of(due), **starts, **({link: key} if key else {})
    )
    state.put_book(book)


def _day_of(chosen: date | None) -> pd.Timestamp | None:
    return None if chosen is None else pd.Timestamp(chosen)
