"""The whole day: its numbers, its lines, its picture, and the working."""

import pandas as pd

from sentia.book.unsure_columns import unused_columns
from sentia.day.day import Day
from sentia.day.wording import money
from sentia.figures import plot_day
from sentia.playbook import Playbook
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.keys import is_phone
from sentia.ui.markup import Markup, markup
from sentia.ui.next_action import choose, chosen_line, show_card
from sentia.ui.reaching import number
from sentia.ui.wording import IN_WORDS, MOVES, clock, hours_and_minutes, span_of

ROWS, SEVERAL = 8, 2
BUTTON = 64  # pixels
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
    """The lines of the day in order; one that is tapped becomes the card."""
    lines, chosen = day.actions, chosen_line(day)
    rows = list(zip(lines.index, _short(lines), strict=True))
    with st.container(gap="xxsmall", key="the-day-in-order"):
        st.markdown(markup("**The day in order**"))
        for name, words in rows[:ROWS]:
            _show_row(lines.loc[name], words, day, chosen)
        if rows[ROWS:]:
            _show_later(rows[ROWS:], day, chosen)
        if len(rows) < SEVERAL:
            st.caption("No further line fits today.")


def _show_later(rows: list[tuple[str, str]], day: Day, chosen: pd.Series) -> None:
    later = day.actions.loc[[name for name, _ in rows]]
    worth = f", {money(later['gain'].sum(), day.currency)}" if later["gain"].notna().any() else ""
    said = f"{len(later)} more from {clock(later['starts_at'].iloc[0])}{worth}"
    with st.expander(said, type="compact", expanded=chosen.name in later.index):
        for name, words in rows:
            _show_row(later.loc[name], words, day, chosen)


def _show_row(line: pd.Series, words: str, day: Day, chosen: pd.Series) -> None:
    """Two lines: the name first, then when and what; the dollars, and the number to call."""
    who, where = (line[name] if isinstance(line[name], str) else "" for name in ("contact", "account"))
    is_chosen = line.name == chosen.name
    name = markup("**{}**", who or where or line["action"])
    beneath = " · ".join(part for part in (where if who else "", clock(line["starts_at"]), words) if part)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        with st.container(gap=None):
            st.button(
                markup(":green[{}]", name) if is_chosen else name,
                icon=":material/arrow_right_alt:" if is_chosen else None,
                key=f"pick-{line.name}",
                type="tertiary",
                on_click=_pick,
                args=(line.name, day),
                wrap=True,
            )
            st.caption(beneath)
        with st.container(width=70):
            st.markdown(markup("**{}**", money(line["gain"], day.currency)) if pd.notna(line["gain"]) else "")
        if number(line["phone"]) and not line["action"].startswith("Write"):
            st.link_button("Call", f"tel:{number(line['phone'])}", key=f"call-{line.name}", width=BUTTON)
        else:
            st.space(BUTTON)  # the dollars of all lines stand in one column


def _pick(name: str, day: Day) -> None:
    """Let this line be the card; on a phone, where the card is far above, it opens over the list."""
    choose(name)
    if is_phone():
        line, digest = day.actions.loc[name], state.opened().book.digest
        who = line["contact"] if isinstance(line["contact"], str) else "This line"
        st.dialog(who)(_show_over_the_list)(line, day, digest)


def _show_over_the_list(line: pd.Series, day: Day, digest: str) -> None:
    if state.opened().book.digest != digest:
        st.rerun()
    show_card(line, day, "sheet")


def show_table(day: Day) -> None:
    """The same lines as a table, to be sorted."""
    if day.actions.empty:
        return
    with st.expander("The day as a table", type="compact"):
        st.dataframe(
            _shown(day.actions, day),
            height="content",
            placeholder="",
            hide_index=True,
            width="stretch",
            row_height=38,
            column_config=columns_of_lines(day),
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
    short = [_without_names(*line) for line in names]
    return [words.replace("Write to about", "Write about", 1).strip().removesuffix(":") for words in short]


def _without_names(action: str, who: object, where: object) -> str:
    """
    Examples
    --------
    >>> _without_names("Call Ann Ode at Acme about the press", "Ann Ode", "Acme")
    'Call about the press'
    >>> _without_names("Prepare for today at 11:00: Demo at Acme with Ann Ode at Acme", "Ann Ode", "Acme")
    'Prepare for today at 11:00: Demo at Acme'
    """
    ways = (f" with {who} at {where}", f" {who} at {where}", f" {where}" if isinstance(where, str) else f" {who}")
    said = next((way for way in ways if way in action), "")
    return action.replace(said, "", 1) if said else action


def _ranges(lines: pd.DataFrame, day: Day) -> list[str]:
    pairs = zip(lines["gain_low"], lines["gain_high"], strict=True)
    return [span_of(low, high, day.currency) for low, high in pairs]


def columns_of_lines(day: Day) -> dict:
    """How the columns of a table of lines are shown."""
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
