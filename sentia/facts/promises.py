"""Who promised what, by when, and which of it has not come yet."""

from functools import lru_cache

import numpy as np
import pandas as pd

from sentia.book.stacking import stacked
from sentia.facts.alike import AS_PROMISED, is_same_thing, kinds_meant
from sentia.facts.evidence import is_somebodys
from sentia.facts.happened import Happened
from sentia.facts.steps import happened_since
from sentia.facts.working_days import working_days_after
from sentia.touches import TEXT_KINDS, latest_of, may_promise, own_text, promise_said
from sentia.touches.promised import THEM, US

WANTED = ["made_in", "activity_id", "done_at", "contact_id", "account_id", "opportunity_id", "owner"]
READ = [*WANTED[1:], "promise", "promise_by", "promise_on", "kind", "direction", "subject", "notes"]
TALKED = ("reached", "replied")
IN_NOTES = -2  # what stands in the notes of a deal or a person is in no row of the log
A_WEEK = pd.Timedelta(days=7)  # as old is a note of which nothing tells the day


def promises(watch: Happened) -> pd.DataFrame:
    """One row a promise made until the day, anybody's: `what`, `by` (us, them), `made_on`, `promised_for`.

    From the promise's own columns, else from what a subject, a mail or a note plainly says, in the log or of an
    open deal or a person (see `touches.promise_said`). Who promised is us where nobody is named. One without a day
    is promised for some working days after it was made.
    """
    log = watch.book.activities[READ]
    log = log.assign(made_in=np.arange(len(log)))
    plain = log["promise"].isna() & log["promise_on"].isna() & log["promise_by"].isna()
    found = [_stated(log.loc[~plain]), _said_in_log(log.loc[plain & log["done_at"].notna()], watch)]
    found = stacked([*found, _said_in_notes(watch)])
    if found.empty:
        return found
    found = found.loc[~(found["done_at"] >= watch.on + pd.Timedelta(days=1))]
    found = watch.coded(found.sort_index())
    found = found.loc[is_somebodys(found)]
    made_on = found["done_at"].dt.normalize().astype("datetime64[us]").fillna(found["promise_on"])
    days = watch.playbook.clocks_working["undated promise"]
    later = working_days_after(made_on, days, watch.country_of(found))
    return found.assign(made_on=made_on, promised_for=found["promise_on"].fillna(later))


def _stated(log: pd.DataFrame) -> pd.DataFrame:
    return log[[*WANTED, "promise_on"]].assign(what=log["promise"], by=log["promise_by"].fillna(US))


def _said_in_log(log: pd.DataFrame, watch: Happened) -> pd.DataFrame:
    """What subjects and notes of the log say; a machine's mail promises nothing."""
    log = log.loc[log["subject"].notna() | log["notes"].notna()]
    if log.empty:
        return log
    automatic = watch.touched.loc[watch.touched["automatic"].notna(), "row"]
    texts = log["subject"].fillna("") + "\n" + own_text(log["notes"]).fillna("")
    texts = texts.loc[may_promise(texts) & ~log["made_in"].isin(automatic)]
    log = log.loc[texts.index]
    is_theirs = log["direction"].eq("in") & log["kind"].isin(TEXT_KINDS)
    return _read(log, texts, is_theirs)


def _said_in_notes(watch: Happened) -> pd.DataFrame:
    """What the notes of open deals and of people say, as of the last touch with them."""
    deals = watch.deals.loc[watch.deals["notes"].notna()]
    people = watch.contacts
    people = people.loc[people["notes"].notna() & watch.is_mine(people["owner"])]
    began = latest_of(deals["created_on"], deals["stage_since_on"])
    found = [_of_notes(deals, began, watch), _of_notes(people, pd.Series(pd.NaT, people.index), watch)]
    return stacked(found).set_axis(pd.RangeIndex(sum(map(len, found))).astype("str"))


def _of_notes(records: pd.DataFrame, began: pd.Series, watch: Happened) -> pd.DataFrame:
    noted = may_promise(records["notes"])
    records, began = records.loc[noted], began.loc[noted]
    if records.empty:
        return records
    day = watch.days("is_touch", records).fillna(began.astype("datetime64[us]")).fillna(watch.on - A_WEEK)
    key = "notes:" + records["opportunity_id"].fillna(records["contact_id"])
    records = records.assign(made_in=IN_NOTES, activity_id=key, done_at=day.clip(upper=watch.on))
    return _read(records, records["notes"], pd.Series(False, records.index))


def _read(records: pd.DataFrame, texts: pd.Series, is_theirs: pd.Series) -> pd.DataFrame:
    if records.empty:
        return records
    rows = zip(texts, records["done_at"].dt.normalize(), is_theirs, strict=True)
    read = pd.DataFrame([promise_said(*row) for row in rows], records.index, columns=["what", "by", "promise_on"])
    read = read.astype({"what": "str", "by": "str", "promise_on": "datetime64[us]"})
    return records[WANTED].join(read).dropna(subset="by")


def open_promises(watch: Happened) -> pd.DataFrame:
    """The promises that were not kept yet, as far as the log shows; none about a deal decided since.

    Ours is kept when something done later says at least half of its words, says "as promised", or is the kind of
    thing that was promised (a quote, information). Theirs is kept by any word of theirs after it was made, or when
    we talked on its day or later.
    """
    found = promises(watch)
    if found.empty:
        return found
    later = happened_since(found, found["made_on"], watch)
    of = found[["made_in", "by", "what", "promised_for"]].take(later["thing"]).set_axis(later.index)
    later = later.assign(**of).loc[later["row"] != of["made_in"]]
    talked = later["outcome"].isin(TALKED) & (later["on"] >= later["promised_for"])
    is_kept = (later["by"] == THEM) & (later["is_inbound"] | talked)
    ours = later.loc[(later["by"] != THEM) & ~later["is_inbound"]]
    words = (ours[name].to_numpy(object) for name in ("what", "kind"))
    rows = zip(*words, watch.texts(ours["row"]), strict=True)
    kept = {*later.loc[is_kept, "thing"], *ours.loc[[_is_kept(*row) for row in rows], "thing"]}
    return found.loc[~np.isin(np.arange(len(found)), list(kept)) & ~_is_moot(found, watch)]


@lru_cache(maxsize=65_536)
def _is_kept(wanted: str | float, kind: str | float, said: str) -> bool:
    if AS_PROMISED.search(said):
        return True
    if not isinstance(wanted, str):
        return False
    return kind in kinds_meant(wanted) & {"quote sent", "info sent"} or is_same_thing(wanted, said)


def _is_moot(found: pd.DataFrame, watch: Happened) -> pd.Series:
    """Whether the deal of each promise was decided since."""
    deals = watch.deal_of(found, ["status", "closed_on"])
    decided = deals["status"].isin(["won", "lost"])
    return decided & ~(deals["closed_on"] < found["made_on"])
