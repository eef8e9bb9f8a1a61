"""What was changed since the book was opened, line by line, each with its way back."""

from sentia.book.changes import changes, put_back
from sentia.errors import SentiaError
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing

SHOWN = {"table": "In", "record": "Record", "field": "Field", "before": "Before", "after": "Now"}


def show_changes(opened: state.Open) -> None:
    """A table of every value that is not what it was; a line that is chosen can be put back."""
    if not opened.book.journal.done:
        return
    changed = changes(opened.book)
    if changed.empty:
        return
    with st.expander(
        f"What changed since opening: {len(opened.book.journal):,}", key=f"changed-{opened.generation}"
    ):
        words = changed.assign(table=changed["table"].str.replace("_", " "))
        chosen = st.dataframe(
            words[list(SHOWN)].rename(columns=SHOWN),
            hide_index=True,
            width="stretch",
            on_select="rerun",
            selection_mode="single-row",
            key=f"changed-rows-{opened.generation}-{len(opened.book.journal)}",
        )
        rows = chosen.selection.rows
        if not rows:
            st.caption("Choose a line to put it back.")
            return
        line = changed.iloc[rows[0]]
        words = f"{line['field']} of {line['record']} back to {line['before'] or 'empty'}"
        st.button(
            f"Put {words}",
            on_click=_put_back,
            args=(line["table"], line["row_key"], line["name"]),
            **changing(),
        )


def _put_back(table: str, row_key: str, name: str) -> None:
    try:
        state.put_book(put_back(state.opened().book, table, row_key, name))
    except SentiaError as error:
        state.remember("sentia.refused", [str(error)])
