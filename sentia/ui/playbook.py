"""The playbook on the page: every number, what it means and may be, and a way back to the usual one."""

import pandas as pd

from sentia.book.numbers import Number, gathered, numbers_of
from sentia.errors import BadPlaybook
from sentia.playbook import Playbook, playbook_from
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, read_only
from sentia.ui.markup import markup
from sentia.ui.playbook_numbers import as_text, from_text, parts, range_of, unit_of, words_of

_TROUBLE = "sentia.playbook.trouble"
_REFUSED = "sentia.playbook.refused"  # how often: the table then starts anew, without what was refused
_ROW_HEIGHT = 36
_MOST_ROWS = 16
_VALUE_WIDTH = 88  # pixels


def changes(playbook: Playbook) -> list[Number]:
    """The numbers that the rep changed."""
    return [number for number in numbers_of(playbook) if number.value != number.default]


def show_changes(playbook: Playbook) -> None:
    """What the rep changed, each with its way back."""
    changed = changes(playbook)
    for number in changed:
        with st.container(horizontal=True, vertical_alignment="center"):
            usual = as_text(number, number.default)
            now = as_text(number, number.value) or "left open"
            said = f"{unit_of(number)} · {words_of(number)}"
            st.markdown(markup("**{}** {}", now, said), width="stretch")
            st.button(
                f"Back to {usual}" if usual else "Leave open",
                key=f"back-{number.name}",
                on_click=_reset,
                args=([number],),
                **changing(),
            )
    if len(changed) > 1:
        st.button("All back to the usual numbers", on_click=_reset, args=(changed,), type="tertiary", **changing())


def show_part(playbook: Playbook) -> None:
    """One part of the playbook as a table whose values can be changed."""
    by_part = parts(numbers_of(playbook))
    part = st.segmented_control(
        "Part", list(by_part), default=next(iter(by_part)), required=True, label_visibility="collapsed", key="part"
    )
    numbers = by_part[part or next(iter(by_part))]
    key = f"playbook-{part}-{state.widget_value(_REFUSED) or 0}"
    state.remember(f"{key}-rows", [number.name for number in numbers])
    st.data_editor(
        _table(numbers),
        key=key,
        num_rows="fixed",
        hide_index=True,
        width="stretch",
        height=_ROW_HEIGHT * (min(len(numbers), _MOST_ROWS) + 1),
        row_height=_ROW_HEIGHT,
        placeholder="",
        disabled=read_only(["What", "Unit", "Range", "Usual", "Where it comes from"]),
        column_config={
            "Yours": st.column_config.TextColumn(
                help="Write another one here; empty: the usual", width=_VALUE_WIDTH
            ),
            "What": st.column_config.TextColumn(width="large"),
        },
        on_change=_fold,
        args=(key,),
    )
    if state.widget_value(_TROUBLE):
        st.warning(state.widget_value(_TROUBLE))


def _table(numbers: list[Number]) -> pd.DataFrame:
    rows = [
        {
            "Yours": as_text(number, number.value),
            "What": words_of(number),
            "Unit": unit_of(number),
            "Range": range_of(number),
            "Usual": as_text(number, number.default) or "left open",
            "Where it comes from": number.source,
        }
        for number in numbers
    ]
    return pd.DataFrame(rows)


def _fold(key: str) -> None:
    """The numbers written in the table, taken if they fit; a sentence if they do not."""
    written = (state.widget_value(key) or {}).get("edited_rows", {})
    names = state.widget_value(f"{key}-rows")
    by_name = {number.name: number for number in numbers_of(state.opened().playbook)}
    state.remember(_TROUBLE, "")
    try:
        values = {
            name: _value(by_name[name], row["Yours"])
            for name, row in ((names[int(position)], row) for position, row in written.items())
            if "Yours" in row
        }
        _take(values)
    except BadPlaybook as error:
        state.remember(_TROUBLE, str(error))
        state.remember(_REFUSED, (state.widget_value(_REFUSED) or 0) + 1)


def _value(number: Number, text: str | None) -> float | str | None:
    value = from_text(number, text)
    return number.default if value is None else value


def _reset(numbers: list[Number]) -> None:
    state.remember(_TROUBLE, "")
    try:
        _take({number.name: number.default for number in numbers})
    except BadPlaybook as error:
        state.remember(_TROUBLE, str(error))


def _take(values: dict[str, float | str | None]) -> None:
    """Put these numbers into the playbook that is open, the others staying as they are."""
    if values:
        standing = {number.name: number.value for number in changes(state.opened().playbook)}
        state.put_playbook(playbook_from(gathered(standing | values)))
