"""The follow-ups: whether anybody is forgotten, the lines, and what is done about the chosen ones in one tap."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from sentia.book.book import Book
from sentia.book.done import NO_ANSWER, SENT, TALKED, Outcome
from sentia.errors import SentiaError
from sentia.follow_up import acting
from sentia.follow_up.lines import DUE, NOT_DATED, SEGMENTS, THIS_WEEK, Standing
from sentia.ui import state
from sentia.ui.wording import escaped, long_day

LABELS = {DUE: "Due by today", THIS_WEEK: "This week", NOT_DATED: "Not yet dated"}
NOBODY = {
    DUE: "Nothing is due today.",
    THIS_WEEK: "Nothing else is dated for this week.",
    NOT_DATED: "Everybody has a date, or rests for a reason.",
}
EVERY_KIND = "Every kind"
HIGHEST, ROW_HEIGHT, BORDER = 420, 36, 3  # pixels
SAID = "sentia.follow-ups.said"


def show_answer(opened: state.Open, standing: Standing) -> None:
    """The question, its answer, and what the last tap did."""
    st.title("Is anybody forgotten?", anchor=False)
    counts = standing.records["state"].value_counts()
    count = len(standing.records)
    st.subheader(_answer(standing), anchor=False)
    parts = [f"{counts.get('today', 0):,} on today's list", f"{counts.get('dated', 0):,} dated"]
    parts += [f"{counts.get('closed', 0):,} at rest for a reason", f"{standing.left:,} not yet dated"]
    what = "people, companies, deals and quotes"
    st.caption(f"{long_day(opened.on, state.local_clock())} · {count:,} {what}: {', '.join(parts)}")
    for note in standing.notes:
        st.caption(escaped(note))
    _show_said(opened)


def _answer(standing: Standing) -> str:
    if not standing.left:
        return f"No: {standing.looked_after}."
    are = "is" if standing.left == 1 else "are"
    return f"{standing.left:,} of {len(standing.records):,} {are} not yet dated."


def _show_said(opened: state.Open) -> None:
    """What the last tap did, as long as it is the last step, with the way back."""
    steps, said = state.widget_value(SAID) or (None, "")
    if not said or steps not in (None, len(opened.book.journal)):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="said"):
        st.markdown(escaped(said), width="content")
        if steps is not None:
            st.button("Undo", icon=":material/undo:", on_click=state.undo, key="undo-follow-up")


def show_lines(opened: state.Open, lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of one segment, of one kind where wanted; returns those that are chosen."""
    counts = lines["segment"].value_counts()
    segment = st.segmented_control(
        "Which",
        SEGMENTS,
        default=NOT_DATED if not counts.get(DUE, 0) and counts.get(NOT_DATED, 0) else DUE,
        required=True,
        format_func=lambda one: f"{LABELS[one]} · {counts.get(one, 0):,}",
        label_visibility="collapsed",
        key=f"segment-{opened.generation}",
    )
    some = lines.loc[lines["segment"] == (segment or DUE)]
    if some.empty:
        st.caption(NOBODY[segment or DUE])
        return some
    kind = st.selectbox(
        "Kind",
        [EVERY_KIND, *some["kind"].value_counts().index],
        format_func=lambda one: f"{one[:1].upper()}{one[1:]}",
        label_visibility="collapsed",
        width=260,
        key=f"kind-{segment}-{opened.generation}",
    )
    some = some.loc[some["kind"].eq(kind) | (kind in (None, EVERY_KIND))]
    return _chosen(some, segment or DUE, opened)


def _chosen(lines: pd.DataFrame, segment: str, opened: state.Open) -> pd.DataFrame:
    picked = st.dataframe(
        _shown(lines, segment),
        key=f"lines-{segment}-{opened.generation}-{len(opened.book.journal)}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        width="stretch",
        height=min(HIGHEST, ROW_HEIGHT * (len(lines) + 1) + BORDER),
        row_height=ROW_HEIGHT,
        placeholder="",
        column_config=_columns(segment),
        alt=f"{len(lines)} follow-ups, {LABELS[segment].lower()}",
    )
    rows = [row for row in picked.selection.rows if row < len(lines)]
    return lines.iloc[rows]


def _shown(lines: pd.DataFrame, segment: str) -> pd.DataFrame:
    who = lines["contact"].fillna(lines["account"])
    day = {"Since": lines["due_on"]} if segment == DUE else {"On": lines["next_on"]}
    shown = {"Who": who, "Next touch": lines["next_touch"]} | day
    rest = {"Because": lines["because"], "Amount": lines["amount"], "Account": lines["account"]}
    return pd.DataFrame(shown | rest)


def _columns(segment: str) -> dict:
    config, day = st.column_config, "Since" if segment == DUE else "On"
    return {
        "Who": config.TextColumn(width=150),
        "Next touch": config.TextColumn(width=210),
        "Because": config.TextColumn(width=380),
        day: config.DateColumn(format="D MMM YYYY", width=100),
        "Amount": config.NumberColumn(format="localized", width=90),
        "Account": config.TextColumn(width=150),
    }


def show_acting(opened: state.Open, chosen: pd.DataFrame) -> None:
    """What can be done about the chosen lines, each in one tap; one step to undo."""
    if chosen.empty:
        st.caption("Tick one line or several, and act on them at once.")
        return
    many = "this line" if len(chosen) == 1 else f"these {len(chosen)} lines"
    with st.container(horizontal=True, vertical_alignment="center", key="acting"):
        st.markdown(f"With {many}:", width="content")
        for outcome in (TALKED, NO_ANSWER, SENT):
            st.button(outcome.word, on_click=_log, args=(chosen, outcome), key=f"log-{outcome.word}")
        if chosen["serves"].map(_is_ticked).all():
            st.button("Done", on_click=_tick, args=(chosen,), key="tick")
        with st.popover("Date it"):
            _show_date(opened, chosen)
        with st.popover("Put off"):
            _show_put_off(opened, chosen)
        with st.popover("Park or close"):
            _show_park(chosen)


def _is_ticked(gaps: tuple[str, ...]) -> bool:
    return bool(gaps) and {gap.partition("|")[0] for gap in gaps} <= acting.TICKED


def _show_date(opened: state.Open, chosen: pd.DataFrame) -> None:
    soon = opened.on + pd.offsets.BusinessDay(1)
    day = st.date_input("On", value=soon, min_value=opened.on, key="date-it-on")
    st.button("Date", type="primary", on_click=_date, args=(chosen, day), key="date-it")


def _show_put_off(opened: state.Open, chosen: pd.DataFrame) -> None:
    later, first = opened.on + pd.offsets.BusinessDay(5), opened.on + pd.Timedelta(days=1)
    until = st.date_input("Bring back on", value=later, min_value=first, key="put-off-until")
    reason = st.text_input("Because", placeholder="on holiday, waits for their board ...", key="put-off-because")
    st.button("Put off", type="primary", on_click=_put_off, args=(chosen, until, reason), key="put-off-now")


def _show_park(chosen: pd.DataFrame) -> None:
    reason = st.text_input("Because", placeholder="price, project stopped, closed down ...", key="park-because")
    st.button("Park until I take it back", on_click=_park, args=(chosen, reason), key="park")
    if chosen["deals"].map(len).any():
        st.button("Close the deal as lost", on_click=_lose, args=(chosen, reason), key="lose")
    st.button("Do not contact", on_click=_leave_alone, args=(chosen,), key="leave-alone")


def _log(chosen: pd.DataFrame, outcome: Outcome) -> None:
    at = _moment(state.opened())
    people = chosen["contact_id"].fillna(chosen["account_id"]).nunique()
    who = "1 person" if people == 1 else f"{people} people"
    said = f"Logged for {who}: {outcome.word.lower()}."
    act(lambda book: acting.log_touch(book, chosen, at, outcome), said)


def _tick(chosen: pd.DataFrame) -> None:
    act(lambda book: acting.tick_off_all(book, chosen, state.opened().on), f"{_lines(chosen)} done.")


def _date(chosen: pd.DataFrame, day: object) -> None:
    on, day = state.opened().on, pd.Timestamp(day)
    act(lambda book: acting.set_day(book, chosen, on, day), f"{_lines(chosen)} dated for {long_day(day, on)}.")


def _put_off(chosen: pd.DataFrame, until: object, reason: str) -> None:
    on, until = state.opened().on, pd.Timestamp(until)
    said = f"{_lines(chosen)} put off; back on {long_day(until, on)}."
    act(lambda book: acting.put_off_all(book, chosen, on, until, reason), said)


def _park(chosen: pd.DataFrame, reason: str) -> None:
    act(
        lambda book: acting.park_all(book, chosen, state.opened().on, reason),
        f"{_lines(chosen)} parked: {reason}.",
    )


def _lose(chosen: pd.DataFrame, reason: str) -> None:
    deals = chosen["deals"].explode().nunique()
    said = f"{deals} {'deal' if deals == 1 else 'deals'} closed as lost: {reason}. The fresh look has its date."
    act(lambda book: acting.close_as_lost(book, chosen, state.opened().on, reason), said)


def _leave_alone(chosen: pd.DataFrame) -> None:
    act(lambda book: acting.leave_alone(book, chosen), f"{_lines(chosen)}: nobody there is contacted any more.")


def _lines(chosen: pd.DataFrame) -> str:
    return "1 line" if len(chosen) == 1 else f"{len(chosen)} lines"


def act(change: Callable[[Book], Book], said: str) -> None:
    """Change the open book in one step and say what was done; where it cannot be done, say why."""
    try:
        state.put_book(change(state.opened().book))
    except SentiaError as error:
        state.remember(SAID, (None, str(error)))
        return
    state.remember(SAID, (len(state.opened().book.journal), said))


def _moment(opened: state.Open) -> pd.Timestamp:
    """When a touch is logged: now on the day itself, else at the start of the day that is looked at."""
    clock = state.local_clock()
    if opened.on == clock.normalize():
        return clock
    return opened.on + pd.Timedelta(minutes=opened.playbook.work_starts)
