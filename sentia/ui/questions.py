"""What nothing in the files decides: asked beside the day, never in its way."""

from collections.abc import Sequence

import streamlit as st

from sentia.book.checks import EVERYBODY
from sentia.ui import state
from sentia.ui.wording import escaped


def show_questions(opened: state.Open, questions: Sequence[dict]) -> None:
    """What nothing in the files decides, each with the reading used until it is answered."""
    for asked in questions:
        key = f"question-{asked['id']}-{opened.generation}"
        options = list(asked["options"])
        chosen = (opened.owner or EVERYBODY) if asked["id"] == "owner" else asked["chosen"]
        with st.container(border=True):
            st.selectbox(
                escaped(asked["question"]),
                options,
                index=options.index(chosen) if chosen in options else 0,
                key=key,
                on_change=_answer,
                args=(asked["id"], key),
            )


def show_open_questions(opened: state.Open) -> None:
    """The same beside the day, folded: the day is planned with the likeliest answers."""
    asked = [question for question in opened.book.understanding.questions if question["id"] != "owner"]
    if asked:
        few = "One thing only you can say" if len(asked) == 1 else f"{len(asked)} things only you can say"
        with st.expander(few):
            show_questions(opened, asked)


def _answer(question: str, key: str) -> None:
    state.answer(question, state.widget_value(key))
