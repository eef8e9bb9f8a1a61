"""What is done about the follow-ups that are chosen: each in one tap, for one line or many, with its way back."""

import pandas as pd

from sentia.book.closing import deal_names, open_deals
from sentia.book.done import NO_ANSWER, SENT, TALKED, Outcome
from sentia.follow_up import acting
from sentia.follow_up.pace import pace_of, set_pace
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, once
from sentia.ui.markup import markup
from sentia.ui.reaching import reach
from sentia.ui.receipts import LINES, act, refuse, show_said
from sentia.ui.wording import long_day
from sentia.usual import LONGEST_PACE

CHOSEN = "sentia.follow-ups.chosen"


def show_acting(opened: state.Open, chosen: pd.DataFrame) -> None:
    """What can be done about the chosen lines, each in one tap; one step to undo."""
    show_said(opened, LINES)
    _forget_words_for_others(chosen)
    if chosen.empty:
        st.caption("Tick one line or several, and act on them at once.")
        return
    with st.container(border=True, key="acting"):
        _show_chosen(opened, chosen)
        with st.container(horizontal=True):
            _show_outcomes(chosen)
            _show_steps(opened, chosen)


def _show_steps(opened: state.Open, chosen: pd.DataFrame) -> None:
    """What needs a day or a reason, each in a popover that is another after a step, or for other lines."""
    about = f"{hash(tuple(chosen.index))}-{len(opened.book.journal)}"
    for word, show in _STEPS.items():
        with st.popover(word, key=f"{word}-{about}", **changing()):
            show(opened, chosen)


def _forget_words_for_others(chosen: pd.DataFrame) -> None:
    """What was typed about some lines is not there for others."""
    if state.widget_value(CHOSEN) != (about := tuple(chosen.index)):
        state.forget("put-off-because", "park-because", "put-off-until", "date-it-on", "every-days", "lost-deals")
        state.remember(CHOSEN, about)


def _show_chosen(opened: state.Open, chosen: pd.DataFrame) -> None:
    """The one line in full, with the number to tap; of many, how many there are."""
    line = chosen.iloc[0]
    if len(chosen) > 1:
        st.subheader(f"These {len(chosen)} lines", anchor=False)
        return
    where = " at ".join(name for name in (line["contact"], line["account"]) if isinstance(name, str))
    st.subheader(f"{where}: {line['next_touch'][:1].lower()}{line['next_touch'][1:]}", anchor=False)
    people = opened.book.contacts
    person = people.loc[people["contact_id"] == line["contact_id"], ["phone", "email"]]
    because = line["because"][:1].upper() + line["because"][1:]
    st.markdown(markup("{}. {}", because, reach(*person.iloc[0]) if len(person) else ""))


def _show_outcomes(chosen: pd.DataFrame) -> None:
    is_ticked = chosen["serves"].map(_is_ticked).all()
    likely = None if is_ticked else TALKED
    if is_ticked:
        st.button("Done", type="primary", on_click=once(_tick), args=(chosen,), key="tick", **changing())
    for outcome in (TALKED, NO_ANSWER, SENT):
        kind = "primary" if outcome is likely else "secondary"
        st.button(
            outcome.word,
            type=kind,
            on_click=once(_log),
            args=(chosen, outcome),
            key=f"log-{outcome.word}",
            **changing(),
        )


def _is_ticked(gaps: tuple[str, ...]) -> bool:
    return bool(gaps) and {gap.partition("|")[0] for gap in gaps} <= acting.TICKED


def _show_date(opened: state.Open, chosen: pd.DataFrame) -> None:
    soon = opened.on + pd.offsets.BusinessDay(1)
    day = st.date_input("On", value=soon, min_value=opened.on, key="date-it-on")
    st.button("Date", type="primary", on_click=once(_date), args=(chosen, day), key="date-it", **changing())


def _show_put_off(opened: state.Open, chosen: pd.DataFrame) -> None:
    later, first = opened.on + pd.offsets.BusinessDay(5), opened.on + pd.Timedelta(days=1)
    until = st.date_input("Bring back on", value=later, min_value=first, key="put-off-until")
    reason = st.text_input("Because", placeholder="on holiday, waits for their board ...", key="put-off-because")
    st.button(
        "Put off",
        type="primary",
        on_click=once(_put_off),
        args=(chosen, until, reason),
        key="put-off-now",
        **changing(),
    )


def _show_park(opened: state.Open, chosen: pd.DataFrame) -> None:
    reason = st.text_input("Because", placeholder="price, project stopped, closed down ...", key="park-because")
    st.button("Park until I take it back", on_click=once(_park), args=(chosen, reason), key="park", **changing())
    meant = _which_deals(opened, chosen)
    if meant is not None:
        lose = (chosen, reason, meant)
        st.button("Close the deal as lost", on_click=once(_lose), args=lose, key="lose", **changing())
    st.button("Do not contact", on_click=once(_leave_alone), args=(chosen,), key="leave-alone", **changing())


def _which_deals(opened: state.Open, chosen: pd.DataFrame) -> tuple[str, ...] | None:
    """The deals that a close means: asked where a line is about several; None where none of the rep's is open."""
    names = deal_names(open_deals(opened.book, chosen["deals"].explode().dropna(), opened.owner))
    if not names or chosen["deals"].map(len).max() == 1:
        return tuple(names) or None
    picked = st.pills("Which deal", list(names), selection_mode="multi", format_func=names.get, key="lost-deals")
    return tuple(picked)


def _show_pace(opened: state.Open, chosen: pd.DataFrame) -> None:
    held = pace_of(opened.book, chosen)
    every = st.number_input(
        "Days between two touches",
        1,
        LONGEST_PACE,
        None if held is None else round(held),
        placeholder="as usual",
        key="every-days",
    )
    st.caption("Counts for the person, else the company, from now on, before what is usual.")
    st.button(
        "Keep to it",
        type="primary",
        on_click=once(_keep_pace),
        args=(chosen, every),
        key="keep-pace",
        **changing(),
    )
    if held is not None:
        st.button("Back to usual", on_click=once(_keep_pace), args=(chosen, None), key="usual-pace", **changing())


_STEPS = {"Date it": _show_date, "Put off": _show_put_off, "How often": _show_pace, "Park or close": _show_park}


def _log(chosen: pd.DataFrame, outcome: Outcome) -> None:
    at = _moment(state.opened())
    people = chosen["contact_id"].fillna(chosen["account_id"]).nunique()
    who = "1 person" if people == 1 else f"{people} people"
    said = f"Logged for {who}: {outcome.word.lower()}."
    act(LINES, lambda book: acting.log_touch(book, chosen, at, outcome), said)


def _tick(chosen: pd.DataFrame) -> None:
    act(LINES, lambda book: acting.tick_off_all(book, chosen, state.opened().on), f"{_lines(chosen)} done.")


def _date(chosen: pd.DataFrame, day: object) -> None:
    on, day = state.opened().on, pd.Timestamp(day)
    act(
        LINES,
        lambda book: acting.set_day(book, chosen, on, day),
        f"{_lines(chosen)} dated for {long_day(day, on)}.",
    )


def _put_off(chosen: pd.DataFrame, until: object, reason: str) -> None:
    on, until = state.opened().on, pd.Timestamp(until)
    said = f"{_lines(chosen)} put off; back on {long_day(until, on)}."
    act(LINES, lambda book: acting.put_off_all(book, chosen, on, until, reason), said)


def _park(chosen: pd.DataFrame, reason: str) -> None:
    act(
        LINES,
        lambda book: acting.park_all(book, chosen, state.opened().on, reason),
        f"{_lines(chosen)} parked: {reason}.",
    )


def _lose(chosen: pd.DataFrame, reason: str, meant: tuple[str, ...]) -> None:
    deals = len(meant)
    said = f"{deals} {'deal' if deals == 1 else 'deals'} closed as lost: {reason}. The fresh look has its date."
    act(LINES, lambda book: acting.close_as_lost(book, chosen, state.opened().on, reason, meant), said)


def _leave_alone(chosen: pd.DataFrame) -> None:
    act(
        LINES,
        lambda book: acting.leave_alone(book, chosen),
        f"{_lines(chosen)}: nobody there is contacted any more.",
    )


def _keep_pace(chosen: pd.DataFrame, every: int | None) -> None:
    held = pace_of(state.opened().book, chosen)
    if every is None and held is None:
        refuse("How often? It needs a number of days.", LINES)
        return
    said = "as usual again" if every is None else "every day" if every == 1 else f"every {every} days"
    act(LINES, lambda book: set_pace(book, chosen, state.opened().on, every), f"{_lines(chosen)}: {said}.")


def _lines(chosen: pd.DataFrame) -> str:
    return "1 line" if len(chosen) == 1 else f"{len(chosen)} lines"


def _moment(opened: state.Open) -> pd.Timestamp:
    """When a touch is logged: now on the day itself, else at the start of the day that is looked at."""
    clock = state.local_clock()
    if opened.on == clock.normalize():
        return clock
    return opened.on + pd.Timedelta(minutes=opened.playbook.work_starts)
