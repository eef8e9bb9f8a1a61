"""They said no: until when nobody there is sold anything, and when an old no may be looked at again."""

import numpy as np
import pandas as pd

from sentia.book.matching import is_among, looked_up_day
from sentia.facts.happened import Happened
from sentia.facts.reasons import FOR_GOOD, add_reason

FOREVER = pd.Timestamp(2200, 1, 1).as_unit("us")
DECLINED = ("declined", "rejected", "lost", "cancelled")


def no_until(records: pd.DataFrame, watch: Happened) -> pd.Series:
    """The day until which nobody sells anything to each record's person or deal; NaT where nobody said no.

    A lost deal or an outcome "said no" counts `no_pause` days from its day; "stop" and "closed down" are for good,
    "no fit" is until a deal of theirs is opened after it.
    """
    pause = pd.Timedelta(days=watch.playbook.no_pause)
    told = watch.touched.loc[watch.touched["outcome"] == "said no"]
    told = told.assign(until=told["on"] + pause)
    lost = _paused(watch, pause)
    rests = pd.concat([told[["who", "deal", "until"]], lost[["who", "deal", "until"]]])
    by_who, by_deal = (_latest(rests, code) for code in ("who", "deal"))
    theirs = by_who.reindex(records["who"]).to_numpy()
    about = by_deal.reindex(records["deal"]).to_numpy()
    until = pd.DataFrame({"theirs": theirs, "about": about}, records.index).max(axis="columns")
    return until.astype("datetime64[us]")


def _latest(rests: pd.DataFrame, code: str) -> pd.Series:
    return rests.loc[rests[code] >= 0].groupby(code)["until"].max()


def _paused(watch: Happened, pause: pd.Timedelta) -> pd.DataFrame:
    """Lost deals with the day until which their person rests."""
    lost = watch.lost_deals
    begun = watch.deals.loc[watch.deals["who"] >= 0].groupby("who")["created_on"].max()
    reopened = begun.reindex(lost["who"]).to_numpy() > lost["closed_on"].to_numpy()
    for_good = lost["reason"].isin(FOR_GOOD) | ((lost["reason"] == "no fit") & ~reopened)
    return lost.assign(until=(lost["closed_on"] + pause).mask(for_good, FOREVER))


def fresh_looks(watch: Happened) -> pd.DataFrame:
    """One row a last no, anybody's: `said_on`, `reason`, `look_on` (NaT: never) and the deal's or quote's own.

    A deal lost or a quote declined sets its fresh look at once, by its reason; a later "said no" there sets it
    anew. None where a deal is open, or was won since.
    """
    nos = pd.concat([_lost(watch), _declined_quotes(watch)], ignore_index=True)
    if nos.empty:
        return nos.assign(look_on=pd.Series(dtype="datetime64[us]"))
    nos = nos.sort_values(["said_on", "opportunity_id", "quote_id"], kind="stable")
    at = np.where(nos["at"] >= 0, nos["at"], -2 - nos["who"])  # the account, else the person
    nos = nos.loc[~pd.Series(at, nos.index).duplicated(keep="last") & ((nos["at"] >= 0) | (nos["who"] >= 0))]
    nos = nos.loc[~_goes_on(nos, watch)]
    told_on = _told_on(nos, watch)
    said_on = nos["said_on"].where(~(told_on > nos["said_on"]), told_on)
    look_on = said_on + pd.to_timedelta(nos["reason_days"], unit="D")
    return nos.assign(said_on=said_on, look_on=look_on.mask(nos["is_final"]).astype("datetime64[us]"))


def _lost(watch: Happened) -> pd.DataFrame:
    nothing = pd.Series(index=watch.lost_deals.index, dtype="str")
    return watch.lost_deals.assign(said_on=watch.lost_deals["closed_on"], quote_id=nothing)


def _declined_quotes(watch: Happened) -> pd.DataFrame:
    """Quotes that were declined and whose deal does not say so itself; with the last day known of them.

    Of a quote without a deal, the deal lost at its account since it was sent says so.
    """
    quotes = watch.book.quotes.sort_index()
    quotes = quotes.loc[quotes["status"].astype("str").str.lower().isin(DECLINED) & quotes["sent_on"].le(watch.on)]
    quotes = quotes.loc[~is_among(quotes["opportunity_id"], watch.every_deal["opportunity_id"])]
    lost_on = watch.lost_deals.groupby("account_id")["closed_on"].max()
    quotes = quotes.loc[~(looked_up_day(quotes["account_id"], lost_on) >= quotes["sent_on"])]
    lapsed = quotes["valid_until_on"].where(quotes["valid_until_on"] <= watch.on)
    nothing = pd.Series(index=quotes.index, dtype="str")
    quotes = quotes.assign(
        said_on=lapsed.fillna(quotes["sent_on"]), lost_reason=nothing, owner=nothing, name=nothing
    )
    return watch.coded(add_reason(quotes, watch.playbook))


def _goes_on(nos: pd.DataFrame, watch: Happened) -> pd.Series:
    """Whether a deal is open at each account (or with each person), or was won there since."""
    every, goes_on = watch.every_deal, pd.Series(False, nos.index)
    is_open, is_won = (every.loc[every["status"] == status] for status in ("open", "won"))
    for code, mine in (("at", nos["at"] >= 0), ("who", nos["at"] < 0)):
        since = is_won.groupby(code)["closed_on"].max().reindex(nos[code]).to_numpy() >= nos["said_on"].to_numpy()
        goes_on |= mine & (nos[code].isin(is_open[code]) | since)
    return goes_on


def _told_on(nos: pd.DataFrame, watch: Happened) -> pd.Series:
    """The last day somebody there said no, by the log."""
    told = watch.touched.loc[watch.touched["outcome"] == "said no"]
    by_at = told.loc[told["at"] >= 0].groupby("at")["on"].max()
    by_who = told.loc[told["who"] >= 0].groupby("who")["on"].max()
    found = by_at.reindex(nos["at"]).set_axis(nos.index)
    return found.where(nos["at"] >= 0, by_who.reindex(nos["who"]).set_axis(nos.index)).astype("datetime64[us]")
