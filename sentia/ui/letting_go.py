"""The deals that are better closed: who they are, what closing them frees, and the tap that does it."""

import pandas as pd

from sentia.day.pipeline import Pipeline
from sentia.facts.wording import span
from sentia.follow_up import acting
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, once
from sentia.ui.markup import Markup, markup
from sentia.ui.one_deal import show_person, show_reasons
from sentia.ui.pipeline import amount_of
from sentia.ui.receipts import act, show_said
from sentia.ui.to_close import PLACE, close
from sentia.ui.wording import hours_and_minutes

LISTED, A_DAY = 12, 5  # deals to untick one by one; of those asked once more
WHY = 80  # pixels
ASK = "Ask once more: go on, or close it"


def show_let_go(opened: state.Open, found: Pipeline) -> None:
    """Each of them to untick, and one tap for all that are left."""
    show_said(opened, PLACE)
    deals = found.let_go
    if deals.empty:
        st.markdown("No deal stands so long, with so low a chance, that closing it would pay.")
        return
    st.markdown(f"{_why(found)} Nothing is agreed with them. Untick what you know to be alive.")
    first, rest = deals.iloc[:LISTED], deals.iloc[LISTED:]
    with st.container(gap="xxsmall"):
        kept = [_show_one(opened, found, deal) for deal in first.index]
    chosen = first.loc[kept]
    if len(rest) and st.checkbox(_more(rest), True, key=f"let-go-rest-{opened.generation}"):
        chosen = pd.concat([chosen, rest])
    reason = st.text_input("Lost because", "no decision", key="let-go-because")
    frees = hours_and_minutes(chosen["minutes_a_week"].sum())
    with st.container(horizontal=True, gap="small"):
        st.button(
            f"Close {len(chosen):,}, {frees} a week back",
            type="primary",
            on_click=once(close),
            args=(chosen, reason),
            key="let-go",
            **changing(disabled=chosen.empty),
        )
        st.button(
            "Ask each once more",
            on_click=once(_ask),
            args=(chosen,),
            key="ask-once-more",
            **changing(disabled=chosen.empty),
        )
    st.caption("Each gets the day of its fresh look. All of it can be undone, and goes to your own columns.")


def _why(found: Pipeline) -> str:
    if found.curve.is_learned:
        return "They stand longer than nine in ten that were won, with less than the usual chance."
    return "They stand longer than is usual, with hardly a chance to be won."


def _show_one(opened: state.Open, found: Pipeline, deal: str) -> bool:
    label, key = _label(found.deals.loc[deal], found.currency), f"{deal}-{opened.generation}"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        with st.container(gap=None):
            is_chosen = st.checkbox(label, True, key=f"let-go-{key}")
        with st.container(width=WHY), st.popover("Why", key=f"why-{key}", type="tertiary"):
            show_person(deal, found)
            show_reasons(deal, found)
    return is_chosen


def _label(deal: pd.Series, currency: str) -> Markup:
    known = [name for name in (deal["deal"], amount_of(deal, currency)) if isinstance(name, str) and name]
    who = deal["account"] if isinstance(deal["account"], str) else "Nobody named"
    stands = f" for {span(deal['stands'])}" if pd.notna(deal["stands"]) else ""
    stage = deal["stage"] if isinstance(deal["stage"], str) else "No stage"
    about = f"{stage}{stands} · {deal['minutes_a_week']:.0f} min a week · {chance(deal['win_rate'])}"
    return markup("**{}** · {}  \n:gray[{}]", who, ", ".join(known) or "no amount", about)


def chance(rate: float) -> str:
    """A chance as it stands on screen.

    Examples
    --------
    >>> chance(0.456), chance(0.0004)
    ('46%', 'under 1%')
    """
    return "under 1%" if rate < 0.01 else f"{rate:.0%}"  # noqa: PLR2004 what would be shown as none


def _more(rest: pd.DataFrame) -> str:
    return f"And {len(rest):,} more like them, {hours_and_minutes(rest['minutes_a_week'].sum())} a week"


def _ask(chosen: pd.DataFrame) -> None:
    """A step for each, a few a working day from the next one on."""
    opened = state.opened()
    days = pd.bdate_range(opened.on + pd.Timedelta(days=1), periods=-(-len(chosen) // A_DAY))
    dated = chosen.assign(next_touch=ASK, planned_on=days.repeat(A_DAY)[: len(chosen)])
    each = "1 deal is" if len(chosen) == 1 else f"{len(chosen):,} deals are"
    said = f"{each} dated to be asked once more, {A_DAY} a day from {days[0].day} {days[0]:%B}."
    act(PLACE, lambda book: acting.set_days(book, dated), said)
