"""The one thing to do now: who, why, what it brings, the number to tap, and what became of it."""

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
from sentia.ui.access import changing, once
from sentia.ui.markup import markup
from sentia.ui.own_judgement import show_i_know_better
from sentia.ui.reaching import reach
from sentia.ui.receipts import TODAY, act, show_said
from sentia.ui.wording import IN_WORDS, MOVES, clock, long_day, span_of

SEVERAL = 2


def show_next_action(day: Day) -> None:
    """What the last tap did, and a card with the first line of the day, or a sentence where nothing is left."""
    show_said(state.opened(), TODAY)
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
    with st.container(horizontal=True):
        for outcome in (DONE, *OUTCOMES) if is_own(line) else OUTCOMES:
            if outcome is SAID_NO:
                _show_said_no(line, day)
                continue
            kind, done = "primary" if outcome is likely else "secondary", (line, day, outcome)
            key = f"done-{outcome.word}"
            st.button(outcome.word, type=kind, on_click=once(_done), args=done, key=key, **changing())
        show_i_know_better(line, day, "next")
        st.button("Skip today", on_click=once(_skip), args=(line, day.on), key="skip", **changing())
        with st.popover("Not now", key=f"not-now-{_drawn(line)}", **changing()):
            _show_not_now(line, day)


def _drawn(line: pd.Series) -> str:
    """What tells a popover from the same one after a step, or about another line: it is closed there."""
    return f"{line.name}-{state.opened().book.digest}"


def _show_said_no(line: pd.Series, day: Day) -> None:
    """One tap where it can only mean one deal, or none; else which deal it was about."""
    deals = deals_to_close(state.opened().book, line, state.opened().owner)
    key, no = f"done-{SAID_NO.word}", (line, day, SAID_NO)
    if len(deals) < SEVERAL:
        st.button(SAID_NO.word, on_click=once(_done), args=(*no, tuple(deals)), key=key, **changing())
        return
    with st.popover(SAID_NO.word, key=f"said-no-{_drawn(line)}", **changing()):
        st.caption("To what? It is lost; the others stay open.")
        for deal, name in deals.items():
            st.button(name, on_click=once(_done), args=(*no, (deal,)), key=f"{key}-{deal}", **changing())
        every = f"All {len(deals)}"
        st.button(every, on_click=once(_done), args=(*no, tuple(deals)), key=f"{key}-all", **changing())


def _show_not_now(line: pd.Series, day: Day) -> None:
    until = st.date_input(
        "Bring it back on",
        value=day.on + pd.offsets.BusinessDay(3),
        min_value=day.on + pd.Timedelta(days=1),
        key=f"put-off-until-{_drawn(line)}",
    )
    hint = "on holiday, waits for their board ..."
    reason = st.text_input("Because", placeholder=hint, key=f"put-off-because-{_drawn(line)}")
    put_off = (line, day.on, until, reason)
    st.button("Put off", on_click=once(_put_off), args=put_off, key="put-off", **changing())


def _done(line: pd.Series, day: Day, outcome: Outcome, meant: tuple[str, ...] | None = None) -> None:
    """Log it, and plan on from now: from the clock on the day itself, else from when the line was to end."""
    clock_now = state.local_clock()
    is_today = day.on == clock_now.normalize()
    at, ends = (clock_now, clock_now) if is_today else (line["starts_at"], line["ends_at"])
    said = f"{outcome.word}: {line['action']}."
    act(TODAY, lambda book: mark_done(book, line, at, outcome, meant), said, now=ends, minutes=None)


def _skip(line: pd.Series, on: pd.Timestamp) -> None:
    act(TODAY, lambda book: mark_skipped(book, line, on), f"Not today: {line['action']}.")


def _put_off(line: pd.Series, on: pd.Timestamp, until: object, reason: str) -> None:
    day = pd.Timestamp(until)
    said = f"Back on {long_day(day, on)}: {line['action']}."
    act(TODAY, lambda book: snooze(book, line, on, day, reason or "not now"), said)
