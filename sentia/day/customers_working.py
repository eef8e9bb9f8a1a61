"""How the numbers of one account are made, so that they can be redone by hand."""

import pandas as pd

from sentia.day.customers import Customers
from sentia.day.wording import figure


def account_steps(account: str, found: Customers) -> list[str]:
    """The rhythm, the chance that it is gone, the year ahead and the room of one account, step by step."""
    row, currency = found.accounts.loc[account], found.currency
    steps = [f"It bought on {row['orders']:.0f} days from {row['first_on']:%Y-%m-%d} to {row['last_on']:%Y-%m-%d}"]
    if pd.notna(row["typical_days"]):
        late = f"one in ten is longer than {row['overdue_days']:.0f}"
        steps.append(
            f"Its gaps, drawn toward those of all, are typically {row['typical_days']:.1f} days, {late}; now it "
            f"waits {row['days_since']:.0f}, and {row['tail']:.1%} of its gaps are longer than that"
        )
    steps.append(f"The chance that it is gone, by its own rhythm: {row['gone']:.1%}")
    if pd.notna(row["expected_12"]):
        each = figure(row["order_size"], currency)
        steps.append(
            f"A year should bring {row['expected_orders']:.2f} orders x {each} = "
            f"{figure(row['expected_12'], currency)}, if it {row['expected_by']}: of three ways the one that "
            f"foretold the last quarter best; the last year brought {figure(row['spend_12'], currency)}"
        )
    if pd.notna(row["room"]):
        steps.append(
            f"Room: {figure(row['could'], currency)} ({row['could_as']}) - {figure(row['spend_12'], currency)} "
            f"= {figure(row['room'], currency)}"
        )
    return steps
