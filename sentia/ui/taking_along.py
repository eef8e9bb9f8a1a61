"""The follow-ups taken along: the rep's workbook with what was changed, and dates for their calendar."""

import pandas as pd

from sentia.day.calendar_file import touches_calendar
from sentia.follow_up.lines import DUE, Standing, dated_lines
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.taking_back import show_downloads

AHEAD = pd.Timedelta(days=400)


def show_taking_along(opened: state.Open, standing: Standing, lines: pd.DataFrame) -> None:
    """The workbook with its follow-ups, and a calendar file of what is due and dated."""
    st.subheader("Take it with you", anchor=False)
    show_downloads(opened)
    dated = pd.concat([lines.loc[lines["segment"] == DUE], dated_lines(standing, standing.on + AHEAD)])
    if len(dated):
        st.download_button(
            f"{len(dated):,} dates for your calendar" if len(dated) > 1 else "A date for your calendar",
            lambda: touches_calendar(dated, standing.on),
            file_name=f"Sentia follow-ups {standing.on:%Y-%m-%d}.ics",
            mime="text/calendar",
            on_click="ignore",
            icon=":material/event:",
            key="calendar",
        )
