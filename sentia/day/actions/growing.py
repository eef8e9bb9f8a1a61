"""How often an account is in touch with us in a year: what one more contact adds shrinks with it."""

import pandas as pd

from sentia.day.desk import Desk

YEAR = 365


def yearly_touches(accounts: pd.DataFrame, desk: Desk) -> pd.Series:
    """Touches of the last 365 days per account, from the log where it covers a year.

    A shorter log is scaled up to a year; without a log it is the class default: a year at the customers'
    ideal cadence.
    """
    usual = YEAR / desk.playbook.cadence_ideal["customer"]
    if not desk.has_log:
        return pd.Series(usual, accounts.index)
    covered = min(max((desk.on - desk.log_starts).days, 1), YEAR)
    return accounts["touches_last_year"] * (YEAR / covered)
