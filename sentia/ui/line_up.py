"""The rest of the day: its numbers, its lines, its picture, what did not fit, and the working."""

import pandas as pd

from sentia.book.unsure_columns import unused_columns
from sentia.day.day import Day
from sentia.day.wording import money
from sentia.figures import plot_day
from sentia.playbook import Playbook
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.markup import Markup, markup
from sentia.ui.wording import IN_WORDS, MOVES, clock, hours_and_minutes, span_of

FORMATS = {"USD": "$%,.0f", "EUR": "€%,.0f", "GBP": "£%,.0f"}


def show_numbers(day: Day) -> None:
    """Four numbers that carry the day; every total equals the lines it is the sum of."""
    actions, served = day.actions, int(day.actions["is_guaranteed"].fillna(False).sum())
    with st.container(horizontal=True):
        if actions["gain"].notna().any() or actions.empty:
            _metric(f"Today {MOVES[day.money]}", money(actions["gain"].sum(), day.currency), _range_of_day(day))
            spare = "the next free one" if day.price_per_hour else "everything fits"
            _metric("An hour is worth", money(day.price_per_hour, day.currency), spare)
        else:
            _metric(f"Today {MOVES[day.money]}", "not known", _why_no_amounts())
        _metric(
            "Planned",
            hours_and_minutes(actions["minutes"].sum()),
            f"{hours_and_minutes(day.open_minutes)} left open",
        )
        _metric("Longest waiting", f"{served} of {len(actions)}", "lines are theirs")


def _why_no_amounts() -> str:
    """Never that there are none while a column that may hold them is not used."""
    unused = unused_columns(state.opened().book, "opportunities.amount")
    return f"unless “{unused[0]}” is the amount" if unused else "no amounts in this book"


def _range_of_day(day: Day) -> str:
    low, high = day.actions["gain_low"].sum(), day.actions["gain_high"].sum()
    return f"{span_of(low, high, day.currency)} {IN_WORDS[day.money]}"


def _metric(label: str, value: str, note: str) -> None:
    st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True)


def show_lines(day: Day) -> None:
    """The lines after the first, in time order."""
    st.subheader("The rest of the day", anchor=False)
    lines = day.actions.iloc[1:]
    if lines.empty:
        st.caption("No further line fits today.")
        return
    st.dataframe(
        _shown(lines, day),
        height="content",
        placeholder="",
        hide_index=True,
        width="stretch",
        row_height=38,
        column_config=_columns(day),
        key="lines",
    )


def _shown(lines: pd.DataFrame, day: Day) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Time": lines["starts_at"].map(clock),
            "What": _short(lines),
            "Moves": lines["gain"],
            "Who": lines["contact"],
            "Account": lines["account"],
            "Costs": lines["minutes"],
            "Per hour": lines["return_per_hour"].round(-1),
            "Range": _ranges(lines, day),
            "Because": lines["because"],
            "If nothing is done": lines["otherwise"],
            "Numbers are": lines["basis"],
        }
    )


def _short(lines: pd.DataFrame) -> list[str]:
    """What to do without the names, which stand beside it."""
    names = zip(lines["action"], lines["contact"], lines["account"], strict=True)
    short = [action.replace(f" {who} at {where}", "").replace(f" {where}", "") for action, who, where in names]
    return [words.replace("Write to about", "Write about", 1).removesuffix(":") for words in short]


def _ranges(lines: pd.DataFrame, day: Day) -> list[str]:
    pairs = zip(lines["gain_low"], lines["gain_high"], strict=True)
    return [span_of(low, high, day.currency) for low, high in pairs]


def _columns(day: Day) -> dict:
    config, dollars_format = st.column_config, FORMATS.get(day.currency, "%,.0f")
    most = float(day.actions["gain"].max()) if day.actions["gain"].notna().any() else 1.0
    bar = config.ProgressColumn("Moves", format=dollars_format, min_value=0, max_value=max(most, 1.0), width=105)
    return {
        "Time": config.TextColumn(width=52),
        "What": config.TextColumn(width=195),
        "Moves": bar,
        "Who": config.TextColumn(width=120),
        "Account": config.TextColumn(width=130),
        "Costs": config.NumberColumn(format="%d min", width=66),
        "Per hour": config.NumberColumn(format=dollars_format, width=80),
        "Range": config.TextColumn(width=110),
        "Because": config.TextColumn(width="large"),
    }


def show_timeline(day: Day, done: pd.DataFrame, playbook: Playbook) -> None:
    """The day as a picture, with the same lines as the table."""
    figure = plot_day(day.actions, done, day.busy, (playbook.work_starts, playbook.work_ends))
    alt = f"The day from {playbook.work_starts // 60}:00 on: {len(day.actions)} lines to come, {len(done)} done"
    st.plotly_chart(figure, width="stretch", config={"displayModeBar": False}, alt=alt, key="timeline")


def show_limits(day: Day) -> None:
    """What did not fit and what more time would bring; what the promise to the longest waiting costs."""
    left, right = st.columns(2)
    with left.container(border=True, height="stretch"):
        st.markdown(markup("**What did not fit**"))
        st.markdown(_left_words(day))
    with right.container(border=True, height="stretch"):
        st.markdown(markup("**Kept for those who wait longest**"))
        served = int(day.actions["is_guaranteed"].fillna(False).sum())
        lines = "One of today's lines is" if served == 1 else f"{served} of today's lines are"
        cost = money(day.guarantee_cost, day.currency)
        costs = (
            f"Without that promise today would move {cost} more."
            if day.guarantee_cost >= 1
            else "It costs nothing."
        )
        st.markdown(f"{lines} theirs, whatever their size. {costs}")
    if len(day.left_out):
        with st.expander(f"The {len(day.left_out)} that wait, best paid first"):
            st.dataframe(
                _waiting(day), hide_index=True, width="stretch", column_config=_columns(day), key="waiting"
            )


def _left_words(day: Day) -> str:
    if day.left_out.empty:
        return "Everything that could be done today fits."
    worth = day.left_out.loc[day.left_out["gain"] > 0, "gain"].sum()
    if not worth:
        return f"{len(day.left_out)} wait for another day."
    return (
        f"{len(day.left_out)} that would move {money(worth, day.currency)} in all, done today, wait. "
        f"Thirty more minutes would bring {money(day.more_time, day.currency)} of it."
    )


def _waiting(day: Day) -> pd.DataFrame:
    lines = day.left_out.head(SHOWN)
    return pd.DataFrame(
        {
            "What": lines["action"],
            "Moves": lines["gain"],
            "Costs": lines["minutes"],
            "Per hour": lines["return_per_hour"].round(-1),
            "Why not today": lines["why"],
            "Because": lines["because"],
        }
    )


SHOWN = 200


def show_done(done: pd.DataFrame, day: Day) -> None:
    """What was done today, once something was."""
    if done.empty:
        return
    with st.expander(f"Done today: {len(done)}"):
        st.button(
            "Undo the last change", on_click=state.undo, icon=":material/undo:", key="undo-done", **changing()
        )
        frame = pd.DataFrame(
            {
                "Time": done["done_at"].map(clock),
                "What": done["action"],
                "Came of it": done["outcome"],
                "Moved": done["gain"],
            }
        )
        dollars_format = FORMATS.get(day.currency, "%,.0f")
        st.dataframe(
            frame,
            hide_index=True,
            width="stretch",
            column_config={"Moved": st.column_config.NumberColumn(format=dollars_format)},
        )


def show_working(day: Day) -> None:
    """One line's arithmetic at a time, to be redone by hand."""
    if day.actions.empty:
        return
    with st.expander("The working"):
        starts, actions = day.actions["starts_at"].map(clock), day.actions["action"]
        names = dict(zip(day.actions.index, starts + "  " + actions, strict=True))
        chosen = st.selectbox("Of which line", list(names), format_func=names.get, key=f"working-{day.on:%Y%m%d}")
        steps = day.actions.loc[chosen or day.actions.index[0], "working"]
        st.markdown(Markup("\n").join(markup("1. {}", step) for step in steps))
