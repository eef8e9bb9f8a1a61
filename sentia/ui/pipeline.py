"""The pipeline: its answer, what to let go, where deals stand still, what the months bring, and each deal."""

import pandas as pd

from sentia.day.pipeline import Pipeline, pipeline
from sentia.day.wording import rough
from sentia.figures import plot_months, plot_standing
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.line_up import FORMATS
from sentia.ui.markup import markup
from sentia.ui.pictures import show_picture
from sentia.ui.progress import steps
from sentia.ui.wording import hours_and_minutes, span_of

ROWS, SHOWN = 8, 500  # rows of the picture; deals of the list
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}


def pipeline_now(opened: state.Open) -> Pipeline:
    """The open book's pipeline on its day, kept for the session."""
    key = (opened.book.digest, opened.playbook.digest, opened.on, opened.owner)
    with steps("Looking at the open deals", 1) as told:
        told("their chances, and when they close")
        return _pipeline(key, _opened=opened)


@st.cache_data(max_entries=2, show_spinner=False, scope="session")
def _pipeline(key: tuple, _opened: state.Open) -> Pipeline:
    return pipeline(_opened.book, _opened.on, _opened.playbook, _opened.owner)


def show_answer(found: Pipeline) -> None:
    """The answer in a sentence, and the numbers that carry it; one place on the page, however much is said."""
    with st.container():
        st.title(answer_of(found), anchor=False)
        if len(found.deals):
            st.markdown(_numbers(found))


def answer_of(found: Pipeline) -> str:
    """What the page says in one sentence."""
    count, let_go, whole = len(found.deals), found.let_go, found.months.loc["all"]
    if not count:
        return "No deal is open in this book"
    if len(let_go):
        which = "this one" if len(let_go) == 1 else f"these {len(let_go):,}"
        return f"Closing {which} frees {hours_and_minutes(let_go['minutes_a_week'].sum())} a week"
    deals = "Your open deal is" if count == 1 else f"Your {count:,} open deals are"
    if pd.isna(whole["likely"]):
        return f"About {whole['deals']:.1f} of {count:,} open {'deal' if count == 1 else 'deals'} will be won"
    return f"{deals} likely to bring {rough(whole['likely'], found.currency)}"


def _numbers(found: Pipeline) -> str:
    deals, let_go, whole = found.deals, found.let_go, found.months.loc["all"]
    said = f"{len(deals):,} open {'deal' if len(deals) == 1 else 'deals'}"
    if pd.isna(whole["likely"]):
        return f"{said} without amounts, by their odds {whole['deals']:.1f} wins"
    amount, likely = (rough(sum_of, found.currency) for sum_of in (deals["priced"].sum(), whole["likely"]))
    said += (
        f" of {amount}, by their odds {likely}, 8 times in 10 {_span(whole['low'], whole['high'], found.currency)}"
    )
    if len(let_go):
        which = "this one is" if len(let_go) == 1 else f"these {len(let_go):,} are"
        said += f" · {which} {rough(let_go['worth'].sum(), found.currency)} of it"
    if foreign := int(deals["amount_is"].eq("foreign").sum()):
        said += f" · {foreign:,} in a currency without a rate count for nothing"
    return said


def _span(low: float, high: float, currency: str) -> str:
    return " to ".join(rough(max(end, 0.0) if end >= 1 else 0.0, currency) for end in (low, high))


def show_standing(found: Pipeline) -> None:
    """Where deals stand too long, as a picture."""
    deals = found.deals.loc[found.deals["stands"].notna()]
    if deals.empty:
        st.caption("The file has no day on which a deal began or reached its stage, so none stands too long.")
        return
    st.markdown(markup("**{}** {}", "Where they stand too long.", "In the band are nine in ten that are won."))
    figure = plot_standing(_by_stage(deals))
    count = f"{int(deals['is_still'].sum()):,} of {len(deals):,}"
    show_picture(figure, f"{count} deals stand longer in their stage than nine in ten of those won.", "standing")
    learned = found.curve.won
    st.caption(
        f"{count} stand longer. "
        + (
            f"Learned from {learned:,} won deals."
            if found.curve.is_learned
            else "The band is assumed: too few won deals say how long they took."
        )
    )


def _by_stage(deals: pd.DataFrame) -> pd.DataFrame:
    """The deals in the order of their stages, the most frequent ones each with a row of its own."""
    named = deals["stage"].fillna("no stage").astype("str")
    most = named.value_counts().index[:ROWS]
    row = named.where(named.isin(most), "other stages")
    who = deals["account"].fillna(deals["deal"]).fillna("a deal")
    said = [f"{name}: {stands / 7:.0f} weeks" for name, stands in zip(who, deals["stands"], strict=True)]
    shown = deals.assign(row=row, said=said, place=deals["stage_rate"].groupby(row).transform("mean"))
    return shown.sort_values(["place", "row", "stands"], kind="stable")


def show_months(found: Pipeline) -> None:
    """What the months bring: the picture, and the same as a table."""
    st.subheader("What the months bring", anchor=False)
    months, has_money = found.months, found.months["likely"].notna().any()
    left, right = st.columns([55, 45], gap="medium")
    bars = months.drop(index="all").rename_axis("name").reset_index()
    if not has_money:
        bars = bars.assign(likely=bars["deals"])
    with left:
        sign = SIGNS.get(found.currency, "") if has_money else ""
        show_picture(
            plot_months(bars, sign), "By month, what is likely, with its range: the table has it.", "months"
        )
    with right:
        st.dataframe(
            _months_table(months, found.currency, has_money),
            hide_index=True,
            width="stretch",
            height="content",
            column_config={
                "Wins": st.column_config.NumberColumn(format="%.1f"),
                "By the odds": st.column_config.NumberColumn(format=FORMATS.get(found.currency, "%,.0f")),
            },
            key="months-table",
        )
        st.caption(
            "A deal's chance is shared among the months by when it is likely to close. "
            "Wins are the deals that are likely to be won."
        )


def _months_table(months: pd.DataFrame, currency: str, has_money: bool) -> pd.DataFrame:
    table = pd.DataFrame({"Month": months.index, "Wins": months["deals"].to_numpy()})
    if not has_money:
        return table
    spans = [_span(*ends, currency) for ends in zip(months["low"], months["high"], strict=True)]
    return table.assign(**{"By the odds": months["likely"].to_numpy(), "8 times in 10": spans})


def show_reliability(found: Pipeline) -> None:
    """Whether chances came true before."""
    st.subheader("Can the chances be believed?", anchor=False)
    st.markdown(reliability_words(found))
    bands = found.reliability
    if bands.empty:
        return
    with st.expander("Every chance that was given before"):
        st.dataframe(_reliability_table(bands), hide_index=True, width="stretch", height="content", key="believed")
        st.caption(
            "Each was given on a past date from what was known then: the traits of the deal, not its stage, since "
            "no file keeps the stage of then. Then they were decided."
        )


def reliability_words(found: Pipeline) -> str:
    """How chances came true, in a sentence; and what they stand on."""
    bands, known = found.reliability, found.winning.words
    says = bands.loc[bands["says"].astype(bool)]
    if says.empty:
        return f"{known} Too few were foretold and decided since to say how often they come true."
    row = says.loc[says["deals"].idxmax()]
    return (
        f"Of deals called {row['low']:.0%} to {row['high']:.0%}, {row['won']:.0%} were won, {row['deals']:,.0f} "
        f"of them. {known}"
    )


def _reliability_table(bands: pd.DataFrame) -> pd.DataFrame:
    rows = bands.itertuples()
    said = [
        (
            f"{row.low:.0%} to {row.high:.0%}",
            row.deals,
            f"{row.foretold:.0%}",
            f"{row.won:.0%}" if row.says else "too few to say",
            f"{row.won_low:.0%} to {row.won_high:.0%}" if row.says else "",
        )
        for row in rows
    ]
    return pd.DataFrame(said, columns=["Called", "Deals", "On average", "Were won", "8 times in 10"])


def amount_of(deal: pd.Series, currency: str) -> str:
    """A deal's amount in a few words; empty where none is known."""
    return rough(deal["priced"], currency) if pd.notna(deal["priced"]) else ""


def range_of(deal: pd.Series, currency: str) -> str:
    """What a deal is worth by its odds, as a range of its chance."""
    return span_of(deal["priced"] * deal["win_low"], deal["priced"] * deal["win_high"], currency)
