"""The one thing to do now: who, why, what it brings, the number to tap, and what became of it."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from sentia.day.day import Day
from sentia.day.record import (
    DONE,
    OUTCOMES,
    SAID_NO,
    SENT,
    TALKED,
    Outcome,
    deals_to_close,
    mark_done,
    mark_skipped,
    snooze,
)
from sentia.day.saying import is_own
from sentia.day.wording import money
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.markup import markup
from sentia.ui.own_judgement import show_i_know_better
from sentia.ui.reaching import reach
from sentia.ui.wording import IN_WORDS, MOVES, clock, span_of

SEVERAL = 2


def show_next_action(day: Day) -> None:
    """A card with the first line of the day, or a sentence where nothing is left."""
    if day.actions.empty:
        st.info(" ".join(day.notes) or "Nothing is left for today.", icon=":material/done_all:")
        return
    line = day.actions.iloc[0]
    with st.container(border=True, key="next-action"):
        words, gain = st.columns([3, 1], vertical_alignment="center")
        with words:
            st.caption(f"NOW · {clock(line['starts_at'])}{_why_first(line, day)}")
            st.subheader(line["action"], anchor=False)
            st.markdown(markup("{}. {}", line["because"], reach(line["phone"], line["email"])))
            _show_buttons(line, day)
        with gain:
            known = pd.notna(line["gain"])
            value = money(line["gain"], day.currency) if known else "not known"
            note = f"{span_of(line['gain_low'], line['gain_high'], day.currency)} {IN_WORDS[day.money]}"
            label = f"{line['minutes']:.0f} minutes {_moves(day)}"
            st.metric(label, value, note if known else None, delta_color="off", delta_arrow="off")


def _moves(day: Day) -> str:
    return {"moves": "move", "makes you": "make you", "makes": "make"}[MOVES[day.money]]


def _why_first(line: pd.Series, day: Day) -> str:
    """Why this comes before a line that pays better, where one does."""
    better = day.actions.loc[day.actions["return_per_hour"] > line["return_per_hour"]]
    if better.empty:
        return ""
    cause = "kept for those who wait longest" if line["is_guaranteed"] else "so that all of the day fits"
    return f" · {cause}, before the better-paid line at {clock(better.iloc[0]['starts_at'])}"


def _show_buttons(line: pd.Series, day: Day) -> None:
    likely = DONE if is_own(line) else SENT if line["action"].startswith("Write") else TALKED
    drawn = state.opened().book.digest
    with st.container(horizontal=True):
        for outcome in (DONE, *OUTCOMES) if is_own(line) else OUTCOMES:
            if outcome is SAID_NO:
                _show_said_no(line, day, drawn)
                continue
            kind = "primary" if outcome is likely else "secondary"
            done = (drawn, line, day, outcome)
            st.button(outcome.word, type=kind, on_click=_done, args=done, key=f"done-{outcome.word}", **changing())
        show_i_know_better(line, day, "next")
        skip = (drawn, line, mark_skipped, day.on)
        st.button("Skip today", on_click=_settle, args=skip, key="skip", **changing())
        with st.popover("Not now", key=f"not-now-{line.name}-{drawn}", **changing()):
            _show_not_now(line, day, drawn)


def _show_said_no(line: pd.Series, day: Day, drawn: str) -> None:
    """One tap where it can only mean one deal, or none; else which deal it was about."""
    deals = deals_to_close(state.opened().book, line, state.opened().owner)
    key, no = f"done-{SAID_NO.word}", (drawn, line, day, SAID_NO)
    if len(deals) < SEVERAL:
        st.button(SAID_NO.word, on_click=_done, args=(*no, tuple(deals)), key=key, **changing())
        return
    with st.popover(SAID_NO.word, key=f"said-no-{line.name}-{drawn}", **changing()):
        st.caption("To what? It is lost; the others stay open.")
        for deal, name in deals.items():
            st.button(name, on_click=_done, args=(*no, (deal,)), key=f"{key}-{deal}", **changing())
        every = f"All {len(deals)}"
        st.button(every, on_click=_done, args=(*no, tuple(deals)), key=f"{key}-all", **changing())


def _show_not_now(line: pd.Series, day: Day, drawn: str) -> None:
    about = f"{line.name}-{drawn}"
    until = st.date_input(
        "Bring it back on",
        value=day.on + pd.offsets.BusinessDay(3),
        min_value=day.on + pd.Timedelta(days=1),
        key=f"put-off-until-{about}",
    )
    hint = "on holiday, waits for their board ..."
    reason = st.text_input("Because", placeholder=hint, key=f"put-off-because-{about}")
    st.button("Put off", on_click=_put_off, args=(drawn, line, day.on, until, reason), key="put-off", **changing())


def _is_stale(drawn: str) -> bool:
    """Whether the book changed since a button was drawn: a second press of it is for nobody."""
    return state.opened().book.digest != drawn


def _done(drawn: str, line: pd.Series, day: Day, outcome: Outcome, meant: tuple[str, ...] | None = None) -> None:
    """Log it, and plan on from now: from the clock on the day itself, else from when the line was to end."""
    if _is_stale(drawn):
        return
    opened = state.opened()
    clock_now = state.local_clock()
    ends = clock_now if day.on == clock_now.normalize() else line["ends_at"]
    at = clock_now if day.on == clock_now.normalize() else line["starts_at"]
    state.put(replace(opened, book=mark_done(opened.book, line, at, outcome, meant), now=ends, minutes=None))


def _settle(drawn: str, line: pd.Series, mark: Callable, on: pd.Timestamp) -> None:
    if not _is_stale(drawn):
        state.put_book(mark(state.opened().book, line, on))


def _put_off(drawn: str, line: pd.Series, on: pd.Timestamp, until: object, reason: str) -> None:
    if not _is_stale(drawn):
        state.put_book(snooze(state.opened().book, line, on, pd.Timestamp(until), reason or "not now"))
