"""Names that are nearly a record's, or that several records have: settled in one list, applied at once."""

from collections.abc import Sequence

import pandas as pd

from sentia.book.link_lines import NEAR, SETTLED, SEVERAL, TAKEN
from sentia.book.offering import NEAREST, TAKE
from sentia.book.settling import OWN
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, read_only
from sentia.ui.markup import markup

OPEN = ""
AT_ONCE = 20  # lines shown before the rep asks for more
FEW = 6
_OPEN_WORDS = {NEAR: "not settled: stays by itself", SEVERAL: "not settled: linked to none"}
_OF_ITS_OWN = {"accounts": "another company", "contacts": "somebody else", "opportunities": "none of these"}
_KIND = {"accounts": "company", "contacts": "person", "opportunities": "deal"}


def show_links(opened: state.Open) -> None:
    """What names in the file mean where they do not say it alone, and what was read loosely."""
    lines = opened.book.understanding.links
    asked = [line for line in lines if line["state"] in (NEAR, SEVERAL)]
    if asked:
        with st.expander(
            f"Names to settle: {len(asked):,}", expanded=len(asked) <= FEW, key=_key(opened, "asked")
        ):
            _show_asked(opened, asked)
    read = [line for line in lines if line["state"] in (TAKEN, SETTLED)]
    if read:
        with st.expander(f"Names read as a record written another way: {_count(read)}"):
            _show_read(opened, read)


def _count(lines: Sequence[dict]) -> str:
    """How many names the lines are of; "more than" where some are not listed."""
    listed = sum(bool(line["id"]) for line in lines)
    return f"{listed:,}" if listed == len(lines) else f"more than {listed:,}"


def _key(opened: state.Open, name: str) -> str:
    return f"links-{name}-{opened.generation}"


def _show_asked(opened: state.Open, asked: Sequence[dict]) -> None:
    asked = [line for line in asked if line["id"]]
    near = [line for line in asked if line["state"] == NEAR]
    st.caption("Each is used as it says until you choose. Your choice counts at once and is kept with the book.")
    if len(near) > 1:
        words = f"Take the nearest in all {len(near):,}"
        st.button(words, key=_key(opened, "all"), on_click=_take_nearest, args=(near,), **changing())
    shown = state.widget_value(_key(opened, "shown")) or AT_ONCE
    for line in asked[:shown]:
        _show_line(opened, line)
    if len(asked) > shown:
        words = f"Show {min(AT_ONCE, len(asked) - shown)} more"
        st.button(
            words, key=_key(opened, "more"), on_click=state.remember, args=(_key(opened, "shown"), shown + AT_ONCE)
        )


def _show_line(opened: state.Open, line: dict) -> None:
    """One name: what the file says, how often and where, and whom it means."""
    said, means = st.columns([2, 3], vertical_alignment="center")
    said.markdown(markup("**{}**  \n:small[{}]", line["text"], _where(line)))
    words = {OPEN: _OPEN_WORDS[line["state"]], **{one["id"]: _named(one) for one in line["options"]}}
    words[OWN] = _OF_ITS_OWN[line["table"]]
    key = _key(opened, line["id"])
    means.selectbox(
        f"Which {_KIND[line['table']]} {line['text']} is",
        list(words),
        format_func=words.get,
        key=key,
        label_visibility="collapsed",
        on_change=_settle,
        args=(line["id"], key),
        **changing(),
    )


def _where(line: dict) -> str:
    rows = "1 row" if line["rows"] == 1 else f"{line['rows']:,} rows"
    place = f", first in {line['sheet']} row {line['row']}" if line["sheet"] else ""
    return (f"{line['beside']}, " if line["beside"] else "") + f"{rows}{place}"


def _named(option: dict) -> str:
    alike = f" · {option['alike']:.0%} alike" if option["alike"] < 1 else ""
    return f"{option['name']}{alike}" + (f" · {option['tells']}" if option["tells"] else "")


def _settle(question: str, key: str) -> None:
    chosen = state.widget_value(key)
    state.answer_several({question: chosen or None})


def _take_nearest(near: Sequence[dict]) -> None:
    state.answer_several({line["id"]: line["options"][0]["id"] for line in near})


def _show_read(opened: state.Open, read: Sequence[dict]) -> None:
    frame = pd.DataFrame(
        {
            "In the file": [line["text"] for line in read],
            "Read as": [_read_as(line) for line in read],
            "Because": [line["why"] for line in read],
            "Rows": [line["rows"] for line in read],
            "Apart": False,
        }
    )
    key = _key(opened, f"read-{hash(tuple(line['id'] + line['chosen'] for line in read))}")
    apart = st.column_config.CheckboxColumn("Not so", help="Tick what is not so: it becomes a record of its own.")
    st.data_editor(
        frame,
        hide_index=True,
        width="stretch",
        disabled=read_only(["In the file", "Read as", "Because", "Rows"]),
        column_config={"Apart": apart, "Rows": st.column_config.NumberColumn(width="small")},
        key=key,
        on_change=_refuse,
        args=(key, tuple(read)),
    )


def _read_as(line: dict) -> str:
    if line["chosen"] == OWN:
        return _OF_ITS_OWN[line["table"]]
    return line["options"][0]["name"] if line["options"] else line["chosen"]


def _refuse(key: str, read: Sequence[dict]) -> None:
    """What was read loosely becomes a record of its own; what the rep settled is open again."""
    ticked = (state.widget_value(key) or {}).get("edited_rows", {})
    lines = [read[int(row)] for row, values in ticked.items() if values.get("Apart") and read[int(row)]["id"]]
    all_taken = state.opened().book.answers.get(NEAREST) == TAKE
    if lines:
        apart = {line["id"]: line["state"] == TAKEN or (all_taken and line["chosen"] != OWN) for line in lines}
        state.answer_several({question: OWN if is_apart else None for question, is_apart in apart.items()})
