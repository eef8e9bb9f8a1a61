"""The accounts: what a year should bring, who is late or stopped a product, and every one that ever bought."""

import pandas as pd

from sentia.day.customers import GONE, LATE, STOPPED, Customers, customers
from sentia.day.wording import rough
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.choosing import chosen_rows
from sentia.ui.line_up import FORMATS
from sentia.ui.markup import markup
from sentia.ui.one_account import show_account, why_words
from sentia.ui.progress import steps
from sentia.ui.reaching import reach

SHOWN, LISTED = 500, 8  # accounts of the list; of those to call
COUNTED = {  # of one, of several
    LATE: ("waits longer than usual", "wait longer than usual"),
    STOPPED: ("stopped a product", "stopped a product"),
    GONE: ("has surely stopped buying", "have surely stopped buying"),
}


def customers_now(opened: state.Open) -> Customers:
    """The open book's customers on its day, kept for the session."""
    key = (opened.book.digest, opened.playbook.digest, opened.on, opened.owner)
    with steps("Looking at who buys", 1) as told:
        told("how often, and what a year should bring")
        return _customers(key, _opened=opened)


@st.cache_data(max_entries=2, show_spinner=False, scope="session")
def _customers(key: tuple, _opened: state.Open) -> Customers:
    return customers(_opened.book, _opened.on, _opened.playbook, _opened.owner)


def show_answer(found: Customers) -> None:
    """The answer in a sentence, and the numbers that carry it; one place on the page, however much is said."""
    with st.container():
        st.title(answer_of(found), anchor=False)
        if len(found.accounts):
            st.markdown(_numbers(found))


def answer_of(found: Customers) -> str:
    """What the page says in one sentence."""
    accounts, currency = found.accounts, found.currency
    if accounts.empty:
        return "Nobody has bought anything in this book yet"
    who = "Your customer" if len(accounts) == 1 else f"Your {len(accounts):,} customers"
    before, ahead = accounts["spend_12"].sum(), accounts["expected_12"].sum()
    if not ahead > 0:
        late = int(accounts["state"].eq(LATE).sum())
        return f"{late:,} of {len(accounts):,} customers {COUNTED[LATE][late != 1]}"
    return f"{who} should buy for {rough(ahead, currency)} in a year, after {rough(before, currency)} in the last"


def _numbers(found: Customers) -> str:
    accounts, currency = found.accounts, found.currency
    parts = []
    for name, words in COUNTED.items():
        some = accounts.loc[accounts["state"] == name]
        if len(some):
            spent = some["spend_12"].sum()
            money = f" (bought for {rough(spent, currency)} in the last year)" if spent else ""
            parts.append(f"{len(some):,} {words[len(some) > 1]}{money}")
    if room := accounts["room"].sum():
        parts.append(f"room to grow {rough(room, currency)}")
    if found.are_deals:
        parts.append("the book has no orders, so the deals won stand for them")
    return " · ".join(parts) or "All buy as usual."


def show_to_call(found: Customers) -> None:
    """Those to call now, with the number to tap."""
    some = found.to_call
    if some.empty:
        st.markdown("Nobody waits longer than is usual, and nobody stopped a product.")
        return
    st.markdown(markup("**{}**", "Call these first"))
    with st.container(gap="xsmall"):
        for account, row in zip(some.index[:LISTED], some.head(LISTED).to_dict("records"), strict=True):
            who = row["contact"] if isinstance(row["contact"], str) else "nobody named"
            why = _begun(why_words(account, found))
            st.markdown(
                markup("**{}** · {} {}  \n:gray[{}]", row["name"], who, reach(row["phone"], row["email"]), why)
            )
    if len(some) > LISTED:
        st.caption(f"And {len(some) - LISTED:,} more, in the list below.")


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def show_every_account(opened: state.Open, found: Customers) -> None:
    """Every account that ever bought; the one that is chosen stands beneath, with all it takes."""
    st.subheader("Every account that buys", anchor=False)
    accounts = found.accounts.head(SHOWN)
    if len(found.accounts) > SHOWN:
        st.caption(
            f"The first {SHOWN} of {len(found.accounts):,}: those to call, then those that should bring most."
        )
    alt = f"{len(accounts)} accounts, those to call first"
    rows = chosen_rows(_table(accounts), "accounts", opened, _columns(found.currency), alt)
    show_account(opened, accounts.index[rows[0] if rows else 0], found)


def _table(accounts: pd.DataFrame) -> pd.DataFrame:
    shown = pd.DataFrame(
        {
            "Account": accounts["name"],
            "Next year": accounts["expected_12"],
            "Last year": accounts["spend_12"],
            "How it stands": accounts["state"],
            "Gone": accounts["gone"].round(2),
            "Room": accounts["room"],
            "Our share": accounts["share"].round(2),
            "Room by": accounts["could_as"].where(accounts["room"].notna()),
            "Buys every, days": accounts["typical_days"],
            "Waits, days": accounts["days_since"],
            "Last order": accounts["last_on"],
            "Who": accounts["contact"],
        }
    )
    return shown.dropna(axis="columns", how="all")


def _columns(currency: str) -> dict:
    config = st.column_config
    money = config.NumberColumn(format=FORMATS.get(currency, "%,.0f"))
    whole, share = config.NumberColumn(format="%d"), config.NumberColumn(format="percent")
    return {
        **dict.fromkeys(("Next year", "Last year", "Room"), money),
        **dict.fromkeys(("Gone", "Our share"), share),
        **dict.fromkeys(("Buys every, days", "Waits, days"), whole),
        "Last order": config.DateColumn(format="D MMM YYYY"),
    }
