"""The stages of the deals: what each means, whose turn it is, and why; every choice corrected in its cell."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sentia.book.stage_answers import AS_FOUND, OPEN_KINDS, STATUSES, Said, question_of, read_answer, written
from sentia.book.turns import OURS
from sentia.errors import BadQuestion
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, read_only

MOST = 60  # stages in the table; a column of stages that holds more is none
_TROUBLE = "sentia.stage-trouble"
_TURNS = {"us": "ours", "them": "theirs", "legal": "their lawyers'", "procurement": "their buyers'"}
_BY_WORDS = {words: turn for turn, words in _TURNS.items()}
_OUTCOMES = ("won", "lost")
_NARROW, _MIDDLE, _WIDE = 64, 112, 420  # pixels


def show_stages(opened: state.Open) -> None:
    """One row a stage in order: how many deals, how they stand, how far they are, whose turn it is, and why."""
    stages = opened.book.stages.head(MOST)
    if stages.empty:
        return
    # The label says nothing that a choice changes: with another one the line would fold up again.
    line = st.expander(f"What the stages mean · {len(stages):,}", key=_key(opened), on_change="rerun")
    if line.open:
        with line:
            _show_table(opened, stages)


def _key(opened: state.Open) -> str:
    return f"stages-{opened.generation}"


def _show_table(opened: state.Open, stages: pd.DataFrame) -> None:
    st.caption("Choose in a cell what a stage means or whose turn it is. It counts at once, for the day as well.")
    key = f"{_key(opened)}-{hash(tuple(stages[['status', 'kind', 'turn', 'place']].itertuples()))}"
    st.data_editor(
        stages_table(stages),
        key=key,
        hide_index=True,
        width="stretch",
        height="content",
        num_rows="fixed",
        placeholder="",
        disabled=read_only(["Stage", "Deals", "Why"]),
        column_config=_columns(len(stages)),
        on_change=_take,
        args=(key, stages),
    )
    trouble = state.widget_value(_TROUBLE)
    if trouble:
        st.error(trouble, icon=":material/error:")
    _show_back(opened, stages)


def stages_table(stages: pd.DataFrame) -> pd.DataFrame:
    """The stages as the rep reads them.

    Examples
    --------
    >>> row = {"deals": 4, "status": "open", "kind": "quote", "turn": "them", "place": 3, "is_corrected": False,
    ...        "why": "its words: “proposal”", "turn_why": "“proposal sent”"}
    >>> stages_table(pd.DataFrame([row], index=["Proposal sent"])).to_dict("records")[0]["Turn"]
    'theirs'
    """
    open_ones = stages["status"] == "open"
    return pd.DataFrame(
        {
            "Stage": stages.index,
            "Deals": stages["deals"],
            "Stands": stages["status"],
            "How far": stages["kind"].where(open_ones),
            "Turn": stages["turn"].map(_TURNS).where(open_ones),
            "Place": stages["place"],
            "Why": [why_words(row) for row in stages.to_dict("records")],
        }
    ).reset_index(drop=True)


def why_words(stage: Mapping[str, Any]) -> str:
    """Why a stage means what it does and whose turn it is, on one line."""
    why = str(stage["why"])
    if stage["status"] == "open" and stage["turn_why"] not in (OURS, why):
        said = stage["turn_why"] == "as you said"
        why = f"{why}; turn as you said" if said else f"{why}; turn by {stage['turn_why']}"
    return why


def _columns(count: int) -> dict[str, Any]:
    config = st.column_config
    return {
        "Place": config.NumberColumn("#", width=_NARROW, min_value=1, max_value=count, step=1, required=True,
                                     help="Where it stands among the others"),
        "Stage": config.TextColumn(pinned=True),
        "Deals": config.NumberColumn(width=_NARROW, format="localized"),
        "Stands": config.SelectboxColumn(width=_MIDDLE, options=list(STATUSES), required=True,
                                         help="Whether deals at this stage are open, won or lost"),
        "How far": config.SelectboxColumn(width=_MIDDLE, options=list(OPEN_KINDS),
                                          help="What kind of stage it is; its win chance goes by this"),
        "Turn": config.SelectboxColumn(width=_MIDDLE, options=list(_BY_WORDS),
                                       help="Whose turn it is; where it is not yours, one polite check comes up"),
        "Why": config.TextColumn(width=_WIDE),
    }  # fmt: skip


def _take(key: str, stages: pd.DataFrame) -> None:
    """What was chosen in the table, one answer a stage, applied at once."""
    edited = (state.widget_value(key) or {}).get("edited_rows", {})
    state.remember(_TROUBLE, "")
    try:
        for position, values in edited.items():
            label = stages.index[int(position)]
            said = read_answer(label, state.opened().book.answers.get(question_of(label), AS_FOUND))
            state.answer(question_of(label), written(changed(said, values)))
    except BadQuestion as error:
        state.remember(_TROUBLE, str(error))


def changed(said: Said, values: Mapping[str, Any]) -> Said:
    """What the rep says of a stage with these cells changed; a closed stage has no way to go and no turn.

    Examples
    --------
    >>> changed(Said(kind="quote"), {"Turn": "their lawyers'"})
    Said(status=None, kind='quote', turn='legal', place=None)
    >>> changed(Said(kind="quote"), {"Stands": "won"})
    Said(status='won', kind=None, turn=None, place=None)
    """
    status, kind = values.get("Stands", said.status), values.get("How far", said.kind)
    if "How far" in values and kind and status in _OUTCOMES:
        status = "open"
    if status in _OUTCOMES:
        return Said(status=status, place=values.get("Place", said.place))
    turn = _BY_WORDS.get(values["Turn"]) if "Turn" in values else said.turn
    return Said(status, kind, turn, values.get("Place", said.place))


def _show_back(opened: state.Open, stages: pd.DataFrame) -> None:
    """A button that takes every correction back, and one for each stage where there are several."""
    mine = stages.index[stages["is_corrected"]].tolist()
    if not mine:
        return
    with st.container(horizontal=True):
        for label in mine:
            st.button(
                f"{label}: as found",
                key=f"{_key(opened)}-back-{label}",
                on_click=state.answer,
                args=(question_of(label), AS_FOUND),
                **changing(),
            )
