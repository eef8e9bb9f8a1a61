"""People and how they hang together, folded away: who moved, who introduced whom, profiles to look at."""

import pandas as pd

from sentia.follow_up.connections import connections
from sentia.ui import elements as st
from sentia.ui import state


def connections_of(opened: state.Open) -> pd.DataFrame:
    """The open book's connections, as `connections.connections` gives them."""
    return _connections((opened.book.digest, opened.playbook.digest, opened.on, opened.owner), _opened=opened)


@st.cache_data(max_entries=2, show_spinner=False, scope="session")
def _connections(key: tuple, _opened: state.Open) -> pd.DataFrame:
    return connections(_opened.book, _opened.on, owner=_opened.owner)


def show_connections(found: pd.DataFrame) -> None:
    """The connections by kind, each with what it rests on."""
    if found.empty:
        return
    with st.expander(f"People and how they hang together: {len(found)}"):
        kinds = found["kind"].value_counts()
        kind = st.segmented_control(
            "Which",
            list(kinds.index),
            default=kinds.index[0],
            required=True,
            format_func=lambda one: f"{one[:1].upper()}{one[1:]} · {kinds[one]}",
            label_visibility="collapsed",
            key="connections",
        )
        _show(found.loc[found["kind"] == kind])


def _show(some: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "Who": some["contact"].fillna(some["account"]),
            "What": some["because"],
            "On": some["on"],
            "How sure": some["how_sure"],
            "Known from": some["evidence"],
            "Profile": some["profile_url"].where(_is_web_address(some["profile_url"])),
        }
    )
    config = st.column_config
    st.dataframe(
        shown.dropna(axis="columns", how="all"),
        hide_index=True,
        width="stretch",
        placeholder="",
        column_config={
            "What": config.TextColumn(width="large"),
            "On": config.DateColumn(format="D MMM YYYY"),
            "Profile": config.LinkColumn(display_text="Open"),
        },
        alt=(f"{len(shown)} connections"),
    )


def _is_web_address(links: pd.Series) -> pd.Series:
    """Whether each link is one to the web and nothing else."""
    return links.astype("str").str.match(r"https?://\S+$").fillna(False).astype(bool)
