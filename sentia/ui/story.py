"""What a rep looks at before a contact: their own last words, the last touches, what stands open."""

import pandas as pd

from sentia.brief import Story, story_of
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.markup import Markup, markup
from sentia.ui.wording import day_and_month


def show_story(line: pd.Series) -> None:
    """The rep's own last words, where they stand, and the last touches; nothing where nothing is known."""
    opened = state.opened()
    story = story_of(opened.book, line, opened.on)
    _show_words(story, opened.on)
    days = [day_and_month(day, opened.on) for day in story.touches["on"]]
    lines = [markup("{}, {}", *pair) for pair in zip(days, story.touches["words"], strict=True)]
    lines += [markup("{}", words) for words in story.open]
    if lines:
        st.markdown(Markup("  \n").join(lines))


def _show_words(story: Story, on: pd.Timestamp) -> None:
    for row in story.own_words.to_dict("records"):
        day = f"{day_and_month(row['on'], on)} · " if pd.notna(row["on"]) else ""
        with st.container(gap=None):
            st.markdown(markup("“{}”", row["said"]))
            st.caption(f"Your words · {day}{row['where']}")
