"""Who promised what, by when, and which of it has not come yet."""

import re
from functools import lru_cache

import numpy as np
import pandas as pd

from sentia.facts.alike import AS_PROMISED, is_same_thing, kinds_meant
from sentia.facts.happened import Happened
from sentia.facts.steps import happened_since
from sentia.facts.working_days import working_days_after
from sentia.touches.note_dates import day_said

WANTED = ["made_in", "activity_id", "done_at", "contact_id", "account_id", "opportunity_id", "owner"]
STATED = ["promise", "promise_by", "promise_on", "subject", "notes"]
US, THEM = "us", "them"
TALKED = ("reached", "replied")
# Only where somebody wrote plainly that it was promised, never what only sounds like it.
_OURS = re.compile(
    r"\b(?:i|we) (?:have )?promised (?:them |him |her )?(?:to |that )?(?P<what>[^.;\n]+)", re.IGNORECASE
)
_THEIRS = re.compile(r"\b(?:they|he|she) promised (?:us |me )?(?:to |that )?(?P<what>[^.;\n]+)", re.IGNORECASE)
_HEADED = re.compile(
    r"(?:^|[.,;:!\n-]|\band)\s*promised?(?: (?:them|him|her|to)|: ?) ?(?:to )?(?P<what>[^.;\n]+)", re.IGNORECASE
)
_PATTERNS = ((US, _OURS), (THEM, _THEIRS), (US, _HEADED))
_PROMISED = r"(?i)promise"


def promises(watch: Happened) -> pd.DataFrame:
    """One row a promise made until the day, anybody's: `what`, `by` (us, them), `made_on`, `promised_for`.

    From the promise's own columns, else from a subject or a note that says plainly "we promised ...". Who promised
    is us where nobody is named. One without a day is promised for some working days after it was made.
    """
    log = watch.book.activities
    log = log.assign(made_in=np.arange(len(log)))
    plain = log["promise"].isna() & log["promise_on"].isna() & log["promise_by"].isna()
    texts = log.loc[plain & log["done_at"].notna() & _says_promise(log)]
    stated = log.loc[~plain]
    found = pd.concat([_stated(stated), _plainly_said(texts)])
    found = found.loc[~(found["done_at"] >= watch.on + pd.Timedelta(days=1))]
    found = watch.coded(found.sort_index())
    made_on = found["done_at"].dt.normalize().astype("datetime64[us]").fillna(found["promise_on"])
    days = watch.playbook.clocks_working["undated promise"]
    later = working_days_after(made_on, days, watch.country_of(found))
    return found.assign(made_on=made_on, promised_for=found["promise_on"].fillna(later))


def _says_promise(log: pd.DataFrame) -> pd.Series:
    said = [log[name].str.contains(_PROMISED, na=False) for name in ("subject", "notes")]
    return (said[0] | said[1]).astype(bool)


def _stated(log: pd.DataFrame) -> pd.DataFrame:
    return log[[*WANTED, "promise_on"]].assign(what=log["promise"], by=log["promise_by"].fillna(US))


def _plainly_said(log: pd.DataFrame) -> pd.DataFrame:
    texts = (log["subject"].fillna("") + "\n" + log["notes"].fillna("")).tolist()
    moments = log["done_at"].dt.normalize()
    read = [_read(text, made_on) for text, made_on in zip(texts, moments, strict=True)]
    read = pd.DataFrame(read, log.index, columns=["what", "by", "promise_on"])
    read = read.astype({"what": "str", "by": "str", "promise_on": "datetime64[us]"})
    return log[WANTED].join(read).dropna(subset="by")


def _read(text: str, made_on: pd.Timestamp) -> tuple[str | None, str | None, pd.Timestamp | None]:
    """What a text plainly says was promised, by whom, and by which day (see `note_dates.day_said`)."""
    for by, pattern in _PATTERNS:
        if found := pattern.search(text):
            return found["what"].strip(), by, day_said(found["what"], made_on)
    return None, None, None


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
