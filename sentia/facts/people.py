"""Whom to call at an account."""

import pandas as pd


def main_contacts(contacts: pd.DataFrame) -> pd.Series:
    """The person to call at each account: touched most in a year, then most recently, then first by id.

    Needs `touches_last_year` and `last_touch_on`, of people who may be called (see `permission.reachable`).
    """
    people = contacts.loc[contacts["account_id"].notna()]
    order = ["touches_last_year", "last_touch_on", "contact_id"]
    ranked = people.sort_values(order, ascending=[False, False, True], kind="stable")
    return ranked.drop_duplicates("account_id").set_index("account_id")["contact_id"]


def sole_contacts(contacts: pd.DataFrame) -> pd.Series:
    """The contact of each account that has only one."""
    named = contacts.loc[contacts["account_id"].notna()]
    return named.loc[~named["account_id"].duplicated(keep=False)].set_index("account_id")["contact_id"]
