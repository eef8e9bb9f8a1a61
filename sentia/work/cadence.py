"""How often an account, a deal or an acquaintance should hear from us: by class, by own rhythm, by own wish."""

import numpy as np
import pandas as pd

from sentia.book.matching import numbers_of
from sentia.playbook import Playbook

OF_STAGES = ("verbal", "negotiation", "quote", "meeting")  # any other open deal is at its start
TWICE = 2  # an own rhythm's longest is twice its ideal, as it is of customers at large


def add_cadence(
    records: pd.DataFrame, playbook: Playbook, key_accounts: frozenset[int] = frozenset()
) -> pd.DataFrame:
    """Add `cadence_class`, `ideal_days` and `longest_days` to one row per account, acquaintance or person there.

    Needs `status` (an account's; anything else counts as small), and `at` where there are key accounts. Key
    accounts hear from us most often, then customers, former customers about once a year; everyone else (prospects
    without a deal, acquaintances) is small.

    Examples
    --------
    >>> add_cadence(pd.DataFrame({"status": ["customer", "prospect"]}), Playbook())["ideal_days"].tolist()
    [30.0, 90.0]
    """
    is_key = records["at"].isin(key_accounts) if key_accounts else np.zeros(len(records), bool)
    is_kind = [is_key, records["status"] == "customer", records["status"] == "former"]
    classes = np.select(is_kind, ["key account", "customer", "former"], default="small")
    return of_class(records, pd.Series(classes, records.index, dtype="str"), playbook)


def of_class(records: pd.DataFrame, classes: pd.Series, playbook: Playbook) -> pd.DataFrame:
    """Add `cadence_class`, `ideal_days` and `longest_days` to records whose classes are given."""
    codes, names = pd.factorize(classes)
    return records.assign(
        cadence_class=classes,
        ideal_days=np.array([playbook.cadence_ideal[name] for name in names], float)[codes],
        longest_days=np.array([playbook.cadence_longest[name] for name in names], float)[codes],
    )


def class_of_stage(stage_kinds: pd.Series) -> pd.Series:
    """The cadence class of an open deal at each kind of stage: the nearer a decision, the more often.

    Examples
    --------
    >>> class_of_stage(pd.Series(["negotiation", "qualified"])).tolist()
    ['negotiation', 'lead']
    """
    return stage_kinds.where(stage_kinds.isin(OF_STAGES), "lead").astype("str")


def longest_of_stage(stage_kinds: pd.Series, playbook: Playbook) -> pd.Series:
    """The longest silence in days that is right for an open deal at each kind of stage."""
    return numbers_of(class_of_stage(stage_kinds), playbook.cadence_longest)


def add_deal_cadence(deals: pd.DataFrame, usual_amount: float, playbook: Playbook) -> pd.DataFrame:
    """Add the same to one row per open deal: by its stage; a small lead is one at its first, of a small amount.

    Small is up to `small_lead_share` of the usual amount.

    Examples
    --------
    >>> deals = pd.DataFrame({"stage_kind": ["lead", "lead", "quote"], "amount": [900.0, 9000.0, 900.0]})
    >>> add_deal_cadence(deals, 8000.0, Playbook())["cadence_class"].tolist()
    ['small', 'lead', 'quote']
    """
    small = (deals["stage_kind"] == "lead") & (deals["amount"] <= playbook.small_lead_share * usual_amount)
    classes = class_of_stage(deals["stage_kind"]).mask(small & (deals["amount"] > 0), "small")
    return of_class(deals, classes, playbook)


def add_own_rhythm(accounts: pd.DataFrame, typical_days: pd.Series, playbook: Playbook) -> pd.DataFrame:
    """The customers among accounts with a cadence (see `add_cadence`) by their own rhythm of ordering.

    `typical_days` are by account id, missing where an account ordered less than twice. The ideal is that rhythm,
    never under `cadence_least` nor over what is the longest for customers; the longest is twice it, likewise. A
    key account keeps its class.

    Examples
    --------
    >>> two = add_cadence(pd.DataFrame({"account_id": ["A", "B"], "status": "customer"}), Playbook())
    >>> add_own_rhythm(two, pd.Series({"A": 20.0, "B": 86.0}), Playbook())["ideal_days"].tolist()
    [20.0, 60.0]
    """
    most = playbook.cadence_longest["customer"]
    own = accounts["account_id"].map(typical_days).astype(float).clip(playbook.cadence_least, most)
    own = own.where(accounts["cadence_class"] == "customer")
    return accounts.assign(
        ideal_days=own.fillna(accounts["ideal_days"]),
        longest_days=(TWICE * own).clip(upper=most).fillna(accounts["longest_days"]),
        is_own_rhythm=own.notna(),
    )


def add_wishes(records: pd.DataFrame, wishes: pd.DataFrame | None) -> pd.DataFrame:
    """The same records at the pace that the rep wishes, where there is a wish; it wins over any class.

    Parameters
    ----------
    records : DataFrame
        With `contact_id`, `account_id` and a cadence (see `add_cadence`).
    wishes : DataFrame, optional
        One row a wish: `contact_id`, or `account_id` for the whole account, and `every_days`. Of several the
        contact's own wins, then the last in order of the table. The longest is twice the wish.

    Examples
    --------
    >>> ana = pd.DataFrame({"contact_id": ["1"], "account_id": [None]})
    >>> found = add_wishes(ana.assign(ideal_days=90.0, longest_days=180.0), ana.assign(every_days=21.0))
    >>> found[["ideal_days", "longest_days"]].to_numpy().tolist()
    [[21.0, 42.0]]
    """
    if wishes is None or wishes.empty:
        return records.assign(is_wish=False)
    wish = wished_days(records, wishes)
    return records.assign(
        ideal_days=wish.fillna(records["ideal_days"]),
        longest_days=(TWICE * wish).fillna(records["longest_days"]),
        is_wish=wish.notna(),
    )


def wished_days(records: pd.DataFrame, wishes: pd.DataFrame) -> pd.Series:
    """The days between touches that the rep wishes for each record; NaN where nothing is wished."""
    known = wishes.loc[wishes["every_days"] > 0]
    of_account = known.loc[known["contact_id"].isna()]
    found = [
        records[link].map(
            some.dropna(subset=link).drop_duplicates(link, keep="last").set_index(link)["every_days"]
        )
        for link, some in (("contact_id", known), ("account_id", of_account))
    ]
    return found[0].astype(float).fillna(found[1].astype(float))


def add_due(records: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Add `due_on` (the day the next touch is due) and `waiting` (days past it; NaN before it).

    Needs `heard_on`, the last day anything is known of, and `ideal_days`. Someone of whom nothing is known is
    due at once and has waited no days.
    """
    due_on = (records["heard_on"] + pd.to_timedelta(records["ideal_days"], unit="D")).fillna(on).dt.normalize()
    late = (on - due_on).dt.days.astype(float)
    return records.assign(due_on=due_on.astype("datetime64[us]"), waiting=late.where(late >= 0))
