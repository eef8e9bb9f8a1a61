"""The follow-ups: whether anybody is forgotten, and the lines to choose from."""

import pandas as pd

from sentia.book.currencies import main_currency
from sentia.follow_up.lines import DUE, NOT_DATED, SEGMENTS, THIS_WEEK, Standing
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.choosing import chosen_rows
from sentia.ui.line_up import FORMATS
from sentia.ui.receipts import PLAN, show_said
from sentia.ui.standing import unless_unused
from sentia.ui.wording import long_day

LABELS = {DUE: "Due", THIS_WEEK: "This week", NOT_DATED: "Not yet dated"}
NOBODY = {
    DUE: "Nothing is due today.",
    THIS_WEEK: "Nothing else is dated for this week.",
    NOT_DATED: "Everybody has a date, or rests for a reason.",
}
EVERY_KIND = "Every kind"


def show_answer(opened: state.Open, standing: Standing) -> None:
    """The question, its answer, and what the last tap did; one place on the page, however much is said there."""
    with st.container():
        _show_answer(opened, standing)


def _show_answer(opened: state.Open, standing: Standing) -> None:
    st.title("Is anybody forgotten?", anchor=False)
    counts = standing.records["state"].value_counts()
    count = len(standing.records)
    st.subheader(_answer(standing, unless_unused(opened)), anchor=False)
    said = (
        (counts.get("today", 0), "on today's list"),
        (counts.get("dated", 0), "dated"),
        (counts.get("closed", 0), "at rest for a reason"),
        (standing.left, "not yet dated"),
    )
    parts = [f"{number:,} {words}" for number, words in said if number]
    what = "people, companies, deals and quotes"
    st.caption(f"{long_day(opened.on, state.local_clock())} · {count:,} {what}: {', '.join(parts)}")
    for note in standing.notes:
        st.caption(note)
    show_said(opened, PLAN)


def _answer(standing: Standing, unless: str) -> str:
    if not standing.left:
        return f"No: {standing.looked_after}{unless}."
    are = "is" if standing.left == 1 else "are"
    return f"{standing.left:,} of {len(standing.records):,} {are} not yet dated."


def show_lines(opened: state.Open, lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of one segment, of one kind where wanted; returns those that are chosen."""
    with st.container(horizontal=True, vertical_alignment="center"):
        segment = _choose_segment(lines["segment"].value_counts(), opened)
        some = lines.loc[lines["segment"] == segment]
        kind = _choose_kind(some["kind"], segment, opened) if len(set(some["kind"])) > 1 else EVERY_KIND
    if some.empty:
        st.caption(NOBODY[segment])
        return some
    return _chosen(some.loc[some["kind"].eq(kind) | (kind == EVERY_KIND)], segment, opened)


def _choose_segment(counts: pd.Series, opened: state.Open) -> str:
    chosen = st.segmented_control(
        "Which",
        SEGMENTS,
        default=NOT_DATED if not counts.get(DUE, 0) and counts.get(NOT_DATED, 0) else DUE,
        required=True,
        format_func=lambda one: f"{LABELS[one]} · {counts.get(one, 0):,}",
        label_visibility="collapsed",
        key=f"segment-{opened.generation}",
    )
    return chosen or DUE


def _choose_kind(kinds: pd.Series, segment: str, opened: state.Open) -> str:
    counts = kinds.value_counts()
    chosen = st.selectbox(
        "Kind",
        [EVERY_KIND, *counts.index],
        format_func=lambda one: EVERY_KIND if one == EVERY_KIND else f"{one[:1].upper()}{one[1:]} · {counts[one]}",
        label_visibility="collapsed",
        width=260,
        key=f"kind-{segment}-{opened.generation}",
    )
    return chosen or EVERY_KIND


def _chosen(lines: pd.DataFrame, segment: str, opened: state.Open) -> pd.DataFrame:
    rows = chosen_rows(
        _shown(lines, segment),
        f"lines-{segment}",
        opened,
        _columns(segment, main_currency(opened.book.opportunities)),
        f"{len(lines)} follow-ups: {LABELS[segment].lower()}",
        many=True,
    )
    return lines.iloc[rows]


def _shown(lines: pd.DataFrame, segment: str) -> pd.DataFrame:
    who = lines["contact"].fillna(lines["account"])
    day = {"Since": lines["due_on"]} if segment == DUE else {"On": lines["next_on"]}
    shown = {"Who": who, "Next touch": lines["next_touch"]} | day | {"Because": _begun(lines["because"])}
    rest = pd.DataFrame({"Amount": lines["amount"], "Account": lines["account"]}).dropna(axis="columns", how="all")
    return pd.DataFrame(shown | dict(rest))


def _begun(sentences: pd.Series) -> pd.Series:
    """Sentences that begin with a large letter, also where they begin with words of the file."""
    return sentences.str[:1].str.upper() + sentences.str[1:]


def _columns(segment: str, currency: str) -> dict:
    config, day = st.column_config, "Since" if segment == DUE else "On"
    return {
        "Who": config.TextColumn(width=140),
        "Next touch": config.TextColumn(width=264),
        "Because": config.TextColumn(width=370),
        day: config.DateColumn(format="D MMM YYYY", width=96),
        "Amount": config.NumberColumn(format=FORMATS.get(currency, "%,.0f"), width=84),
        "Account": config.TextColumn(width=150),
    }
