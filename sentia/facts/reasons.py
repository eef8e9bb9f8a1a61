"""Deals that were lost: why, and which of them was an account's last word."""

import pandas as pd

from sentia.book.loss_reasons import CLOSED_DOWN, DUPLICATE, OTHER, STOP, reasons_of
from sentia.book.once import alike_without_rows
from sentia.playbook import Playbook

NO_FIT = "no fit"
FINAL = (NO_FIT, STOP, CLOSED_DOWN, DUPLICATE)  # never a fresh look
_QUALIFYING = r"(?i)qualif"  # as a stage it says how far somebody got, not that they never fit


@alike_without_rows
def add_reason(lost: pd.DataFrame, playbook: Playbook) -> pd.DataFrame:
    """Add `reason`, `reason_days` (until the fresh look) and `is_final` to one row per lost deal.

    Why is said by `lost_reason`; where that is empty by its stage ("lost - price"), or by notes that plainly say
    that it is for good, and these words are put there.
    """
    words = _words_of(lost) if len(lost) else lost["lost_reason"]
    reason = reasons_of(words).fillna(OTHER)
    wait = reason.map(dict(playbook.reason_days)).fillna(playbook.reason_days["other"]).astype(float)
    return lost.assign(lost_reason=words, reason=reason, reason_days=wait, is_final=reason.isin(FINAL))


def _words_of(lost: pd.DataFrame) -> pd.Series:
    stage, notes = (lost.get(name, pd.Series(index=lost.index, dtype="str")) for name in ("stage", "notes"))
    stage = stage.where(~stage.str.contains(_QUALIFYING, na=False))
    says_more = reasons_of(stage) != OTHER
    for_good = notes.where(reasons_of(notes, in_notes=True).isin((NO_FIT, STOP, CLOSED_DOWN)))
    return lost["lost_reason"].fillna(stage.where(says_more)).fillna(for_good)


def lost_deals(deals: pd.DataFrame, on: pd.Timestamp, playbook: Playbook) -> pd.DataFrame:
    """Every deal lost until the day, with why (see `add_reason`).

    One without a day counts from its last stage, else from its first day.
    """
    lost = deals.loc[deals["status"] == "lost"]
    if lost.empty:
        return add_reason(lost, playbook)
    lost = lost.assign(closed_on=lost["closed_on"].fillna(lost["stage_since_on"]).fillna(lost["created_on"]))
    return add_reason(lost.loc[lost["closed_on"].le(on)], playbook)
