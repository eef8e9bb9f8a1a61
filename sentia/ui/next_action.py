"""The card: one line of the day in full, the one to do now first; who, why, what it brings, how it ended."""

import pandas as pd

from sentia.day.day import Day
from sentia.day.record import DONE, NOT_A_TOUCH, OUTCOMES, WON, Outcome, deals_to_close, mark_skipped, snooze
from sentia.day.saying import is_own
from sentia.day.wording import money
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, once
from sentia.ui.after_contact import ask, asked_about, log_line, show_panel
from sentia.ui.keys import key
from sentia.ui.markup import Markup, markup
from sentia.ui.own_judgement import show_i_know_better
from sentia.ui.reaching import address, number, reach
from sentia.ui.receipts import TODAY, act
from sentia.ui.story import show_story
from sentia.ui.wording import IN_WORDS, MOVES, clock, long_day, span_of

CHOSEN, PAGE = "sentia.line", "page"
LETTERS = {"Talked": "T", "No answer": "N", "Voicemail": "V", "Sent": "S"}


def choose(name: str | None) -> None:
    """Let this line be the card; None: the first of the day."""
    state.remember(CHOSEN, name)


def chosen_line(day: Day) -> pd.Series | None:
    """The line that is the card: the one chosen, as long as it is to be done, else the first of the day."""
    wanted = state.widget_value(CHOSEN)
    for lines in (day.actions, day.left_out):
        if wanted in lines.index:
            return lines.loc[wanted]
    return None if day.actions.empty else day.actions.iloc[0]


def show_next_action(day: Day) -> None:
    """The card of the line that is chosen, or a sentence where nothing is left."""
    line = chosen_line(day)
    if line is None:
        st.info(" ".join(day.notes) or "Nothing is left for today.", icon=":material/done_all:")
        return
    with st.container(border=True, key="next-action"):
        show_card(line, day, PAGE)


def show_card(line: pd.Series, day: Day, place: str) -> None:
    """One line in full; `place` keeps its widgets apart from those of the same card elsewhere."""
    words, gain = st.columns([3, 1], vertical_alignment="top")
    with words:
        st.caption(_when(line, day))
        st.subheader(line["action"], anchor=False)
    with gain:
        _show_gain(line, day)
    outcome = asked_about(line)
    st.markdown(_because(line))
    if outcome is None:
        _show_ways(line)
        _show_buttons(line, day, place)
    else:
        show_panel(line, day, outcome, place)
    show_story(line)


def _when(line: pd.Series, day: Day) -> str:
    if pd.isna(line["starts_at"]):
        return "Not in today's plan"
    if line.name != day.actions.index[0]:
        return f"LATER TODAY · {clock(line['starts_at'])}"
    return f"NOW · {clock(line['starts_at'])}{_why_first(line, day)}"


def _because(line: pd.Series) -> Markup:
    said = markup("{}.", line["because"])
    nothing = line["otherwise"]
    return said + markup(" **If you do nothing:** {}.", nothing) if isinstance(nothing, str) and nothing else said


def _show_gain(line: pd.Series, day: Day) -> None:
    known = pd.notna(line["gain"])
    value = money(line["gain"], day.currency) if known else "not known"
    note = f"{span_of(line['gain_low'], line['gain_high'], day.currency)} {IN_WORDS[day.money]}"
    label = f"{line['minutes']:.0f} minutes {_moves(day)}"
    st.metric(label, value, note if known else None, delta_color="off", delta_arrow="off")


def _show_ways(line: pd.Series) -> None:
    """The one filled button, which is what the rep does next: the number to call, else the address to write to."""
    phone, mail = number(line["phone"]), address(line["email"])
    calls = phone and not line["action"].startswith("Write")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if calls:
            st.link_button(f"Call {line['phone']}", f"tel:{phone}", type="primary", icon=":material/call:")
        elif mail:
            st.link_button(f"Write to {mail}", f"mailto:{mail}", type="primary", icon=":material/mail:")
        other = reach(None if calls else line["phone"], None if mail and not calls else line["email"])
        if other:
            st.markdown(other, width="content")


def _moves(day: Day) -> str:
    return {"moves": "move", "makes you": "make you", "makes": "make"}[MOVES[day.money]]


def _why_first(line: pd.Series, day: Day) -> str:
    """Why this comes before a line that pays better, where one does."""
    better = day.actions.loc[day.actions["return_per_hour"] > line["return_per_hour"]]
    if better.empty:
        return ""
    cause = "kept for those who wait longest" if line["is_guaranteed"] else "so that all of the day fits"
    return f" · {cause}, before the better-paid line at {clock(better.iloc[0]['starts_at'])}"


def _show_buttons(line: pd.Series, day: Day, place: str) -> None:
    """How it ended; each opens the panel in this place, save what needs no more words."""
    with st.container(horizontal=True, gap="xsmall"):
        if is_own(line) or line["kind"] in NOT_A_TOUCH:
            done = (line, day, DONE)
            st.button("Done", type="primary", on_click=once(_log), args=done, key=f"{place}-Done", **changing())
        if line["kind"] not in NOT_A_TOUCH:
            for outcome in OUTCOMES:
                _show_outcome(line, outcome, place)
            if deals_to_close(state.opened().book, line, state.opened().owner):
                _show_outcome(line, WON, place)
        show_i_know_better(line, day, place)
        skip = (line, day.on)
        st.button("Skip today", on_click=once(_skip), args=skip, key=_named("skip", place), **changing())
        with st.popover("Not now", key=f"not-now-{place}-{_drawn(line)}", **changing()):
            _show_not_now(line, day, place)


def _show_outcome(line: pd.Series, outcome: Outcome, place: str) -> None:
    letter = LETTERS.get(outcome.word)
    st.button(
        outcome.word,
        on_click=once(ask),
        args=(line, outcome),
        key=_named(f"done-{outcome.word}", place),
        shortcut=key(letter) if letter and place == PAGE else None,
        **changing(),
    )


def _named(name: str, place: str) -> str:
    return name if place == PAGE else f"{place}-{name}"


def _drawn(line: pd.Series) -> str:
    """What tells a popover from the same one after a step, or about another line: it is closed there."""
    return f"{line.name}-{state.opened().book.digest}"


def _show_not_now(line: pd.Series, day: Day, place: str) -> None:
    until = st.date_input(
        "Bring it back on",
        value=day.on + pd.offsets.BusinessDay(3),
        min_value=day.on + pd.Timedelta(days=1),
        key=f"put-off-until-{place}-{_drawn(line)}",
    )
    hint = "on holiday, waits for their board ..."
    reason = st.text_input("Because", placeholder=hint, key=f"put-off-because-{place}-{_drawn(line)}")
    put_off = (line, day.on, until, reason)
    st.button("Put off", on_click=once(_put_off), args=put_off, key=_named("put-off", place), **changing())


def _log(line: pd.Series, day: Day, outcome: Outcome) -> None:
    choose(None)
    log_line(line, day, outcome)


def _skip(line: pd.Series, on: pd.Timestamp) -> None:
    act(TODAY, lambda book: mark_skipped(book, line, on), f"Not today: {line['action']}.")


def _put_off(line: pd.Series, on: pd.Timestamp, until: object, reason: str) -> None:
    day = pd.Timestamp(until)
    said = f"Back on {long_day(day, on)}: {line['action']}."
    act(TODAY, lambda book: snooze(book, line, on, day, reason or "not now"), said)
