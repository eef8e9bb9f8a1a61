"""One account: whom to call and why, how it buys each product, what it could buy besides, and the working."""

import pandas as pd

from sentia.day.customers import GONE, LATE, ONCE, PEERS, STOPPED, YOURS, Customers
from sentia.day.customers_working import account_steps
from sentia.day.wording import rough
from sentia.facts.wording import day_words, span
from sentia.figures import plot_products
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.by_hand import python_lines, show_by_hand
from sentia.ui.in_one_tap import show_acting
from sentia.ui.line_up import FORMATS
from sentia.ui.markup import Markup, markup
from sentia.ui.pictures import show_picture

ROWS = 8  # products of the picture
NEXT = {
    LATE: "Call about the next order",
    STOPPED: "Ask why they stopped buying it",
    GONE: "Ask what made them stop",
    ONCE: "Ask how it went, and what comes next",
}
GROW = "Ask what else they could use"


def show_account(opened: state.Open, account: str, found: Customers) -> None:
    """What can be done about one account, how it buys, what it could buy besides, and how that is known."""
    show_acting(opened, account_line(account, found))
    left, right = st.columns([55, 45], gap="medium")
    with left:
        _show_products(account, found)
    with right:
        _show_room(account, found)
        show_by_hand(account_steps(account, found), python_of(opened, account))


def account_line(account: str, found: Customers) -> pd.DataFrame:
    """The account as a line that can be acted on (see `lines.follow_up_lines`)."""
    row = found.accounts.loc[[account]]
    nobody = pd.Series(index=row.index, dtype="str")
    return row.assign(
        account=row["name"],
        opportunity_id=nobody,
        next_touch=NEXT.get(row["state"].iloc[0], GROW),
        because=why_words(account, found),
        serves=[()],
        steps=[()],
        deals=[()],
    )


def why_words(account: str, found: Customers) -> str:
    """How an account stands, in a sentence."""
    row = found.accounts.loc[account]
    words = f"last bought {day_words(pd.Series([row['last_on']])).iloc[0]}, {span(row['days_since'])} ago"
    if pd.notna(row["typical_days"]):
        words = f"buys every {row['typical_days']:.0f} days, the last {row['days_since']:.0f} days ago"
    stopped = _late_products(account, found)
    if row["state"] == STOPPED and len(stopped):
        words = f"has not bought {stopped['product'].iloc[0]} for {span(stopped['waited'].iloc[0])}; {words}"
    return f"{words}; {_chance(row['gone'])} that they are gone{_year(row, found)}"


def _chance(gone: float) -> str:
    return "hardly any chance" if gone < 0.01 else f"{gone:.0%} chance"  # noqa: PLR2004 would be shown as none


def _year(row: pd.Series, found: Customers) -> str:
    ahead, before = row["expected_12"], row["spend_12"]
    if not ahead > 0:
        return ""
    return (
        f"; a year should bring {rough(ahead, found.currency)}, the last brought {rough(before, found.currency)}"
    )


def _late_products(account: str, found: Customers) -> pd.DataFrame:
    products = found.products.loc[(found.products["account_id"] == account) & found.products["is_late"]]
    return products.sort_values(["held", "product"], ascending=[False, True], kind="stable")


def _show_products(account: str, found: Customers) -> None:
    """How it buys each product, as a picture and a table."""
    products = found.products.loc[found.products["account_id"] == account]
    orders = found.bought.loc[found.bought["account_id"] == account]
    st.markdown(markup("**{}** {}", "How they buy.", "A band ends when the next order would be unusually late."))
    if products.empty:
        products, orders = _as_one(account, found, orders)
    products = products.sort_values(["held", "product"], ascending=[False, True], kind="stable")
    shown = products.head(ROWS)
    orders = orders.loc[orders["product"].isin(shown["product"])]
    days = day_words(orders["ordered_on"]) + " " + orders["ordered_on"].dt.year.astype("str")
    amounts = [f", {rough(one, found.currency)}" if pd.notna(one) else "" for one in orders["amount"]]
    orders = orders.assign(said=orders["product"].astype("str") + ": " + days + pd.Series(amounts, orders.index))
    late = int(products["is_late"].sum())
    alt = f"{len(products)} products of {found.accounts.loc[account, 'name']}, {late} of them late"
    show_picture(plot_products(orders, shown, found.on), alt, f"products-{account}")
    st.dataframe(
        pd.DataFrame(
            {
                "Product": products["product"],
                "Buys every, days": products["typical_days"].round(),
                "Waits, days": products["waited"],
                "Late after, days": products["overdue_days"].round(),
                "Last year": products["spend_12"],
            }
        ).dropna(axis="columns", how="all"),
        hide_index=True,
        width="stretch",
        height="content",
        placeholder="",
        column_config={"Last year": st.column_config.NumberColumn(format=FORMATS.get(found.currency, "%,.0f"))},
        key=f"rhythm-{account}",
    )


def _as_one(account: str, found: Customers, orders: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All orders as those of one product, in a book that names none."""
    row = found.accounts.loc[account]
    waits = row["days_since"] > row["overdue_days"]
    columns = {
        "product": "all orders",
        "held": row["orders"],
        "last_on": row["last_on"],
        "waited": row["days_since"],
    }
    columns |= {name: row[name] for name in ("typical_days", "overdue_days", "spend_12")} | {
        "is_late": bool(waits)
    }
    return pd.DataFrame([columns]), orders.assign(product="all orders")


def _show_room(account: str, found: Customers) -> None:
    """How much more it could buy, by whom that is said, and what."""
    row = found.accounts.loc[account]
    st.markdown(markup("**{}**", "Room to grow, and with what"))
    st.markdown(room_words(row, found.currency))
    missing = found.missing.loc[found.missing["account_id"] == account]
    lines = [
        f"{one.product}: {one.buyers:.0f} of {one.peers:.0f} like them buy it"
        + (f", about {rough(one.a_year, found.currency)} a year" if one.a_year > 0 else "")
        for one in missing.head(ROWS).itertuples()
    ]
    if lines:
        st.markdown(Markup("\n").join(markup("- {}", line) for line in lines))
    else:
        st.caption("Nothing that most accounts like them buy is missing here.")


def room_words(row: pd.Series, currency: str) -> str:
    """What an account could buy in a year, by whom that is said, and our share of it."""
    if row["could_as"] == YOURS:
        share = f", so we have {row['share']:.0%} of it" if pd.notna(row["share"]) else ""
        return f"By your figure they could buy {rough(row['could'], currency)} in a year{share}."
    if row["could_as"] == PEERS:
        return (
            f"Similar accounts buy up to {rough(row['could'], currency)} in a year (one in five buys more); by "
            f"that we have {row['share']:.0%}."
        )
    return "What they could buy is not known: they buy as much as similar accounts, or there are too few of those."


def python_of(opened: state.Open, account: str) -> str:
    """The lines of Python that give the numbers of the page."""
    numbers = '["typical_days", "gone", "spend_12", "expected_12", "could"]'
    return python_lines(
        opened, "customers", f"found.accounts.loc[{account!r}, {numbers}]", "found.products, found.missing"
    )
