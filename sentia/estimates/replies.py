"""The chance that a try reaches the person: the playbook's, as the book's own tries bear it out.

Never by the customer's size: only how often they were tried in a row, by call or mail, with what kind of line.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.estimates.calibrating import Calibration, calibrated
from sentia.playbook import Playbook
from sentia.touches import TALKED, TEXT_KINDS

CALL, MAIL = "call", "mail"
BY = ("channel", "attempt", "kind")
MOST_TOLD_APART = 3  # tries in a row: from there on they count as one
WEIGHT, LEAST = 8.0, 20  # answers that the playbook is worth; tries with fewer of which nothing is learned
ANSWERED_WITHIN = pd.Timedelta(days=14)
LOWEST, HIGHEST = 0.02, 0.95


@dataclass(frozen=True, eq=False)
class Replies:
    """The chance of a reply by tries in a row, channel and kind of line."""

    playbook: Playbook
    found: Calibration

    def chance(self, tries: pd.Series, channel: pd.Series, kind: str | pd.Series) -> pd.Series:
        """The chance that the next try reaches the person, after so many in a row that did not.

        `first_reply` times `reply_decay` to the power of the tries (bank and insurance call logs; Velocify), times
        what the book shows of tries like it.

        Examples
        --------
        >>> tries, calls = pd.Series([0.0, 1.0]), pd.Series(["call", "call"])
        >>> Replies(Playbook(), Calibration()).chance(tries, calls, "quote").round(2).tolist()
        [0.48, 0.37]
        """
        rows = pd.DataFrame({"channel": channel, "attempt": attempt_of(tries), "kind": kind}, index=tries.index)
        usual = usual_chance(tries, self.playbook)
        return (usual * self.found.of(rows)).clip(LOWEST, HIGHEST) if self.found.count else usual


def usual_chance(tries: pd.Series, playbook: Playbook) -> pd.Series:
    """What the playbook says of that chance; NaN tries: none is known."""
    return playbook.first_reply * playbook.reply_decay ** tries.astype(float).fillna(0.0)


def attempt_of(tries: pd.Series) -> pd.Series:
    """How many tries in a row went before, up to `MOST_TOLD_APART`."""
    return tries.astype(float).fillna(0.0).clip(upper=MOST_TOLD_APART)


def replies_of(touched: pd.DataFrame, lines: pd.DataFrame, on: pd.Timestamp, playbook: Playbook) -> Replies:
    """What the tries of a book say of the chance of a reply.

    Parameters
    ----------
    touched : DataFrame
        What happened, oldest first, as `facts.touched` has it.
    lines : DataFrame
        The lines of days that were done, one row each: `done_at`, `account_id`, `kind`.
    """
    tries = tries_of(touched, on)
    if len(tries) < LEAST:
        return Replies(playbook, Calibration())
    kinds = lines.dropna(subset=["done_at", "account_id"]).drop_duplicates(["done_at", "account_id"])
    kinds = kinds.set_index(["done_at", "account_id"])["kind"]
    same = pd.MultiIndex.from_frame(tries[["done_at", "account_id"]])
    rows = tries.assign(
        happened=tries["is_answered"].astype(float),
        expected=usual_chance(tries["tries"], playbook),
        attempt=attempt_of(tries["tries"]),
        kind=kinds.reindex(same).to_numpy(),
    )
    return Replies(playbook, calibrated(rows, BY, WEIGHT, LEAST))


def tries_of(touched: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """One row a call or message of ours with `channel`, `tries` (in a row before it) and `is_answered`.

    A call counts where the log says how it ended, a message once `ANSWERED_WITHIN` has passed; it is answered by
    their next word within that time. A channel of which the log notes no failure, or no answer, says nothing.
    """
    rows = touched.loc[
        (touched["row"] >= 0) & (touched["is_touch"] | touched["is_attempt"]) & (touched["who"] >= 0)
    ]
    rows = rows.sort_values("who", kind="stable")
    is_last = rows["who"] != rows["who"].shift(-1)
    next_on = rows["on"].shift(-1).where(rows["is_inbound"].shift(-1, fill_value=False) & ~is_last)
    is_mail, is_call = rows["kind"].isin(TEXT_KINDS), rows["kind"].eq("call")
    answered = rows["outcome"].isin(TALKED) | (is_mail & (next_on - rows["on"] <= ANSWERED_WITHIN))
    known = (is_call & rows["outcome"].notna()) | (is_mail & (answered | (rows["on"] + ANSWERED_WITHIN <= on)))
    found = rows.assign(channel=np.where(is_mail, MAIL, CALL), tries=_in_vain(rows), is_answered=answered)
    found = found.loc[known & ~rows["is_inbound"]]
    told = found.groupby("channel")["is_answered"].transform("nunique") > 1
    return found.loc[told]


def _in_vain(rows: pd.DataFrame) -> pd.Series:
    """How many tries in a row, each unanswered, went before each row; the rows of one person stand together."""
    before = rows["is_attempt"].astype(int).cumsum() - rows["is_attempt"].astype(int)
    anew = (rows["who"] != rows["who"].shift()) | rows["is_touch"].shift(fill_value=True)
    return (before - before.where(anew).ffill()).astype(float)
