"""One deal: who to speak to, why it has its chance, when it is likely to close, and what can be done about it."""

import pandas as pd

from sentia.day.pipeline import Pipeline
from sentia.day.pipeline_working import chance_step, close_steps, minutes_steps, month_steps, odds_steps
from sentia.facts.wording import day_words, span
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.by_hand import python_lines, show_by_hand
from sentia.ui.choosing import chosen_rows
from sentia.ui.in_one_tap import show_acting
from sentia.ui.line_up import FORMATS
from sentia.ui.markup import Markup, markup
from sentia.ui.reaching import reach

SHOWN = 500  # deals of the list
NEXT = "Agree the next step"


def show_deals(opened: state.Open, found: Pipeline) -> None:
    """Every open deal, the most likely money first; the one that is chosen stands beneath, with all it takes."""
    deals = found.deals.head(SHOWN)
    st.subheader("Every open deal", anchor=False)
    if len(found.deals) > SHOWN:
        st.caption(f"The {SHOWN} likely to bring most of {len(found.deals):,}.")
    alt = f"{len(deals)} open deals, the most likely money first"
    rows = chosen_rows(_table(deals), "deals", opened, _columns(found.currency), alt)
    deal = deals.index[rows[0] if rows else 0]
    show_acting(opened, _line(found.deals.loc[[deal]], found))
    left, right = st.columns(2, gap="medium")
    with left:
        show_reasons(deal, found)
    with right:
        _show_working(opened, deal, found)


def _table(deals: pd.DataFrame) -> pd.DataFrame:
    shown = pd.DataFrame(
        {
            "Account": deals["account"],
            "Amount": deals["priced"],
            "Chance": deals["win_rate"].round(2),
            "By the odds": deals["worth"],
            "Likely close": deals["likely_close_on"],
            "Deal": deals["deal"],
            "Stage": deals["stage"],
            "Who": deals["contact"],
            "Chance at least": deals["win_low"].round(2),
            "At most": deals["win_high"].round(2),
            "Days there": deals["stands"],
            "Quiet, days": deals["days_quiet"],
            "Your file's close": deals["expected_close_on"],
        }
    )
    return shown.dropna(axis="columns", how="all")


def _columns(currency: str) -> dict:
    config, money = st.column_config, FORMATS.get(currency, "%,.0f")
    chance = {name: config.NumberColumn(format="percent") for name in ("Chance", "Chance at least", "At most")}
    day = {name: config.DateColumn(format="D MMM YYYY") for name in ("Likely close", "Your file's close")}
    amounts = {name: config.NumberColumn(format=money) for name in ("Amount", "By the odds")}
    whole = {name: config.NumberColumn(format="%d") for name in ("Days there", "Quiet, days")}
    return chance | day | amounts | whole


def _line(deal: pd.DataFrame, found: Pipeline) -> pd.DataFrame:
    """The deal as a line that can be acted on (see `lines.follow_up_lines`)."""
    row = deal.iloc[0]
    because = f"{row['win_rate']:.0%} likely, {close_words(row, found.on)}"
    if pd.notna(row["days_quiet"]):
        because += f"; quiet for {span(row['days_quiet'])}" if row["days_quiet"] >= 1 else "; spoken to today"
    what = f"{NEXT} about {row['deal']}" if isinstance(row["deal"], str) else NEXT
    nothing = [()]
    return deal.assign(next_touch=what, because=because, serves=nothing, steps=nothing)


def close_words(deal: pd.Series, on: pd.Timestamp) -> str:
    """When a deal closes if it is won, with its range."""
    days = pd.Series([deal["likely_close_on"], deal["close_low_on"], deal["close_high_on"]])
    likely, low, high = (
        f"{said}{'' if day.year == on.year else f' {day.year}'}"
        for said, day in zip(day_words(days), days, strict=True)
    )
    return f"if it is won, by about {likely} (8 times in 10 between {low} and {high})"


def show_reasons(deal: str, found: Pipeline) -> None:
    """Why the deal has its chance: one reason after the other, each with the chance then."""
    row, steps = found.deals.loc[deal], odds_steps(deal, found)
    name = " · ".join(part for part in (row["account"], row["deal"]) if isinstance(part, str)) or "this deal"
    st.markdown(markup("**Why {} has {:.0f} in 100**", name, 100 * row["win_rate"]))
    lines = [
        markup("| {} | {} | {:.0%} |", words[:1].upper() + words[1:], _times(times), chance)
        for words, times, chance in steps[["words", "times", "chance"]].itertuples(index=False)
    ]
    st.markdown(Markup("\n").join([markup("| Because | Times the odds | Chance |\n|---|---:|---:|"), *lines]))
    st.caption(
        f"Eight times in ten its chance lies between {row['win_low']:.0%} and {row['win_high']:.0%}. "
        f"{found.winning.words}"
    )


def _times(times: float) -> Markup:
    if pd.isna(times):
        return Markup("")
    said = f"{times:.2g}"
    return markup(":green[{}]", said) if times > 1 else markup(":orange[{}]", said)


def show_person(deal: str, found: Pipeline) -> None:
    """Whom to call about the deal."""
    row = found.deals.loc[deal]
    who = row["contact"] if isinstance(row["contact"], str) else "Nobody is named"
    st.markdown(markup("**{}** {}", who, reach(row["phone"], row["email"])))


def _show_working(opened: state.Open, deal: str, found: Pipeline) -> None:
    """The arithmetic of one deal, to be redone by hand, and the lines of Python that give the same."""
    more = (month_steps(deal, found), minutes_steps(deal, found))
    lines = [chance_step(deal, found), *close_steps(deal, found, opened.playbook), *more[0], *more[1]]
    show_by_hand(lines, python_of(opened, deal))


def python_of(opened: state.Open, deal: str) -> str:
    """The lines of Python that give the numbers of the page."""
    numbers = '["win_rate", "likely_close_on", "minutes_a_week"]'
    return python_lines(
        opened,
        "pipeline",
        f"found.deals.loc[{deal!r}, {numbers}]",
        "found.months, found.let_go, found.reliability",
    )
