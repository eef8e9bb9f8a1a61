"""A table of which the rep chooses one row, or several."""

import pandas as pd

from sentia.ui import elements as st
from sentia.ui import state

HIGHEST, ROW_HEIGHT, BORDER = 420, 36, 3  # pixels


def chosen_rows(
    shown: pd.DataFrame, name: str, opened: state.Open, columns: dict, alt: str, many: bool = False
) -> list[int]:
    """Show a table and return the places of the rows that are chosen; after a step none are, the table is new.

    Parameters
    ----------
    name : str
        What tells this table from others of the page.
    columns : dict
        How its columns are shown.
    alt : str
        What the table is, for whoever does not see it.
    many : bool
        Whether several may be chosen.
    """
    picked = st.dataframe(
        shown,
        key=f"{name}-{opened.generation}-{len(opened.book.journal)}",
        on_select="rerun",
        selection_mode="multi-row" if many else "single-row",
        hide_index=True,
        width="stretch",
        height=min(HIGHEST, ROW_HEIGHT * (len(shown) + 1) + BORDER),
        row_height=ROW_HEIGHT,
        placeholder="",
        column_config=columns,
        alt=alt,
    )
    return [row for row in picked.selection.rows if row < len(shown)]
