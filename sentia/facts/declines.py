"""They said no: whom it silences, for how long, and when an old no may be looked at again.

A no is as wide as it was said. It silences its deal, and new offers to its person; another open deal of that
person or company goes on. Only words that say stop, or that nobody is there any more, silence everything.
"""

import numpy as np
import pandas as pd

from sentia.book.loss_reasons import CLOSED_DOWN, GONE, STOP
from sentia.book.matching import is_among, looked_up_day
from sentia.book.stacking import stacked
from sentia.facts.happened import Happened
from sentia.facts.reasons import add_reason

FOREVER = pd.Timestamp(2200, 1, 1).as_unit("us")
NEVER = np.datetime64("NaT", "us")
DECLINED = ("declined", "rejected", "lost", "cancelled")
Codes = np.ndarray | pd.Series
SAID_NO = ("said no", STOP)  # outcomes of an activity


def declined_until(records: pd.DataFrame, facts: Happened) -> pd.Series:
    """The day until which nobody sells anything to each record; NaT where nobody said no to it.

    A deal rests `no_pause` days after a "no" to it, or after it was lost, and so do new offers (what concerns no
    open deal) to its person, without one to its account. A no to nothing in particular is one to every deal of
    the person begun before. For good: "stop" and "gone" for the person, "closed down" for the account, and "no
    fit" for offers to the person until a deal of theirs is opened after it. Needs `who`, `deal` and `at`.
    """
    nos, party = facts.once(_nos), _party(records)
    if nos.empty:
        return pd.Series(pd.NaT, records.index, dtype="datetime64[us]")
    about = facts.deal_of(records, ["status", "created_on"])
    told = nos.loc[nos["deal"] < 0]
    is_older = ~(about["created_on"].to_numpy() > _by(told, _party(told), "on", party))
    until = {
        "deal": _by(nos, nos["deal"], "until", records["deal"]),
        "told": np.where(is_older, _by(told, _party(told), "until", party), NEVER),
        "offers": np.where(about["status"].ne("open"), _by(nos, _party(nos), "until", party), NEVER),
        "person": _by(nos, nos["who"], "stopped", records["who"]),
        "account": _by(nos, nos["at"].where(nos["is_whole"], -1), "stopped", records["at"]),
    }
    return pd.DataFrame(until, records.index).max(axis="columns").astype("datetime64[us]")


def _party(rows: pd.DataFrame) -> np.ndarray:
    """A number for whom each row is with: its person, else its account; -1 where nobody is."""
    return np.where(rows["who"] >= 0, rows["who"], np.where(rows["at"] >= 0, -2 - rows["at"], -1))


def _with_sole_contacts(rows: pd.DataFrame, facts: Happened) -> np.ndarray:
    """The person of each row; where nobody is named, the account's only contact."""
    alone = facts.contacts.loc[facts.sole_contacts].drop_duplicates("at").set_index("at")["who"]
    found = alone.reindex(rows["at"]).fillna(-1).to_numpy(int)
    return np.where(rows["who"] >= 0, rows["who"], found)


def _by(nos: pd.DataFrame, codes: Codes, column: str, wanted: Codes) -> np.ndarray:
    """The latest of a column of the nos with each wanted code; NaT where it is -1 or no no has it."""
    days = pd.Series(nos[column].to_numpy("datetime64[us]"), np.asarray(codes))
    found = days.loc[days.index != -1].groupby(level=0).max().reindex(np.asarray(wanted))
    return found.to_numpy("datetime64[us]")


def _nos(facts: Happened) -> pd.DataFrame:
    """One row a no, anybody's: `who`, `deal`, `at`, `on`, `until`; `stopped`: until when all of them is silent.

    `is_whole`: it is the account's, not one person's.
    """
    columns = ["who", "deal", "at", "on", "until", "stopped", "is_whole"]
    pause = pd.Timedelta(days=facts.playbook.no_pause)
    told = facts.touched.loc[facts.touched["outcome"].isin(SAID_NO)]
    if told.empty and facts.lost_deals.empty:
        return pd.DataFrame(columns=columns)
    told = told.assign(reason=np.where(told["outcome"] == STOP, STOP, "no"), until=told["on"] + pause)
    told = told.assign(is_named=told["who"] >= 0, who=_with_sole_contacts(told, facts))
    lost = facts.lost_deals.assign(on=facts.lost_deals["closed_on"])
    every = facts.every_deal.loc[facts.every_deal["who"] >= 0]
    every = every.loc[~(every["closed_on"] < every["created_on"])]  # days that contradict each other open nothing
    begun = every.groupby("who")["created_on"].max()
    reopened = begun.reindex(lost["who"]).to_numpy() > lost["on"].to_numpy()
    lost = lost.assign(until=(lost["on"] + pause).mask(lost["is_final"] & ~reopened, FOREVER))
    nos = pd.concat([told, lost], ignore_index=True)
    is_stop = nos["reason"].isin((STOP, GONE, CLOSED_DOWN))
    is_whole = nos["reason"].eq(CLOSED_DOWN) | (nos["reason"].eq(STOP) & ~nos["is_named"].astype(bool))
    stopped = pd.Series(FOREVER, nos.index).where(is_stop)
    return nos.assign(stopped=stopped.astype("datetime64[us]"), is_whole=is_whole)[columns]


def fresh_looks(watch: Happened) -> pd.DataFrame:
    """One row a last no, anybody's: `said_on`, `reason`, `look_on` (NaT: never) and the deal's or quote's own.

    A deal lost or a quote declined sets its fresh look at once, by its reason; a later "said no" there sets it
    anew. None where a deal is open, or was won since.
    """
    nos = stacked([_lost(watch), _declined_quotes(watch)], ignore_index=True)
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
    if not watch.has("quotes"):
        return watch.book.quotes
    quotes = watch.book.quotes.sort_index()
    quotes = quotes.loc[quotes["status"].astype("str").str.lower().isin(DECLINED) & quotes["sent_on"].le(watch.on)]
    quotes = quotes.loc[~is_among(quotes["opportunity_id"], watch.every_deal["opportunity_id"])]
    lost_on = watch.lost_deals.groupby("account_id")["closed_on"].max()
    quotes = quotes.loc[~(looked_up_day(quotes["account_id"], lost_on) >= quotes["sent_on"])]
    lapsed = quotes["valid_until_on"].where(quotes["valid_until_on"] <= watch.on)
    if quotes.empty:
        return quotes
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
