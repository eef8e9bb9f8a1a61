"""Mail that is nobody's word: written by a machine, sent to many, or asking to be left alone.

A machine's answer is known by its subject, or by how it begins and what it adds; what is quoted of an earlier mail
plays no part. Words are the vocabulary's (`automatic mail`, `note phrases`).
"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sentia.touches.note_dates import day_back
from sentia.vocabulary import folded_texts, pattern

MAILING = 10  # one subject to so many on one day is a mailing, no letter to each
AWAY, BOUNCED, STOP, LEFT = "away", "bounced", "stop", "left"
TEXT_KINDS = ("email", "message")
_BEGINS = 200  # letters in which an automatic answer says that they are away
_MAIL = "automatic mail"
_END = rf"\W*(?:$|[:;,.(!|–—-]|\d|{pattern('note phrases', 'until')}|{pattern('note phrases', 'back on')})"
_REPLY = rf"^(?:{pattern(_MAIL, 'reply')}(?:\[\d+\])?\s*:\s*)+"
_AWAY_SUBJECT = rf"^\W*(?:{pattern(_MAIL, 'automatic reply')}|{pattern(_MAIL, 'away subject')}{_END})"
_AWAY_BODY = rf"{pattern(_MAIL, 'i am')}[^.!?]{{0,40}}{pattern('note phrases', 'away')}"
_WHOLE = rf"^\W*{pattern(_MAIL, 'stop')}\W*(?:me|us)?\W*$"
_NOT = r"\b(?:not|never|don't|nicht|niet|ne|no|non|nao|nie) (?:\w+ )?"
_QUOTED = r"(?s)\n[^\n]{0,160}(?:" + pattern(_MAIL, "quoted") + r")[^\n]{0,20}(?:\n|$).*|\n>.*"


def add_automatic(log: pd.DataFrame, theirs: pd.Series) -> pd.DataFrame:
    """Add `automatic` and `back_on` to one row per activity.

    `theirs`: which rows may be mail of theirs. `automatic` is away (out of office), bounced (the address is dead),
    stop (they want no more mail), left (they are there no more), else missing; `back_on` the day somebody away is
    there again, NaT where the mail names none. An outcome that says the same counts too.

    Examples
    --------
    >>> log = pd.DataFrame({"subject": ["AW: Abwesenheitsnotiz"], "notes": ["Ich bin bis 30.11. im Urlaub"],
    ...                     "outcome": [None], "kind": "email", "done_at": pd.to_datetime(["2026-11-16"])})
    >>> add_automatic(log, pd.Series([True]))[["automatic", "back_on"]].to_numpy().tolist()
    [['away', Timestamp('2026-11-30 00:00:00')]]
    """
    said, is_text = pd.Series(None, log.index, dtype="str"), log["kind"].isin(TEXT_KINDS)
    if not is_text.any():
        return log.assign(automatic=said, back_on=pd.Series(pd.NaT, log.index, dtype="datetime64[us]"))
    rows = (theirs & is_text).to_numpy()
    if rows.any():
        said[rows] = _automatic(log.loc[rows])
    said = said.fillna(log["outcome"].where(log["outcome"].isin((AWAY, BOUNCED, STOP)) & is_text))
    away = log.loc[said.eq(AWAY)]
    texts = (away["subject"].fillna("") + "\n" + away["notes"].fillna("")).tolist()
    days = [day_back(text, day) for text, day in zip(texts, away["done_at"].dt.normalize(), strict=True)]
    back_on = pd.Series(days, away.index, dtype="datetime64[us]").reindex(log.index)
    return log.assign(automatic=said, back_on=back_on)


def _automatic(mails: pd.DataFrame) -> np.ndarray:
    subject = thread_of(mails["subject"])
    body = folded_texts(own_text(mails["notes"]).fillna(""))
    asks = _has(body, r"\?")
    begins = pc.utf8_slice_codeunits(body, 0, _BEGINS)
    away = _has(subject, _AWAY_SUBJECT) | (
        _has(begins, _AWAY_BODY) & _has(body, pattern(_MAIL, "in my absence")) & ~asks
    )
    either = pc.binary_join_element_wise(subject, body, pa.scalar(" \n ", pa.large_string()))
    leave = _has(either, pattern(_MAIL, "leave me")) & ~_has(either, _NOT + pattern(_MAIL, "leave me"))
    stop = _has(subject, _WHOLE) | _has(body, _WHOLE) | leave
    left = _has(either, pattern(_MAIL, "left")) & ~asks
    bounced = _has(subject, rf"^\W*{pattern(_MAIL, 'bounced')}") & ~asks
    return np.select([bounced, left, away, stop], [BOUNCED, LEFT, AWAY, STOP], default=None)


def own_text(notes: pd.Series) -> pd.Series:
    """What a mail says itself, without what it quotes of an earlier one.

    Examples
    --------
    >>> own_text(pd.Series(["Fine with us.\\nOn Monday Ann wrote:\\nTo unsubscribe, click"], dtype="str")).tolist()
    ['Fine with us.']
    """
    array = pa.array(notes, type=pa.large_string(), from_pandas=True)
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    cut = pc.replace_substring_regex(array, _QUOTED, "")
    return pd.Series(cut.to_pandas().to_numpy(), notes.index, dtype="str")


def thread_of(subjects: pd.Series) -> pa.Array:
    """What each subject is about, folded and without "Re:" and its like; "" where there is none."""
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(folded_texts(subjects.fillna("")), _REPLY, ""))


def is_mailing(log: pd.DataFrame) -> np.ndarray:
    """Whether each mail has the same subject as mails to ten or more people, of one day.

    Examples
    --------
    >>> log = pd.DataFrame({"kind": "email", "subject": "News", "on": "2026-11-23", "account_id": None,
    ...                     "contact_id": [f"C{n}" for n in range(10)], "opportunity_id": None})
    >>> int(is_mailing(log).sum()), int(is_mailing(log.head(9)).sum())
    (10, 0)
    """
    mails = (log["kind"].isin(TEXT_KINDS) & log["subject"].notna()).to_numpy()
    found = np.zeros(len(log), bool)
    if mails.sum() < MAILING:
        return found
    some = log.loc[mails]
    whom = some["contact_id"].fillna(some["account_id"]).fillna(some["opportunity_id"])
    keys = pd.DataFrame(
        {"subject": some["subject"].to_numpy(), "on": some["on"].to_numpy(), "whom": whom.to_numpy()}
    )
    found[mails] = keys.groupby(["subject", "on"], sort=False)["whom"].transform("nunique") >= MAILING
    return found


def is_answered_in_thread(log: pd.DataFrame, asked: np.ndarray, ours: np.ndarray) -> np.ndarray:
    """Whether mail of ours about the same subject went to the same account or deal after each mail of theirs."""
    found = np.zeros(len(log), bool)
    mails = log["kind"].isin(TEXT_KINDS).to_numpy() & log["subject"].notna().to_numpy() & (asked | ours)
    place = log["account_id"].fillna(log["opportunity_id"])
    mails &= place.notna().to_numpy()
    if not (mails & asked).any() or not (mails & ours).any():
        return found
    some = log.loc[mails]
    keys = pd.DataFrame({"thread": thread_of(some["subject"]).to_pandas(), "place": place[mails].to_numpy()})
    thread = keys.groupby(["thread", "place"], sort=False).ngroup().to_numpy()
    at = some["done_at"].to_numpy()
    last = pd.Series(np.where(ours[mails], at, np.datetime64("NaT")))
    found[mails] = asked[mails] & (last.groupby(thread).transform("max").to_numpy() > at) & keys["thread"].ne("")
    return found


def _has(texts: pa.Array, wanted: str) -> np.ndarray:
    return pc.match_substring_regex(texts, wanted).fill_null(False).to_numpy(zero_copy_only=False)
