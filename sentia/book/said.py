"""What the words of a log plainly say where it has no column for it."""

from dataclasses import replace

import pandas as pd

from sentia.book.raw import RawTable

WORDS = ["kind", "direction", "outcome", "subject", "notes"]
CALLS = ("call", "message")
# At the start of what was noted, so that "no answer about the price" in the middle of a talk says nothing.
_VOICEMAIL = (
    r"(?i)^\W*(?:left (?:(?:a|another|him a|her a|them a) )?(?:vm|lvm|voice ?mail|message|msg)|"
    r"vm|lvm|voice ?mail)\b"
)
_NO_ANSWER = (
    r"(?i)^\W*(?:no answer|not reached|did(?:n'?t| not) (?:answer|pick up|reach)|nobody (?:there|in|answered)|"
    r"(?:line )?busy|not available|unavailable|no reply|rang out)\b(?! (?:to|about|on|from|yet))"
)


def with_outcomes_said(raw: RawTable) -> RawTable:
    """A log with the outcome of each call whose note begins with it ("left voicemail", "no answer").

    Only where no outcome is noted, the kind is a call or not noted, and it was not theirs.

    Examples
    --------
    >>> log = pd.DataFrame({"kind": "call", "direction": None, "outcome": None, "subject": None,
    ...                     "notes": ["Left voicemail", "No answer to the price yet"]}, dtype="str")
    >>> with_outcomes_said(RawTable("activities", log, "", "", [1, 2])).frame["outcome"].tolist()
    ['voicemail', nan]
    """
    if raw.table != "activities" or raw.is_derived:
        return raw
    log = raw.frame.reindex(columns=WORDS).astype("str")
    asks = log["outcome"].isna() & ~log["direction"].eq("in") & (log["kind"].isin(CALLS) | log["kind"].isna())
    if not asks.any():
        return raw
    said = log.loc[asks, "subject"].fillna(log.loc[asks, "notes"])
    left, missed = (said.str.contains(words, na=False).astype(bool) for words in (_VOICEMAIL, _NO_ANSWER))
    told = pd.Series(None, said.index, dtype="str").mask(missed, "no answer").mask(left, "voicemail")
    return replace(raw, frame=raw.frame.assign(outcome=log["outcome"].fillna(told)))
